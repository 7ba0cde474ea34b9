"""Tables that are multiplied for measurements are tables that a build accepts."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.build.check_tables import check_tables
from graph.build.load_tables import ROWS
from graph.build.report import Severity
from tests.benchmarks.multiplied_tables import multiply
from tests.few_tables import write_few
from tests.some import any_number, some

_ONCE = ("categories", "countries", "releases")
"""Tables that stay as they are."""


@pytest.fixture(scope="module")
def doubled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The small tables with a domestic partnership, and the same twice."""
    folder = tmp_path_factory.mktemp("multiplied")
    few = write_few(folder / "few")
    multiply(2, folder / "doubled", few)
    return few, folder / "doubled"


def test_multiplied_tables_have_no_problems_and_no_violations(doubled: tuple[Path, Path]) -> None:
    report = check_tables(doubled[1])
    assert not report.problems
    assert not [finding for finding in report.findings if finding.severity is Severity.VIOLATION]


def test_each_table_has_its_rows_as_often_as_it_should(doubled: tuple[Path, Path]) -> None:
    few, twice = doubled
    for name in some(ROWS):
        before, after = rows(few, name), rows(twice, name)
        worldwide = [row for row in before if row.get("kind") in ("worldwide", "term")]
        top = {row["id"] for row in rows(few, "programmes") if row["kind"] in ("worldwide", "term")}
        if name in _ONCE:
            expected = len(before)
        elif name == "programmes":
            expected = 2 * len(before) - len(worldwide)
        else:
            expected = 2 * len(before) - sum(row.get("programme") in top for row in before)
        assert len(after) == expected, name
        assert all(row in after for row in any_number(before)), name


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
