"""The marks of a cell without a value.

They are words for nothing, formulas, and errors of spreadsheets.
"""

from __future__ import annotations

import re
from typing import Final

from graph.build.row_models import Row, takes

_WORDS: Final = frozenset(
    (
        "n/a",
        "n.a",
        "none",
        "null",
        "nan",
        "unknown",
        "unclear",
        "tbd",
        "tba",
        "tbc",
        "?",
        "??",
        "-",
        "--",
        "\u2013",
        ".",
        "0000",
        "0000-00-00",
    )
)
_STILL: Final = frozenset(("present", "ongoing", "now", "today", "open", "to date", "current"))
"""What people write for the end of what goes on."""

_ERROR: Final = re.compile(r"#(?:N/A|NAME\?|REF!|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!)")
_FORMULA: Final = re.compile(r"=\s*[\w(\"+-]")

_KEEPS_UNKNOWN: Final = "copy_of"
"""The column in which `unknown` has a meaning: the document is a copy, of which nobody knows where it was."""


def placeholder(row: type[Row], column: str, cell: str) -> str | None:
    """Say what would be right in the place of a cell that holds no value; None for any other cell."""
    if cell[0] in "#=" and (what := _of_spreadsheet(cell)):
        return what
    word = cell.casefold()
    if word in _STILL and takes(row, column, "2000") and takes(row, column, "") and not takes(row, column, word):
        return "an empty cell where no end is stated"
    if word not in _WORDS and word.rstrip(".") not in _WORDS:
        return None
    if column == _KEEPS_UNKNOWN and cell == "unknown":
        return None
    return "an empty cell where nothing is known" if takes(row, column, "") else "a value, and no word for none"


def _of_spreadsheet(cell: str) -> str | None:
    """Say what would be right in the place of what a spreadsheet shows for a value."""
    if _ERROR.fullmatch(cell):
        return "the value itself, not the error of a spreadsheet"
    if not cell.strip("#"):
        return "the value itself; the column of a spreadsheet was too narrow to show it"
    return "the value itself, not the formula of a spreadsheet" if _FORMULA.match(cell) else None
