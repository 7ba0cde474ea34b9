"""Values take the place of variables and of nothing else, whatever characters they have."""

from __future__ import annotations

import re

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from graph.stores.store import EmbeddedStore, Rows
from queries.binding import bind, variables, without_header

EMPTY = EmbeddedStore.of([])
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
ESCAPES = st.lists(st.sampled_from(["\\", "u0027", "U00000022", "u", "x", '"', "'", "\n"])).map("".join)
"""Texts of which most hold codepoint escapes of quotes; single characters would hardly ever make one."""


@given(ANY_TEXT)
def test_any_text_comes_through_unchanged(text: str) -> None:
    answer = EMPTY.query(bind("SELECT ?x { BIND(?_name AS ?x) }", {"_name": ox.Literal(text)}))
    assert isinstance(answer, Rows)
    assert answer.rows == ((ox.Literal(text),),)


@given(ESCAPES)
def test_codepoint_escapes_may_be_expanded_first(text: str) -> None:
    query = bind("SELECT ?x { BIND(?_name AS ?x) }", {"_name": ox.Literal(text)})
    expanded = re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", lambda m: chr(int(m[1] or m[2], 16)), query)
    for form in (query, expanded):
        answer = EMPTY.query(form)
        assert isinstance(answer, Rows)
        assert answer.rows == ((ox.Literal(text),),)


@given(ANY_TEXT, ANY_TEXT)
def test_a_value_that_looks_like_a_variable_is_not_replaced_in_turn(one: str, other: str) -> None:
    terms = {"_one": ox.Literal(f"?_other {one}"), "_other": ox.Literal(other)}
    answer = EMPTY.query(bind("SELECT ?x ?y { BIND(?_one AS ?x) BIND($_other AS ?y) }", terms))
    assert isinstance(answer, Rows)
    assert answer.rows == ((terms["_one"], terms["_other"]),)


def test_variables_are_replaced_as_tokens_only() -> None:
    text = """\
# ?_v in a comment
PREFIX e: <http://e/?_v#>
SELECT ?x ?_value { # and ?_v here
  ?x e:p ?_v, "?_v", '?_v', "a \\" ?_v", '''?_v ' ?_v''', \"\"\"?_v " ?_v\"\"\" ; e:q? ?_v .
  FILTER(?x < ?_v && ?_v > ?x || ?x<?_v)
}"""
    bound = bind(text, {"_v": ox.NamedNode("urn:v")})
    assert bound.count("<urn:v>") == 5
    assert bound.replace("<urn:v>", "?_v") == text


def test_a_name_between_two_variables_is_not_taken_for_one() -> None:
    assert bind("SELECT * {?a:_v?b}", {"_v": ox.NamedNode("urn:v")}) == "SELECT * {?a:_v?b}"


def test_a_query_without_its_header_keeps_all_else() -> None:
    text = "#+ summary: One\n#+   - two\n\n# A comment\nSELECT *\n\n{ ?s ?p '#+' }\n\n"
    assert without_header(text) == "# A comment\nSELECT *\n\n{ ?s ?p '#+' }\n"


def test_uses_of_variables_are_found_with_their_lines() -> None:
    assert list(variables("\n?a")) == [("a", 2)]
    assert list(variables("SELECT ?a {\n # ?no\n ?a ?b '?no' . $c ?d 1 }")) == [
        ("a", 1), ("a", 3), ("b", 3), ("c", 3), ("d", 3),
    ]  # fmt: skip


def test_a_value_reaches_into_sub_selects_filters_and_binds() -> None:
    e = "http://e/"
    store = EmbeddedStore.of(
        ox.Quad(ox.NamedNode(e + s), ox.NamedNode(e + "p"), ox.NamedNode(e + o), ox.NamedNode(e + "g"))
        for s, o in (("a", "x"), ("b", "y"))
    )
    text = """PREFIX : <http://e/>
    SELECT ?s ?b {
      { SELECT ?s { ?s :p ?o . FILTER(?o = ?_v) } }
      { SELECT ?s { ?s :p ?_v . FILTER EXISTS { ?s :p ?o . FILTER(?o = ?_v) } } }
      BIND(?_v AS ?b)
      OPTIONAL { ?s :p ?c . FILTER(?c = ?_v) }
      FILTER(BOUND(?c))
    }"""
    answer = store.query(bind(text, {"_v": ox.NamedNode(e + "x")}))
    assert isinstance(answer, Rows)
    assert answer.rows == ((ox.NamedNode(e + "a"), ox.NamedNode(e + "x")),)
