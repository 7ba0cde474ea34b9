"""Rows are counted rightly in every format, whatever the values hold and wherever the bytes are cut."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.sparql.sandbox.row_counter import counter

FORMATS = (
    ox.QueryResultsFormat.JSON,
    ox.QueryResultsFormat.XML,
    ox.QueryResultsFormat.CSV,
    ox.QueryResultsFormat.TSV,
)
NASTY = st.text(st.sampled_from('a"\\,{}[]<>\n\r\t&;é:') | st.characters(codec="utf-8", exclude_characters="\0"))
ROWS = st.lists(st.lists(st.none() | NASTY, min_size=2, max_size=2), max_size=6)


def written(rows: list[list[str | None]], format_: ox.QueryResultsFormat) -> bytes:
    shown = [" ".join("UNDEF" if value is None else str(ox.Literal(value)) for value in row) for row in rows]
    values = " ".join(f"({row})" for row in shown)
    answer = ox.Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {values} }} }}")
    assert isinstance(answer, ox.QuerySolutions)
    return answer.serialize(format=format_) or b""


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: str(format_.file_extension))
@given(rows=ROWS, size=st.integers(1, 40))
def test_count_is_that_of_the_rows(format_: ox.QueryResultsFormat, rows: list[list[str | None]], size: int) -> None:
    body = written(rows, format_)
    count = counter(format_)
    counted = [count(body[start : start + size]) for start in range(0, len(body), size)]
    assert counted[-1] == len(rows)
    assert counted == sorted(counted)
