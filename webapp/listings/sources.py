"""The list of sources: every document that statements rest on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.collation import collation_key
from queries.search.folding import fold
from webapp.listings.definition import Facet, ListColumn, ListDefinition, Option, count_column, words
from webapp.models.evidence import Source
from webapp.models.site import SiteData
from webapp.text.dates import dated, format_date
from webapp.text.english import integer, language_name

_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row: a source, and how many statements rest on it."""

    source: Source
    href: str
    statements: int


def _load(here: SiteData) -> list[SourceRow]:
    uses = {row.source: integer(row.statements) for row in here.catalogue.source_uses}
    page = here.catalogue.urls.page
    found = [SourceRow(source, page(iri), uses.get(iri, 0)) for iri, source in here.catalogue.every_source.items()]
    return sorted(found, key=lambda row: (-row.statements, collation_key(row.source.title), row.source.iri))


def _publisher(row: SourceRow) -> Sequence[Option]:
    name = row.source.publisher
    slug = _OTHER.sub("-", fold(name)).strip("-")
    return [Option(slug or name, name)] if name else []


def _language(row: SourceRow) -> Sequence[Option]:
    tag = row.source.language
    return [Option(tag.partition("-")[0].lower(), language_name(tag))] if tag else []


def _year(row: SourceRow) -> Sequence[Option]:
    year = dated(row.source.published)[:4]
    return [Option(year, year, str(9999 - int(year)))] if year else []


SOURCES = ListDefinition(
    "sources",
    "Sources",
    "source",
    "sources",
    "Partnerships, events, figures and most other statements name the documents that say so. How much rests on each?",
    _load,
    lambda row: row.source.iri,
    lambda row: f"{row.source.title} {row.source.publisher}",
    (
        ListColumn(
            "title",
            "Source",
            lambda row: words(row.source.title, row.href, row.source.title_language),
            lambda row: collation_key(row.source.title),
        ),
        ListColumn(
            "publisher", "Publisher", lambda row: words(row.source.publisher), lambda row: fold(row.source.publisher)
        ),
        ListColumn(
            "date",
            "Published",
            lambda row: words(format_date(row.source.published)),
            lambda row: row.source.published,
            falling=True,
            short=True,
            data=lambda row: row.source.published or None,
        ),
        ListColumn(
            "language",
            "Language",
            lambda row: words(language_name(row.source.language)),
            lambda row: language_name(row.source.language),
            data=lambda row: row.source.language or None,
        ),
        count_column("statements", "Statements", lambda row: row.statements),
    ),
    (
        Facet("publisher", "Publisher", _publisher),
        Facet("language", "Language", _language),
        Facet("year", "Year", _year, ranked=False),
    ),
    "-statements",
)
