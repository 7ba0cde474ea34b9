"""A table as it stands in its file. It has the cells of each row by column, and what is wrong in its form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from graph.build import cell_text
from graph.build.problems import Kind, Problem, shortened
from graph.build.row_models import Row
from graph.build.strict_csv import MalformedFileError, Record, odd_form, read
from graph.nearest import alike

_OTHER_SEPARATORS = re.compile("[;\t|]")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the line on which it begins, and its normalized cells; too few or too many are not `whole`."""

    number: int
    cells: Mapping[str, str]
    """By all columns; a cell that the row lacks is empty."""
    written: tuple[str, ...]
    whole: bool = True


@dataclass(slots=True)
class Sheet:
    """A table: its columns in the order of the file, its rows, and the problems of its form."""

    file: str
    row: type[Row]
    columns: tuple[str, ...] = ()
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    readable: bool = True

    def key(self, line: Line) -> tuple[str, ...]:
        """Return the cells that together identify the row."""
        return tuple(line.cells.get(column, "") for column in self.row.key)

    def problem(self, line: Line, column: str, value: str, expected: str, kind: Kind) -> Problem:
        """Return a problem in a cell of the row."""
        number = self.columns.index(column) + 1 if column in self.columns else 0
        return Problem(self.file, line.number, column, value, expected, number, kind, shown(self.key(line)))


def shown(key: tuple[str, ...]) -> str:
    """Return a key for a message."""
    return " / ".join(filter(None, key))


def columns_of(row: type[Row]) -> tuple[str, ...]:
    """Return the names of the columns that a table of such rows has."""
    return tuple(name for name in row.model_fields if name != "line")


def read_sheet(path: Path, row: type[Row]) -> Sheet:
    """Read a table as far as its form allows; `readable` tells whether its rows could be told apart."""
    sheet = Sheet(path.name, row)
    try:
        records = read(path)
    except MalformedFileError as error:
        sheet.problems.append(error.problem)
        sheet.readable = False
        return sheet
    sheet.problems.extend(odd_form(path))
    if not records:
        what = f"a header line: {','.join(columns_of(row))}"
        sheet.problems.append(Problem(path.name, 1, "", "an empty file", what, kind=Kind.HEADER))
        sheet.readable = False
        return sheet
    header = records[0]
    sheet.columns = tuple(map(cell_text.normalized, header.cells))
    line = Line(header.line, {}, header.cells)
    for column, cell in zip(sheet.columns, header.cells, strict=True):
        sheet.problems.extend(_text_problems(sheet, line, column, cell, column))
    wrong = list(_header_problems(sheet, header.line))
    sheet.problems.extend(wrong)
    sheet.readable = not wrong
    if sheet.readable:
        for record in records[1:]:
            _add(sheet, record)
    return sheet


def _add(sheet: Sheet, record: Record) -> None:
    """Add a row to the sheet, with normalized cells, and the problems of their text."""
    sound = cell_text.sound(record.cells)
    normalized = record.cells if sound else tuple(map(cell_text.normalized, record.cells))
    cells = dict(zip_longest(sheet.columns, normalized[: len(sheet.columns)], fillvalue=""))
    line = Line(record.line, cells, record.cells, len(record.cells) == len(sheet.columns))
    if not line.whole:
        # The row may have another separator than the header; its key is then the beginning of its first cell.
        cells[sheet.columns[0]] = _OTHER_SEPARATORS.split(normalized[0])[0]
    if not any(normalized) and len(normalized) > 1:
        found = f"{len(normalized)} empty cells"
        sheet.problems.append(sheet.problem(line, "", found, "no row without values; delete the line", Kind.CELLS))
        return
    sheet.lines.append(line)
    if line.whole and not sound:
        for column, cell, right in zip(sheet.columns, record.cells, normalized, strict=True):
            if cell:
                sheet.problems.extend(_text_problems(sheet, line, column, cell, right))
                cells[column] = cell_text.mended(right)  # so that one fault is told once


def _text_problems(sheet: Sheet, line: Line, column: str, cell: str, right: str) -> Iterator[Problem]:
    if cell != right:
        what = f"{shortened(right)!r}: {', '.join(cell_text.faults(cell))}; opg check --fix mends it"
        yield sheet.problem(line, column, cell, what, Kind.TEXT)
    if damage := cell_text.damage(right):
        yield sheet.problem(line, column, cell, damage, Kind.TEXT)


def _header_problems(sheet: Sheet, line: int) -> Iterator[Problem]:
    columns = columns_of(sheet.row)
    missing = [column for column in columns if column not in sheet.columns]
    for number, name in enumerate(sheet.columns, 1):
        if name not in columns:
            # A name like no other stands for the one column that is missing.
            close = alike(name, missing, limit=1) or (missing if name and len(missing) == 1 else [])
            likely = close[0] if close else None
            what = f"the column {likely}" if likely else f"only the columns {', '.join(columns)}"
            missing = [column for column in missing if column != likely]
            yield Problem(sheet.file, line, name, name, what, number, Kind.HEADER)
        elif name in sheet.columns[: number - 1]:
            yield Problem(sheet.file, line, name, name, "each column once", number, Kind.HEADER)
    for name in missing:
        number, what = columns.index(name) + 1, f"the columns {', '.join(columns)}"
        yield Problem(sheet.file, line, name, "no such column", what, number, Kind.HEADER)
