"""The problems in the tables, each at its cell. A problem names what stands there, and what would be right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

_LONGEST: Final = 80
"""Characters of a cell that a message repeats."""


_NAMED: Final = 10
"""Rows with the same mistake that are named one by one; of more, the first stands for all."""


class Kind(StrEnum):
    """The kinds of problem; `opg check --only` takes these names."""

    FILE = "file"
    """The form of the file: encoding, separator, quotes, byte order mark."""
    HEADER = "header"
    """The names of the columns."""
    CELLS = "cells"
    """The form of a row: the number and places of its cells, and lines that are no rows."""
    TEXT = "text"
    """Characters that nobody sees, or that look like others."""
    VALUE = "value"
    """A cell that does not fit its column."""
    DATE = "date"
    """A date in another form, or dates out of order."""
    CODE = "code"
    """A value outside a closed list."""
    REFERENCE = "reference"
    """A key that the other table does not have."""
    DUPLICATE = "duplicate"
    """A key that another row has already."""
    ORDER = "order"
    """A row out of the order of keys."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a table: where, what stands there, and what would be right."""

    file: str
    line: int
    column: str
    value: str
    expected: str
    number: int = 0
    """The place of the column in the header, from 1; 0 for a whole row or file."""
    kind: Kind = Kind.VALUE
    row: str = ""
    """The key of the row, where it can be read. Unlike the line it stays when other rows come and go."""
    harmless: bool = False
    """Whether the graph is the same without the problem, so that a build may go on."""

    def __str__(self) -> str:
        """Say it in one line, as compilers do, so that an editor can jump to the place."""
        names = [self.column] if self.column else []
        names += [f"({self.number})"] if self.number else []
        column = f" column {' '.join(names)}:" if names else ""
        return f"{self.file}:{self.line}:{column} found {shortened(self.value)!r}, expected {self.expected}"

    @property
    def identity(self) -> tuple[str, ...]:
        """What stays the same when other rows come and go."""
        return self.kind, self.file, self.column, self.row, self.value


_WHOLE_COLUMN: Final = 10
"""Cells of a column with the same kind of problem that are told one by one. Of more, the first stands for all."""


def told_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems by file, line and column, without those that follow from another one.

    A cell that does not fit is not told for its spaces. A key that others name otherwise is not told for its form.
    A spreadsheet may change all dates of a column. Then the first of them stands for all.
    """
    ordered = sorted(problems, key=lambda problem: (problem.file, problem.line, problem.number))
    misfits = {_cell(problem) for problem in ordered if problem.kind is not Kind.TEXT and problem.number}
    keys = {_cell(problem) for problem in ordered if problem.kind is Kind.REFERENCE}
    behind = {Kind.TEXT: misfits, Kind.VALUE: keys}
    told = [problem for problem in ordered if _cell(problem) not in behind.get(problem.kind, ())]
    columns = Counter(_column(problem) for problem in told)
    first: set[tuple[str, ...]] = set()
    for problem in told:
        column = _column(problem)
        if columns[column] <= _WHOLE_COLUMN or not problem.column:
            yield problem
        elif column not in first:
            first.add(column)
            others = f"{problem.expected}; {counted(columns[column] - 1, 'more cell')} of the column are such"
            yield replace(problem, expected=others)


def _cell(problem: Problem) -> tuple[str, int, int]:
    return problem.file, problem.line, problem.number


def _column(problem: Problem) -> tuple[str, ...]:
    return problem.file, problem.column, problem.kind


def first_of_many(problems: Iterable[Problem]) -> list[Problem]:
    """Let the first of many rows with the same mistake in their form stand for all of them.

    One step in a spreadsheet, such as the insertion of a table twice, makes the same mistake in each row.
    """
    alike: defaultdict[tuple[str, ...], list[Problem]] = defaultdict(list)
    kept = []
    for problem in problems:
        if problem.kind is Kind.CELLS:
            alike[problem.kind, problem.expected].append(problem)
        elif problem.kind is Kind.DUPLICATE:
            alike[problem.kind, problem.column].append(problem)
        else:
            kept.append(problem)
    for same in alike.values():
        more = f"; the same in {counted(len(same) - 1, 'more row')}"
        kept += same if len(same) <= _NAMED else [replace(same[0], expected=same[0].expected + more)]
    return kept


def shortened(text: str) -> str:
    """Cut a long text for a message."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def counted(count: int, name: str) -> str:
    """Return a count with its noun, such as `1 row` or `2 rows`."""
    return f"{count} {name}{'' if count == 1 else 's'}"
