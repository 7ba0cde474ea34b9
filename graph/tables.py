"""All tables, read, typed and checked against each other; every problem is found before any is reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from graph.codelists import code_lists
from graph.csvfile import MalformedFileError, Problem, Record, read
from graph.fields import Code, Ref
from graph.home import TABLES
from graph.rows import (
    AliasRow,
    CategoryRow,
    ContributionRow,
    CountryRow,
    CoverageRow,
    EventRow,
    GamesRow,
    OrganizationRow,
    PartnershipRow,
    PersonRow,
    ProgrammeRow,
    ReportedValueRow,
    Row,
    SourceRow,
    StatisticRow,
    TierRow,
    UnsourcedRow,
)

R = TypeVar("R", bound=Row)


def _table(row: type[R]) -> tuple[R, ...]:
    return field(default=(), metadata={"row": row})


@dataclass(frozen=True, slots=True)
class Tables:
    """The curated facts: for each file `<name>.csv` of the data folder, its rows in order."""

    countries: tuple[CountryRow, ...] = _table(CountryRow)
    organizations: tuple[OrganizationRow, ...] = _table(OrganizationRow)
    categories: tuple[CategoryRow, ...] = _table(CategoryRow)
    sources: tuple[SourceRow, ...] = _table(SourceRow)
    games: tuple[GamesRow, ...] = _table(GamesRow)
    programmes: tuple[ProgrammeRow, ...] = _table(ProgrammeRow)
    tiers: tuple[TierRow, ...] = _table(TierRow)
    partnerships: tuple[PartnershipRow, ...] = _table(PartnershipRow)
    people: tuple[PersonRow, ...] = _table(PersonRow)
    events: tuple[EventRow, ...] = _table(EventRow)
    contributions: tuple[ContributionRow, ...] = _table(ContributionRow)
    games_covered: tuple[CoverageRow, ...] = _table(CoverageRow)
    reported_values: tuple[ReportedValueRow, ...] = _table(ReportedValueRow)
    statistics: tuple[StatisticRow, ...] = _table(StatisticRow)
    aliases: tuple[AliasRow, ...] = _table(AliasRow)
    unsourced: tuple[UnsourcedRow, ...] = _table(UnsourcedRow)


ROWS: dict[str, type[Row]] = {table.name: table.metadata["row"] for table in fields(Tables)}
"""Each table's name with the type of its rows."""


