"""The check of a row's cells: types, references, closed lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError

from graph.build.cell_types import Code
from graph.build.codelists import code_lists
from graph.build.placeholders import placeholder
from graph.build.problems import Kind
from graph.build.references import References, Wrong, marks, one_of
from graph.build.row_models import Row, takes
from graph.dates import PartialDate
from graph.forms import country_of


def check(
    type_: type[Row], line: int, cells: Mapping[str, str], references: References
) -> tuple[Row | None, list[Wrong]]:
    """Return the row, if its cells have the right types, and what is wrong in each cell."""
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


def fits(type_: type[Row], cells: Mapping[str, str], references: References) -> bool:
    """Tell whether nothing is wrong in the cells of a row."""
    try:
        type_.model_validate({"line": 0, **cells})
    except ValidationError:
        return False
    return not references.wrong(type_, cells) and not any(_placeholders(type_, cells))


def _placeholders(type_: type[Row], cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Find the cells without a value of their own, and say what would be right."""
    known = _fields(type_)
    for column, cell in cells.items():
        what = placeholder(type_, column, cell) if cell and column in known else None
        if what and cell not in _closed_list(type_, column)[1]:
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
    if not value and (right := _from_others(column, cells)):
        return Wrong(column, value, right, Kind.VALUE)
    item = detail["input"] if isinstance(detail.get("input"), str) else value
    return Wrong(column, item, str(detail["msg"]), kind_of(type_, column))


def _from_others(column: str, cells: Mapping[str, str]) -> str | None:
    """Return the value that the other cells of a row give to an empty one."""
    if column == "id" and {"programme", "partner", "announced"} <= set(cells):
        return f"{cells['programme']}--{cells['partner']}, of programme and partner"
    if column == "iso_alpha2" and (right := country_of(cells["iso_alpha3"])):
        return f"{right}, of {cells['iso_alpha3']}"
    return None


def _closed_list(type_: type[Row], column: str) -> tuple[str, tuple[str, ...]]:
    """Return the name of a column's code list, and the values that it may hold; both are empty where there are none."""
    for name, mark in marks(type_):
        if name == column and isinstance(mark, Code):
            return mark.scheme, tuple(code_lists()[mark.scheme])
    annotation = type_.model_fields[column].annotation if column in type_.model_fields else None
    return "", get_args(annotation) if get_origin(annotation) is Literal else ()


def kind_of(type_: type[Row], column: str) -> Kind:
    """Return the kind of a problem in a column: of a date, or of another value."""
    annotation = type_.model_fields[column].annotation if column in type_.model_fields else None
    types = (getattr(part, "__origin__", part) for part in (annotation, *get_args(annotation)))
    return Kind.DATE if PartialDate in types else Kind.VALUE


def is_text(type_: type[Row], column: str) -> bool:
    """Tell whether a column takes any text, such as a name or a note."""
    return takes(type_, column, "Any text, at all")
