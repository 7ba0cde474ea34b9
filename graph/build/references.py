"""The check of references from one table to another. It knows what each may point to, and checks each in its cell."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from graph.build.cell_types import WORLDWIDE, Code, Ref, items
from graph.build.codelists import code_lists
from graph.build.problems import Kind
from graph.build.row_models import AliasRow, IdentifierRow, ReplacedRow, Row, StatisticRow
from graph.build.sheet import Sheet
from graph.forms import meant, slug
from graph.nearest import nearest

_NAME_COLUMNS: Final = ("name", "label", "title", "iso_alpha3", "noc_code", "id")
"""Columns by which a row may be meant where its key should stand."""

_RESERVED: Final = {"uk": "GB", "el": "GR"}
"""Codes that ISO 3166-1 reserves for countries with another one."""

_TARGETS: Final = {
    "category": Ref("categories"),
    "country": Ref("countries"),
    "organization": Ref("organizations"),
    "programme": Ref("programmes"),
    "games": Ref("games"),
    "person": Ref("people", "person"),
    **{table: Ref(table) for table in ("events", "organizations", "partnerships", "people")},
}
"""What `about` names, by `about_kind`, and `new_id`, by `table`."""

_WORLD: Final = (WORLDWIDE, "world-wide", "world", "global", "all", "international")
"""What people write for no restriction to a territory."""

_SUBJECT_TABLES: Final = {"games": "games", "programme": "programmes"}


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value that is no key of what its column points to."""

    column: str
    value: str
    expected: str
    kind: Kind


