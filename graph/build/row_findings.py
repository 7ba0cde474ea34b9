"""The notes on rows that may be right and look odd.

A check of tables shows them. The rules of the graph do not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from graph.build.load_tables import Tables
from graph.build.report import Finding, Severity
from graph.build.row_models import PersonRow
from graph.iris import mint

_SHAPES: Final = "https://w3id.org/olympic-partnerships/shapes#"

NAMES: Final = (
    "UnpublishedOrganization", "UnusedSource", "TerritoryOfGames", "OwnerOfGames", "CompanyAsOrganiser", "OfficeEnded",
    "EventBeforeProgramme", "FarFromGames",
)  # fmt: skip
"""The names of these findings, beside those of the shapes."""


_FAR: Final = 20
"""Years between a date of a partnership and its Games that are hardly ever right."""

_COMPANIES: Final = ("company", "state-company")
"""Kinds of organizations that pay for rights, and hardly ever grant them."""


def row_findings(tables: Tables) -> Iterator[Finding]:
    """Yield a note on each row that nothing names, or that others of its kind make doubtful."""
    yield from _unpublished(tables)
    yield from _unused(tables)
    yield from _elsewhere(tables)
    yield from _owners(tables)
    yield from _companies(tables)
    yield from _out_of_office(tables)
    yield from _too_early(tables)
    yield from _far_from_games(tables)


def _note(name: str, kind: str, key: str, message: str) -> Finding:
    return Finding(Severity.INFO, message, mint(kind, key).value, "", "", _SHAPES + name)


def _unpublished(tables: Tables) -> Iterator[Finding]:
    """Yield a note on each organization that is not published, because nothing published names it."""
    for row in tables.organizations:
        if row.id not in tables.published:
            message = f"{row.name} is not published: no sourced fact names it. Add one, or leave it."
            yield _note("UnpublishedOrganization", "organization", row.id, message)


def _unused(tables: Tables) -> Iterator[Finding]:
    """Yield a note on each source on which nothing rests."""
    used: set[str] = set()
    for table in fields(tables):
        for row in getattr(tables, table.name):
            used.update(getattr(row, "sources", None) or getattr(row, "source", None) or ())
    for row in tables.sources:
        if row.id not in used:
            yield _note(
                "UnusedSource", "source", row.id, f"No row names the source {row.id}: add the fact, or delete it."
            )


def _elsewhere(tables: Tables) -> Iterator[Finding]:
    """Yield a note on each domestic partnership with rights where its Games were not."""
    hosts = {row.id: set(row.country) for row in tables.games}
    games = {row.id: row.games for row in tables.programmes if row.kind == "domestic"}
    for row in tables.partnerships:
        countries = set[str]().union(*(hosts[one] for one in games.get(row.programme, ())))
        others = set(row.territory) - countries
        if countries and others:
            message = (
                f"{row.id} has rights in {', '.join(sorted(others))}, and its Games were in"
                f" {', '.join(sorted(countries))}: correct the territory, unless a source says so."
            )
            yield _note("TerritoryOfGames", "partnership", row.id, message)


def _owners(tables: Tables) -> Iterator[Finding]:
    """Yield a note on each domestic programme of Games that the committee of other Games owns."""
    committees = {row.ocog: row.id for row in tables.games if row.ocog}
    for row in tables.programmes:
        own = committees.get(row.owner)
        if row.games and own and own not in row.games:
            message = f"{row.id} is owned by {row.owner}, the committee of {own}: correct the owner or the Games."
            yield _note("OwnerOfGames", "programme", row.id, message)


def _companies(tables: Tables) -> Iterator[Finding]:
    """Yield a note on each programme and each Games of which a company is the organiser."""
    companies = {row.id for row in tables.organizations if row.kind in _COMPANIES}
    organisers = [("programme", row.id, row.owner) for row in tables.programmes]
    organisers += [("games", row.id, row.ocog) for row in tables.games if row.ocog]
    for kind, key, organiser in organisers:
        if organiser in companies:
            message = f"{key} has {organiser} as its organiser, a company: correct the organiser, or its kind."
            yield _note("CompanyAsOrganiser", kind, key, message)


def _out_of_office(tables: Tables) -> Iterator[Finding]:
    """Yield a note on each event that names a person whose offices had all ended."""
    offices: defaultdict[str, list[PersonRow]] = defaultdict(list)
    for office in tables.people:
        offices[office.person].append(office)
    for event in tables.events:
        for person in event.people:
            if event.date and all(row.end and row.end.last_day < event.date.first_day for row in offices[person]):
                last = max(row.end.text for row in offices[person] if row.end)
                message = (
                    f"{event.id} of {event.date.text} names {person}, of whom no office after {last} is known:"
                    " correct the person or the date, or add the office."
                )
                yield _note("OfficeEnded", "event", event.id, message)


def _too_early(tables: Tables) -> Iterator[Finding]:
    """Yield a note on each event, of no partnership, before all the programmes that it names."""
    starts = {row.id: row.start for row in tables.programmes}
    for event in tables.events:
        begun = [
            (start := starts[one]) is None or start.first_day <= event.date.last_day
            for one in event.programmes
            if event.date
        ]
        if begun and not any(begun) and not event.partnerships:
            message = f"{event.id} is earlier than {event.programmes[0]} begins: correct the date or the programme."
            yield _note("EventBeforeProgramme", "event", event.id, message)


def _far_from_games(tables: Tables) -> Iterator[Finding]:
    """Yield a note on each date of a partnership that is far from the Games of its programme."""
    years = {row.id: row.year.first_day.year for row in tables.games}
    programmes = {row.id: [years[one] for one in row.games] for row in tables.programmes}
    for row in tables.partnerships:
        games = programmes[row.programme]
        for column in ("start", "announced", "end"):
            date = getattr(row, column)
            if date and games and not min(games) - _FAR <= date.first_day.year <= max(games) + _FAR:
                message = f"{row.id} has {column} {date.text}, far from its Games ({min(games)}): correct the year."
                yield _note("FarFromGames", "partnership", row.id, message)
