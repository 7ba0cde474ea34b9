"""The vocabulary for people and for machines, and the download of the whole graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from flask import Blueprint, Response, request, send_file
from werkzeug.exceptions import NotFound

from graph.store import EmbeddedStore
from ontology.files import ONTOLOGY, SHAPES, VOCABULARY
from ontology.namespaces import BASE, ONTOLOGY_GRAPH, ONTOLOGY_IRI, ONTOLOGY_NAMESPACE, ONTOLOGY_VERSION
from webapp import replies
from webapp.asking import Asker, Row
from webapp.downloads import FILES, prepared
from webapp.formats import DATA, HTML, TURTLE, Format, by_suffix, negotiated
from webapp.meta import structured
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
        groups = _terms(_vocabulary().rows("vocabulary-terms"))
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


@cache
def _vocabulary() -> Asker:
    """Return the way to ask the vocabulary as it stands in its files; the graph that is served may hold any data."""
    store = ox.Store()
    for path in VOCABULARY:
        store.load(path=str(path), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(ONTOLOGY_GRAPH))
    return Asker(EmbeddedStore(store))


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
    downloads = list(FILES.values()) if site().snapshot else []
    rows = site().ask.rows("dataset-size")
    counts = {"triples": rows[0].whole("triples")} if rows else {}
    files = {item.file: item.media_type for item in downloads}
    about = structured.dataset(request.url_root.rstrip("/"), site().store.version[:12], files)
    return replies.page(
        "data.html",
        downloads=downloads,
        counts=counts,
        version=site().store.version,
        structured=structured.written([about]),
    )


@area.get("/data/<name>")
def download(name: str) -> Response:
    """Send the whole graph in one of the formats."""
    snapshot = site().snapshot
    if name not in FILES:
        raise NotFound(f"The files are {', '.join(FILES)}.")
    if snapshot is None:
        raise NotFound("This site answers from a store that was made elsewhere, and has no files of it.")
    path = prepared(snapshot, FILES[name])
    response = send_file(path, mimetype=FILES[name].media_type, etag=f"{snapshot.version}-{name}", max_age=0)
    response.headers["Link"] = replies.LICENCE_LINK
    return replies.open_to_all(response)
