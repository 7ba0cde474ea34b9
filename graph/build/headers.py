"""The check of a table's header.

A line that is no header of the table is one problem. In a header each wrong column is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.build.cell_text import normalized
from graph.build.odd_rows import written
from graph.build.problems import Kind, Problem, counted
from graph.build.strict_csv import Record, cells_of
from graph.nearest import alike

Columns = tuple[str, ...]


def names_in(record: Record) -> Columns:
    """Return the names of columns as a record has them, without odd characters."""
    return tuple(map(normalized, record.cells))


def header_problems(
    file: str, columns: Columns, records: Sequence[Record], tables: Mapping[str, Columns]
) -> Iterator[Problem]:
    """Find what is wrong in the first record, which should have the columns.

    Args:
        file: The name of the file.
        columns: The columns that the table has, in any order.
        records: All records of the file.
        tables: The columns of all tables, by name.
    """
    names = names_in(records[0])
    if _same(names, columns):
        return
    whole = _no_header(names, columns, records, tables)
    if whole:
        yield Problem(file, records[0].line, "", written(records[0]), whole, kind=Kind.HEADER)
        return
    for name, what, number in _wrong_columns(names, columns, records):
        yield Problem(file, records[0].line, name, name or "no name", what, number, Kind.HEADER)
    for name, what, number in _missing_columns(names, columns):
        yield Problem(file, records[0].line, name, "no such column", what, number, Kind.HEADER)


def _no_header(
    names: Columns, columns: Columns, records: Sequence[Record], tables: Mapping[str, Columns]
) -> str | None:
    """Say what would be right for a line that is no header of this table; None where only some columns are wrong."""
    right = ",".join(columns)
    later = next((record.line for record in records if _same(names_in(record), columns)), None)
    if later:
        return f"the header {right}, which stands on line {later}: delete what is above it"
    if not any(names[1:]) and _same(cells_of(names[0]), columns):
        return f"the header without quotes around the whole line, and so for each row: {right}"
    folded = tuple(map(_folded, names))
    if _same(folded, columns) and sum(a != b for a, b in zip(names, folded, strict=True)) > 1:
        return f"the names of the columns in lower case: {','.join(folded)}"
    other = next((table for table, its in tables.items() if _same(names, its)), None)
    if other:
        return f"the header {right}; these are the columns of {other}.csv, so the file is probably that one"
    if 2 * sum(column in folded for column in columns) < len(columns):
        return f"the header as the first line: {right}"
    return None


def _same(names: Columns, columns: Columns) -> bool:
    return len(names) == len(columns) and set(names) == set(columns)


def _folded(name: str) -> str:
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _wrong_columns(names: Columns, columns: Columns, records: Sequence[Record]) -> Iterator[tuple[str, str, int]]:
    """Yield each name that is no column or stands twice, what would be right, and its place."""
    likely = _likely(names, columns)
    only = f"only the columns {', '.join(columns)}"
    for number, name in enumerate(names, 1):
        if number in likely:
            yield name, f"the column {likely[number]}", number
        elif name and name not in columns:
            yield name, only, number
        elif name and name in names[: number - 1]:
            yield name, "each column once", number
    nameless = [number for number, name in enumerate(names, 1) if not name and number not in likely]
    if nameless:
        empty = not any("".join(record.cells[n - 1 : n]).strip() for record in records for n in nameless)
        which = f"{counted(len(nameless), 'empty column' if empty else 'column without a name')}"
        last = f"-{nameless[-1]}" if len(nameless) > 1 else ""
        together = nameless[-1] - nameless[0] == len(nameless) - 1
        where = f"{nameless[0]}{last}" if together else ", ".join(map(str, nameless))
        yield "", f"{only}; delete {which} ({where}) in every row", nameless[0]


def _missing_columns(names: Columns, columns: Columns) -> Iterator[tuple[str, str, int]]:
    """Yield each column that is not there, what would be right, and where it should be."""
    meant = _likely(names, columns).values()
    for number, name in enumerate(columns, 1):
        if name not in names and name not in meant:
            yield name, f"the columns {', '.join(columns)}", number


def _likely(names: Columns, columns: Columns) -> dict[int, str]:
    """Return the missing columns that other names probably mean, by the place of the name."""
    missing = [column for column in columns if column not in names]
    likely = {}
    for number, name in enumerate(names, 1):
        if name not in columns:
            # A name like no other stands for the one column that is missing.
            close = (alike(name, missing, limit=1) if name else []) or (missing if len(missing) == 1 else [])
            if close:
                likely[number] = close[0]
                missing.remove(close[0])
    return likely
