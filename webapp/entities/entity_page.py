"""The frame of every page about one thing. It has documents, tables, a citation, and data for search engines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Response, make_response, render_template

from ontology.namespaces import ID_BASE
from webapp.components.responses import described
from webapp.components.schema_org import about
from webapp.http.formats import DATA, FORMATS, HTML
from webapp.http.site_address import site_root
from webapp.models.entity import Entity
from webapp.models.site import current_site

_AUTHORS = "Olympic Partnership Graph contributors"
_TITLE = "The Olympic Partnership Graph"
_SPECIAL = re.compile(r"[&%$#_{}]")
_BY_NAME = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True, slots=True)
class Citation:
    """A page to be cited: its title, the identifier of what it is about, and the version of the data."""

    title: str
    iri: str
    version: str

    @property
    def text(self) -> str:
        """The citation as a sentence."""
        return f"{_AUTHORS}: “{self.title}”. {_TITLE}, data version {self.version}. {self.iri} (CC BY 4.0)"

    @property
    def bibtex(self) -> str:
        """The citation as a BibTeX entry; whoever uses it adds the day of access."""
        fields = {
            "author": f"{{{_AUTHORS}}}",
            "title": f"{{{escaped(self.title)}}}",
            "howpublished": f"{_TITLE}, data version {self.version}",
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


def entity_page(subject: Entity, template: str, **context: Any) -> Response:  # noqa: ANN401
    """Render the page about a thing, with links to its documents."""
    here, iri = current_site(), subject.iri
    address = here.catalogue.urls.page(iri)
    context |= {"subject": subject, "iri": iri, "address": address, "formats": DATA}
    context["citation"] = Citation(subject.label, iri, here.store.version[:12])
    context["structured"] = about(subject, site_root(), address)
    context["tables"] = table_downloads(address)
    return described(make_response(render_template(template, **context)), address, iri, HTML, FORMATS)
