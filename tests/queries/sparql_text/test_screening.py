"""What is refused before it runs, and what only looks like it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.sparql_text.errors import FederationError, NestingError, QueryTextError, UpdateError
from queries.sparql_text.screening import screen

FEDERATED = (
    "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1/> { ?s ?p ?o } }",
    "SELECT * { SERVICE ?where { ?s ?p ?o } }",
    "PREFIX e: <http://127.0.0.1/> SELECT * { SERVICE e:x { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1/> SELECT * { SERVICE : { ?s ?p ?o } }",
    "SELECT * { SERVICE # a comment {\n# and another\n<http://127.0.0.1/> # and one more\n{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1/>{} }",
    "SELECT * { ?s ?p true.SERVICE<http://127.0.0.1/>{} }",
    "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1/> {} } }",
    "ASK { { SELECT * { SERVICE <http://127.0.0.1/> {} } } }",
    # What a tokenizer takes for an IRI is a comparison to the parser, so that a string or a comment begins there.
    "SELECT * { FILTER(?a<1)SERVICE#>\n<http://127.0.0.1/> {} }",
    "SELECT * { FILTER(?a<1+'x>')SERVICE<http://127.0.0.1/>{?s ?p ?o}FILTER('a'='a') }",
    "SELECT * { FILTER(?a<1#>'''\n)SERVICE<http://127.0.0.1/>{} #'''\n}",
    # A triple quote that does not close is an empty string and the beginning of another one.
    'SELECT * { VALUES ?x {"""x"} SERVICE<http://127.0.0.1/>{} }',
    # Some engines undo escapes first.
    "SELECT * { \\u0053ERVICE <http://127.0.0.1/> {} }",
    "SELECT * { SERVIC\\U00000045 <http://127.0.0.1/> {} }",
    # Too long to follow.
    "SELECT * { SERVICE" + " #x\n" * 50 + "<http://127.0.0.1/> {} }",
    "SELECT * { SERVICE <http://127.0.0.1/" + "x" * 3_000 + "> {} }",
    "PREFIX e: <http://127.0.0.1/> SELECT * { SERVICE e:" + "x" * 3_000 + " {} }",
)

HARMLESS = (
    "SELECT ?service ?x { ?service ?x 'SERVICE <http://127.0.0.1/> {' } # SERVICE <http://127.0.0.1/> {",
    'SELECT * { ?s ?p """SERVICE <http://127.0.0.1/> { "" } """ }',
    "PREFIX service: <http://127.0.0.1/service> SELECT * { ?s service:service service:x . { ?s ?p ?o } }",
    "PREFIX e: <http://127.0.0.1/> SELECT * { ?s e:service ?x . { ?s ?p ?o } }",
    "SELECT * { ?s <http://127.0.0.1/service> ?o . { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'x'@service . _:service ?p ?o }",
    "PREFIX add: <http://x/add> SELECT ?insert { ?insert add:load 'INSERT DATA {}' . add:x a add:drop } # CLEAR ALL",
    "PREFIX e: <http://x/> SELECT * { ?s e:drop\\-all ?o ; e:%20load ?l }",
)

UPDATES = (
    "INSERT DATA { <http://a> <http://b> <http://c> }",
    "PREFIX e: <http://x/> DELETE WHERE { ?s ?p ?o }",
    "load <http://127.0.0.1/>",
    "CLEAR ALL",
    "DROP GRAPH <http://x/>",
    "COPY DEFAULT TO <http://x/>",
    "SELECT * { ?s ?p ?o } ; DROP ALL",
    "WITH <http://x/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
)


@pytest.mark.parametrize("query", FEDERATED)
def test_service_is_refused_in_every_disguise(query: str) -> None:
    with pytest.raises(FederationError) as problem:
        screen(query, 100)
    assert problem.value.position


@pytest.mark.parametrize("query", HARMLESS)
def test_words_in_strings_comments_and_names_are_no_keywords(query: str) -> None:
    screen(query, 100)


@pytest.mark.parametrize("query", UPDATES)
def test_updates_are_refused_by_name(query: str) -> None:
    with pytest.raises(UpdateError, match="update"):
        screen(query, 100)


def test_nesting_has_a_limit_that_strings_do_not_reach() -> None:
    screen("ASK { ?s ?p '" + "{" * 500 + "' }", 100)
    screen("ASK " + "{" * 100 + "}" * 100, 100)
    with pytest.raises(NestingError) as problem:
        screen("ASK " + "{" * 101 + "}" * 101, 100)
    assert problem.value.position
    assert problem.value.position.column == 105


def test_a_dataset_of_the_query_and_functions_that_vary_are_seen() -> None:
    assert screen("SELECT * FROM <http://x> { ?s ?p ?o }", 9).own_from
    assert screen("ASK FROM # a comment\r<http://x> { ?s ?p ?o }", 9).own_from
    assert not screen("SELECT ?from { ?from <http://x/FROM> 'FROM' }", 9).own_from
    assert not screen("SELECT (NOW() AS ?x) {}", 9).lasting
    assert screen("SELECT ?now { ?now ?p 'RAND()' }", 9).lasting


@pytest.mark.parametrize(
    "text",
    [
        "SERVICE #" * 7_000,
        ("#" + "SERVICE #" * 32 + "\n") * 200,
        "SERVICE<" * 8_000,
        "SERVICE:\\" * 7_000,
        "SERVICE" + "#\n" * 32_000,
        '"' + '\\"' * 32_000,
        "'''" + "''a" * 20_000,
        "a." * 30_000,
        "é" * 32_000,
        "<" * 64_000,
        "@a-" * 20_000,
        "FROM" * 16_000,
        "FROM #" * 11_000,
    ],
    ids=lambda text: text[:12],
)
def test_texts_that_make_regular_expressions_slow_are_screened_all_the_same(text: str) -> None:
    """With backtracking each of these takes minutes, and the suite never ends."""
    with suppress(QueryTextError):
        screen(text, 100)


@given(st.text(st.sampled_from("SERVICE<>'\"\\#{}()? \n:u0053a/")))
def test_any_text_is_screened(text: str) -> None:
    with suppress(QueryTextError):
        screen(text, 100)
