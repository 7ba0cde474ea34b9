"""Rows that may be right, and of which a check says something all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.build.load_tables import examine
from graph.build.row_findings import NAMES, row_findings
from tests.graph.build.test_repeated_facts import LA, NEWS, added

ADDED = {
    "UnpublishedOrganization": ("organizations", "waymo,Waymo,company,US,,,", "Waymo is not published"),
    "UnusedSource": (
        "sources", "x-2026,A page,A paper,https://example.org/page,2026,en,,news,", "No row names the source x-2026"
    ),
    "TerritoryOfGames": (
        "partnerships",
        f"{LA}--airbnb,airbnb,{LA},official-supporter,Homes,bicycles,,,2026-02-03,FR;US,,active,,,,Homes,{NEWS}",
        "has rights in FR, and its Games were in US",
    ),
    "OwnerOfGames": (
        "programmes", "x-suppliers,Suppliers of Brisbane 2032,domestic,,la28,2032-summer,,,",
        "is owned by la28, the committee of 2028-summer",
    ),
    "CompanyAsOrganiser": (
        "programmes", "x-suppliers,Suppliers,domestic,,google,2032-summer,,,", "has google as its organiser, a company"
    ),
    "FarFromGames": (
        "partnerships",
        f"{LA}--airbnb,airbnb,{LA},official-supporter,Homes,bicycles,1926,,2026-02-03,US,,active,,,,Homes,{NEWS}",
        "has start 1926, far from its Games (2028)",
    ),
    "OfficeEnded": (
        "events", f"x-google,2025-11-08,,US,announcement,la28,avery-brundage,{LA},,LA28 again,{NEWS}",
        "names avery-brundage, of whom no office after 1972",
    ),
    "EventBeforeProgramme": (
        "events", f"x-google,2015-11-08,,US,announcement,la28,,{LA},,LA28 again,{NEWS}", f"is earlier than {LA} begins"
    ),
}  # fmt: skip
"""The name of the finding, with the table, the row, and what is said of it."""


def found(folder: Path) -> set[tuple[str, str]]:
    tables, problems = examine(folder)
    assert tables is not None, problems
    return {(finding.kind, finding.message) for finding in row_findings(tables)}


def test_each_finding_has_a_case() -> None:
    assert ADDED.keys() == set(NAMES)


@pytest.mark.parametrize(("name", "table", "row", "said"), [(name, *case) for name, case in ADDED.items()], ids=ADDED)
def test_an_added_row_is_told_in_one_note(light_tables: Path, name: str, table: str, row: str, said: str) -> None:
    before = found(light_tables)
    assert added(light_tables, table, row) == ()
    (new,) = found(light_tables) - before
    assert new[0] == name
    assert said in new[1]


def test_somebody_who_is_in_office_and_a_source_that_is_used_are_not_told(light_tables: Path) -> None:
    before = found(light_tables)
    row = f"x-google,2025-11-08,,US,announcement,la28;google,reynold-hoover,{LA},,LA28 again,{NEWS}"
    assert added(light_tables, "events", row) == ()
    assert found(light_tables) == before
