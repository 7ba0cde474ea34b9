"""Lines that are no rows, and rows in one cell.

A merge leaves marks, and a spreadsheet leaves lines without values.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from graph.build.problems import counted
from graph.build.strict_csv import Record, cells_of

_MARK = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: .*)?")
SEPARATORS: Final = re.compile("[,;\t|]")
"""What may stand between the cells of a row that a file has in one cell."""

BETWEEN: Final = "commas between them, as in the header"
"""What is right for a row with another separator."""

_NAMED: Final = 10
"""Stretches of lines that are named one by one."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a merge left in a file: the places of its marks, and whether the first and last mark are both there."""

    marks: tuple[int, ...]
    whole: bool

    def sides(self) -> range:
        """Return the places of the records of which only one side can stay."""
        return range(self.marks[0], self.marks[-1]) if self.whole else range(0)


def conflicts(records: Sequence[Record]) -> Iterator[Conflict]:
    """Find the conflicts of a merge; a mark that is alone counts as one, too."""
    marks: list[int] = []
    for place, record in enumerate(records):
        found = record.cells[0][:1] in "<|=>" and _MARK.fullmatch(written(record))
        if not found:
            continue
        if found[1][0] == "<" and marks:
            yield Conflict(tuple(marks), whole=False)
            marks = []
        marks.append(place)
        if found[1][0] == ">":
            yield Conflict(tuple(marks), whole=len(marks) > 1)
            marks = []
    if marks:
        yield Conflict(tuple(marks), whole=False)


def written(record: Record) -> str:
    """Return the text of a record as it stands in the file."""
    return ",".join(record.raw or record.cells)


def in_one_cell(record: Record, count: int) -> tuple[str, ...]:
    """Return the cells of a row that stands as a whole in its first cell, as many as `count`; none if it does not.

    A row of text that was pasted into one cell of a spreadsheet has quotes around it. Or it has another separator.
    """
    first = record.cells[0]
    found = SEPARATORS.search(first)
    if not found or any(map(str.strip, record.cells[1:])):
        return ()
    cells = cells_of(first) if found[0] == "," else tuple(next(csv.reader([first], delimiter=found[0])))
    return cells if len(cells) == count else ()


def without_values(lines: Sequence[int]) -> str:
    """Say what would be right for lines on which no cell has a value."""
    if len(lines) == 1:
        return "no row without values; delete the line"
    # Lines that follow each other have the same distance from their place in the sequence.
    runs = [[line for _, line in run] for _, run in groupby(enumerate(lines), lambda pair: pair[1] - pair[0])]
    named = [f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    more = f" and {counted(len(named) - _NAMED, 'other place')}" if len(named) > _NAMED else ""
    return f"no rows without values; delete the lines {', '.join(named[:_NAMED])}{more}"
