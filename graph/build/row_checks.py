"""The checks of one table's rows. They are of types, references, closed lists, number of cells, and repeated keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import ValidationError

from graph.build.cell_text import normalized
from graph.build.cell_types import Code
from graph.build.codelists import code_lists
from graph.build.placeholders import placeholder
from graph.build.problems import Kind, Problem, counted, shortened
from graph.build.references import References, Wrong, marks, one_of
from graph.build.row_models import Row
from graph.build.sheet import Line, Sheet, shown
from graph.dates import PartialDate

_CURLY: Final = "“”„«»\u2018\u2019\u201a"


def check_rows(sheet: Sheet, references: References) -> tuple[tuple[Row, ...], list[Problem]]:
    """Return the good rows of a table, and what is wrong with the others."""
    rows: list[Row] = []
    problems: list[Problem] = []
    before: Line | None = None
    for line in sheet.lines:
        if not line.whole:
            if before is None or not _broken(sheet, before, line):
                problems.append(_wrong_number(sheet, line, references))
            else:
                problems[-1] = _line_break(sheet, before)
            before = line
            continue
        before = None
        row, wrong = _check(sheet.row, line.number, line.cells, references)
        if row is not None and not wrong:
            rows.append(row)
        problems.extend(sheet.problem(line, w.column, w.value, w.expected, w.kind) for w in wrong)
    return tuple(rows), problems


def repeated_keys(sheet: Sheet) -> Iterator[Problem]:
    """Find the rows whose key, or other value that stands for the row, an earlier row has."""
    for columns in (sheet.row.key, *((column,) for column in sheet.row.unique)):
        first: dict[tuple[str, ...], int] = {}
        for line in sheet.lines:
            key = tuple(line.cells[column] for column in columns)
            if key in first:
                what = f"each {' + '.join(columns)} once; line {first[key]} has it already"
                yield sheet.problem(line, columns[-1], shown(key), what, Kind.DUPLICATE)
            elif any(key):
                first[key] = line.number


def _check(
    type_: type[Row], line: int, cells: Mapping[str, str], references: References
) -> tuple[Row | None, list[Wrong]]:
    empty = dict(_placeholders(type_, cells))
    wrong = [Wrong(column, cells[column], what, Kind.VALUE) for column, what in empty.items()]
    wrong += [found for found in references.wrong(type_, cells) if found.column not in empty]
    bad = {w.column for w in wrong}
    try:
        row = type_.model_validate({"line": line, **cells})
        object.__setattr__(row, "__pydantic_fields_set__", _fields(type_))  # a third of its memory, if it had its own
        return row, wrong
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            found = _cell_error(type_, cells, detail)
            if found.column not in bad and not bad.intersection(detail.get("ctx", {}).get("rests_on", ())):
                wrong.append(found)
        return None, wrong


def _placeholders(type_: type[Row], cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Find the cells without a value of their own, and say what would be right."""
    for column, cell in cells.items():
        if cell and column in type_.model_fields and (what := placeholder(type_, column, cell)):
            yield column, what


@cache
def _fields(type_: type[Row]) -> set[str]:
    """Return the names of all fields of a row."""
    return set(type_.model_fields)


def _cell_error(type_: type[Row], cells: Mapping[str, str], detail: Mapping[str, Any]) -> Wrong:
    """Turn an error of the row's type into what is wrong in a cell."""
    context = detail.get("ctx", {})
    column = str(context.get("column") or (detail["loc"][0] if detail["loc"] else ""))
    value = cells.get(column, "")
    scheme, closed = _closed_list(type_, column)
    if closed and value not in closed:
        return Wrong(column, value, one_of(closed, value, scheme), Kind.CODE)
    if not value and column == "id" and {"programme", "partner", "announced"} <= set(cells):
        return Wrong(column, value, f"{cells['programme']}--{cells['partner']}, of programme and partner", Kind.VALUE)
    item = detail["input"] if isinstance(detail.get("input"), str) else value
    return Wrong(column, item, str(detail["msg"]), _kind(type_, column))


def _closed_list(type_: type[Row], column: str) -> tuple[str, tuple[str, ...]]:
    """Return the name of a column's code list, and the values that it may hold; both are empty where there are none."""
    for name, mark in marks(type_):
        if name == column and isinstance(mark, Code):
            return mark.scheme, tuple(code_lists()[mark.scheme])
    annotation = type_.model_fields[column].annotation if column in type_.model_fields else None
    return "", get_args(annotation) if get_origin(annotation) is Literal else ()


def _kind(type_: type[Row], column: str) -> Kind:
    annotation = type_.model_fields[column].annotation if column in type_.model_fields else None
    types = (getattr(part, "__origin__", part) for part in (annotation, *get_args(annotation)))
    return Kind.DATE if PartialDate in types else Kind.VALUE


def _wrong_number(sheet: Sheet, line: Line, references: References) -> Problem:
    """Say where a row that has too few or too many cells probably goes wrong."""
    count, wanted = len(line.written), len(sheet.columns)
    what = f"{wanted}, one for each column of the header; "
    if count < wanted and re.search("[;\t|]", line.written[0]):
        what += "commas between them, as in the header"
        return sheet.problem(line, sheet.columns[0], line.written[0], what, Kind.CELLS)
    repair = _repair(sheet, line, references)
    column = sheet.columns[repair] if repair is not None else _first_misfit(sheet, line, references)
    if count < wanted:
        what += "an empty cell keeps its comma"
    elif repair is None:
        what += 'a cell with a comma stands in quotes ("…")'
    else:
        cell = ",".join(line.written[repair : repair + count - wanted + 1]).strip(_CURLY)
        what += f'a cell with a comma stands in straight quotes: "{cell}"'
    return sheet.problem(line, column, counted(count, "cell"), what, Kind.CELLS)


def _broken(sheet: Sheet, first: Line, second: Line) -> bool:
    """Tell whether two rows are one with a line break in a cell."""
    return second.number == first.number + 1 and len(first.written) + len(second.written) == len(sheet.columns) + 1


def _line_break(sheet: Sheet, line: Line) -> Problem:
    found = f"a line break after {shortened(line.written[-1])!r}"
    what = 'the whole row on one line, or a cell with a line break in quotes ("…")'
    return sheet.problem(line, sheet.columns[len(line.written) - 1], found, what, Kind.CELLS)


def _repair(sheet: Sheet, line: Line, references: References) -> int | None:
    """Return the place of the cell that must be changed for the row to fit.

    It is joined with the next, or added. A space after a comma is a sign of text: such places come first.
    """
    cells, extra = line.written, len(line.written) - len(sheet.columns)
    if extra > 0:
        places = sorted(range(len(sheet.columns)), key=lambda place: not cells[place + 1].startswith(" "))
        rows = ((n, [*cells[:n], ",".join(cells[n : n + extra + 1]), *cells[n + extra + 1 :]]) for n in places)
    else:
        rows = ((n, [*cells[:n], *[""] * -extra, *cells[n:]]) for n in range(len(cells) + 1))
    for place, row in rows:
        repaired = dict(zip(sheet.columns, map(normalized, row), strict=True))
        if not _check(sheet.row, line.number, repaired, references)[1]:
            return place
    return None


def _first_misfit(sheet: Sheet, line: Line, references: References) -> str:
    """Return the first column whose cell does not fit, as if the row went on with empty cells."""
    _, wrong = _check(sheet.row, line.number, line.cells, references)
    bad = {w.column for w in wrong}
    return next((column for column in sheet.columns if column in bad), sheet.columns[-1])
