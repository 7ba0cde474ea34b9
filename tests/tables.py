"""The tables as plain dictionaries, read without the code under test, for counts that do not depend on it."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import cache

from graph.paths import TABLES

Cells = dict[str, str]

KINDS = {
    "events": "event",
    "organizations": "organization",
    "partnerships": "partnership",
    "people": "role",
    "person": "person",
    "tiers": "tier",
}
"""The kind of thing for each table that `replaced` and `withdrawn` name."""


@cache
def rows(table: str) -> tuple[Cells, ...]:
    """Return the rows of a table."""
    with (TABLES / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


def by_id(table: str) -> dict[str, Cells]:
    """Return the rows of a table by their id."""
    return {row["id"]: row for row in rows(table)}


def listed(cell: str) -> list[str]:
    """Take a list apart."""
    return [item.strip() for item in cell.split(";") if item.strip()]


def first_day(text: str) -> date:
    """Return the first day of a year, a month or a day."""
    return date.fromisoformat(text + "-01-01"[len(text) - 4 :])


def last_day(text: str) -> date:
    """Return the last day of a year, a month or a day."""
    if len(text) == len("2017"):
        return date(int(text), 12, 31)
    if len(text) == len("2017-01"):
        following = date(int(text[:4]) + text.endswith("-12"), int(text[5:]) % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)
    return date.fromisoformat(text)


def terms() -> set[str]:
    """Return the ids of the terms of TOP."""
    return {row["id"] for row in rows("programmes") if row["kind"] == "term"}


def partners() -> set[str]:
    """Return the ids of the organizations that are partners, also jointly with another."""
    deals = rows("partnerships")
    return {row["partner"] for row in deals} | {other for row in deals for other in listed(row["joint_with"])}


def published() -> set[str]:
    """Return the ids of the organizations that other facts name, and of what these are related to."""
    cells = [
        *(row[column] for row in rows("partnerships") for column in ("partner", "joint_with", "remit_to")),
        *(row["organizations"] for row in rows("events")),
        *(row["organization"] for row in rows("people")),
        *(row["owner"] for row in rows("programmes")),
        *(row["ocog"] for row in rows("games")),
        *(row["partner"] for table in ("contributions", "reported_values", "games_covered") for row in rows(table)),
    ]
    named = {key for cell in cells for key in listed(cell)}
    return named | {row["other"] for row in rows("organization_relations") if row["organization"] in named}


def public_rows(table: str) -> list[Cells]:
    """Return the rows of a table but for those that are about an organization that is not published."""
    public = published()

    def is_public(row: Cells) -> bool:
        about = row["about"] if row.get("about_kind") == "organization" else row.get("organization", "")
        about = row["id"] if table == "organizations" else about
        return not about or about in public

    return [row for row in rows(table) if is_public(row)]


def stayed() -> set[tuple[str, str, str]]:
    """Return programme, partner and category of whoever was in to the end, one for each category."""
    return _held(lambda row: row["status"] != "terminated")


def left_early() -> set[tuple[str, str, str]]:
    """Return programme, partner and category of whoever gave up within the programme, one for each category."""
    return _held(lambda row: row["status"] == "terminated") - stayed()


def _held(wanted: Callable[[Cells], bool]) -> set[tuple[str, str, str]]:
    return {
        (row["programme"], row["partner"], category)
        for row in rows("partnerships")
        if wanted(row)
        for category in listed(row["categories"])
    }


@cache
def covered() -> tuple[tuple[Cells, str], ...]:
    """Pair each partnership with each Games that it covers, by the rule of the data's README."""
    programmes, games = by_id("programmes"), by_id("games")
    return tuple(
        (row, edition)
        for row in rows("partnerships")
        for edition in listed(programmes[row["programme"]]["games"])
        if in_force(row, programmes[row["programme"]], games[edition])
    )


def in_force(row: Cells, programme: Cells, edition: Cells) -> bool:
    """Whether a partnership was in force at a Games of its programme."""
    start = row["start"] or row["announced"] or programme["start"]
    due = f"{edition['year']}-12-31"
    closing = edition["closing"] or due
    opening = min(edition["opening"] or due, due)
    end = row["end"] or programme["end"] or (last_games_year(programme) if programme["kind"] == "domestic" else "")
    starts = not start or first_day(start) <= last_day(closing)
    return starts and (not end or last_day(end) >= first_day(opening))


def last_games_year(programme: Cells) -> str:
    """Return the year in which the last Games of a programme closed."""
    games = by_id("games")
    return max((games[edition]["closing"][:4] for edition in listed(programme["games"])), default="")


@cache
def partners_of() -> dict[str, set[str]]:
    """Return the partners of each Games."""
    found = defaultdict(set)
    for row, edition in covered():
        found[edition].add(row["partner"])
    return dict(found)
