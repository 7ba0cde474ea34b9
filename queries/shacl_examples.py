"""The named queries as RDF, which editors read as examples.

Each is a `sh:SPARQLExecutable` with its values filled in. The shape is that of
https://github.com/sib-swiss/sparql-examples. It has SHACL's terms for query and prefixes, a comment for the question,
and schema.org's terms for keywords and endpoint.

They are also part of the dataset's own description, since SIB's editor and others ask the endpoint itself for them.
A build knows nothing of queries, so it reads a file, which `make examples` writes. A test holds the file to the
queries.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from graph.iris import term
from graph.rdf_formats import TURTLE
from graph.serialize import serialize_pretty
from graph.stores.store import Store
from ontology.namespaces import BASE, DATASET_IRI, PREFIXES
from queries import registry
from queries.binding import without_header
from queries.registry import Query
from queries.run import answerable, prepare

QUERY_BASE = BASE + "queries/"
"""A query's identifier is this and its name; it leads to the query's page."""

PREFIXES_OF_ALL = "prefixes"
"""What stands, among the names of the queries, for the prefixes that they share."""

_PREFIX_NODE = ox.NamedNode(QUERY_BASE + PREFIXES_OF_ALL)
_FORMS = {"SELECT": "Select", "ASK": "Ask", "CONSTRUCT": "Construct", "DESCRIBE": "Describe"}


def examples(store: Store, endpoint: str = "") -> Iterator[ox.Triple]:
    """Yield the statements about the public queries that the graph can answer; `endpoint` is the address that does."""
    yield from _prefixes()
    for query in (query for query in registry.public() if answerable(store, query)):
        node = ox.NamedNode(QUERY_BASE + query.name)
        yield from _example(node, query, prepare(store, query.name))
        if endpoint:
            yield ox.Triple(node, term("schema:target"), ox.NamedNode(endpoint))


def document(store: Store) -> bytes:
    """Return the statements that hold for any endpoint as Turtle: by name, and in lines that can be compared."""
    return serialize_pretty(examples(store), TURTLE)


def _example(node: ox.NamedNode, query: Query, text: str) -> Iterator[ox.Triple]:
    yield ox.Triple(node, term("rdf:type"), term("sh:SPARQLExecutable"))
    yield ox.Triple(node, term("rdf:type"), term(f"sh:SPARQL{_FORMS[query.form]}Executable"))
    yield ox.Triple(node, term("rdfs:label"), ox.Literal(query.title, language="en"))
    yield ox.Triple(node, term("rdfs:comment"), ox.Literal(f"{query.title}. {query.description}", language="en"))
    yield ox.Triple(node, term(f"sh:{query.form.lower()}"), ox.Literal(without_header(text)))
    yield ox.Triple(node, term("sh:prefixes"), _PREFIX_NODE)
    yield ox.Triple(node, term("schema:about"), ox.NamedNode(DATASET_IRI))
    for tag in query.tags:
        yield ox.Triple(node, term("schema:keywords"), ox.Literal(tag))


def _prefixes() -> Iterator[ox.Triple]:
    """Declare every prefix that a query may use (SHACL, section 5.2.1)."""
    for prefix, namespace in PREFIXES.items():
        declaration = ox.NamedNode(f"{_PREFIX_NODE.value}#{prefix}")
        yield ox.Triple(_PREFIX_NODE, term("sh:declare"), declaration)
        yield ox.Triple(declaration, term("sh:prefix"), ox.Literal(prefix))
        yield ox.Triple(declaration, term("sh:namespace"), ox.Literal(namespace, datatype=term("xsd:anyURI")))


def _main() -> None:
    from graph.build.build_snapshot import open_store
    from graph.paths import EXAMPLES

    EXAMPLES.write_bytes(document(open_store()))


if __name__ == "__main__":
    _main()
