"""The dataset described for machines, in VoID, with the addresses at which this site gives it."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from flask import Response

from graph.build.downloads import FILES
from ontology.namespaces import DATASET_IRI, PREFIXES
from webapp.components import responses
from webapp.http.formats import Format
from webapp.http.rdf_output import about_document, write
from webapp.http.site_address import site_address
from webapp.models.reference_data import ReferenceData, once_per_version
from webapp.models.rows import NamedGraphsRow
from webapp.models.site import current_site

_VOID = PREFIXES["void"]
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_INTEGER = ox.NamedNode(PREFIXES["xsd"] + "integer")


def described(format_: Format) -> Response:
    """Send the description of the dataset, with the addresses at which this host gives it."""
    return responses.document("/dataset", DATASET_IRI, dataset_description(site_address(), format_), format_)


def dataset_description(root: str, format_: Format) -> bytes:
    """Return the description of the dataset with the addresses at which the site at `root` gives it."""
    dataset = served_dataset(f"{root}/.well-known/void" if root else "")
    addresses = _addresses(dataset, root) if root else ()
    described = about_document("/dataset", DATASET_IRI) if current_site().catalogue.own else _size(dataset)
    return write([*current_site().ask.triples("description"), *addresses, *described], format_)


def _size(dataset: ox.NamedNode | ox.BlankNode) -> Iterator[ox.Triple]:
    """Say of data that is not ours how many statements it has, which is all that is known."""
    number = ox.Literal(str(current_site().catalogue.statements), datatype=_INTEGER)
    yield ox.Triple(dataset, _TYPE, ox.NamedNode(_VOID + "Dataset"))
    yield ox.Triple(dataset, ox.NamedNode(_VOID + "triples"), number)


def _addresses(dataset: ox.NamedNode | ox.BlankNode, root: str) -> Iterator[ox.Triple]:
    yield ox.Triple(dataset, ox.NamedNode(_VOID + "sparqlEndpoint"), ox.NamedNode(f"{root}/sparql"))
    examples = ox.NamedNode(f"{root}/.well-known/sparql-examples")
    yield ox.Triple(dataset, ox.NamedNode(PREFIXES["rdfs"] + "seeAlso"), examples)
    for name in FILES if current_site().snapshot else ():
        yield ox.Triple(dataset, ox.NamedNode(_VOID + "dataDump"), ox.NamedNode(f"{root}/data/{name}"))


def served_dataset(address: str) -> ox.NamedNode | ox.BlankNode:
    """Return the identifier of what is served: ours, or for other data one at an address of this site."""
    if current_site().catalogue.own:
        return ox.NamedNode(DATASET_IRI)
    return ox.NamedNode(f"{address}#dataset") if address else ox.BlankNode("dataset")


@once_per_version
def named_graphs(catalogue: ReferenceData) -> list[NamedGraphsRow]:
    """Return the named graphs of the store with their sizes, by name."""
    return catalogue.ask.rows(NamedGraphsRow)
