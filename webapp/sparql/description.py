"""The endpoint described for machines: SPARQL 1.1 Service Description, and VoID with the addresses of this host."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

import pyoxigraph as ox

from graph.downloads import FILES
from ontology.namespaces import DATASET_IRI, PREFIXES
from webapp.asking import Row
from webapp.documents import write
from webapp.formats import Format
from webapp.site import site
from webapp.sparql.formats import GRAPHS, SOLUTIONS
from webapp.sparql.service import service

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = PREFIXES["void"]
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_INTEGER = ox.NamedNode(PREFIXES["xsd"] + "integer")


def service_description(endpoint: str, media_type: str) -> bytes:
    """Return the description of the service at `endpoint`, made of what is really enabled."""
    format_ = ox.RdfFormat.from_media_type(media_type) or ox.RdfFormat.TURTLE
    prefixes = {"sd": _SD, "void": _VOID}
    return ox.serialize(_service(ox.NamedNode(endpoint)), format=format_, prefixes=prefixes) or b""


def _service(endpoint: ox.NamedNode) -> Iterator[ox.Triple]:
    yield ox.Triple(endpoint, _TYPE, _sd("Service"))
    yield ox.Triple(endpoint, _sd("endpoint"), endpoint)
    yield ox.Triple(endpoint, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    for format_ in (*SOLUTIONS, *GRAPHS):
        yield ox.Triple(endpoint, _sd("resultFormat"), ox.NamedNode(format_.iri))
    if service().union:
        yield ox.Triple(endpoint, _sd("feature"), _sd("UnionDefaultGraph"))
    dataset, default = ox.NamedNode(DATASET_IRI), ox.BlankNode("default")
    if not service().own_data:
        dataset = ox.NamedNode(f"{endpoint.value}#dataset")
    yield ox.Triple(endpoint, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, _TYPE, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, _TYPE, _sd("Graph"))
    for number, row in enumerate(named_graphs()):
        yield from _named_graph(dataset, number, row)


def _named_graph(dataset: ox.NamedNode, number: int, row: Row) -> Iterator[ox.Triple]:
    named, graph = ox.BlankNode(f"named{number}"), ox.BlankNode(f"graph{number}")
    yield ox.Triple(dataset, _sd("namedGraph"), named)
    yield ox.Triple(named, _TYPE, _sd("NamedGraph"))
    yield ox.Triple(named, _sd("name"), ox.NamedNode(row["graph"]))
    yield ox.Triple(named, _sd("graph"), graph)
    yield ox.Triple(graph, _TYPE, _sd("Graph"))
    yield ox.Triple(graph, ox.NamedNode(_VOID + "triples"), ox.Literal(row["triples"], datatype=_INTEGER))


def named_graphs() -> list[Row]:
    """Return the named graphs of the store with their sizes, by name."""
    return site().catalogue.keep("named graphs", lambda: site().ask.rows("named-graphs"))


def dataset_description(root: str, format_: Format) -> bytes:
    """Return the description of the dataset with the addresses at which this host, `root`, gives it."""
    dataset = ox.NamedNode(DATASET_IRI)
    triples = list(site().ask.triples("description"))
    triples.append(ox.Triple(dataset, ox.NamedNode(_VOID + "sparqlEndpoint"), ox.NamedNode(urljoin(root, "/sparql"))))
    examples = ox.NamedNode(urljoin(root, "/.well-known/sparql-examples"))
    triples.append(ox.Triple(dataset, ox.NamedNode(PREFIXES["rdfs"] + "seeAlso"), examples))
    for name in FILES if site().snapshot else ():
        address = ox.NamedNode(urljoin(root, f"/data/{name}"))
        triples.append(ox.Triple(dataset, ox.NamedNode(_VOID + "dataDump"), address))
    return write(triples, format_)


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)
