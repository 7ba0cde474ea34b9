"""Rows in another form than a table's: one message, with what would be right."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

import pytest

from graph.build.problems import Kind
from graph.build.tidying import tidy
from tests.examined import lines_of, only

ORGANIZATIONS: Final = "organizations.csv"
HEADER: Final = lines_of(ORGANIZATIONS)[0]
COMPANY: Final = next(line for line in lines_of(ORGANIZATIONS) if line.startswith("3m,"))
NUMBER: Final = lines_of(ORGANIZATIONS).index(COMPANY) + 1
PROGRAMME: Final = next(line for line in lines_of("programmes.csv") if line.startswith("top-01,"))
RELATION: Final = next(line for line in lines_of("organization_relations.csv") if line.startswith("converse,"))
COUNT: Final = HEADER.count(",") + 1


class Odd(NamedTuple):
    """Text that takes the place of a row, and the column, what is found, and what would be right."""

    text: str
    column: str
    found: str
    right: str
    kind: Kind = Kind.CELLS
    below: int = 0
    """Lines between the first line of the text and the one at fault."""


OTHER: Final = COMPANY.replace("3M,company", "3M Company,company")
CONFLICT: Final = f"<<<<<<< HEAD\n{COMPANY}\n=======\n{OTHER}\n>>>>>>> theirs (3M, again)"

ROWS_IN_ANOTHER_FORM = {
    "row in quotes": Odd(f'"{COMPANY}"', "id", COMPANY, "remove the quotes around the row"),
    "row in quotes that has quotes": Odd(
        '"' + COMPANY.replace("3M,", '""3M, Inc."",') + '"',
        "id",
        COMPANY.replace("3M,", '"3M, Inc.",'),
        "remove the quotes around the row",
    ),
    "row in one cell": Odd(f'"{COMPANY}"' + "," * (COUNT - 1), "id", COMPANY, "remove the quotes around the row"),
    "row with semicolons in one cell": Odd(
        COMPANY.replace(",", ";") + "," * (COUNT - 1), "id", COMPANY.replace(",", ";"), "commas between them"
    ),
    "header again": Odd(f"{COMPANY}\n{HEADER}", "", HEADER, "delete the line", below=1),
    "comment": Odd(f"{COMPANY}\n# checked 2026", "", "# checked 2026", "no comment in a table; delete", below=1),
    "comment with a comma": Odd(f"{COMPANY}\n# seen, all", "", "# seen, all", "no comment in a table", below=1),
    "comment from a spreadsheet": Odd(f"{COMPANY}\n# seen{',' * (COUNT - 1)}", "", "# seen", "no comment", below=1),
    "line of text": Odd(f"{COMPANY}\nchecked", "id", "checked", "delete the line if it is no row", below=1),
    "line of spaces": Odd(f"{COMPANY}\n  ", "", "  ", "delete the line", below=1),
    "mark of the end": Odd(f"{COMPANY}\n\x1a", "", "\x1a", "delete the line", below=1),
    "row commented out": Odd(f"#{COMPANY}", "id", "#3m", "delete the # or the line"),
    "row commented out with a space": Odd(f"# {COMPANY}", "id", "# 3m", "delete the # or the line"),
    "conflict of a merge": Odd(CONFLICT, "", "<<<<<<< HEAD", f"on line {NUMBER + 4}; keep one side, and delete"),
    "conflict with its base": Odd(
        CONFLICT.replace("=======", f"||||||| base\n{COMPANY}\n======="), "", "<<<<<<< HEAD", f"on line {NUMBER + 6}"
    ),
    "mark of a merge": Odd(f"{COMPANY}\n=======", "", "=======", "delete the marks", below=1),
    "rows of commas": Odd(
        f"{COMPANY}\n" + "\n".join([",,,,,,"] * 50),
        "",
        "50 rows without values",
        f"delete the lines {NUMBER + 1} to {NUMBER + 50}",
        below=1,
    ),
    "cells at the end": Odd(f"{COMPANY},,", "", "9 cells", "2 empty cells too many at the end"),
    "empty cell too many": Odd(
        COMPANY.replace(",company", ",,company"), "kind", "8 cells", "an empty cell too many before kind (3)"
    ),
    "commas between keys": Odd(
        COMPANY.replace(";", ", "), "sources", "8 cells", f"joined by ';': {COMPANY.rpartition(',')[2]}"
    ),
    "straight single quotes": Odd(COMPANY.replace("3M,", "'3M, Inc.',"), "name", "8 cells", 'quotes: "3M, Inc."'),
    "apostrophe at the end": Odd(COMPANY.replace("3M,", "3M, Bros',"), "name", "8 cells", 'quotes: "3M, Bros\'"'),
    "row of a table with as many columns": Odd(
        f"{RELATION}\n{COMPANY}", "id", RELATION, "looks like a row of organization_relations.csv"
    ),
    "row of another table": Odd(f"{COMPANY}\n{PROGRAMME}", "id", PROGRAMME, "a row of programmes.csv", below=1),
    "NUL": Odd(COMPANY.replace("3M,", "3\0M,"), "name", "3\0M", "'3M': no U+0000 (null) at character 2", Kind.TEXT),
    "line break of a word processor": Odd(
        COMPANY.replace("3M,", "3M\vInc,"), "name", "3M\vInc", "'3M Inc': a plain space, not U+000B", Kind.TEXT
    ),
    "control character of Windows": Odd(
        COMPANY.replace("3M,", "3M\x92s,"), "name", "3M\x92s", "as Windows-1252 it would be '\u2019'", Kind.TEXT
    ),
}


@pytest.mark.parametrize("odd", ROWS_IN_ANOTHER_FORM.values(), ids=ROWS_IN_ANOTHER_FORM)
def test_a_row_in_another_form_is_one_problem_that_says_what_is_right(odd: Odd, light_tables: Path) -> None:
    path = light_tables / ORGANIZATIONS
    path.write_bytes(path.read_bytes().replace(f"{COMPANY}\n".encode(), f"{odd.text}\n".encode()))
    problem = only(light_tables)
    assert (problem.file, problem.line, problem.column) == (ORGANIZATIONS, NUMBER + odd.below, odd.column)
    assert problem.number == (HEADER.split(",").index(odd.column) + 1 if odd.column else 0)
    assert (problem.value, problem.kind) == (odd.found, odd.kind)
    assert odd.right in problem.expected


class Misplaced(NamedTuple):
    """Text of a table, what takes its place, and the cell and what would be right there."""

    file: str
    old: str
    new: str
    column: str
    found: str
    right: str


AECOM: Final = "architecture,,,2025-03-14,US,,active,,,,"

MISPLACED = {
    "shifted to the right": Misplaced(
        "partnerships.csv",
        AECOM,
        AECOM.replace("architecture,", "architecture,,").replace("active,,,,", "active,,,"),
        "announced",
        "",
        "'2025-03-14', which stands one cell to the right: an empty cell too many before announced (9)",
    ),
    "shifted to the left": Misplaced(
        "partnerships.csv",
        AECOM,
        AECOM.replace("architecture,,,", "architecture,,").replace("active,,,,", "active,,,,,"),
        "territory",
        "",
        "'US', which stands one cell to the left: an empty cell too few before territory (10)",
    ),
    "value in the next cell": Misplaced(
        "partnerships.csv",
        AECOM,
        AECOM.replace("US,,active,", "US,active,,"),
        "joint_with",
        "active",
        "nothing here, and 'active' in status (12)",
    ),
    "partner and programme": Misplaced(
        "partnerships.csv",
        "--aecom,aecom,2028-summer-domestic,",
        "--aecom,2028-summer-domestic,aecom,",
        "partner",
        "2028-summer-domestic",
        "'aecom' here and '2028-summer-domestic' in programme (3): partner and programme are exchanged",
    ),
    "amount and currency": Misplaced(
        "reported_values.csv", ",3600,USD,", ",USD,3600,", "amount", "USD", "amount and currency are exchanged"
    ),
    "alias and about": Misplaced(
        "aliases.csv", "games,1984-summer,LA84", "games,LA84,1984-summer", "about", "LA84", "about and alias are"
    ),
    "category and categories": Misplaced(
        "partnerships.csv",
        "Venue infrastructure,architecture,,,2025-03-14",
        "architecture,Venue infrastructure,,,2025-03-14",
        "category_official",
        "architecture",
        "category_official and categories are exchanged",
    ),
}


@pytest.mark.parametrize("case", MISPLACED.values(), ids=MISPLACED)
def test_cells_in_the_wrong_place_are_one_problem(case: Misplaced, light_tables: Path) -> None:
    path = light_tables / case.file
    text = path.read_text(encoding="utf-8")
    assert case.old in text
    path.write_text(text.replace(case.old, case.new, 1), encoding="utf-8")
    problem = only(light_tables)
    line = text[: text.index(case.old)].count("\n") + 1
    assert (problem.file, problem.line, problem.column) == (case.file, line, case.column)
    assert (problem.value, problem.kind) == (case.found, Kind.CELLS)
    assert case.right in problem.expected


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        (",official-partner,Venue infrastructure,", ",official-partnr,,", "tier"),
        (",2017-06-21,2020,", ",2020,2017-06-21,", "end"),
    ],
    ids=["a tier that is none, before no category", "an end before its start"],
)
def test_an_exchange_that_would_be_a_guess_is_not_proposed(old: str, new: str, column: str, light_tables: Path) -> None:
    path = light_tables / "partnerships.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    problem = only(light_tables)
    assert problem.column == column
    assert "exchanged" not in problem.expected


BROKEN_ROWS = {
    "comma without quotes": COMPANY.replace("3M,", "3M, Inc, "),
    "line break": COMPANY.replace("3M,", "3M \nInc,"),
    "comment": f"{COMPANY}\n#  checked",
    "conflict": CONFLICT.replace("HEAD", "HEAD  "),
}


@pytest.mark.parametrize("text", BROKEN_ROWS.values(), ids=BROKEN_ROWS)
def test_rows_with_a_wrong_number_of_cells_are_left_as_they_are(text: str, light_tables: Path) -> None:
    """A space after a comma is a sign of text, and halves of a row must not be sorted apart."""
    path = light_tables / ORGANIZATIONS
    path.write_bytes(path.read_bytes().replace(COMPANY.encode(), text.encode()))
    before = path.read_bytes()
    tidy(light_tables)
    assert path.read_bytes() == before


def test_invisible_control_characters_are_mended(light_tables: Path) -> None:
    path = light_tables / ORGANIZATIONS
    before = path.read_bytes()
    path.write_bytes(before.replace(b"\n3m,3M,", b"\n3m,\x003M\x07,"))
    tidy(light_tables)
    assert path.read_bytes() == before
