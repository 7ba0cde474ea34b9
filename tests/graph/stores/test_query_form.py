"""What is read in a query before it is sent, and what is changed in it: never its meaning."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.stores.protocol_dataset import NOTHING, Chosen, with_both_clauses, without_clauses
from graph.stores.query_form import counting
from graph.stores.store import Term

DATA = """
<x:a> <x:p> "FROM <x:g>" ; <x:q> <x:b> .
<x:b> <x:p> "}" .
<x:g> { <x:c> <x:p> <x:d> }
<x:h> { <x:e> <x:p> <x:f> }
"""


@pytest.fixture(scope="module")
def data() -> ox.Store:
    store = ox.Store()
    store.load(DATA, format=ox.RdfFormat.TRIG)
    return store


@pytest.mark.parametrize(
    ("query", "solutions"),
    [
        ("CONSTRUCT { ?s <x:is> 'a { brace' } WHERE { ?s ?p ?o }", 3),
        ("CONSTRUCT WHERE { ?s <x:p> ?o . ?s <x:q> ?b }", 1),
        ("PREFIX x: <x:> # CONSTRUCT {\nCONSTRUCT { ?s x:is [ x:of ?o ] } # }\n{ ?s x:p ?o } LIMIT 1", 1),
        ("CONSTRUCT { ?s ?p ?o } FROM <x:g> FROM <x:h> { { ?s ?p ?o } }", 2),
        ("CONSTRUCT { <x:a> <x:n> ?n } { SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s }", 2),
        ("construct { ?s <x:is> true } where { ?s ?p ?o } order by ?s limit 2", 2),
        ("DESCRIBE ?s <x:a> { ?s <x:p> ?o }", 2),
        ("DESCRIBE * WHERE { ?where <x:p> ?o } OFFSET 1", 1),
        ("DESCRIBE ?s { ?s ?p ?o } VALUES ?p { <x:q> }", 1),
    ],
)
def test_solutions_are_counted(data: ox.Store, query: str, solutions: int) -> None:
    data.query(query)  # it is one
    answer = data.query(counting(query))
    assert isinstance(answer, ox.QuerySolutions)
    assert len(list(answer)) == solutions


@pytest.mark.parametrize(
    "query", ["SELECT * { ?s ?p ?o }", "ASK {}", "DESCRIBE <x:a>", "DESCRIBE <x:a> FROM <x:g>", ""]
)
def test_where_there_are_no_solutions_to_count(query: str) -> None:
    assert counting(query) == ""


@pytest.mark.parametrize(
    ("clauses", "added"),
    [
        ("", ""),
        ("FROM <x:g>", f" FROM NAMED <{NOTHING}>"),
        ("FROM <x:g> FROM <x:h>", f" FROM NAMED <{NOTHING}>"),
        ("FROM NAMED x:g\n# FROM\nFROM NAMED x:h", f" FROM <{NOTHING}>"),
        ("from <x:g> from named <x:h>", ""),
    ],
)
def test_a_dataset_is_named_in_both_halves_or_not_at_all(data: ox.Store, clauses: str, added: str) -> None:
    query = f"PREFIX x: <x:> SELECT * {clauses} {{ {{ ?s x:p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }} ORDER BY ?s"
    completed = with_both_clauses(query)
    assert completed == query.replace(f"{clauses} {{", f"{clauses}{added} {{", 1)
    assert str(list(rows(data, completed))) == str(list(rows(data, query)))
    assert "FROM" not in without_clauses(query).replace("# FROM", "").upper()
    assert list(rows(data, without_clauses(query))) == list(rows(data, query.replace(clauses, "")))


@pytest.mark.parametrize("query", ["ASK FROM", "ASK FROM NAMED", "ASK FROM { ?s ?p ?o }", "ASK FROM NAMED {}"])
def test_a_clause_that_names_nothing_is_left_to_the_parser(query: str) -> None:
    assert "{" not in query or without_clauses(query).endswith("}")
    assert with_both_clauses(query).startswith("ASK FROM")


def rows(data: ox.Store, query: str) -> list[tuple[Term | None, ...]]:
    answer = data.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    return [tuple(row) for row in answer]


def test_what_is_chosen_is_named_in_both_halves() -> None:
    assert Chosen().explicit() == Chosen()
    assert Chosen(["x:g"]).explicit() == Chosen(["x:g"], (NOTHING,))
    assert Chosen(named=["x:g"]).explicit() == Chosen((NOTHING,), ["x:g"])
