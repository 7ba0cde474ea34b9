"""Files in another form than a table's: one message, with what would be right."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from graph.build.load_tables import ROWS, examine
from graph.build.problems import Kind
from graph.build.sheet import read_sheet
from graph.build.tidying import tidy
from graph.paths import TABLES
from tests.examined import lines_of, only, problems_of
from tests.some import some


def rewritten(change: Callable[[list[str]], list[str]]) -> Callable[[str], bytes]:
    """Return what changes each record of a table, as a spreadsheet does with a column."""

    def save(text: str) -> bytes:
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(map(change, csv.reader(io.StringIO(text))))
        return out.getvalue().encode()

    return save


def below_header(change: Callable[[str], str]) -> Callable[[str], bytes]:
    """Return what changes each line but the header."""

    def save(text: str) -> bytes:
        header, *rows = text.splitlines()
        return "\n".join([header, *map(change, rows), ""]).encode()

    return save


LAST: Final = len(lines_of("countries.csv"))
COUNTRIES: Final = lines_of("countries.csv")[0]

FILES: dict[str, tuple[Callable[[str], bytes], str, str]] = {
    "workbook": (
        lambda _: b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xff",
        "countries.csv:1: found 'a workbook",
        "CSV UTF-8",
    ),
    "old workbook": (
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0",
        "countries.csv:1: found 'a workbook",
        "CSV UTF-8",
    ),
    "web page": (lambda text: b"\n<!DOCTYPE html>\n<html><body>" + text.encode(), "found 'a web page", "the CSV file"),
    "LFS pointer": (
        lambda _: b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
        "found 'a Git LFS pointer'",
        "git lfs pull",
    ),
    "JSON": (lambda _: b'[\n {"id": "a"}]', "found 'a JSON file'", "CSV, with a header line"),
    "title above": (
        lambda text: f"Countries\n{text}".encode(),
        "countries.csv:1: found 'Countries'",
        f"the header {COUNTRIES}, which stands on line 2: delete what is above it",
    ),
    "title of a spreadsheet": (lambda text: f"Countries,,,,,\n\n,,,,,\n{text}".encode(), ":1: found", "on line 4"),
    "comment above": (lambda text: f"# my edits; see mail\n{text}".encode(), "found '# my edits", "on line 2"),
    "no header": (
        lambda text: text.partition("\n")[2].encode(),
        "countries.csv:1: found 'afghanistan,",
        f"the header as the first line: {COUNTRIES}",
    ),
    "another table": (
        lambda _: (TABLES / "people.csv").read_bytes(),
        "countries.csv:1: found 'id,person,name",
        "these are the columns of people.csv",
    ),
    "header in capitals": (
        lambda text: text.replace(COUNTRIES, COUNTRIES.upper()).encode(),
        f"found '{COUNTRIES.upper()}'",
        f"in lower case: {COUNTRIES}",
    ),
    "header with spaces": (
        lambda text: text.replace(COUNTRIES, COUNTRIES.title().replace("_", " ")).encode(),
        "countries.csv:1: found 'Id,Name",
        f"in lower case: {COUNTRIES}",
    ),
    "all lines in quotes": (
        lambda text: re.sub(r"(?m)^(.+)$", r'"\1"', text.replace('"', '""')).encode(),
        f"countries.csv:1: found '\"{COUNTRIES}\"'",
        "without quotes around the whole line",
    ),
    "empty columns": (
        rewritten(lambda cells: [*cells, "", "", ""]),
        "countries.csv:1: column (7): found 'no name'",
        "delete 3 empty columns (7-9) in every row",
    ),
    "empty column in the middle": (
        rewritten(lambda cells: [*cells[:2], "", *cells[2:]]),
        "countries.csv:1: column (3): found 'no name'",
        "delete 1 empty column (3) in every row",
    ),
    "column without a name": (
        lambda text: text.replace("id,name,", "id,,", 1).encode(),
        "countries.csv:1: column (2): found 'no name'",
        "the column name",
    ),
    "semicolons below the header": (
        below_header(lambda row: row.replace(",", ";")),
        "countries.csv:2: column id (1)",
        f"commas between them, as in the header; the same in {LAST - 2} more rows",
    ),
    "rows in quotes": (
        below_header(lambda row: '"' + row.replace('"', '""') + '"'),
        "countries.csv:2: column id (1)",
        f"remove the quotes around the row; the same in {LAST - 2} more rows",
    ),
    "cells at the end of all rows": (
        below_header(lambda row: f"{row},,"),
        "countries.csv:2: found '8 cells'",
        f"2 empty cells too many at the end; the same in {LAST - 2} more rows",
    ),
    "conflict about the header": (
        lambda text: (
            f"<<<<<<< HEAD\n{COUNTRIES}\n=======\n{COUNTRIES}\n>>>>>>> a\n{text.partition(chr(10))[2]}".encode()
        ),
        "countries.csv:1: found '<<<<<<< HEAD'",
        "on line 5; keep one side",
    ),
    "unfinished conflict": (
        lambda text: f"{text}<<<<<<< HEAD\n".encode(),
        f"countries.csv:{LAST + 1}: found '<<<<<<< HEAD'",
        "delete the marks",
    ),
}


@pytest.mark.parametrize(("change", "found", "right"), FILES.values(), ids=FILES)
def test_a_file_in_another_form_is_one_problem(
    change: Callable[[str], bytes], found: str, right: str, light_tables: Path
) -> None:
    path = light_tables / "countries.csv"
    path.write_bytes(change(path.read_text(encoding="utf-8")))
    problem = only(light_tables)
    assert str(problem).startswith("countries.csv:")
    assert found in str(problem)
    assert right in problem.expected


def test_a_table_that_stands_twice_in_its_file_is_not_a_problem_for_each_row(light_tables: Path) -> None:
    path = light_tables / "organizations.csv"
    path.write_bytes(2 * path.read_bytes())
    again, twice = problems_of(light_tables)
    assert "the header on the first line only" in again.expected
    assert twice.expected.startswith("each id once; line 2 has it already; the same in ")


def test_misspelt_names_of_columns_are_one_problem_each(light_tables: Path) -> None:
    path = light_tables / "countries.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("name,iso_alpha2,", "nmae,iso_alpha,", 1), encoding="utf-8")
    problems = problems_of(light_tables)
    assert [(p.column, p.number, p.expected) for p in problems] == [
        ("nmae", 2, "the column name"),
        ("iso_alpha", 3, "the column iso_alpha2"),
    ]


NAMES = {
    "capitals": ("People.csv", "People.csv is there: rename it to people.csv"),
    "suffix twice": ("people.csv.txt", "people.csv.txt is there: rename it to people.csv"),
    "suffix in capitals": ("people.CSV", "people.CSV is there: rename it to people.csv"),
    "workbook": ("people.xlsx", 'people.xlsx is there: save the file as "CSV UTF-8"'),
    "singular": ("person.csv", "person.csv is there: rename it to people.csv"),
    "copy": ("people (1).csv", "people (1).csv is there: rename it to people.csv"),
}


@pytest.mark.parametrize(("name", "right"), NAMES.values(), ids=NAMES)
def test_a_table_under_another_name_is_told(name: str, right: str, light_tables: Path) -> None:
    (light_tables / "people.csv").rename(light_tables / name)
    problem = only(light_tables)
    assert (problem.file, problem.value, problem.kind) == ("people.csv", "no file", Kind.FILE)
    assert right in problem.expected


def test_a_link_that_leads_nowhere_is_told(light_tables: Path) -> None:
    path = light_tables / "people.csv"
    path.unlink()
    path.symlink_to("elsewhere.csv")
    problem = only(light_tables)
    assert (problem.value, problem.kind) == ("a link to elsewhere.csv, where nothing is", Kind.FILE)


def test_a_folder_in_the_place_of_a_table_does_not_hide_other_problems(light_tables: Path) -> None:
    path = light_tables / "people.csv"
    path.unlink()
    path.mkdir()
    change = light_tables / "events.csv"
    change.write_text(change.read_text(encoding="utf-8").replace("1963,Tokyo,JP,", "63,Tokyo,JP,"), encoding="utf-8")
    date, folder = problems_of(light_tables)
    assert (date.file, date.column) == ("events.csv", "date")
    assert (folder.file, folder.value, folder.expected) == ("people.csv", "a folder", "a file with this table")
    assert tidy(light_tables) == []


def test_a_file_that_may_not_be_read_is_a_problem(light_tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The superuser may read every file, so that the refusal is played."""
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.parent == light_tables and path.name == "people.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    (light_tables / "people.csv").chmod(0)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    monkeypatch.setattr("graph.build.load_tables.read_sheet", read_sheet)
    problem = only(light_tables)
    assert (problem.file, problem.value) == ("people.csv", "a file that you may not read")


