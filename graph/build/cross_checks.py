"""The checks of ids across tables.

An id that is withdrawn, replaced or without a source is nowhere else in use.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from graph.build.problems import Kind, Problem
from graph.build.sheet import Line, Sheet
from graph.forms import meant

_FURTHER: Final = re.compile(r"(?P<stem>.+)--(?P<number>[1-9]\d*)")
"""The id of a further row of the same things."""

_NUMBERED: Final = ("people", "partnerships")
_CONFIRMED: Final = "confirmed"
_ONE_EACH: Final = ("wikidata", "lei", "ror", "gnd")
"""Registers that have each thing once."""


def cross_problems(sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    """Find the ids that contradict another table."""
    for table in _NUMBERED:
        yield from _numbers(sheets[table], sheets["replaced"])
    yield from _in_use(sheets["unsourced"], "id", sheets["partnerships"], "id", "a partnership with a source")
    yield from _replaced(sheets)
    tiers = {(row.cells["programme"], row.cells["tier"]): row for row in sheets["tiers"].lines}
    for line in sheets["withdrawn"].lines:
        programme, mark, tier = line.cells["id"].partition("--")
        if line.cells["table"] == "tiers" and mark and (row := tiers.get((programme, tier))):
            yield _used(sheets["withdrawn"], line, "id", sheets["tiers"], row)
    yield from _identifiers(sheets["identifiers"])
    yield from _currencies(sheets["statistics"])
    yield from _releases(sheets["releases"])


def withdrawn_problems(sheet: Sheet, published: frozenset[str]) -> Iterator[Problem]:
    """Find the organizations that are withdrawn and yet published."""
    for line in sheet.lines:
        if line.cells["table"] == "organizations" and line.cells["id"] in published:
            what = "an organization that no published fact names: delete this row, or the facts that name it"
            yield sheet.problem(line, "id", line.cells["id"], what, Kind.REFERENCE)


def _numbers(sheet: Sheet, replaced: Sheet) -> Iterator[Problem]:
    """Find the ids of further rows that leave out a number, which no row has or had."""
    ids = {line.cells["id"] for line in sheet.lines}
    ids |= {line.cells["old_id"] for line in replaced.lines if f"{line.cells['table']}.csv" == sheet.file}
    for line in sheet.lines:
        match = _FURTHER.fullmatch(line.cells["id"])
        if match and int(match["number"]) < 2:
            what = f"{match['stem']} for the first row, and --2 for the next one"
            yield sheet.problem(line, "id", line.cells["id"], what, Kind.VALUE)
        elif match:
            before = match["stem"] + (f"--{int(match['number']) - 1}" if int(match["number"]) > 2 else "")
            if before not in ids:
                what = f"the next free number{meant(before, line.cells['id'])}"
                yield sheet.problem(line, "id", line.cells["id"], what, Kind.VALUE)


def _in_use(sheet: Sheet, column: str, other: Sheet, key: str, what: str) -> Iterator[Problem]:
    """Find the ids of a table that are also in another one."""
    lines = {line.cells[key]: line for line in other.lines}
    for line in sheet.lines:
        if found := lines.get(line.cells[column]):
            where = f"no row here for {what}; {other.file} has it on line {found.number}"
            yield sheet.problem(line, column, line.cells[column], where, Kind.DUPLICATE)


def _replaced(sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    """Find the ids that are replaced and still in use."""
    first: dict[tuple[str, str], dict[str, Line]] = {}
    for line in sheets["replaced"].lines:
        table, column = place = _place_of(line.cells["table"])
        if table not in sheets or not line.cells["old_id"]:
            continue
        if place not in first:
            first[place] = {row.cells[column]: row for row in reversed(sheets[table].lines)}
        if row := first[place].get(line.cells["old_id"]):
            yield _used(sheets["replaced"], line, "old_id", sheets[table], row)


def _used(sheet: Sheet, line: Line, column: str, other: Sheet, row: Line) -> Problem:
    """Return the problem of a row about an id that is given up, which another row uses."""
    what = f"an id that is no longer in use; {other.file} has it on line {row.number}"
    return sheet.problem(line, column, line.cells[column], what, Kind.DUPLICATE)


def _place_of(table: str) -> tuple[str, str]:
    """Return the table and the column that hold the ids of which `replaced.csv` speaks."""
    return ("people", "person") if table == "person" else (table, "id")


def _currencies(sheet: Sheet) -> Iterator[Problem]:
    """Find the figures without a currency whose measure has one elsewhere, and those that have one too many."""
    with_one = Counter(line.cells["measure"] for line in sheet.lines if line.cells["currency"])
    every = Counter(line.cells["measure"] for line in sheet.lines)
    for line in sheet.lines:
        measure, currency = line.cells["measure"], line.cells["currency"]
        money = with_one[measure] * 2 > every[measure]
        if money != bool(currency) and every[measure] > 1:
            what = "an ISO 4217 code, as in the other rows of" if money else "no currency, as in the other rows of"
            yield sheet.problem(line, "currency", currency, f"{what} {measure}", Kind.VALUE)


def _releases(sheet: Sheet) -> Iterator[Problem]:
    """Find the releases of an earlier day than the one before."""
    for before, line in pairwise(sheet.lines):
        if line.cells["date"] < before.cells["date"]:
            what = f"a date not before that of {before.cells['version']}, which is {before.cells['date']}"
            yield sheet.problem(line, "date", line.cells["date"], what, Kind.DATE)


def _identifiers(sheet: Sheet) -> Iterator[Problem]:
    """Find the identifiers that are confirmed for two things, and the things with two where one is right."""
    first: dict[tuple[str, str], Line] = {}
    only: dict[tuple[str, ...], Line] = {}
    for line in sheet.lines:
        cells = line.cells
        if cells["status"] != _CONFIRMED:
            continue
        before = first.setdefault((cells["scheme"], cells["value"]), line)
        if (before.cells["about_kind"], before.cells["about"]) != (cells["about_kind"], cells["about"]):
            other = f"line {before.number} has it for {before.cells['about']}"
            what = f"an identifier of this thing alone; {other}, and one of the two is wrong"
            yield sheet.problem(line, "value", cells["value"], what, Kind.DUPLICATE)
        elif cells["scheme"] in _ONE_EACH:
            own = only.setdefault((cells["about_kind"], cells["about"], cells["scheme"]), line)
            if own.cells["value"] != cells["value"]:
                what = f"one confirmed identifier; line {own.number} has {own.cells['value']}, one of them is ambiguous"
                yield sheet.problem(line, "value", cells["value"], what, Kind.DUPLICATE)
