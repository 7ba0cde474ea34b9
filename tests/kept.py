"""What tests ask for again and again, kept for the length of a run: answers of snapshots, and the real tables as read.

Two thirds of the time of queries went to what another test had asked: the defaults of a question, the home page, the
catalogue of an application. A snapshot never changes, and its version is the digest of its statements. So a text has
one answer. The engine gives it itself at least once from the disk and once from memory. Nobody writes to a store, so
its statements are loaded once, too.

A test of a mistake changes one table of twenty. The others are read as they were before. A row as it stands in a real
table has no fault of its own, whatever the other tables have. So only its references are checked again, and only where
a change has touched the keys of a table. They took half of the time of such tests.

The first two releases are compared by a dozen tests, each time with the same outcome.

Two hundred applications are made with the same addresses. Half of the time of that went to the rules of these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from werkzeug.routing import Rule

from graph.build import load_tables, row_checks
from graph.build.cell_checks import check
from graph.build.problems import Problem
from graph.build.references import References, Wrong
from graph.build.row_checks import check_rows
from graph.build.row_models import Row
from graph.build.sheet import Sheet, read_sheet
from graph.build.snapshot import Snapshot
from graph.paths import TABLES
from graph.releases import changes
from graph.releases.difference import Difference
from graph.stores.store import Answer, EmbeddedStore


@dataclass(slots=True)
class Right:
    """Where nothing is wrong: rows by their identity, and whole tables with all their rows."""

    rows: set[int] = field(default_factory=set)
    tables: dict[str, tuple[Row, ...]] = field(default_factory=dict)


_opened: WeakKeyDictionary[EmbeddedStore, str] = WeakKeyDictionary()
"""The stores that snapshots opened, each with the way in which it was."""

_answers: dict[tuple[str, str, str], Answer] = {}
"""The answers by that way, the version, and the text."""


_held: dict[Path, EmbeddedStore] = {}
"""The stores on disk that stay open, by the folder of their snapshot."""

_loaded: dict[str, EmbeddedStore] = {}
"""The stores in memory that were loaded last, by the version."""

_MOST = 2
"""How many of these are kept: the real tables, and those of the test that runs."""

_sheets: dict[str, Sheet] = {}
"""The real tables as they stand in their files, by the file."""

_rows: dict[tuple[object, ...], Row | None] = {}
"""The real rows by type, line and cells: nothing for one that no test has met, or that has a fault of its own."""

_right: list[tuple[object, Right]] = []
"""By what references are held to, what is right in all of them: what was met last comes first."""

_STATES = 8
"""How many of these are kept: most tests have the keys of the real tables, or of the part that is quick to read."""

_examined: tuple[References, Right] | None = None
"""The references that were checked last, with what they are right in."""

_compared: dict[object, changes.Changes] = {}
"""What differs between two sets of statements, by these."""


Builder = Callable[..., tuple[str, str]]
"""What makes the host and the path of an address."""

_builders: dict[tuple[object, ...], Builder] = {}
"""Those of rules, by the rule and its parts."""


def hold(snapshot: Snapshot) -> None:
    """Have one store for all who open this snapshot on disk, with one index of its names.

    Else each command that runs in this process would compare the files with their checksums, and index the names.
    """
    _held[snapshot.folder] = snapshot.store()


def keep() -> None:
    """Have stores of snapshots keep their answers, and tables and differences be read once, from now on."""
    Rule._compile_builder = _built_once(Rule._compile_builder)  # type: ignore[method-assign,assignment]
    changes.changes = _compared_once(changes.changes)
    load_tables.read_sheet = _read_once(read_sheet)  # type: ignore[attr-defined]
    row_checks.check = _checked_once(check)  # type: ignore[attr-defined]
    load_tables.check_rows = _right_once(check_rows)  # type: ignore[attr-defined]
    EmbeddedStore.load = classmethod(_loaded_once(EmbeddedStore.load.__func__))  # type: ignore[assignment,attr-defined]
    for opening in (Snapshot.store, Snapshot.in_memory):
        setattr(Snapshot, opening.__name__, _noted(opening))
    EmbeddedStore.query = _kept(EmbeddedStore.query)  # type: ignore[method-assign]


def _read_once(read: Callable[[Path, type[Row], Mapping[str, type[Row]]], Sheet]) -> Callable[..., Sheet]:
    @wraps(read)
    def sheet(path: Path, row: type[Row], tables: Mapping[str, type[Row]]) -> Sheet:
        if not path.is_file() or path.read_bytes() != (TABLES / path.name).read_bytes():
            return read(path, row, tables)
        if path.name not in _sheets:
            _sheets[path.name] = read(path, row, tables)
            _rows.update((_key(row, line.number, line.cells), None) for line in _sheets[path.name].lines)
        return _sheets[path.name]

    return sheet


def _key(type_: type[Row], line: int, cells: Mapping[str, str]) -> tuple[object, ...]:
    return (type_, line, *cells.items())


def _checked_once(checked: Callable[..., tuple[Row | None, list[Wrong]]]) -> Callable[..., Any]:
    @wraps(checked)
    def found(
        type_: type[Row], line: int, cells: Mapping[str, str], references: References
    ) -> tuple[Row | None, list[Wrong]]:
        key = _key(type_, line, cells)
        if row := _rows.get(key):
            right = _right_under(references).rows
            if id(row) in right:
                return row, []
            wrong = references.wrong(type_, cells)
            if not wrong:
                right.add(id(row))
            return row, wrong
        row, wrong = checked(type_, line, cells, references)
        if key in _rows and not wrong:
            _rows[key] = row
        return row, wrong

    return found


def _right_once(
    checked: Callable[[Sheet, References], tuple[tuple[Row, ...], list[Problem]]],
) -> Callable[..., tuple[tuple[Row, ...], list[Problem]]]:
    @wraps(checked)
    def found(sheet: Sheet, references: References) -> tuple[tuple[Row, ...], list[Problem]]:
        if sheet is not _sheets.get(sheet.file):
            return checked(sheet, references)
        tables = _right_under(references).tables
        if sheet.file in tables:
            return tables[sheet.file], []
        rows, problems = checked(sheet, references)
        if not problems:
            tables[sheet.file] = rows
        return rows, problems

    return found


def _right_under(references: References) -> Right:
    """Return what is known to be right under the same keys; more may be added."""
    global _examined  # noqa: PLW0603 - it is asked for each of thousands of rows
    if _examined is None or _examined[0] is not references:
        held_to = _held_to(references)
        place = next((place for place, (other, _) in enumerate(_right) if other == held_to), None)
        _right.insert(0, (held_to, Right()) if place is None else _right.pop(place))
        del _right[_STATES:]
        _examined = references, _right[0][1]
    return _examined[1]


def _held_to(references: References) -> object:
    """Return all that decides whether the references of a row are right: keys, and tables that can be read."""
    of = references
    tables = {name: (sheet.readable, bool(sheet.lines)) for name, sheet in of.sheets.items()}
    return tables, dict(of._keys), of._tiers, of._partners, of._programmes, of._wholes


def _loaded_once(load: Callable[..., EmbeddedStore]) -> Callable[..., EmbeddedStore]:
    @wraps(load)
    def loaded(kind: type[EmbeddedStore], nquads: Path, version: str = "") -> EmbeddedStore:
        if not version:
            return load(kind, nquads, version)
        if version not in _loaded:
            while len(_loaded) >= _MOST:
                del _loaded[next(iter(_loaded))]
            _loaded[version] = load(kind, nquads, version)
        return _loaded[version]

    return loaded


def _compared_once(compare: Callable[..., changes.Changes]) -> Callable[..., changes.Changes]:
    @wraps(compare)
    def compared(difference: Difference, *, fold_forms: bool = True) -> changes.Changes:
        key = (tuple(difference.before), tuple(difference.after), fold_forms)
        if key not in _compared:
            _compared[key] = compare(difference, fold_forms=fold_forms)
        return _compared[key]

    return compared


def _built_once(make: Callable[[Rule, bool], Builder]) -> Callable[[Rule, bool], Builder]:
    @wraps(make)
    def builder(rule: Rule, append_unknown: bool = True) -> Builder:
        if rule.defaults:
            return make(rule, append_unknown)
        key = (rule.rule, append_unknown, *rule._trace)
        if key not in _builders:
            _builders[key] = make(rule, append_unknown)
        return _builders[key]

    return builder


def _noted(opening: Callable[[Snapshot], EmbeddedStore]) -> Callable[[Snapshot], EmbeddedStore]:
    @wraps(opening)
    def opened(snapshot: Snapshot) -> EmbeddedStore:
        on_disk = opening.__name__ == Snapshot.store.__name__
        store = (on_disk and _held.get(snapshot.folder)) or opening(snapshot)
        _opened[store] = opening.__name__
        return store

    return opened


def _kept(query: Callable[..., Answer]) -> Callable[..., Answer]:
    @wraps(query)
    def answered(store: EmbeddedStore, text: str, *, chooses_graphs: bool | None = None) -> Answer:
        if store not in _opened or not store.union:
            return query(store, text, chooses_graphs=chooses_graphs)
        key = (_opened[store], store.version, text)
        if key not in _answers:
            _answers[key] = query(store, text, chooses_graphs=chooses_graphs)
        return _answers[key]

    return answered
