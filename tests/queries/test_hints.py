"""Hints about terms that the graph does not have, and about namespaces with the other scheme."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.stores.store import EmbeddedStore
from ontology.namespaces import BASE, ID_BASE, ONTOLOGY_NAMESPACE, PREFIXES
from queries import registry
from queries.hints import MOST, hints
from queries.run import answerable, prepare
from tests.some import some

OP = ONTOLOGY_NAMESPACE
SLASH = BASE + "ontology/"


@pytest.mark.parametrize(
    ("query", "nearest"),
    [
        ("SELECT * { ?x op:patner ?y }", f"{OP}partner"),
        ("SELECT * { ?x a op:partnership }", f"{OP}Partnership"),  # a property has that name
        ("SELECT * { ?x a op:Games, op:Partnershp }", f"{OP}Partnership"),
        ("SELECT * { ?x op:Games ?y }", f"{OP}games"),
        ("SELECT * { ?x ^op:pertner/op:country ?y }", f"{OP}partner"),
        (f"SELECT * {{ ?x <{SLASH}partner> ?y }}", f"{OP}partner"),
        (f"PREFIX op: <{SLASH}> SELECT * {{ ?x op:partner ?y }}", f"{OP}partner"),
        ("PREFIX op: <http://w3id.org/olympic-partnerships/ontology#> SELECT * { ?x op:partner ?y }", BASE),
        (f"ASK {{ <http{ID_BASE.removeprefix('https')}organization/visa> ?p ?o }}", BASE),
        ("PREFIX schema: <http://schema.org/> SELECT * { ?x schema:identifier ?y }", PREFIXES["schema"]),
        ("SELECT * { ?x <https://www.w3.org/2004/02/skos/core#broader> ?y }", PREFIXES["skos"]),
        ("SELECT * { ?x skos:preflabel ?y }", f"{PREFIXES['skos']}prefLabel"),
        ("SELECT * { ?x a schema:Organization }", f"{OP}Organization"),  # aligned, and used for nothing else
        ("SELECT * { ?x op:partner organization:alibba }", f"{ID_BASE}organization/alibaba"),
        ("SELECT * { ?x op:games games:tokyo-2020 }", f"{ID_BASE}games/2020-summer"),
        ("SELECT * { GRAPH graph:currated { ?s ?p ?o } }", f"{BASE}graph/curated"),
        ("SELECT * { ?x op:opening '2020-07-23'^^xsd:Date }", f"{PREFIXES['xsd']}date"),
        ("SELECT * { ?x op:sponsor ?y }", ""),
    ],
)
def test_the_nearest_term_is_named(store: EmbeddedStore, query: str, nearest: str) -> None:
    [hint] = hints(store, query)
    assert hint.nearest == nearest
    assert f"Line 1, column {hint.position.column}: " in hint.text


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { # op:nonsense\n ?x ?y 'op:nonsense <http://w3id.org/olympic-partnerships/>' }",
        "CONSTRUCT { ?x schema:name ?l ; op:nonsense 1 } WHERE { ?x rdfs:label ?l }",
        "SELECT * { ?x ?y ?z FILTER(?x<?y&&?z>?y || ?a!=op:partner) }",
        "SELECT ?p { ?p rdfs:subPropertyOf schema:startDate }",  # which is there as a term of others
        "SELECT * { ?x a op:Partnership. ?x op:partner organization:alibaba. } ORDER BY ?y xsd:integer(?x)",
        f"BASE <{ID_BASE}> SELECT * {{ VALUES ?x {{ <organization/visa> op:partner }} ?x ?y ?z }}",
        "SELECT * { ?x <https://example.org/name> 2 ; unknown:thing 1 }",
        "PREFIX : <http://[> SELECT * { ?x :y <http://[::1> }",
        "SELECT * { ?s ?p 'never closed",
    ],
)
def test_nothing_is_said_of_what_is_right_or_not_ours(store: EmbeddedStore, query: str) -> None:
    assert hints(store, query) == ()


def test_no_query_of_ours_has_hints(store: EmbeddedStore) -> None:
    texts = {
        query.name: prepare(store, query.name) if answerable(store, query) else query.text
        for query in registry.load().values()
    }
    assert {name: found for name, text in some(texts.items()) if (found := hints(store, text))} == {}


def test_a_namespace_is_told_once_and_a_long_query_has_few_hints(store: EmbeddedStore) -> None:
    """What is told stays short, and the time that it takes bounded, whatever a visitor sends."""
    two = "SELECT * { ?x <http://schema.org/name> ?y ; <http://schema.org/url> ?z }"
    assert len(hints(store, two)) == 1
    many = " ".join(f"?x op:partnr{number} organization:o{number} ." for number in range(1_000))
    assert len(hints(store, f"SELECT * {{ {many} }}")) == MOST


def test_data_that_is_not_ours_has_its_own_namespaces() -> None:

    theirs = ox.Store()
    theirs.load(b"<x:s> <http://schema.org/name> 'n' .", format=ox.RdfFormat.TURTLE)
    store = EmbeddedStore(theirs)
    assert hints(store, "SELECT * { ?x <http://schema.org/name> ?y }") == ()
    [hint] = hints(store, "SELECT * { ?x op:partner ?y }")
    assert hint.text.endswith("op:partner is not in the vocabulary.")
