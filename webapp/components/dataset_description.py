"""The dataset's description for machines, in VoID. It has the addresses at which this site offers the dataset."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from flask import Response

from graph.build import table_names
from graph.build.downloads import FILES
from graph.iris import term
from graph.rdf_formats import Format
from graph.serialize import serialize_pretty
from ontology.namespaces import BASE, DATA_LICENCE_IRI, DATASET_IRI
from webapp.components import responses
from webapp.http.site_address import site_address
from webapp.models.data_version import DataVersion
from webapp.models.once import once_per_version
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import NamedGraphsRow
from webapp.models.site import current_site


def described(format_: Format) -> Response:
    """Send the description of the dataset, with the addresses at which this host offers it."""
    return responses.document("/dataset", DATASET_IRI, dataset_description(site_address(), format_), format_)


def dataset_description(root: str, format_: Format) -> bytes:
    """Return the description of the dataset with the addresses at which the site at `root` offers it."""
    dataset = served_dataset(f"{root}/.well-known/void" if root else "")
    addresses = _addresses(dataset, root) if root else ()
    catalogue = current_site().catalogue
    described = (
        about_document("/dataset", DATASET_IRI, catalogue.version) if catalogue.has_own_content else _size(dataset)
    )
    return serialize_pretty([*current_site().ask.triples("description"), *addresses, *described], format_)


def about_document(address: str, iri: str, version: DataVersion) -> Iterator[ox.Triple]:
    """Say what a document at `address` is about, what it belongs to, and under which licence it is.

    Its own IRI is a permanent one, as those of things are, and the same on every host.
    """
    document = ox.NamedNode(BASE + address.removeprefix("/"))
    statements: tuple[tuple[str, ox.NamedNode | ox.Literal], ...] = (
        ("rdf:type", term("foaf:Document")),
        ("foaf:primaryTopic", ox.NamedNode(iri)),
        ("void:inDataset", ox.NamedNode(DATASET_IRI)),
        ("dct:license", ox.NamedNode(DATA_LICENCE_IRI)),
        *version.rdf(),
    )
    for name, value in statements:
        yield ox.Triple(document, term(name), value)


def _size(dataset: ox.NamedNode | ox.BlankNode) -> Iterator[ox.Triple]:
    """Say of data that is not ours how many statements it has, which is all that is known."""
    number = ox.Literal(str(current_site().catalogue.statements), datatype=term("xsd:integer"))
    yield ox.Triple(dataset, term("rdf:type"), term("void:Dataset"))
    yield ox.Triple(dataset, term("void:triples"), number)


def _addresses(dataset: ox.NamedNode | ox.BlankNode, root: str) -> Iterator[ox.Triple]:
    yield ox.Triple(dataset, term("void:sparqlEndpoint"), ox.NamedNode(f"{root}/sparql"))
    examples = ox.NamedNode(f"{root}/.well-known/sparql-examples")
    yield ox.Triple(dataset, term("rdfs:seeAlso"), examples)
    if current_site().snapshot:
        yield ox.Triple(dataset, term("rdfs:seeAlso"), ox.NamedNode(f"{root}/data/{table_names.PACKAGE}"))
        for name in FILES:
            yield ox.Triple(dataset, term("void:dataDump"), ox.NamedNode(f"{root}/data/{name}"))


def served_dataset(address: str) -> ox.NamedNode | ox.BlankNode:
    """Return the identifier of what is served: ours, or for other data one at an address of this site."""
    if current_site().catalogue.has_own_content:
        return ox.NamedNode(DATASET_IRI)
    return ox.NamedNode(f"{address}#dataset") if address else ox.BlankNode("dataset")


@once_per_version
def named_graphs(catalogue: ReferenceData) -> list[NamedGraphsRow]:
    """Return the named graphs of the store with their sizes, by name."""
    return catalogue.ask.rows(NamedGraphsRow)
