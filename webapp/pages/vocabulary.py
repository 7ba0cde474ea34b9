"""The vocabulary for people and for machines, and the download of the whole graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, request

from ontology.files import ONTOLOGY, SHAPES
from ontology.namespaces import BASE, ONTOLOGY_IRI, ONTOLOGY_NAMESPACE, ONTOLOGY_VERSION
from webapp import replies
from webapp.asking import Row
from webapp.formats import DATA, HTML, TURTLE, Format, by_suffix, negotiated
from webapp.meta import structured
from webapp.pages import downloads
from webapp.site import site

area = Blueprint("vocabulary", __name__)

_KINDS = {
    "Class": "Classes",
    "ObjectProperty": "Properties with a thing as value",
    "DatatypeProperty": "Properties with a plain value",
    "AnnotationProperty": "Properties with text",
    "NamedIndividual": "Individuals",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property, as its documentation shows it."""

    name: str
    label: str
    definition: str
    parents: Sequence[str]
    domains: Sequence[str]
    ranges: Sequence[str]
    examples: Sequence[str]


@area.get("/ontology")
@area.get("/ontology.<suffix>")
@area.get(f"/ontology/{ONTOLOGY_VERSION}")
def ontology(suffix: str = "") -> Response:
    """Document the vocabulary, or send it; its Turtle is the file that people wrote, with their comments and order."""
    format_ = by_suffix(suffix) if suffix else negotiated(request)
    if format_ is HTML:
        groups = _terms(site().ask.rows("vocabulary-terms"))
        return replies.page(
            "ontology.html", groups=groups, formats=DATA, namespace=ONTOLOGY_NAMESPACE, version=ONTOLOGY_VERSION
        )
    return _file(ONTOLOGY, "/ontology", ONTOLOGY_IRI, format_)


@area.get("/shapes")
@area.get("/shapes.<suffix>")
def shapes(suffix: str = "") -> Response:
    """Send the rules for the data, which have no page; browsers are led to the file that people wrote."""
    format_ = by_suffix(suffix) if suffix else negotiated(request)
    if format_ is HTML:
        return replies.open_to_all(Response(status=303, headers={"Location": "/shapes.ttl", "Vary": "Accept"}))
    return _file(SHAPES, "/shapes", f"{BASE}shapes", format_)


def _file(path: Path, address: str, iri: str, format_: Format) -> Response:
    if replies.unchanged(format_, address):
        return replies.not_modified(format_, address)
    body = path.read_bytes()
    if format_ is not TURTLE:
        from webapp.documents import convert

        body = convert(body, format_)
    return replies.document(address, iri, body, format_)


def _terms(rows: Sequence[Row]) -> list[tuple[str, list[Term]]]:
    groups: dict[str, dict[str, list[Row]]] = {kind: {} for kind in _KINDS}
    for row in rows:
        kind = row["kind"].rpartition("#")[2]
        groups[kind].setdefault(row["term"], []).append(row)
    return [(_KINDS[kind], [_term(own) for own in terms.values()]) for kind, terms in groups.items()]


def _term(rows: Sequence[Row]) -> Term:
    def every(variable: str) -> list[str]:
        return _once(row[variable] for row in rows)

    first = rows[0]
    name = first["term"].removeprefix(ONTOLOGY_NAMESPACE)
    return Term(
        name, first["label"], first["definition"], every("parent"), every("domain"), every("range"), every("example")
    )


def _once(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


@area.get("/data")
def data() -> Response:
    """Show what can be downloaded."""
    offers = downloads.offers()
    rows = site().ask.rows("dataset-size")
    counts = {"triples": rows[0].whole("triples")} if rows else {}
    files = {offer.file.name: offer.media_type for offer in offers}
    about = structured.dataset(request.url_root.rstrip("/"), site().store.version[:12], files)
    response = replies.page(
        "data.html",
        offers=offers,
        ready=downloads.ready(offers),
        counts=counts,
        version=site().store.version,
        structured=structured.written([about]),
    )
    return response if downloads.ready(offers) else downloads.uncached(response)


@area.get("/data/<name>")
def download(name: str) -> Response:
    """Send the whole graph in one of the formats."""
    return downloads.sent(name)