class BadTablesError(ValueError):
    """The tables cannot be read as they stand; `problems` holds everything that is wrong, in order of file and line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line, p.column)))
        count = len(self.problems)
        title = f"{count} problem{'s' if count != 1 else ''} in the tables"
        super().__init__("\n".join([title, *map(str, self.problems)]))


def load(folder: Path = TABLES) -> Tables:
    """Read all tables of the folder.

    Raises:
        BadTablesError: anything is wrong in any of them; nothing is returned then.
    """
    problems: list[Problem] = []
    tables: dict[str, list[Any]] = {}
    incomplete: set[str] = set()
    for name, row in ROWS.items():
        tables[name], wrong = _read_table(folder / f"{name}.csv", row)
        if wrong:
            incomplete.add(name)
        problems.extend(wrong)
        problems.extend(_repeated_keys(name, tables[name]))
    problems.extend(_References(tables, incomplete).problems())
    if problems:
        raise BadTablesError(problems)
    return Tables(**{name: tuple(rows) for name, rows in tables.items()})


def _read_table(path: Path, row: type[R]) -> tuple[list[R], list[Problem]]:
    """Return the good rows of a table, and what is wrong with the others."""
    try:
        records = read(path)
    except MalformedFileError as error:
        return [], [error.problem]
    columns = [name for name in row.model_fields if name != "line"]
    header = records[0] if records else Record(1, ())
    problems = list(_header_problems(path.name, header, columns))
    if problems:
        return [], problems
    rows: list[R] = []
    for record in records[1:]:
        if len(record.cells) != len(columns):
            found, what = f"{len(record.cells)} cells", f"{len(columns)}, one for each column of the header"
            problems.append(Problem(path.name, record.line, "", found, what))
            continue
        cells = dict(zip(header.cells, record.cells, strict=True))
        try:
            rows.append(row.model_validate({"line": record.line, **cells}))
        except ValidationError as error:
            problems.extend(_cell_problems(path.name, record.line, cells, error))
    return rows, problems


def _header_problems(file: str, header: Record, columns: list[str]) -> Iterator[Problem]:
    seen = set()
    for name in header.cells:
        if name not in columns:
            close = get_close_matches(name, columns, 1)
            what = f"the column {close[0]}" if close else f"one of the columns {', '.join(columns)}"
            yield Problem(file, header.line, name, name, what)
        elif name in seen:
            yield Problem(file, header.line, name, name, "each column once")
        seen.add(name)
    for name in columns:
        if name not in seen:
            yield Problem(file, header.line, name, "no such column", f"the columns {', '.join(columns)}")


def _cell_problems(file: str, line: int, cells: dict[str, str], error: ValidationError) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        context = detail.get("ctx", {})
        column = str(context.get("column") or (detail["loc"][0] if detail["loc"] else ""))
        what = f"one of {context['expected']}" if detail["type"] == "literal_error" else str(detail["msg"])
        yield Problem(file, line, column, cells.get(column, ""), what)


def _repeated_keys(name: str, rows: Iterable[Row]) -> Iterator[Problem]:
    first: dict[tuple[object, ...], int] = {}
    for row in rows:
        key = tuple(getattr(row, column) for column in row.key)
        if key in first:
            value = " / ".join(str(part) for part in key if part)
            what = f"each {' + '.join(row.key)} once; line {first[key]} has it already"
            yield Problem(f"{name}.csv", row.line, row.key[-1], value, what)
        first.setdefault(key, row.line)


class _References:
    """What each reference may point to, and which do not.

    References into an `incomplete` table are passed over: the row that they mean may be one of its unread ones.
    """

    def __init__(self, tables: dict[str, list[Any]], incomplete: set[str]) -> None:
        self._tables = tables
        self._incomplete = incomplete
        self._codes = code_lists()
        self._keys: dict[Ref, frozenset[str]] = {}
        self._tiers: defaultdict[str, set[str]] = defaultdict(set)
        for tier in tables["tiers"]:
            self._tiers[tier.programme].add(tier.tier)

    def problems(self) -> Iterator[Problem]:
        for name, rows in self._tables.items():
            for column, marks in _marked_columns(ROWS[name]):
                for row in rows:
                    yield from self._cell(name, row, column, marks)
            for row in rows:
                yield from self._whole_row(name, row)

    def _cell(self, name: str, row: Row, column: str, mark: Ref | Code) -> Iterator[Problem]:
        if isinstance(mark, Ref) and mark.table in self._incomplete:
            return
        cell = getattr(row, column)
        for value in cell if isinstance(cell, tuple) else (cell,):
            if value is None:
                continue
            if isinstance(mark, Code):
                known, where = frozenset(self._codes[mark.scheme]), f"the code list {mark.scheme}"
            else:
                known, where = self._known(mark), f"{mark.table}.csv"
            if value not in known:
                yield Problem(f"{name}.csv", row.line, column, value, _key_of(where, value, known))

    def _known(self, ref: Ref) -> frozenset[str]:
        if ref not in self._keys:
            self._keys[ref] = frozenset(getattr(row, ref.by) for row in self._tables[ref.table])
        return self._keys[ref]

    def _whole_row(self, name: str, row: Row) -> Iterator[Problem]:
        """Check the references that depend on another cell of the row."""
        if isinstance(row, PartnershipRow | UnsourcedRow | ReportedValueRow) and row.tier:
            known = self._tiers[row.programme]
            if row.tier not in known and "tiers" not in self._incomplete:
                what = _key_of(f"tiers.csv for the programme {row.programme}", row.tier, known)
                yield Problem(f"{name}.csv", row.line, "tier", row.tier, what)
        if isinstance(row, StatisticRow) and row.scope in ("games", "programme"):
            table = "games" if row.scope == "games" else "programmes"
            yield from self._cell(name, row, "subject", Ref(table))
        if isinstance(row, AliasRow):
            ref = {"person": Ref("people", "person"), "games": Ref("games")}.get(row.about_kind)
            yield from self._cell(name, row, "about", ref or Ref(f"{row.about_kind}s"))
        if isinstance(row, PersonRow):
            yield from self._same_name(name, row)

    def _same_name(self, name: str, row: PersonRow) -> Iterator[Problem]:
        first = next(other for other in self._tables["people"] if other.person == row.person)
        if first.name != row.name:
            what = f"{first.name}, as on line {first.line} for the same person, or another id for another person"
            yield Problem(f"{name}.csv", row.line, "name", row.name, what)


def _key_of(where: str, value: str, known: AbstractSet[str]) -> str:
    """Say which key was expected: the likeliest one, or all of a short list."""
    close = get_close_matches(value, sorted(known), 1)
    if close:
        return f"a key of {where} (did you mean {close[0]}?)"
    listed = f": {', '.join(sorted(known))}" if 0 < len(known) <= 12 else ""
    return f"a key of {where}{listed}"


def _marked_columns(row: type[Row]) -> Iterator[tuple[str, Ref | Code]]:
    for name, info in row.model_fields.items():
        for mark in info.metadata:
            if isinstance(mark, Ref | Code):
                yield name, mark
