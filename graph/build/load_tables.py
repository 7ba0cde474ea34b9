"""The tables: read, typed and checked against each other. Every problem is found before any is reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from graph.build.cross_checks import cross_problems, withdrawn_problems
from graph.build.problems import Kind, Problem, first_of_many, told_once
from graph.build.references import References
from graph.build.repeated_facts import repeated_facts
from graph.build.row_agreement import disagreements
from graph.build.row_checks import check_rows, repeated_keys
from graph.build.row_models import (
    AliasRow,
    CategoryRow,
    ContributionRow,
    CountryRow,
    CoverageRow,
    EventRow,
    GamesRow,
    IdentifierRow,
    OrganizationRow,
    PartnershipRow,
    PersonRow,
    ProgrammeRow,
    RelationRow,
    ReleaseRow,
    ReplacedRow,
    ReportedValueRow,
    Row,
    SourceRow,
    StatisticRow,
    TierRow,
    UnsourcedRow,
    WithdrawnRow,
)
from graph.build.row_order import order_problems
from graph.build.sheet import Line, Sheet, read_sheet
from graph.build.table_folder import missing_file, no_tables, other_files
from graph.paths import TABLES

R = TypeVar("R", bound=Row)


def _table(row: type[R]) -> tuple[R, ...]:
    return field(default=(), metadata={"row": row})


@dataclass(frozen=True)
class Tables:
    """The curated facts: for each file `<name>.csv` of the data folder, its rows in order."""

    countries: tuple[CountryRow, ...] = _table(CountryRow)
    organizations: tuple[OrganizationRow, ...] = _table(OrganizationRow)
    organization_relations: tuple[RelationRow, ...] = _table(RelationRow)
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
    identifiers: tuple[IdentifierRow, ...] = _table(IdentifierRow)
    unsourced: tuple[UnsourcedRow, ...] = _table(UnsourcedRow)
    releases: tuple[ReleaseRow, ...] = _table(ReleaseRow)
    replaced: tuple[ReplacedRow, ...] = _table(ReplacedRow)
    withdrawn: tuple[WithdrawnRow, ...] = _table(WithdrawnRow)

    @cached_property
    def published(self) -> frozenset[str]:
        """The ids of the published organizations: those that other facts name, and what these are related to."""
        named = frozenset(filter(None, self._named_organizations()))
        return named.union(row.other for row in self.organization_relations if row.organization in named)

    def _named_organizations(self) -> Iterator[str | None]:
        for deal in self.partnerships:
            yield from (deal.partner, *deal.joint_with, *deal.remit_to)
        for event in self.events:
            yield from event.organizations
        yield from (row.organization for row in self.people)
        yield from (row.owner for row in self.programmes)
        yield from (row.ocog for row in self.games)
        yield from (row.partner for row in self.contributions)
        yield from (row.partner for row in self.reported_values)
        yield from (row.partner for row in self.games_covered)


ROWS: dict[str, type[Row]] = {table.name: table.metadata["row"] for table in fields(Tables)}
"""Each table's name with the type of its rows."""


class BadTablesError(ValueError):
    """The tables cannot be read as they stand. `problems` holds everything that is wrong, in order of file and line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line, p.number)))
        count = len(self.problems)
        title = f"{count} problem{'s' if count != 1 else ''} in the tables"
        super().__init__("\n".join([title, *map(str, self.problems)]))


def load(folder: Path = TABLES) -> Tables:
    """Read all tables of the folder.

    Raises:
        BadTablesError: anything is wrong in any of them; nothing is returned then.
    """
    tables, problems = examine(folder)
    if tables is None:
        raise BadTablesError([problem for problem in problems if not problem.harmless])
    return tables


def examine(folder: Path = TABLES) -> tuple[Tables | None, tuple[Problem, ...]]:
    """Return the tables of the folder, if they can be read, and their problems, by file and line."""
    if nothing := no_tables(folder, ROWS):
        return None, (nothing,)
    sheets = {name: _sheet(folder, name) for name in ROWS}
    references = References(sheets)
    rows: dict[str, tuple[Any, ...]] = {}
    sound: list[Sheet] = []
    problems: list[Problem] = list(other_files(folder, ROWS))
    for name, sheet in sheets.items():
        rows[name], wrong = check_rows(sheet, references)
        if not _exchanged(sheet, wrong):
            wrong += references.problems(name)
        sound.append(replace(sheet, lines=_with_keys(sheet, wrong)))
        problems += first_of_many([*sheet.problems, *wrong, *repeated_keys(sound[-1], wrong)])
    problems.extend(_other_names(sheets["people"]))
    if all(sheet.readable for sheet in sheets.values()):
        problems.extend(cross_problems(sheets))
    tables = None if any(not problem.harmless for problem in problems) else Tables(**rows)
    if tables is not None:
        found = list(withdrawn_problems(sheets["withdrawn"], tables.published))
        found += [*repeated_facts(sheets), *disagreements(sheets)]
        problems += found
        tables = None if found else tables
    for sheet in sound:
        problems += order_problems(sheet, problems)
    return tables, tuple(told_once(problems))


def _sheet(folder: Path, name: str) -> Sheet:
    """Read a table; where it stands under another name, say so."""
    if renamed := missing_file(folder, name, ROWS):
        return Sheet(renamed.file, ROWS[name], problems=[renamed], readable=False)
    return read_sheet(folder / f"{name}.csv", ROWS[name], ROWS)


def _exchanged(sheet: Sheet, wrong: Iterable[Problem]) -> bool:
    """Tell whether most rows have their cells in other columns, so that keys seem to be lost."""
    return 2 * sum(problem.kind is Kind.CELLS for problem in wrong) > len(sheet.lines)


def _with_keys(sheet: Sheet, wrong: Iterable[Problem]) -> list[Line]:
    """Return the rows whose keys stand in the right cells."""
    displaced = {problem.line for problem in wrong if problem.kind is Kind.CELLS}
    return [line for line in sheet.lines if line.number not in displaced and line.whole and not line.aside]


def _other_names(people: Sheet) -> Iterator[Problem]:
    """Find persons who have another name in a later row."""
    first: dict[str, Line] = {}
    for line in people.lines:
        if not line.whole or line.aside:
            continue
        same = first.setdefault(line.cells["person"], line)
        if same.cells["name"] != line.cells["name"]:
            what = (
                f"{same.cells['name']}, as on line {same.number} for the same person, or another id for another person"
            )
            yield people.problem(line, "name", line.cells["name"], what, Kind.VALUE)
