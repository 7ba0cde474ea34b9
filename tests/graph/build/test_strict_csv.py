"""Reading CSV: what RFC 4180 allows comes through unchanged, anything else is refused with its place."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.build.strict_csv import read
from graph.build.table_text import MalformedFileError

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=20)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=8)


@given(rows=ROWS)
def test_what_the_standard_library_writes_is_read_back(
    rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    assume(not text.getvalue().startswith("\ufeff"))  # at the start of a file that is a byte order mark
    path = tmp_path_factory.mktemp("csv") / "table.csv"
    path.write_bytes(text.getvalue().encode())
    assert [list(record.cells) for record in read(path)] == rows


def test_a_record_knows_the_line_on_which_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b'id,note\na,"two\nlines"\n\nb,one\n')
    assert [(record.line, record.cells[0]) for record in read(path)] == [(1, "id"), (2, "a"), (5, "b")]


def test_a_spreadsheets_byte_order_mark_and_line_ends_are_no_data(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("\ufeffid,name\r\na,Å\r\n".encode())
    assert [record.cells for record in read(path)] == [("id", "name"), ("a", "Å")]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'id,name\na,3" pipe\n', 2),
        (b'id,name\na,b\nc,"open\nd,e\n', 3),
        (b'id,name\na,"quoted"tail\n', 2),
        (b'id,"na"me\n', 1),
    ],
    ids=["stray quote", "never closed", "text after a closing quote", "in the header"],
)
def test_a_stray_quote_is_refused_where_it_stands(content: bytes, line: int, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(MalformedFileError, match="each quote in it doubled") as caught:
        read(path)
    assert (caught.value.problem.file, caught.value.problem.line) == ("table.csv", line)


@pytest.mark.parametrize(
    ("content", "column", "said"),
    [
        ('id,name,note\na,“one, two",x\n', "name", "straight quotes"),
        ('id,name,note\na, "one, two",x\n', "name", "no space before the quote"),
    ],
)
def test_quotes_of_another_kind_are_named_at_their_cell(content: str, column: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(MalformedFileError, match=said) as caught:
        read(path)
    assert (caught.value.problem.line, caught.value.problem.column) == (2, column)


def test_bytes_that_are_not_utf8_are_refused_where_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("id,name\na,ok\nb,Nestlé\n".encode("latin-1"))
    with pytest.raises(MalformedFileError, match="UTF-8") as caught:
        read(path)
    assert (caught.value.problem.line, caught.value.problem.value) == (3, "bytes e9")


def test_a_line_break_in_the_header_is_no_other_separator(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b'"a;\nb",c\n')
    assert [record.cells for record in read(path)] == [("a;\nb", "c")]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MalformedFileError, match=r"absent\.csv"):
        read(tmp_path / "absent.csv")
