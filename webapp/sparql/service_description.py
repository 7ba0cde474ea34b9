"""The endpoint's description for machines (SPARQL 1.1 Service Description).

RDF has no relative addresses. So a site that does not know its own address leaves out those of its endpoint and files.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from graph.iris import term
from graph.rdf_formats import GRAPH_FORMATS, RESULT_FORMATS
from ontology.namespaces import PREFIXES
from webapp.components.dataset_description import named_graphs, served_dataset
from webapp.models.rows import NamedGraphsRow
from webapp.models.site import current_site
from webapp.sparql.service import service

_SD = "http://www.w3.org/ns/sparql-service-description#"


def service_description(root: str, media_type: str) -> bytes:
    """Return the description of the service of the site at `root`, made of what is really enabled."""
    format_ = ox.RdfFormat.from_media_type(media_type) or ox.RdfFormat.TURTLE
    prefixes = {"sd": _SD, "void": PREFIXES["void"]}
    return ox.serialize(_service(root), format=format_, prefixes=prefixes) or b""


def _service(root: str) -> Iterator[ox.Triple]:
    endpoint = ox.NamedNode(f"{root}/sparql") if root else ox.BlankNode("service")
    yield ox.Triple(endpoint, term("rdf:type"), _sd("Service"))
    if isinstance(endpoint, ox.NamedNode):
        yield ox.Triple(endpoint, _sd("endpoint"), endpoint)
    yield ox.Triple(endpoint, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    for format_ in (*RESULT_FORMATS, *GRAPH_FORMATS):
        yield ox.Triple(endpoint, _sd("resultFormat"), ox.NamedNode(format_.iri))
    if service().union:
        yield ox.Triple(endpoint, _sd("feature"), _sd("UnionDefaultGraph"))
    dataset, default = served_dataset(f"{root}/sparql" if root else ""), ox.BlankNode("default")
    yield ox.Triple(endpoint, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, term("rdf:type"), _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, term("rdf:type"), _sd("Graph"))
    for number, row in enumerate(named_graphs(current_site().catalogue)):
        yield from _named_graph(dataset, number, row)


def _named_graph(dataset: ox.NamedNode | ox.BlankNode, number: int, row: NamedGraphsRow) -> Iterator[ox.Triple]:
    named, graph = ox.BlankNode(f"named{number}"), ox.BlankNode(f"graph{number}")
    yield ox.Triple(dataset, _sd("namedGraph"), named)
    yield ox.Triple(named, term("rdf:type"), _sd("NamedGraph"))
    yield ox.Triple(named, _sd("name"), ox.NamedNode(row.graph))
    yield ox.Triple(named, _sd("graph"), graph)
    yield ox.Triple(graph, term("rdf:type"), _sd("Graph"))
    yield ox.Triple(graph, term("void:triples"), ox.Literal(row.triples, datatype=term("xsd:integer")))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)
