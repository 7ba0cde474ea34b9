"""The keys that a table has lost. Other tables name them, while their rows have another key, or are gone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import OSA

from graph.build.cell_types import Ref
from graph.build.problems import Kind, Problem, counted
from graph.build.sheet import Sheet
from graph.forms import slug
from graph.nearest import nearest

_SEVERAL: Final = 2
"""Cells that must name a key for its row to be at fault, and not the cells."""

_MANY: Final = 3
"""Cells that must name a key for its row to be gone, where no other row may be meant."""

_NEAR: Final = 4
"""Letters of a key in which one may differ for a known key to be meant."""

_MOST: Final = 10
"""Keys of one table that are told one by one; of more, the file is probably not whole."""

_SHOWN: Final = 3
_SLIPS: Final = 2
"""Rows out of order with which the place of a key in its table still tells something."""


@dataclass(frozen=True, slots=True)
class LostKeys:
    """The keys that a table has lost.

    `renamed` has, by a key that nothing names, the one that other tables name in its place. `gone` has the keys without
    any row, each with the number of cells that name it.
    """

    renamed: Mapping[str, str] = field(default_factory=dict)
    gone: Mapping[str, int] = field(default_factory=dict)
    column: str = "id"

    def problems(self, sheet: Sheet) -> Iterator[Problem]:
        """Yield one problem for each row that is at fault, or one for all."""
        for line in sheet.lines:
            key = line.cells.get(self.column, "")
            if key in self.renamed:
                what = f"{self.renamed[key]}, which other tables name; nothing names {key or 'a row without a key'}"
                yield sheet.problem(line, self.column, key, what, Kind.REFERENCE)
        if not self.gone:
            return
        cells = sum(self.gone.values())
        if not sheet.lines:
            what = f"the rows that {counted(cells, 'cell')} of other tables name"
            yield Problem(sheet.file, 1, "", "no rows", what, kind=Kind.CELLS)
            return
        if len(self.gone) > _MOST:
            shown = ", ".join([*self.gone][:_SHOWN])
            what = f"{counted(len(self.gone), 'more key')} that {cells} cells of other tables name, such as {shown}"
            found = counted(len(sheet.lines), "row")
            yield Problem(sheet.file, 1, self.column, found, f"{what}; is the file whole?", kind=Kind.REFERENCE)
            return
        number = sheet.columns.index(self.column) + 1
        for key, count in self.gone.items():
            after = [line.number for line in sheet.lines if line.cells.get(self.column, "") > key]
            place = min(after) if after else sheet.lines[-1].number + 1
            what = f"the row of {key}, which {counted(count, 'cell')} of other tables name, or another key there"
            yield Problem(sheet.file, place, self.column, f"no row {key}", what, number, Kind.REFERENCE)


def lost_keys(ref: Ref, sheet: Sheet, counts: Counter[str], known: Mapping[str, None]) -> LostKeys:
    """Return the keys that cells name, `counts` times each, and that are no longer known in the table."""
    missing = {key: count for key, count in counts.items() if key and key not in known}
    if not missing or not sheet.lines:
        return LostKeys(gone=missing)
    keys = [line.cells.get(ref.by, "") for line in sheet.lines]
    in_order = sum(first > second for first, second in pairwise(keys)) <= _SLIPS
    unnamed = {key for key in keys if not counts[key]}
    renamed: dict[str, str] = {}
    gone: dict[str, int] = {}
    for key, count in missing.items():
        free = unnamed.difference(renamed)
        other = _spelled_alike(key, free) if count >= _SEVERAL else None
        if other is None and in_order and count >= _SEVERAL:
            other = _in_place_of(key, keys, free)
        if other is not None:
            renamed[other] = key
        elif not _near(key, known):
            gone[key] = count
    if len(gone) > _MOST:
        return LostKeys({}, missing, ref.by)
    return LostKeys(renamed, {key: count for key, count in gone.items() if count >= _MANY}, ref.by)


def _spelled_alike(key: str, unnamed: set[str]) -> str | None:
    """Return the key that nothing names and that is probably misspelt for this one."""
    likely = nearest(key, unnamed)
    return likely if likely and _numbers(likely) == _numbers(key) else None


def _in_place_of(key: str, keys: list[str], unnamed: set[str]) -> str | None:
    """Return the key that stands where this one would stand in the order of keys, if nothing names it."""
    at = bisect_left(keys, key)
    for place in range(max(at - 1, 0), min(at + 2, len(keys))):
        before = keys[place - 1] if place else ""
        after = keys[place + 1] if place + 1 < len(keys) else "\U0010ffff"
        if keys[place] in unnamed and before < key < after and not before < keys[place] < after:
            return keys[place]
    return None


def _near(key: str, known: Mapping[str, None]) -> bool:
    """Tell whether a known key differs in so few letters that a cell probably means it."""
    likely = nearest(key, known)
    return bool(likely) and OSA.distance(slug(key), slug(str(likely))) <= max(1, len(key) // _NEAR)


def _numbers(key: str) -> list[int]:
    """Return the numbers in a key: other years and numbers are other things, not misspelt."""
    return [int(number) for number in re.findall(r"\d+", key)]


@dataclass(frozen=True, slots=True)
class LostTiers:
    """The tiers that a programme has lost, each as programme and tier: renamed to another one, or gone."""

    renamed: Mapping[tuple[str, str], str] = field(default_factory=dict)
    gone: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def problems(self, sheet: Sheet) -> Iterator[Problem]:
        """Yield one problem for each row of `tiers.csv` that is at fault."""
        for line in sheet.lines:
            programme, tier = line.cells["programme"], line.cells["tier"]
            if right := self.renamed.get((programme, tier)):
                what = f"{right}, which other tables name; nothing names {tier} of {programme}"
                yield sheet.problem(line, "tier", tier, what, Kind.REFERENCE)
        for (programme, tier), count in self.gone.items():
            line = next(line for line in sheet.lines if line.cells["programme"] == programme)
            what = f"the row of {tier}, which {counted(count, 'cell')} of other tables name, or another tier there"
            yield sheet.problem(line, "tier", f"no tier {tier} of {programme}", what, Kind.REFERENCE)


def lost_tiers(tiers: Mapping[str, Mapping[str, str]], counts: Counter[tuple[str, str]]) -> LostTiers:
    """Return the tiers that cells name, and that are not among those of their programmes."""
    renamed: dict[tuple[str, str], str] = {}
    gone: dict[tuple[str, str], int] = {}
    named: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for (programme, tier), count in counts.items():
        named[programme][tier] = count
    for programme, own in tiers.items():
        missing = {tier: count for tier, count in named[programme].items() if tier not in own}
        unnamed = [tier for tier in own if not counts[programme, tier]]
        for tier, count in missing.items():
            if len(missing) == len(unnamed) == 1 and count >= _SEVERAL:
                renamed[programme, unnamed[0]] = tier
            elif count >= _MANY and not _near(tier, dict.fromkeys(own)):
                gone[programme, tier] = count
    return LostTiers(renamed, gone)
