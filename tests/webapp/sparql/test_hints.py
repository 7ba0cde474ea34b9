"""Hints of the endpoint about terms that the graph does not have: in a field of the answer, and on the page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from ontology.namespaces import ONTOLOGY_NAMESPACE
from queries.hints import Hint
from queries.sparql_text.position import Position
from tests.webapp.html import parse
from webapp.sparql.hints_field import HINTS, field

PREFIX = f"PREFIX op: <{ONTOLOGY_NAMESPACE}>\n"
MISSPELT = f"{PREFIX}SELECT * {{ ?x op:patner ?y }}"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_answer_comes_with_a_hint(asking: FlaskClient, method: str) -> None:
    for _ in range(2):  # the second one comes from the cache
        fields, accept = {"query": MISSPELT}, {"Accept": "text/csv"}
        if method == "GET":
            response = asking.get("/sparql", query_string=fields, headers=accept)
        else:
            response = asking.post("/sparql", data=fields, headers=accept)
        assert (response.status_code, response.text.split()) == (200, ["x,y"])
        said = response.headers[HINTS]
        assert said.startswith('"Line 2, column 15: op:patner is not in the vocabulary. Did you mean op:partner')
        assert f';line=2;column=15;nearest="{ONTOLOGY_NAMESPACE}partner"' in said
    assert HINTS in response.headers["Access-Control-Expose-Headers"]


def test_the_page_shows_it(asking: FlaskClient) -> None:
    response = asking.get("/sparql", query_string={"query": MISSPELT}, headers={"Accept": "text/html"})
    [hints] = parse(response.text).all("ul", **{"aria-label": "Hints"})
    assert "op:patner is not in the vocabulary" in hints.text


@pytest.mark.parametrize("query", [f"{PREFIX}SELECT * {{ ?x op:partner ?y }} LIMIT 1", "SELECT * { op:patner"])
def test_there_is_no_hint_where_there_is_nothing_or_no_answer(asking: FlaskClient, query: str) -> None:
    assert HINTS not in asking.get("/sparql", query_string={"query": query}).headers


def test_the_field_is_short_and_in_ascii_whatever_a_query_holds() -> None:
    odd = [
        Hint(f'é "x" \\ \r\n {"y" * 900}', Position(1, number, ""), "https://example.org/" + "z" * 900)
        for number in range(9)
    ]
    said = field(odd)
    assert said.isascii()
    assert said.isprintable()
    assert len(said) <= 4_000
    assert said.startswith('"%C3%A9 \\"x\\" \\\\ %0D%0A ')
    assert field([]) == ""
