"""A table as it stands in its file. It has the cells of each row by column, and what is wrong in its form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Final

from graph.build import cell_text
from graph.build.headers import header_problems, names_in
from graph.build.odd_rows import BETWEEN, SEPARATORS, conflicts, in_one_cell, without_values, written
from graph.build.problems import Kind, Problem, shortened
from graph.build.row_models import Row
from graph.build.strict_csv import Record, odd_form, read
from graph.build.table_text import MalformedFileError

_DELETE: Final = "delete the line"


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the line on which it begins, and its normalized cells; with too few or too many it is not `whole`."""

    number: int
    cells: Mapping[str, str]
    """By all columns; a cell that the row lacks is empty."""
    written: tuple[str, ...]
    whole: bool = True
    aside: bool = False
    """Whether only its key counts, since what is wrong with the row is said already."""


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


def read_sheet(path: Path, row: type[Row], tables: Mapping[str, type[Row]]) -> Sheet:
    """Read a table as far as its form allows; `readable` tells whether its rows could be told apart.

    Args:
        path: The file.
        row: The type of its rows.
        tables: The types of the rows of all tables, by name, to tell whether the file is another one.
    """
    sheet = Sheet(path.name, row)
    try:
        records = read(path)
    except MalformedFileError as error:
        sheet.problems.append(error.problem)
        sheet.readable = False
        return sheet
    sheet.problems.extend(odd_form(path))
    rows, aside = _without_conflicts(sheet, records)
    if not rows:
        what = f"a header line: {','.join(columns_of(row))}"
        sheet.problems.append(Problem(path.name, 1, "", "an empty file", what, kind=Kind.HEADER))
        sheet.readable = False
        return sheet
    wrong = list(header_problems(path.name, columns_of(row), rows, {n: columns_of(t) for n, t in tables.items()}))
    sheet.problems.extend(wrong)
    sheet.readable = not wrong
    header = rows[0]
    sheet.columns = names_in(header)
    if sheet.readable:
        sheet.problems.extend(_odd_names(sheet, header))
        empty = [record for record in rows[1:] if not _add(sheet, record, aside=record.line in aside)]
        if empty:
            sheet.problems.append(_empty(sheet, empty))
    return sheet


def _odd_names(sheet: Sheet, header: Record) -> list[Problem]:
    """Say once what is odd in the text of a header."""
    line = Line(header.line, {}, header.cells)
    cells = zip(sheet.columns, header.cells, strict=True)
    odd = [problem for column, cell in cells for problem in _text_problems(sheet, line, column, cell, column)]
    if len(odd) < 2:
        return odd
    what = f"{','.join(sheet.columns)}: no spaces or odd characters in the names of columns; opg check --fix mends it"
    return [Problem(sheet.file, header.line, "", shortened(written(header)), what, kind=Kind.TEXT)]


def _without_conflicts(sheet: Sheet, records: Sequence[Record]) -> tuple[list[Record], set[int]]:
    """Return the records that are no marks of a merge, and the lines of those between the marks."""
    marks: set[int] = set()
    aside: set[int] = set()
    for conflict in conflicts(records):
        first, last = records[conflict.marks[0]], records[conflict.marks[-1]]
        until = f", which ends on line {last.line}" if conflict.whole else ""
        what = f"no conflict of a merge{until}; keep one side, and delete the marks <<<<<<<, ======= and >>>>>>>"
        problem = Problem(sheet.file, first.line, "", written(first), what, kind=Kind.CELLS)
        sheet.problems.append(problem)
        marks.update(conflict.marks)
        aside.update(records[place].line for place in conflict.sides())
    return [record for place, record in enumerate(records) if place not in marks], aside


def _add(sheet: Sheet, record: Record, *, aside: bool) -> bool:
    """Add a row to the sheet, with normalized cells, and the problems of its text; False if it has no values.

    Of a row that is set aside only the key counts.
    """
    sound = cell_text.sound(record.cells)
    normalized = record.cells if sound else tuple(map(cell_text.normalized, record.cells))
    if not any(normalized):
        return False
    count = len(sheet.columns)
    if normalized == sheet.columns:
        if not aside:
            _say(sheet, record, "", shortened(written(record)), f"the header on the first line only; {_DELETE}")
        return True
    if normalized[0].startswith("#"):
        return _add_comment(sheet, record, normalized)
    if cells := in_one_cell(record, count):
        how = "remove the quotes around the row" if "," in record.cells[0] else BETWEEN
        what = f"{count}, one for each column of the header; {how}"
        _say(sheet, record, sheet.columns[0], record.cells[0], what)
        return _add(sheet, Record(record.line, cells, cells), aside=aside)
    cells_by_column = dict(zip_longest(sheet.columns, normalized[:count], fillvalue=""))
    alone = not any(normalized[1:]) and SEPARATORS.search(normalized[0])
    whole = len(record.cells) == count and not alone
    if not whole:
        # The row may have another separator than the header; its key is then the beginning of its first cell.
        cells_by_column[sheet.columns[0]] = SEPARATORS.split(normalized[0])[0]
    line = Line(record.line, cells_by_column, record.cells, whole, aside)
    sheet.lines.append(line)
    if whole and not sound and not aside:
        for column, cell, right in zip(sheet.columns, record.cells, normalized, strict=True):
            if cell:
                sheet.problems.extend(_text_problems(sheet, line, column, cell, right))
                cells_by_column[column] = cell_text.mended(right)  # so that one fault is told once
    return True


def _add_comment(sheet: Sheet, record: Record, normalized: Sequence[str]) -> bool:
    """Say that a table has no comments; the key of a row that was made one counts as known."""
    cells = [normalized[0].lstrip("# "), *normalized[1:]]
    if len(cells) != len(sheet.columns) or not all((cells[0], any(cells[1:]))):
        _say(sheet, record, "", written(record).rstrip(","), f"no comment in a table; {_DELETE}")
        return True
    sheet.lines.append(Line(record.line, dict(zip(sheet.columns, cells, strict=True)), record.cells, aside=True))
    what = f"{cells[0]}: no row is commented out; delete the # or the line"
    _say(sheet, record, sheet.columns[0], record.cells[0], what)
    return True


def _empty(sheet: Sheet, records: Sequence[Record]) -> Problem:
    """Say once that some rows have no values."""
    first = records[0]
    alone = written(first) if len(first.cells) == 1 else f"{len(first.cells)} empty cells"
    found = alone if len(records) == 1 else f"{len(records)} rows without values"
    return Problem(
        sheet.file, first.line, "", found, without_values([record.line for record in records]), kind=Kind.CELLS
    )


def _say(sheet: Sheet, record: Record, column: str, found: str, what: str) -> None:
    sheet.problems.append(sheet.problem(Line(record.line, {}, record.cells), column, found, what, Kind.CELLS))


def _text_problems(sheet: Sheet, line: Line, column: str, cell: str, right: str) -> Iterator[Problem]:
    if cell != right:
        what = f"{shortened(right)!r}: {', '.join(cell_text.faults(cell))}; opg check --fix mends it"
        yield sheet.problem(line, column, cell, what, Kind.TEXT)
    if damage := cell_text.damage(right):
        yield sheet.problem(line, column, cell, damage, Kind.TEXT)
