"""The queries as RDF are what editors for SPARQL read: executable, with prefixes, a comment, keywords and a target."""

from __future__ import annotations

from urllib.parse import quote

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from pyshacl import validate
from rdflib import Graph

from graph.paths import EXAMPLES
from graph.stores.store import EmbeddedStore, Rows
from queries import registry
from queries.results import plain
from queries.run import prepare
from queries.shacl_examples import document
from tests.abuse.lengths import sample
from tests.some import some

PUBLIC = registry.public()

EDITOR = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
SELECT DISTINCT ?query ?comment ?text ?target WHERE {
  ?query a sh:SPARQLExecutable ; rdfs:comment ?comment ; schema:target ?target ; sh:select|sh:ask|sh:construct ?text .
} ORDER BY ?query
"""
"""What an editor asks: modelled on SIB's, which lists every executable with its comment and its text."""

SHAPE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix schema: <https://schema.org/> .
[] a sh:NodeShape ; sh:targetClass sh:SPARQLExecutable ; sh:nodeKind sh:IRI ;
  sh:property [ sh:path [ sh:alternativePath ( sh:select sh:ask sh:construct ) ] ; sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path rdfs:comment ; sh:minCount 1 ; sh:uniqueLang true ; sh:datatype rdf:langString ] ,
    [ sh:path sh:prefixes ; sh:minCount 1 ; sh:nodeKind sh:BlankNodeOrIRI ] ,
    [ sh:path schema:target ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path schema:keywords ; sh:minCount 1 ] .
"""


INCLUDED = EDITOR.replace("schema:target ?target", "schema:about ?target")


@pytest.fixture(scope="module")
def examples(client: FlaskClient) -> EmbeddedStore:
    return read(client.get("/.well-known/sparql-examples").data)


def read(turtle: bytes) -> EmbeddedStore:
    return EmbeddedStore.of(ox.parse(turtle, format=ox.RdfFormat.TURTLE))


def rows(store: EmbeddedStore, text: str) -> list[list[str]]:
    answer = store.query(text)
    assert isinstance(answer, Rows)
    return [[plain(term) for term in row] for row in answer.rows]


@pytest.mark.slow
def test_an_editor_finds_them_all(examples: EmbeddedStore, store: EmbeddedStore) -> None:
    found = rows(examples, EDITOR)
    assert len(found) == len(PUBLIC)
    for query, comment, text, target in some(found):
        name = query.rpartition("/")[2]
        assert query == f"https://w3id.org/olympic-partnerships/queries/{name}"
        assert registry.get(name).title in comment
        assert target == "http://localhost/sparql"
        assert not text.startswith("#")
    for query, _, text, _ in some(sample(found, every=4)):
        assert store.query(text) == store.query(prepare(store, query.rpartition("/")[2]))


def test_the_dataset_describes_itself_with_the_queries_as_they_are(store: EmbeddedStore) -> None:
    assert EXAMPLES.read_bytes() == document(store), "The public queries have changed; run: make examples"


def test_the_endpoint_itself_knows_them(client: FlaskClient) -> None:
    """This is the very question that SIB's editor asks of an endpoint, but for its line breaks."""
    question = (
        "PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        "SELECT DISTINCT ?sq ?comment ?query WHERE { ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ; "
        "sh:select|sh:ask|sh:construct|sh:describe ?query . } ORDER BY ?sq"
    )
    answer = client.get(f"/sparql?ac=1&query={quote(question)}", headers={"Accept": "application/sparql-results+json"})
    found = answer.get_json(force=True)["results"]["bindings"]
    assert [row["sq"]["value"].rpartition("/")[2] for row in found] == sorted(query.name for query in PUBLIC)
    described = client.get("/.well-known/void", headers={"Accept": "text/turtle"}).data
    assert {row["query"]["value"] for row in found} == {row[2] for row in rows(read(described), INCLUDED)}


def test_every_prefix_of_a_query_is_declared(examples: EmbeddedStore) -> None:
    found = rows(
        examples,
        "PREFIX sh: <http://www.w3.org/ns/shacl#> SELECT ?p ?n { ?d sh:declare [ sh:prefix ?p ; sh:namespace ?n ] }",
    )
    declared = dict(found)
    for query in some(PUBLIC):
        for line in some(line for line in query.text.splitlines() if line.startswith("PREFIX ")):
            _, prefix, namespace = line.split()
            assert declared[prefix.rstrip(":")] == namespace.strip("<>")


def test_they_keep_the_shape_of_sparql_examples(client: FlaskClient) -> None:
    data = Graph().parse(data=client.get("/queries.ttl").data, format="turtle")
    conforms, _, report = validate(data, shacl_graph=Graph().parse(data=SHAPE, format="turtle"))
    assert conforms, report


def test_their_address_has_other_formats(client: FlaskClient) -> None:
    formats = {
        "ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES,
        "rdf": ox.RdfFormat.RDF_XML, "jsonld": ox.RdfFormat.JSON_LD,
    }  # fmt: skip
    bodies = [ox.parse(client.get(f"/queries.{suffix}").data, format=known) for suffix, known in formats.items()]
    first, *others = ({str(quad.triple) for quad in body} for body in bodies)
    assert all(other == first for other in some(others))
    accepted = client.get("/.well-known/sparql-examples", headers={"Accept": "application/ld+json"})
    assert accepted.mimetype == "application/ld+json"
    assert accepted.headers["Access-Control-Allow-Origin"] == "*"
