"""Tables multiplied, for measurements of growth: N of each organization, programme, Games, source, person and fact.

Countries, categories and the worldwide programmes (TOP, its terms and their partnerships) stay as they are, and so do
figures about years. The first of the N is the row itself. In each other one the keys and names end in its number, and
whatever names a key names the one with the same number. So a domestic programme has as many partners as before, and a
country has N times as many.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from graph.build.cell_types import Ref, items
from graph.build.load_tables import ROWS
from graph.build.references import marks
from graph.paths import EXAMPLES, TABLES

Cells = dict[str, str]

_ONCE: Final = ("categories", "countries", "releases", "replaced", "withdrawn")
"""Tables that stay as they are."""

_OWN_KEYS: Final = ("id", "person")
_NAMES: Final = ("name", "title", "alias")
_ABOUT: Final = {"organization": "organizations", "programme": "programmes", "games": "games", "person": "people"}
"""The table of what `about` and `subject` name, by `about_kind` and `scope`, where it is multiplied."""


def multiply(times: int, target: Path, source: Path = TABLES) -> None:
    """Write the tables of a folder into a new one, multiplied."""
    target.mkdir()
    examples = source / EXAMPLES.name
    if examples.exists():
        shutil.copy(examples, target)
    tables = {name: _read(source / f"{name}.csv") for name in ROWS}
    once = _Once(tables)
    for name, rows in tables.items():
        copies = [copy for number in range(2, times + 1) for copy in _copies(name, rows, once, number)]
        _write(target / f"{name}.csv", name, [*rows, *copies])


@dataclass(frozen=True)
class _Once:
    """What exists once however often the tables are multiplied: worldwide programmes and their partnerships."""

    tables: dict[str, list[Cells]]

    @cached_property
    def programmes(self) -> frozenset[str]:
        return frozenset(row["id"] for row in self.tables["programmes"] if row["kind"] in ("worldwide", "term"))

    @cached_property
    def partnerships(self) -> frozenset[str]:
        return frozenset(row["id"] for row in self.tables["partnerships"] if row["programme"] in self.programmes)

    def of(self, table: str) -> frozenset[str]:
        """Return the keys of a table that exist once."""
        return {"programmes": self.programmes, "partnerships": self.partnerships}.get(table, frozenset())


def _copies(name: str, rows: Sequence[Cells], once: _Once, number: int) -> Iterator[Cells]:
    """Yield the copies of a table's rows with one number, without those of things that exist once."""
    if name in _ONCE:
        return
    for row in rows:
        copy = _copy(name, row, once, number)
        if copy is not None:
            yield copy


def _copy(name: str, row: Cells, once: _Once, number: int) -> Cells | None:
    references = {column: mark.table for column, mark in marks(ROWS[name]) if isinstance(mark, Ref)}
    kind = row.get("about_kind", row.get("scope", ""))
    if kind:
        if kind not in _ABOUT:
            return None  # of a country, a category or a year
        references["about" if "about" in row else "subject"] = _ABOUT[kind]
    if name == "programmes" and row["id"] in once.programmes:
        return None
    copy = dict(row)
    for column, table in references.items():
        keys = [key for key in items(row[column]) if key not in once.of(table)]
        if table in _ONCE or not row[column]:
            continue
        if not keys and name != "events":
            return None  # of something that exists once
        copy[column] = ";".join(
            _partnership(key, number) if table == "partnerships" else _key(key, number) for key in keys
        )
    _rename(name, copy, number)
    return copy


def _rename(name: str, copy: Cells, number: int) -> None:
    """Give a copy keys and names of its own."""
    for column in _NAMES:
        if copy.get(column):
            copy[column] += f" no. {number}"
    number_key = _partnership if name in ("partnerships", "unsourced") else _key
    for column in _OWN_KEYS:
        if copy.get(column):
            copy[column] = number_key(copy[column], number)
    if copy.get("url"):
        copy["url"] += f"#no{number}"
    if name == "games":
        copy["ordinal"] = ""  # of which each season has each number once
    if name == "identifiers":
        copy["status"] = "ambiguous"  # since another thing has the same one


def _key(key: str, number: int) -> str:
    """Number a key, before the number that a further row of the same person has.

    >>> _key("thomas-bach--2", 3)
    'thomas-bach-no3--2'
    """
    return re.sub(r"((?:--[1-9]\d*)?)$", rf"-no{number}\1", key, count=1)


def _partnership(key: str, number: int) -> str:
    """Number the programme and the partner of which the key of a partnership is made.

    >>> _partnership("top-09--alibaba--2", 3)
    'top-09-no3--alibaba-no3--2'
    """
    programme, partner, *tail = key.split("--")
    return "--".join([_key(programme, number), _key(partner, number), *tail])


def _read(table: Path) -> list[Cells]:
    with table.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _write(table: Path, name: str, rows: list[Cells]) -> None:
    row = ROWS[name]
    columns = [column for column in row.model_fields if column != "line"]
    rows.sort(key=lambda cells: tuple(cells[column] for column in row.key))
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
