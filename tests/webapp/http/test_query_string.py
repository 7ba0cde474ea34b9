"""Fields of addresses are those that the standard library sees."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, quote, quote_plus

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from webapp.http.query_string import parsed


def expected(query_string: str) -> list[tuple[str, str]]:
    return parse_qsl(query_string, keep_blank_values=True)


@given(st.lists(st.tuples(st.text(), st.text()), max_size=4), st.sampled_from([quote, quote_plus]))
@example([("query", "SELECT * { ?s ?p 'a=b&c%41+d' }\r\n=\n _=20 \t\n")], quote)
def test_fields_come_back(fields: list[tuple[str, str]], quoting: Callable[[str], str]) -> None:
    written = "&".join(f"{quoting(name)}={quoting(value)}" for name, value in fields)
    assert parsed(written.encode()) == fields == expected(written)


PIECES = [*"abAF09=&+._-~!*()'/:?@;$, \t\n\r\"<>[]{}|^`#\\é", "%41", "%c3%A9", "%3D", "%25", "%26", "%0d%0A"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_whatever_is_sent_is_read_as_by_the_standard_library(query_string: str) -> None:
    assert parsed(query_string.encode()) == expected(query_string)


@pytest.mark.parametrize("query_string", [b"a=%FF", b"%E9=%C3", b"a=\xff"])
def test_what_is_not_utf_8_harms_nobody(query_string: bytes) -> None:
    assert "\ufffd" in str(parsed(query_string))
