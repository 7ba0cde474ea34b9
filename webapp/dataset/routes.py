"""The routes of the vocabulary, the shapes and the downloads. The vocabulary is there for people and for machines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import NotFound

from graph.build.downloads import CHECKSUMS, FILES
from graph.rdf_formats import JSON_LD, TURTLE, Format
from graph.releases.frozen import releases
from graph.serialize import convert
from graph.stores.store import EmbeddedStore
from ontology.files import CONTEXT, ONTOLOGY, SHAPES, VOCABULARY
from ontology.namespaces import (
    BASE,
    ONTOLOGY_GRAPH,
    ONTOLOGY_IRI,
    ONTOLOGY_NAMESPACE,
    ONTOLOGY_VERSION,
)
from webapp.components import citations, responses, schema_org
from webapp.components.dataset_description import described
from webapp.components.site_pages import SitePage
from webapp.dataset import changes_routes, downloads, release_routes
from webapp.dataset.documentation import documentation
from webapp.dataset.table_offers import tables
from webapp.http.formats import DATA, FORMATS, HTML, document_format
from webapp.http.negotiation import negotiate
from webapp.http.site_address import site_root
from webapp.models.query_client import QueryClient
from webapp.models.rows import DatasetSizeRow, VocabularyTermsRow
from webapp.models.site import current_site
from webapp.text.english import integer

area = Blueprint("dataset", __name__)
area.register_blueprint(changes_routes.area)
area.register_blueprint(release_routes.area)
PAGES = (
    SitePage("/data", "Data", menu=12),
    SitePage("/changes", "Releases and changes", lede="What each release of the data added, removed and changed."),
    SitePage("/ontology", "Vocabulary"),
    SitePage("/docs", "Documentation", lede="How to use the graph, the site and the command opg, and change them."),
)

_KINDS = {
    "Class": "Classes",
    "ObjectProperty": "Properties with a thing as value",
    "DatatypeProperty": "Properties with a plain value",
    "AnnotationProperty": "Properties with text",
    "NamedIndividual": "Individuals",
}


@dataclass(frozen=True, slots=True)
class VocabularyTerm:
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
def ontology(suffix: str | None = None) -> Response:
    """Document the vocabulary, or send it; its Turtle is the file that people wrote, with their comments and order."""
    format_ = document_format(suffix)
    if format_ is HTML:
        groups = _terms(_vocabulary().rows(VocabularyTermsRow))
        return responses.rendered(
            "dataset/ontology.html", groups=groups, formats=DATA, namespace=ONTOLOGY_NAMESPACE, version=ONTOLOGY_VERSION
        )
    return _file(ONTOLOGY, "/ontology", ONTOLOGY_IRI, format_, FORMATS)


@area.get("/context.jsonld")
def context() -> Response:
    """Send the JSON-LD context in which the documents here are compacted."""
    response = Response(CONTEXT.read_bytes(), content_type=JSON_LD.media_type)
    return responses.fresh(response, JSON_LD.suffix, request.path)


@area.get("/shapes")
@area.get("/shapes.<suffix>")
def shapes(suffix: str | None = None) -> Response:
    """Send the rules for the data, which have no page; browsers are led to the file that people wrote."""
    format_ = document_format(suffix)
    if format_ is HTML:
        return Response(status=303, headers={"Location": "/shapes.ttl"})
    return _file(SHAPES, "/shapes", f"{BASE}shapes", format_, DATA)


@cache
def _vocabulary() -> QueryClient:
    """Return the client that queries the vocabulary in its files; the graph that is served may hold any data."""
    store = ox.Store()
    for path in VOCABULARY:
        store.load(path=str(path), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(ONTOLOGY_GRAPH))
    return QueryClient(EmbeddedStore(store))


def _file(path: Path, address: str, iri: str, format_: Format, formats: Sequence[Format]) -> Response:
    if responses.is_current(format_, address):
        return responses.not_modified(format_, address)
    body = path.read_bytes()
    if format_.suffix != TURTLE.suffix:
        body = convert(body, format_)
    return responses.document(address, iri, body, format_, formats)


def _terms(rows: Sequence[VocabularyTermsRow]) -> list[tuple[str, list[VocabularyTerm]]]:
    groups: dict[str, dict[str, list[VocabularyTermsRow]]] = {kind: {} for kind in _KINDS}
    for row in rows:
        kind = row.kind.rpartition("#")[2]
        groups[kind].setdefault(row.term, []).append(row)
    return [(_KINDS[kind], [_term(own) for own in terms.values()]) for kind, terms in groups.items()]


def _term(rows: Sequence[VocabularyTermsRow]) -> VocabularyTerm:
    first = rows[0]
    return VocabularyTerm(
        first.term.removeprefix(ONTOLOGY_NAMESPACE),
        first.label,
        first.definition,
        _once(row.parent for row in rows),
        _once(row.domain for row in rows),
        _once(row.range for row in rows),
        _once(row.example for row in rows),
    )


def _once(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


@area.get("/docs")
@area.get("/docs/<path:name>")
def docs(name: str = "") -> Response:
    """Show a page of the documentation, or say how it is built where it is not.

    Raises:
        NotFound: there is no such page.
    """
    negotiate((HTML,))
    built, address = documentation(), f"/docs/{name}".rstrip("/")
    if not built.pages:
        return responses.rendered("dataset/no_docs.html")
    page = built.pages.get(address)
    if page is None:
        raise NotFound(f"The documentation has no page {address}. It begins at /docs.")
    return responses.data_response(
        lambda: render_template(
            "dataset/docs.html", page=page, above=built.above(address), beside=built.beside(address)
        ),
        HTML.content_type,
        "docs",
        built.digest,
        address,
    )


@area.get("/.well-known/void")
def void() -> Response:
    """Describe the dataset in VoID; lead people to the page of downloads (https://www.w3.org/TR/void/, section 7.2)."""
    format_ = document_format()
    return Response(status=303, headers={"Location": "/data"}) if format_ is HTML else described(format_)


@area.get("/data")
def data() -> Response:
    """Show what can be downloaded, or send the description of the dataset."""
    format_ = document_format()
    if format_ is not HTML:
        return described(format_)
    offers, here = downloads.offers(), current_site().downloads
    rows = current_site().ask.rows(DatasetSizeRow)
    counts = {"triples": integer(rows[0].triples)} if rows else {}
    files = {name: offer.media_type for name, offer in offers.items() if name != CHECKSUMS}
    about = schema_org.dataset(site_root(), current_site().catalogue.version, files)
    response = responses.rendered(
        "dataset/data.html",
        offers=[offers[name] for name in FILES if name in offers],
        tables=tables(here, offers) if here else None,
        releases=tuple(reversed(releases())),
        ready=downloads.ready(offers.values()),
        counts=counts,
        citation=citations.of_dataset(current_site().catalogue.version),
        citation_links=citations.links("/dataset", whole=True),
        structured=schema_org.to_json_ld([about]),
    )
    return response if downloads.ready(offers.values()) else downloads.uncached(response)


@area.get("/data/<name>")
@area.get("/data/<any(tables):folder>/<name>")
def download(name: str, folder: str = "") -> Response:
    """Send the whole graph in one of the formats, or a table."""
    return downloads.own(f"{folder}/{name}" if folder else name)
