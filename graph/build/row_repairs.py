"""The likely cause for which a row does not fit.

Cells are joined, added, taken out or exchanged, or the row is taken for one of another table. The first change after
which nothing is wrong tells the cause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from graph.build.cell_checks import check, fits, is_text, kind_of
from graph.build.cell_text import normalized
from graph.build.cell_types import Ref
from graph.build.odd_rows import BETWEEN, SEPARATORS
from graph.build.problems import Kind, Problem, counted, shortened
from graph.build.references import References, marks
from graph.build.sheet import Line, Sheet, columns_of

_QUOTES: Final = {"“": "”“", "„": "“”", "«": "»", "»": "«", "\u2018": "\u2019", "\u201a": "\u2018\u2019", "'": "'"}
"""Quotes that are none of CSV: the opening ones, and what closes each."""


def wrong_number(sheet: Sheet, line: Line, references: References) -> Problem:
    """Say where a row that has too few or too many cells probably goes wrong."""
    cells, wanted = line.written, len(sheet.columns)
    extra, what = len(cells) - wanted, f"{wanted}, one for each column of the header; "
    if not any(cells[1:]):
        what += BETWEEN if SEPARATORS.search(cells[0]) else "delete the line if it is no row"
        return sheet.problem(line, sheet.columns[0], cells[0], what, Kind.CELLS)
    found = counted(len(cells), "cell")
    if extra > 0 and (place := _list_with_commas(sheet, line, references)) is not None:
        what += f"the values of a cell are joined by ';': {';'.join(map(normalized, cells[place : place + extra + 1]))}"
        return sheet.problem(line, sheet.columns[place], found, what, Kind.CELLS)
    if extra > 0 and (place := _too_many(sheet, line, references)) is not None:
        end = not any(cells[place:])
        column = "" if end else sheet.columns[place]
        where = "at the end" if end else f"before {_named(sheet, place)}"
        what += f"{_empty_cells(extra)} too many {where}"
        return sheet.problem(line, column, found, what, Kind.CELLS)
    if extra == wanted - 1 and (first := _line_end(sheet, line, references)):
        what += f"a line end is missing after {first!r}"
        return sheet.problem(line, sheet.columns[-1], found, what, Kind.CELLS)
    repair = _repair(sheet, line, references)
    if repair is None and (other := _table_of(sheet, line, references)):
        return _of_other_table(sheet, line, other)
    column = sheet.columns[repair] if repair is not None else _first_misfit(sheet, line, references)
    if extra < 0:
        what += "an empty cell keeps its comma"
    elif repair is None:
        what += 'a cell with a comma stands in quotes ("…")'
    else:
        joined = _unquoted(",".join(cells[repair : repair + extra + 1]).strip())
        what += f'a cell with a comma stands in straight quotes: "{joined}"'
    return sheet.problem(line, column, found, what, Kind.CELLS)


def misplaced(sheet: Sheet, line: Line, columns: Iterable[str], references: References) -> Problem | None:
    """Say once that cells stand in the wrong place, if nothing is wrong in the row otherwise.

    Args:
        sheet: The table.
        line: A row with a cell for each column.
        columns: The columns in which something is wrong.
        references: The keys of all tables.
    """
    wrong = sorted({sheet.columns.index(column) for column in columns if column in sheet.columns})
    if not wrong:
        return None
    exchange = _exchange(sheet, line, wrong, references)
    if exchange or len(wrong) == 1:
        return exchange
    if shift := _shift(sheet, line, wrong, references):
        return shift
    other = _table_of(sheet, line, references)
    return _of_other_table(sheet, line, other) if other else None


def _fits(sheet: Sheet, row: Sequence[str], references: References) -> bool:
    return fits(sheet.row, dict(zip(sheet.columns, map(normalized, row), strict=True)), references)


def _named(sheet: Sheet, place: int) -> str:
    return f"{sheet.columns[place]} ({place + 1})"


def _empty_cells(count: int) -> str:
    return "an empty cell" if count == 1 else f"{count} empty cells"


def _list_with_commas(sheet: Sheet, line: Line, references: References) -> int | None:
    """Return the place of the first of several keys that belong in one cell."""
    cells, extra = line.written, len(line.written) - len(sheet.columns)
    marked = {name for name, mark in marks(sheet.row) if isinstance(mark, Ref)}
    for place, column in enumerate(sheet.columns):
        values = [cell.strip() for cell in cells[place : place + extra + 1]]
        joined = [*cells[:place], ";".join(values), *cells[place + extra + 1 :]]
        if column in marked and all(values) and _fits(sheet, joined, references):
            return place
    return None


def _too_many(sheet: Sheet, line: Line, references: References) -> int | None:
    """Return the place of the first value after superfluous empty cells that stand together."""
    cells, extra = line.written, len(line.written) - len(sheet.columns)
    for place in range(len(sheet.columns), -1, -1):
        if any(cells[place : place + extra]):
            continue
        if _fits(sheet, [*cells[:place], *cells[place + extra :]], references):
            return place
    return None


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
    fitting = [(place, row) for place, row in rows if _fits(sheet, row, references)]
    typed = [number for number, column in enumerate(sheet.columns) if not is_text(sheet.row, column)]
    # Of several changes that fit, the likeliest leaves most cells where their form fits.
    best = max(fitting, key=lambda found: sum(bool(found[1][number]) for number in typed), default=None)
    return best[0] if best else None


def _line_end(sheet: Sheet, line: Line, references: References) -> str | None:
    """Return the end of the first of two rows that stand on one line, if both fit."""
    last = len(sheet.columns) - 1
    before, joined, after = line.written[:last], line.written[last], line.written[last + 1 :]
    for place in range(1, len(joined)):
        first, second = joined[:place], joined[place:]
        if _fits(sheet, [*before, first], references) and _fits(sheet, [second, *after], references):
            return first
    return None


def _unquoted(text: str) -> str:
    """Return a text without quotes of another kind around it; a mark that is alone may be an apostrophe."""
    closing = _QUOTES.get(text[:1], "")
    return text[1:-1] if closing and text[-1] in closing else text


def _first_misfit(sheet: Sheet, line: Line, references: References) -> str:
    """Return the first column whose cell does not fit, as if the row went on with empty cells."""
    _, wrong = check(sheet.row, line.number, line.cells, references)
    bad = {w.column for w in wrong}
    return next((column for column in sheet.columns if column in bad), sheet.columns[-1])


def _exchange(sheet: Sheet, line: Line, wrong: Sequence[int], references: References) -> Problem | None:
    """Say that two cells are exchanged, if this alone makes the row right."""
    cells = [line.cells[column] for column in sheet.columns]
    found = []
    for first, second in _pairs(sheet):
        if not _tells(sheet, cells, (first, second), wrong):
            continue
        row = list(cells)
        row[first], row[second] = cells[second], cells[first]
        if _fits(sheet, row, references):
            found.append((first, second))
    if len(found) != 1:
        return None
    first, second = sorted(found[0], key=lambda place: not cells[place])
    here, there = sheet.columns[first], sheet.columns[second]
    if not cells[second]:
        what = f"nothing here, and {shortened(cells[first])!r} in {_named(sheet, second)}"
        return sheet.problem(line, here, cells[first], what, Kind.CELLS)
    what = f"{shortened(cells[second])!r} here and {shortened(cells[first])!r} in {_named(sheet, second)}: "
    return sheet.problem(line, here, cells[first], f"{what}{here} and {there} are exchanged", Kind.CELLS)


def _pairs(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Yield the places that people mix up: neighbours, and those that refer to different tables."""
    refs = {name: mark.table for name, mark in marks(sheet.row) if isinstance(mark, Ref)}
    for first, second in combinations(range(len(sheet.columns)), 2):
        here, there = sheet.columns[first], sheet.columns[second]
        # Two dates fit either way, so that an exchange would be a guess.
        dates = kind_of(sheet.row, here) is kind_of(sheet.row, there) is Kind.DATE
        others = here in refs and there in refs and refs[here] != refs[there]
        if not dates and (second == first + 1 or others):
            yield first, second


