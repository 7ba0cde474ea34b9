"""The checks of one table's rows. They are of types, references, closed lists, number of cells, and repeated keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Final

from graph.build.cell_checks import check
from graph.build.problems import Kind, Problem, shortened
from graph.build.references import References
from graph.build.row_models import Row
from graph.build.row_repairs import misplaced, wrong_number
from graph.build.sheet import Line, Sheet, shown

_EXAMINED: Final = 50
"""Rows looked at in vain for cells in the wrong place; in more, a whole column is probably wrong."""


def check_rows(sheet: Sheet, references: References) -> tuple[tuple[Row, ...], list[Problem]]:
    """Return the good rows of a table, and what is wrong with the others."""
    rows: list[Row] = []
    problems: list[Problem] = []
    before: Line | None = None
    unknown = 0
    for line in sheet.lines:
        if line.aside:
            continue
        if not line.whole:
            if before is None or not _broken(sheet, before, line):
                problems.append(wrong_number(sheet, line, references))
            else:
                problems[-1] = _line_break(sheet, before)
            before = line
            continue
        before = None
        row, wrong = check(sheet.row, line.number, line.cells, references)
        if row is not None and not wrong:
            rows.append(row)
            continue
        if unknown < _EXAMINED and (said := misplaced(sheet, line, (w.column for w in wrong), references)):
            problems.append(said)
        else:
            unknown += 1
            problems.extend(sheet.problem(line, w.column, w.value, w.expected, w.kind) for w in wrong)
    return tuple(rows), problems


def repeated_keys(sheet: Sheet, wrong: Iterable[Problem]) -> Iterator[Problem]:
    """Find the rows whose key, or other value that stands for the row, an earlier row has."""
    bad = {(problem.line, problem.column) for problem in wrong}
    for columns in (sheet.row.key, *((column,) for column in sheet.row.unique)):
        keys = list(filter(None, (itemgetter(*columns)(line.cells) for line in sheet.lines)))
        if len(set(keys)) == len(keys):
            continue  # so it is nearly always
        first: dict[tuple[str, ...], int] = {}
        for line in sheet.lines:
            if any((line.number, column) in bad for column in columns):
                continue  # it may be another one once right
            key = tuple(line.cells[column] for column in columns)
            if key in first:
                what = f"each {' + '.join(columns)} once; line {first[key]} has it already"
                yield sheet.problem(line, columns[-1], shown(key), what, Kind.DUPLICATE)
            elif any(key):
                first[key] = line.number


def _broken(sheet: Sheet, first: Line, second: Line) -> bool:
    """Tell whether two rows are one with a line break in a cell."""
    return second.number == first.number + 1 and len(first.written) + len(second.written) == len(sheet.columns) + 1


def _line_break(sheet: Sheet, line: Line) -> Problem:
    found = f"a line break after {shortened(line.written[-1])!r}"
    what = 'the whole row on one line, or a cell with a line break in quotes ("…")'
    return sheet.problem(line, sheet.columns[len(line.written) - 1], found, what, Kind.CELLS)
