"""The tokens of SPARQL are told apart, whatever they hold and however long the text is."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.stores.sparql_tokens import Kind, tokens

ONE_OF_A_KIND = [
    ("<http://example.org/?x#y>", "iri"),
    ('"a ?b \\" <c>"', "string"),
    ("'''a ' ?b '' c'''", "string"),
    ('"""a\n" ?b"""', "string"),
    ("'a ?b\n c'", "unclosed"),
    ("# ASK { ?s", "comment"),
    ("?größe_1", "variable"),
    ("$x", "variable"),
    ("_:b.1-c", "label"),
    ("@en-GB", "label"),
    ("op:from", "name"),
    (":", "name"),
    ("é:a%20b\\-c.d:e", "name"),
    ("SELECT", "word"),
    ("{", "open"),
    (")", "close"),
]


@pytest.mark.parametrize(("text", "kind"), ONE_OF_A_KIND)
def test_a_token_is_whole_and_of_its_kind(text: str, kind: str) -> None:
    (token,) = tokens(text)
    assert (token[0], token.lastgroup) == (text, kind)


def test_every_kind_has_a_name() -> None:
    (token,) = tokens("ASK")
    assert set(token.re.groupindex) == set(get_args(Kind)) == {kind for _, kind in ONE_OF_A_KIND}


@given(st.text(st.sampled_from("ASK<>'\"\\#{}()? \n:_@a.-%20")))
def test_a_text_in_ascii_has_the_tokens_that_it_has_before_another_script(text: str) -> None:
    alone = [(token.span(), token.lastgroup) for token in tokens(text + "\n<x:>")]
    before = [(token.span(), token.lastgroup) for token in tokens(text + "\n<x:> é")]
    assert alone == before[: len(alone)] or "unclosed" in {kind for _, kind in alone}


def test_a_comment_ends_with_any_line() -> None:
    assert [token[0] for token in tokens("# a\rASK # b\nFROM", "word")] == ["ASK", "FROM"]


@pytest.mark.parametrize(
    "text", ['"' + '\\"' * 32_000, "'''" + "''a" * 20_000, "a." * 30_000, "<" * 64_000, "@a-" * 20_000, "a:%" * 20_000]
)
def test_time_is_linear_in_the_length(text: str) -> None:
    """With backtracking each of these takes minutes, and the suite never ends."""
    assert list(tokens(text)) is not None
    assert list(tokens(f"é{text}"))