def _tells(sheet: Sheet, cells: Sequence[str], pair: tuple[int, int], wrong: Sequence[int]) -> bool:
    """Tell whether an exchange that fits would be more than a wrong value moved to where any text may stand."""
    if not set(pair).intersection(wrong):
        return False
    if all(cells[place] for place in pair):
        return True
    marked = {name for name, _ in marks(sheet.row)}
    return any(cells[there] and sheet.columns[here] in marked for here, there in (pair, pair[::-1]))


def _shift(sheet: Sheet, line: Line, wrong: Sequence[int], references: References) -> Problem | None:
    """Say that an empty cell too many or too few shifts the cells after it."""
    cells = [line.cells[column] for column in sheet.columns]
    rows: dict[tuple[str, ...], tuple[int, int]] = {}
    for taken, added in ((a, b) for a in range(len(cells)) if not cells[a] for b in range(len(cells)) if a != b):
        if min(taken, added) <= wrong[0] and wrong[-1] <= max(taken, added):
            left = [*cells[:taken], *cells[taken + 1 :]]
            rows.setdefault((*left[:added], "", *left[added:]), (taken, added))

    def changed(row: Sequence[str]) -> list[int]:
        return [place for place, (old, new) in enumerate(zip(cells, row, strict=True)) if old != new]

    fitting = (row for row in sorted(rows, key=lambda row: len(changed(row))) if _fits(sheet, row, references))
    right = next(fitting, None)
    if right is None:
        return None
    taken, added = rows[right]
    first = next(place for place in changed(right) if right[place])
    much, side = ("many", "right") if taken < added else ("few", "left")
    what = f"{shortened(right[first])!r}, which stands one cell to the {side}: "
    what += f"an empty cell too {much} before {_named(sheet, first)}"
    return sheet.problem(line, sheet.columns[first], cells[first], what, Kind.CELLS)


def _table_of(sheet: Sheet, line: Line, references: References) -> str | None:
    """Return the one other table in which nothing is wrong with the row."""
    found = []
    for name, other in references.sheets.items():
        columns = other.columns if other.readable else columns_of(other.row)
        if len(columns) != len(line.written) or set(columns) == set(sheet.columns):
            continue
        if fits(other.row, dict(zip(columns, map(normalized, line.written), strict=True)), references):
            found.append(name)
    return found[0] if len(found) == 1 else None


def _of_other_table(sheet: Sheet, line: Line, other: str) -> Problem:
    what = f"a row of {sheet.file}; this one looks like a row of {other}.csv"
    return sheet.problem(line, sheet.columns[0], shortened(",".join(line.written)), what, Kind.CELLS)