@pytest.mark.parametrize("name", ["people (1).csv", "people-old.csv", "notes.csv", "People.CSV", "people.CSV"])
def test_a_file_that_is_no_table_is_a_harmless_problem(name: str, light_tables: Path) -> None:
    (light_tables / name).write_bytes((light_tables / "people.csv").read_bytes())
    read, problems = examine(light_tables)
    assert read is not None
    assert [(p.file, p.value, p.harmless) for p in problems] == [(name, "not one of the tables", True)]
    assert "its rows are not read" in problems[0].expected


@pytest.mark.parametrize("name", ["people.xlsx", "people.ods", "people.TSV"])
def test_a_workbook_beside_its_table_is_a_harmless_problem(name: str, light_tables: Path) -> None:
    (light_tables / name).write_bytes(b"PK")
    read, problems = examine(light_tables)
    assert read is not None
    assert [(p.file, p.value, p.harmless) for p in problems] == [(name, "a table in another format", True)]
    assert problems[0].expected.startswith("people.csv alone, since the rows here are not read: save the file as ")


def test_a_folder_around_the_tables_is_told_from_the_tables(light_tables: Path) -> None:
    problem = only(light_tables.parent)
    assert (problem.file, problem.value) == (str(light_tables.parent), "no tables")
    assert f"(did you mean {light_tables}?)" in problem.expected


def test_an_empty_folder_is_one_problem(tmp_path: Path) -> None:
    empty = tmp_path / "a" / "empty"
    empty.mkdir(parents=True)
    problem = only(empty)
    assert problem.value == "no tables"
    assert problem.expected == f"a folder with the {len(ROWS)} tables, such as countries.csv"


def test_a_folder_with_some_workbook_is_no_folder_of_tables(tmp_path: Path) -> None:
    (tmp_path / "people.xlsx").write_bytes(b"PK")
    assert only(tmp_path).value == "no tables"


def test_tables_that_were_all_saved_as_workbooks_are_named(tables: Path) -> None:
    for path in some(list(tables.glob("*.csv"))):
        path.rename(path.with_suffix(".xlsx"))
    problems = problems_of(tables)
    assert [p.file for p in problems] == sorted(f"{name}.csv" for name in ROWS)
    assert all(".xlsx is there: save the file" in p.expected for p in some(problems))


def test_an_empty_folder_beside_the_tables_is_told_from_them(light_tables: Path) -> None:
    empty = light_tables.parent / "empty"
    empty.mkdir()
    assert f"(did you mean {light_tables}?)" in only(empty).expected
