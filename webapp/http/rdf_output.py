"""RDF documents about a thing, in one of the RDF formats. The triples come from a named query."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph.build.export import sort_things
from graph.xml_text import well_formed_rdf
from ontology.files import CONTEXT
from ontology.namespaces import BASE, DATA_LICENCE_IRI, DATASET_IRI, PREFIXES
from webapp.http.formats import JSON_LD, N_TRIPLES, RDF_XML, Format

logging.getLogger("rdflib.term").setLevel(logging.ERROR)
"""A literal whose text does not fit its datatype is written as it is; rdflib would warn of each."""

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def write(triples: Iterable[ox.Triple], format_: Format) -> bytes:
    """Return the triples as UTF-8 text in an RDF format.

    pyoxigraph writes N-Triples and RDF/XML. rdflib writes what people like to read: prefixed, grouped Turtle and
    compacted JSON-LD. It is imported only when needed.

    Raises:
        UnwritableError: a triple holds what RDF/XML cannot.
    """
    if format_.suffix == N_TRIPLES.suffix:
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    if format_.suffix == RDF_XML.suffix:
        return well_formed_rdf(ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES) or b"")
    graph = _graph(triples)
    if format_.suffix == JSON_LD.suffix:
        return _json_ld(graph)
    return _turtle(graph)


def about_document(address: str, iri: str) -> Iterator[ox.Triple]:
    """Say what a document at `address` is about, what it belongs to, and under which licence it is.

    Its own IRI is a permanent one, as those of things are, and the same on every host.
    """
    document = ox.NamedNode(BASE + address.removeprefix("/"))
    for name, value in (
        ("rdf:type", PREFIXES["foaf"] + "Document"),
        ("foaf:primaryTopic", iri),
        ("void:inDataset", DATASET_IRI),
        ("dct:license", DATA_LICENCE_IRI),
    ):
        prefix, _, local = name.partition(":")
        yield ox.Triple(document, ox.NamedNode(PREFIXES[prefix] + local), ox.NamedNode(value))


def _json_ld(graph: Graph) -> bytes:
    """Write JSON-LD with the things in the order of their identifiers, since rdflib gives them in any."""
    document = json.loads(graph.serialize(format="json-ld", context=_context()))
    sort_things(document)
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True).encode()


def _turtle(graph: Graph) -> bytes:
    """Write Turtle in which a decimal without a point stays what it is: rdflib's short form gives it one.

    Nor does rdflib compare a number with what is none (NaN): such values stand in the order of their text.
    """
    from rdflib import XSD, Literal
    from rdflib.plugins.serializers.turtle import TurtleSerializer

    class Exact(TurtleSerializer):
        def sortProperties(self, properties: Mapping[Node, list[Node]]) -> list[Node]:  # noqa: N802 - rdflib's name
            for values in properties.values():
                try:
                    values.sort()  # type: ignore[call-arg]
                except ArithmeticError:
                    values.sort(key=lambda node: node.n3())
            return list(super().sortProperties({name: [] for name in properties}))

        def label(self, node: Node, position: int) -> str:
            if isinstance(node, Literal) and node.datatype == XSD.decimal and "." not in node:
                return node.n3(graph.namespace_manager)
            return str(super().label(node, position))

    output = BytesIO()
    Exact(graph).serialize(output, encoding="utf-8")
    return output.getvalue()


@lru_cache(maxsize=1)
def _context() -> Any:  # noqa: ANN401 - JSON of any shape
    return json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"]


def _graph(triples: Iterable[ox.Triple]) -> Graph:
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for triple in triples:
        graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return graph


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    """Convert a term as it is: rdflib must not rewrite a literal to another lexical form."""
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Triple):
        raise TypeError("a triple as a term is not part of this graph")
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    plain = datatype == "http://www.w3.org/2001/XMLSchema#string"
    return Literal(term.value, datatype=None if plain else URIRef(datatype), normalize=False)


def convert(turtle: bytes, format_: Format) -> bytes:
    """Return a Turtle document in another RDF format."""
    quads = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    return write((quad.triple for quad in quads), format_)
