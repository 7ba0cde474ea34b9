"""RDF as text, in one of the formats. It is written for programs, or to be read by people."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph import json_ld
from graph.rdf_formats import JSON_LD, RDF_XML, TURTLE, Format
from graph.xml_text import well_formed_rdf
from ontology.namespaces import PREFIXES

logging.getLogger("rdflib.term").setLevel(logging.ERROR)
"""A literal whose text does not fit its datatype is written as it is; rdflib would warn of each."""

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def serialize(statements: Iterable[ox.Triple] | Iterable[ox.Quad], format_: Format) -> bytes:
    """Return statements as UTF-8 text, in a fraction of a second for the whole dataset; pyoxigraph writes it.

    Raises:
        UnwritableError: a statement holds what RDF/XML cannot.
    """
    form = ox.RdfFormat.from_extension(format_.suffix)  # a format may go by another media type, as N-Triples do
    document = ox.serialize(statements, format=form, prefixes=PREFIXES) or b""
    return well_formed_rdf(document) if format_.suffix == RDF_XML.suffix else document


def serialize_pretty(triples: Iterable[ox.Triple], format_: Format) -> bytes:
    """Return triples as people like to read them: prefixed, grouped Turtle and compacted JSON-LD.

    rdflib writes these two, and is imported only when needed. Other formats are as `serialize` gives them.

    Raises:
        UnwritableError: a triple holds what RDF/XML cannot.
    """
    if format_.suffix == TURTLE.suffix:
        return _turtle(_graph(triples))
    return json_ld.of_graph(_graph(triples)) if format_.suffix == JSON_LD.suffix else serialize(triples, format_)


def convert(turtle: bytes, format_: Format) -> bytes:
    """Return a Turtle document in another RDF format."""
    return serialize_pretty((quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)), format_)


def dataset_json_ld(quads: Iterable[ox.Quad]) -> bytes:
    """Return quads as JSON-LD that is compacted with the context of the ontology, each named graph apart."""
    graphs: dict[str, list[json_ld.Statement]] = {}
    known = cache(_term)
    for quad in quads:
        if not isinstance(quad.graph_name, ox.DefaultGraph):  # as our own never is
            terms = known(quad.subject), known(quad.predicate), known(quad.object)
            graphs.setdefault(quad.graph_name.value, []).append(terms)
    return json_ld.of_named_graphs(graphs.items())


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


def _graph(triples: Iterable[ox.Triple]) -> Graph:
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for triple in triples:
        graph.add(_terms(triple))
    return graph


def _terms(statement: ox.Triple | ox.Quad) -> tuple[Node, Node, Node]:
    return _term(statement.subject), _term(statement.predicate), _term(statement.object)


@lru_cache(maxsize=10_000)  # most terms of a dataset are met several times
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
