"""The endpoint described for machines: SPARQL 1.1 Service Description, and VoID with the addresses of the site.

RDF has no relative addresses, so a site that does not know its own address leaves out those of its endpoint and files.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from graph.downloads import FILES
from ontology.namespaces import DATASET_IRI, PREFIXES
from webapp.asking import Row
from webapp.documents import about_document, write
from webapp.formats import Format
from webapp.site import site
from webapp.sparql.formats import GRAPHS, SOLUTIONS
from webapp.sparql.service import service

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = PREFIXES["void"]
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_INTEGER = ox.NamedNode(PREFIXES["xsd"] + "integer")


def service_description(root: str, media_type: str) -> bytes:
    """Return the description of the service of the site at `root`, made of what is really enabled."""
    format_ = ox.RdfFormat.from_media_type(media_type) or ox.RdfFormat.TURTLE
    prefixes = {"sd": _SD, "void": _VOID}
    return ox.serialize(_service(root), format=format_, prefixes=prefixes) or b""


def _service(root: str) -> Iterator[ox.Triple]:
    endpoint = ox.NamedNode(f"{root}/sparql") if root else ox.BlankNode("service")
    yield ox.Triple(endpoint, _TYPE, _sd("Service"))
    if isinstance(endpoint, ox.NamedNode):
        yield ox.Triple(endpoint, _sd("endpoint"), endpoint)
    yield ox.Triple(endpoint, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    for format_ in (*SOLUTIONS, *GRAPHS):
        yield ox.Triple(endpoint, _sd("resultFormat"), ox.NamedNode(format_.iri))
    if service().union:
        yield ox.Triple(endpoint, _sd("feature"), _sd("UnionDefaultGraph"))
    dataset, default = _dataset(f"{root}/sparql" if root else ""), ox.BlankNode("default")
    yield ox.Triple(endpoint, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, _TYPE, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, _TYPE, _sd("Graph"))
    for number, row in enumerate(named_graphs()):
        yield from _named_graph(dataset, number, row)


def _dataset(address: str) -> ox.NamedNode | ox.BlankNode:
    """Return the identifier of what is served: ours, or for other data one at an address of this site."""
    if site().catalogue.own:
        return ox.NamedNode(DATASET_IRI)
    return ox.NamedNode(f"{address}#dataset") if address else ox.BlankNode("dataset")


def _named_graph(dataset: ox.NamedNode | ox.BlankNode, number: int, row: Row) -> Iterator[ox.Triple]:
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
    """Return the description of the dataset with the addresses at which the site at `root` gives it."""
    dataset = _dataset(f"{root}/.well-known/void" if root else "")
    addresses = _addresses(dataset, root) if root else ()
    described = about_document("/dataset", DATASET_IRI) if site().catalogue.own else _size(dataset)
    return write([*site().ask.triples("description"), *addresses, *described], format_)


def _size(dataset: ox.NamedNode | ox.BlankNode) -> Iterator[ox.Triple]:
    """Say of data that is not ours how many statements it has, which is all that is known."""
    number = ox.Literal(str(site().catalogue.statements), datatype=_INTEGER)
    yield ox.Triple(dataset, _TYPE, ox.NamedNode(_VOID + "Dataset"))
    yield ox.Triple(dataset, ox.NamedNode(_VOID + "triples"), number)


def _addresses(dataset: ox.NamedNode | ox.BlankNode, root: str) -> Iterator[ox.Triple]:
    yield ox.Triple(dataset, ox.NamedNode(_VOID + "sparqlEndpoint"), ox.NamedNode(f"{root}/sparql"))
    examples = ox.NamedNode(f"{root}/.well-known/sparql-examples")
    yield ox.Triple(dataset, ox.NamedNode(PREFIXES["rdfs"] + "seeAlso"), examples)
    for name in FILES if site().snapshot else ():
        yield ox.Triple(dataset, ox.NamedNode(_VOID + "dataDump"), ox.NamedNode(f"{root}/data/{name}"))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)