@dataclass(slots=True)
class References:
    """The keys of all tables, as they stand in the files.

    References into a table that is not readable are passed over: the row that they mean may be in it.
    """

    sheets: Mapping[str, Sheet]
    _names: dict[Ref, dict[str, str]] = field(default_factory=dict)
    _keys: dict[Ref, dict[str, None]] = field(default_factory=dict)
    _tiers: dict[str, dict[str, str]] = field(default_factory=dict)
    _renamed: dict[Ref, dict[str, str]] = field(default_factory=dict)
    _named: dict[Ref, Counter[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        programmes = self._known(Ref("programmes"))
        for tier in self._rows("tiers"):
            # A tier of a misspelt programme counts as one of the right programme, so that it is one problem.
            programme = tier["programme"] if tier["programme"] in programmes else nearest(tier["programme"], programmes)
            self._tiers.setdefault(programme or "", {})[tier["tier"]] = tier["name"]
        self._named = self._counts()
        for ref, counts in self._named.items():
            self._renamed[ref] = dict(self._misspelt_keys(ref, counts))
            self._keys[ref] |= dict.fromkeys(self._renamed[ref].values())

    def wrong(self, row: type[Row], cells: Mapping[str, str]) -> list[Wrong]:
        """Return what is wrong in the references of a row, which need not be right otherwise."""
        found = [wrong for column, mark in marks(row) for wrong in self._cell(cells, column, mark)]
        return found + list(self._depending(row, cells, {wrong.column for wrong in found}))

    def _rows(self, table: str) -> list[Mapping[str, str]]:
        return [line.cells for line in self.sheets[table].lines]

    def renamed(self, table: str) -> dict[Ref, dict[str, str]]:
        """Return, for a table, the keys that are probably misspelt, each with the one that other tables name."""
        return {ref: names for ref, names in self._renamed.items() if ref.table == table}

    def missing(self, table: str) -> int:
        """Return how many cells name rows of a table that has none."""
        sheet = self.sheets[table]
        if not sheet.readable or sheet.lines:
            return 0
        return sum(counts.total() for ref, counts in self._named.items() if ref.table == table)

    def _counts(self) -> dict[Ref, Counter[str]]:
        """Count how often each key is named, right or wrong."""
        counts: defaultdict[Ref, Counter[str]] = defaultdict(Counter)
        for name, sheet in self.sheets.items():
            for column, mark in marks(sheet.row):
                if isinstance(mark, Ref) and self.sheets[mark.table].readable:
                    counts[mark].update(value for row in self._rows(name) for value in items(row[column]))
        return counts

    def _misspelt_keys(self, ref: Ref, counts: Counter[str]) -> Iterator[tuple[str, str]]:
        """Find the keys that nothing names, where several cells name another that is no key."""
        known = self._known(ref)
        unnamed = [key for key in known if not counts[key]]
        for value, count in counts.items():
            if count > 1 and value not in known and (likely := nearest(value, unnamed)) and _same_digits(value, likely):
                yield likely, value

    def _depending(self, row: type[Row], cells: Mapping[str, str], bad: set[str]) -> Iterator[Wrong]:
        """Check the references that depend on another cell of the row."""
        if "tier" in cells and "programme" in cells and "rank" not in cells and "programme" not in bad:
            yield from self._tier(cells["programme"], cells["tier"])
        if row is StatisticRow and cells["scope"] in _SUBJECT_TABLES:
            yield from self._cell(cells, "subject", Ref(_SUBJECT_TABLES[cells["scope"]]))
            yield from self._tier_of_subject(cells)
        if row in (AliasRow, IdentifierRow) and cells["about_kind"] in _TARGETS:
            yield from self._cell(cells, "about", _TARGETS[cells["about_kind"]])
        if row is ReplacedRow and cells["table"] in _TARGETS:
            yield from self._cell(cells, "new_id", _TARGETS[cells["table"]])

    def _cell(self, cells: Mapping[str, str], column: str, mark: Ref | Code) -> Iterator[Wrong]:
        cell = cells[column]
        if isinstance(mark, Code):
            if cell and cell not in code_lists()[mark.scheme]:
                yield Wrong(column, cell, one_of(code_lists()[mark.scheme], cell, mark.scheme), Kind.CODE)
            return
        target = self.sheets[mark.table]
        if not (target.readable and target.lines) or (column == "territory" and cell == WORLDWIDE):
            return  # that a table has no rows is said once
        known = self._known(mark)
        if not cell or cell in known:
            return
        values = items(cell)
        unknown = [value for value in values if value and value not in known]
        if len(values) == 1 and unknown and (joined := _joined(cell, known)):
            yield Wrong(column, cell, f"keys of {mark.table}.csv, joined by ';'{meant(joined, cell)}", Kind.REFERENCE)
            return
        for value in unknown:
            yield Wrong(column, value, self._key_of(mark, value, column), Kind.REFERENCE)

    def _tier(self, programme: str, tier: str) -> Iterator[Wrong]:
        known = self._tiers.get(programme, {})
        if tier and tier not in known and self.sheets["tiers"].readable:
            where = f"tiers.csv for the programme {programme}"
            yield Wrong("tier", tier, _key_of(where, tier, known, _by_name(known.items())), Kind.REFERENCE)

    def _tier_of_subject(self, cells: Mapping[str, str]) -> Iterator[Wrong]:
        """Check the tier that a figure counts: one of the programme, or of a programme of the Games."""
        rows = self._rows("programmes")
        found = [row["id"] for row in rows if cells["subject"] in (row["id"], *items(row["games"]))]
        tiers = {tier: name for programme in found for tier, name in self._tiers.get(programme, {}).items()}
        tier = cells["tier"]
        if tier and found and tier not in tiers and self.sheets["tiers"].readable:
            where = f"tiers.csv for a programme of {cells['subject']}"
            yield Wrong("tier", tier, _key_of(where, tier, tiers, _by_name(tiers.items())), Kind.REFERENCE)

    def _known(self, ref: Ref) -> dict[str, None]:
        """Return the keys that a reference may name; ids that are wrong themselves count as written rightly, too."""
        if ref not in self._keys:
            rows = self._rows(ref.table)
            keys = [row[ref.by] for row in rows if row[ref.by]]
            keys += [] if ref.by == "iso_alpha2" else [slug(key) for key in keys]
            keys += list(_stems(rows)) if ref.table == "partnerships" else []
            self._keys[ref] = dict.fromkeys(keys)
        return self._keys[ref]

    def _key_of(self, ref: Ref, value: str, column: str) -> str:
        if ref not in self._names:
            rows = self._rows(ref.table)
            texts = [(row[ref.by], row[column]) for column in _NAME_COLUMNS for row in rows if row.get(column)]
            aliases = (row for row in self._rows("aliases") if _TARGETS.get(row["about_kind"]) == ref)
            self._names[ref] = _by_name([*texts, *((row["about"], row["alias"]) for row in aliases)])
        where = f"{ref.table}.csv" + ("" if ref.by == "id" else f", column {ref.by}")
        others = _RESERVED if ref.by == "iso_alpha2" else {}
        if column == "territory":
            where, others = f"{where}, or {WORLDWIDE}", others | dict.fromkeys(_WORLD, WORLDWIDE)
        known = self._known(ref)
        names = {name: key for name, key in self._names[ref].items() if key in known}
        return _key_of(where, value, known, others | names)


def one_of(values: Iterable[str], value: str, scheme: str = "") -> str:
    """Say which values a closed list has, such as a code list, and which of them was probably meant."""
    values = sorted(values)
    of = f"of the code list {scheme}" if scheme else "of"
    return f"one {of}{':' if scheme else ''} {', '.join(values)}{meant(nearest(value, values), value)}"


def _key_of(where: str, value: str, known: Iterable[str], names: Mapping[str, str]) -> str:
    """Say which key was expected: the likeliest one, or all of a short list."""
    known = sorted(known)
    likely = nearest(value, known, names)
    if likely:
        return f"a key of {where}{meant(likely, value)}"
    listed = f": {', '.join(known)}" if 0 < len(known) <= 12 else ""
    return f"a key of {where}{listed}; a new one needs its row there"


def _by_name(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the first key for each name, the name as `slug` writes it."""
    names: dict[str, str] = {}
    for key, name in texts:
        if key and slug(name):
            names.setdefault(slug(name), key)
    return names


def _joined(cell: str, known: Mapping[str, None]) -> str | None:
    """Return the keys of a cell that joins them by something other than a semicolon."""
    values = [value for value in re.split(r"[,|/&\s]+", cell) if value]
    return ";".join(values) if len(values) > 1 and all(value in known for value in values) else None


def _same_digits(first: str, second: str) -> bool:
    """Tell whether two keys have the same digits: other years and numbers are other things, not misspelt."""
    return re.sub(r"\D", "", first) == re.sub(r"\D", "", second)


def _stems(partnerships: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Yield the ids that partnerships with another one should have."""
    for row in partnerships:
        stem = f"{row['programme']}--{row['partner']}"
        if not row["id"].startswith(stem):
            yield stem


@cache
def marks(row: type[Row]) -> tuple[tuple[str, Ref | Code], ...]:
    """Return the columns of a row that are references or codes, each with what it points to."""
    return tuple(
        (name, mark)
        for name, info in row.model_fields.items()
        for mark in info.metadata
        if isinstance(mark, Ref | Code)
    )
