"""The frame of every page about one thing. It has documents, tables, a citation, and data for search engines."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Response, make_response, render_template

from ontology.namespaces import ID_BASE, PREFIXES
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
from webapp.models.data_version import DataVersion
from webapp.models.entity import Entity
from webapp.models.evidence import CitationNumbers, Source
from webapp.models.rows import IdentifiersOfRow, StatementsAboutRow
from webapp.models.site import current_site
from webapp.text.dates import format_date

_AUTHORS = "Olympic Partnership Graph contributors"
_TITLE = "The Olympic Partnership Graph"
_SPECIAL = re.compile(r"[&%$#_{}]")
_BY_NAME = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True, slots=True)
class Citation:
    """A page to be cited: its title, the identifier of what it is about, and the version of the data."""

    title: str
    iri: str
    version: DataVersion

    @property
    def text(self) -> str:
        """The citation as a sentence."""
        return f"{_AUTHORS}: “{self.title}”. {_TITLE}, {self._version}. {self.iri} (CC BY 4.0)"

    @property
    def _version(self) -> str:
        date = f" of {format_date(self.version.date)}" if self.version.date else ""
        return f"version {self.version.name}{date}"

    @property
    def bibtex(self) -> str:
        """The citation as a BibTeX entry; whoever uses it adds the day of access."""
        fields = {
            "author": f"{{{_AUTHORS}}}",
            "title": f"{{{escaped(self.title)}}}",
            "howpublished": f"{_TITLE}, {self._version}",
            **({"year": self.version.date[:4]} if self.version.date else {}),
            "url": self.iri,
            "note": "CC BY 4.0",
        }
        lines = "".join(f",\n  {name} = {{{value}}}" for name, value in fields.items())
        key = "opg-" + self.iri.removeprefix(ID_BASE).rpartition(".org/")[2].replace("/", "-")
        return f"@misc{{{key}{lines}\n}}"


def escaped(text: str) -> str:
    r"""Return a text in which nothing means anything to TeX.

    >>> escaped("Procter & Gamble_{x}")
    'Procter \\& Gamble\\_\\{x\\}'
    """
    return "".join(_BY_NAME.get(ch) or _SPECIAL.sub(r"\\\g<0>", ch) for ch in text)


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
    """The page about a thing: what its template shows, and the statements that it makes."""

    subject: Entity
    template: str
    context: Mapping[str, Any]
    statements: Sequence[Statement]

    @property
    def _address(self) -> str:
        return current_site().catalogue.urls.page(self.subject.iri)

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
            citation=Citation(self.subject.label, iri, current_site().version),
            structured=about(self.subject, site_root(), address),
            tables=table_downloads(address),
            without_source=without_source(self.statements),
            unsourced_classification=without_source(self.statements, CLASSIFICATION),
        )
        return described(make_response(text), address, iri, HTML, THING_FORMATS)

    def as_json(self) -> Response:
        """Return the statements of the page as JSON, also those about what it tells of."""
        here, address, iri = current_site(), self._address, self.subject.iri
        refs = self.context.get("refs")
        rows = here.ask.rows(StatementsAboutRow, thing=iri)
        further = further_statements(rows, refs) if isinstance(refs, CitationNumbers) else ()
        statements = [*self.statements, *further]
        content = {
            "id": iri,
            "label": self.subject.label,
            "page": site_root() + address,
            "dataVersion": here.version.name,
            "statements": [statement.as_json() for statement in statements],
            "sources": cited(statements),
        }
        body = json.dumps(content, ensure_ascii=False).encode()
        return document(address, iri, body, JSON, THING_FORMATS)


def entity_page(subject: Entity, template: str, itself: Source | None = None, **context: Any) -> EntityPage:  # noqa: ANN401
    """Return the page about a thing; a document, which `itself` is, is the source of what is said of it."""
    has_identifiers = subject.things(PREFIXES["schema"] + "identifier")
    context["identifiers"] = current_site().ask.rows(IdentifiersOfRow, thing=subject.iri) if has_identifiers else []
    return EntityPage(subject, template, context, own_statements(subject, context.get("refs"), itself))
