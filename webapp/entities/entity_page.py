"""The frame of every page about one thing. It has documents, tables, a citation, and data for search engines."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Response, make_response, render_template, request
from werkzeug.exceptions import NotFound

from ontology.namespaces import DATASET_IRI, PREFIXES
from webapp.components import citations
from webapp.components.citations import Citation
from webapp.components.responses import described, document
from webapp.components.schema_org import about
from webapp.entities.page_statements import (
    CLASSIFICATION,
    Statement,
    cited,
    further_statements,
    own_statements,
    without_source,
)
from webapp.http.formats import DATA, HTML, JSON, THING_FORMATS
from webapp.http.site_address import site_root
from webapp.models.entity import Entity
from webapp.models.evidence import CitationNumbers, Source
from webapp.models.release_changes import history
from webapp.models.rows import IdentifiersOfRow, StatementsAboutRow
from webapp.models.site import current_site
from webapp.models.succession import deals_of
from webapp.text.english import join_words


@dataclass(frozen=True, slots=True)
class TableDownload:
    """A table: what it holds, and the fields of the query that answers with it."""

    title: str
    query: str
    fields: str

    @property
    def question(self) -> str:
        """The address of the named query's page."""
        return f"/queries/{self.query}?{self.fields}"

    def download(self, suffix: str) -> str:
        """Return the address of the table in a format."""
        return f"/api/queries/{self.query}.{suffix}?{self.fields}"


_EVIDENCE = ("Every statement with its sources", "evidence-behind", "thing")
_TABLES = {
    "partner": (("Its partnerships", "partner-history", "partner"), _EVIDENCE),
    "organization": (_EVIDENCE,),
    "games": (("Its partners by tier", "partners-of-games", "games"), _EVIDENCE),
    "programme": (("Its partners", "partners-of-programme", "programme"), _EVIDENCE),
    "category": (("Who has held it", "category-holders", "category"),),
    "country": (("Its partners", "partners-from-country", "country"),),
    "person": (("Announcements", "announcements", "who"), _EVIDENCE),
    "event": (("Its sources", "evidence-of", "statement"),),
    "partnership": (("Its sources", "evidence-of", "statement"),),
    "source": (("What rests on it", "statements-of-source", "source"),),
}
"""For each kind of page: what a table holds, the query, and the parameter that takes the thing."""


def table_downloads(address: str) -> list[TableDownload]:
    """Return the tables behind the page at an address, such as `/partner/alibaba`; none for other kinds of pages.

    The thing is named by its kind too, since one slug may name several.
    """
    kind, _, slug = address.strip("/").partition("/")
    thing = f"{'organization' if kind == 'partner' else kind}:{slug}"
    return [
        TableDownload(title, query, urlencode({parameter: thing}, safe=":"))
        for title, query, parameter in _TABLES.get(kind, ())
    ]


@dataclass(frozen=True, slots=True)
class EntityPage:
    """The page about a thing: what its template shows, and the statements that it makes.

    Where the page shows a part of a long list, `every_ref` makes the evidence of all of it.
    """

    subject: Entity
    template: str
    context: Mapping[str, Any]
    statements: Sequence[Statement]
    every_ref: Callable[[], CitationNumbers] | None = None

    @property
    def _address(self) -> str:
        return current_site().catalogue.urls.page(self.subject.iri)

    @property
    def citation(self) -> Citation:
        """How to cite what the page is about."""
        return citation_of(self.subject)

    def as_html(self) -> Response:
        """Render the page, with links to its documents."""
        address, iri = self._address, self.subject.iri
        text = render_template(
            self.template,
            **self.context,
            subject=self.subject,
            iri=iri,
            address=address,
            formats=(*DATA, JSON),
            citation=self.citation,
            citation_links=citations.links(address, whole=self.citation.is_whole),
            structured=about(self.subject, site_root(), address),
            tables=table_downloads(address),
            history=history(iri),
            without_source=without_source(self.statements),
            unsourced_classification=without_source(self.statements, CLASSIFICATION),
        )
        return described(make_response(text), address, iri, HTML, THING_FORMATS)

    def as_json(self) -> Response:
        """Return the statements of the page as JSON, also those about what it tells of."""
        here, address, iri = current_site(), self._address, self.subject.iri
        refs = self.every_ref() if self.every_ref else self.context.get("refs")
        deals = deals_of(self.context.get("tenures", ()))
        beside = ",".join(deal.iri.rpartition("/")[2] for deal in deals)
        rows = here.ask.rows(StatementsAboutRow, thing=iri, **({"beside": beside} if beside else {}))
        further = further_statements(iri, rows, refs) if isinstance(refs, CitationNumbers) else ()
        statements = [*self.statements, *(statement for statement in further if statement.subject.iri != iri)]
        content = {
            "id": iri,
            "label": self.subject.label,
            "page": site_root() + address,
            **here.catalogue.version.members,
            "citation": self.citation.text,
            "statements": [statement.as_json() for statement in statements],
            "sources": cited(statements),
        }
        body = json.dumps(content, ensure_ascii=False).encode()
        return document(address, iri, body, JSON, THING_FORMATS)


def numbered(groups: Sequence[object]) -> list[str]:
    """Return what the parts of a long page are called: their numbers; a page without groups has one part."""
    return [str(number) for number in range(1, len(groups) + 1)] or ["1"]


def part_asked_for(parts: Sequence[str]) -> str:
    """Return which of its parts a long page is to show: the first where the address names none.

    Raises:
        NotFound: the page has no such part.
    """
    asked = request.args.get("part", parts[0])
    if asked not in parts:
        raise NotFound(f"This page has no part “{asked[:40]}”; it has {join_words(parts)}.")
    return asked


def citation_of(subject: Entity) -> Citation:
    """Return how to cite a thing, or the whole dataset."""
    version = current_site().catalogue.version
    if subject.iri == DATASET_IRI:
        return citations.of_dataset(version)
    return citations.of_part(subject.label, subject.iri, version)


def entity_page(
    subject: Entity,
    template: str,
    itself: Source | None = None,
    more: Sequence[Statement] = (),
    every_ref: Callable[[], CitationNumbers] | None = None,
    **context: Any,  # noqa: ANN401
) -> EntityPage:
    """Return the page about a thing, with `more` statements than those about the thing itself.

    A document, which `itself` is, is the source of what is said of it. `every_ref` makes all evidence where `refs`
    has that of what is shown.
    """
    has_identifiers = subject.things(PREFIXES["schema"] + "identifier")
    context["identifiers"] = current_site().ask.rows(IdentifiersOfRow, thing=subject.iri) if has_identifiers else []
    statements = [*own_statements(subject, context.get("refs"), itself), *more]
    return EntityPage(subject, template, context, statements, every_ref)
