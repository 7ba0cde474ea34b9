"""The order of rows by their keys, and those out of order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import itemgetter, lt
from typing import Final

from graph.build.problems import Kind, Problem
from graph.build.sheet import Line, Sheet, shown

_NAMED: Final = 10
"""Rows out of order that are named one by one; of more, the first stands for all."""

Key = tuple[str, ...]


def order_problems(sheet: Sheet, problems: Iterable[Problem]) -> list[Problem]:
    """Name the rows that must move for the table to be in the order of its keys.

    They are as few as possible. Rows with one of the `problems` in their key are passed over: they may be in order once
    right. So are those whose key an earlier row has, which is a problem of its own.
    """
    written = list(map(itemgetter(*sheet.row.key), (line.cells for line in sheet.lines)))
    if all(map(lt, written, written[1:])):
        return []
    bad = {problem.line for problem in problems if problem.file == sheet.file and problem.column in sheet.row.key}
    lines = [line for line in _once(sheet) if line.number not in bad]
    keys = [sheet.key(line) for line in lines]
    placed, moved = arranged(keys)
    columns = " + ".join(sheet.row.key)
    found = []
    for place in moved[: _NAMED if len(moved) <= _NAMED else 1]:
        after = bisect_right([keys[i] for i in placed], keys[place]) - 1
        before = lines[placed[after]]
        where = "first" if after < 0 else f"after line {before.number} ({shown(sheet.key(before))})"
        others = f", and {len(moved) - 1} more rows elsewhere" if len(moved) > _NAMED else ""
        what = f"this row {where}, in the order of {columns}{others}; opg check --fix sorts"
        problem = sheet.problem(lines[place], sheet.row.key[0], shown(keys[place]), what, Kind.ORDER)
        found.append(replace(problem, harmless=True))
    return found


def _once(sheet: Sheet) -> list[Line]:
    """Return the rows without those whose key an earlier one has."""
    first: dict[Key, Line] = {}
    for line in sheet.lines:
        first.setdefault(sheet.key(line), line)
    return list(first.values())


def arranged(keys: Sequence[Key]) -> tuple[list[int], list[int]]:
    """Return the places of the rows that may stay, as many as possible, and of those that must move."""
    placed = _longest_ascending(keys)
    return placed, sorted(set(range(len(keys))).difference(placed))


def _longest_ascending(keys: Sequence[Key]) -> list[int]:
    """Return the places of the longest subsequence that does not descend, by patience sorting."""
    tops: list[Key] = []
    piles: list[int] = []
    below: list[int] = []
    for place, key in enumerate(keys):
        pile = bisect_right(tops, key)
        below.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [key]
        piles[pile : pile + 1] = [place]
    chain: list[int] = []
    place = piles[-1] if piles else -1
    while place >= 0:
        chain.append(place)
        place = below[place]
    return chain[::-1]
