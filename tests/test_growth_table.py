"""The table of the benchmark of growth says what grew how much, and whether that is as it should be."""

from __future__ import annotations

import math

import pytest

from tests.benchmarks import engines
from tests.benchmarks.growth import LISTS, THINGS
from tests.benchmarks.growth_table import goal_of, headings, markdown, rows

FOUND = {
    1: {"/event/…, ms": 10.0, "search, ms": 2.0, "some-query, ms": 5.0},
    10: {"/event/…, ms": 15.2, "search, ms": 4.4, "some-query, ms": math.nan},
    100: {"/event/…, ms": 29.0, "search, ms": 24.0, "some-query, ms": 1000.0},
}


def test_each_figure_has_its_growth_and_its_goal() -> None:
    assert headings(FOUND) == ["what", "N = 1", "N = 10", "N = 100", "10 : 1", "100 : 1", "goal", "is"]
    things, search, query = (row[1:] for row in rows(FOUND))
    assert things == ["10.0", "15.2", "29.0", "1.5 ×", "2.9 ×", "10: 1.5 ×; 100: 3 ×", "met"]  # noqa: RUF001 - the sign is meant
    assert search[-2:] == ["100: 25; 10: 2 ×", "missed"]  # noqa: RUF001 - the sign is meant
    assert query == ["5.0", "no answer", "1,000", "", "200.0 ×", "", ""]  # noqa: RUF001 - the sign is meant


@pytest.mark.parametrize("what", [*(f"{path}, ms" for path in LISTS), *(f"/{kind}/…, ms" for kind in THINGS)])
def test_every_page_has_a_goal(what: str) -> None:
    assert goal_of(what).words()


def test_a_goal_counts_where_it_is_measured() -> None:
    some = {1: FOUND[1], 2: FOUND[10]}
    assert {row[-1] for row in rows(some)} == {""}


def test_it_can_be_pasted_into_a_page() -> None:
    title, rule, *lines = markdown(FOUND).splitlines()
    assert title.count("|") == rule.count("|") == 9
    assert len(lines) == 3


def test_a_page_over_a_server_may_take_three_times_as_long_as_with_the_own_store() -> None:
    found = {
        "own store": {"/games, ms": 60.0, "/partner/…, ms": 20.0, "search, ms": 1.0},
        "Oxigraph": {"push, s": 2.0, "/games, ms": 175.0, "/partner/…, ms": 149.0, "search, ms": 900.0},
    }
    title, _, *lines = engines.markdown(found).splitlines()
    assert title == "| what | own store | Oxigraph | is |"
    assert lines == [
        "| /games, ms | 60.0 | 175 | met |",
        "| /partner/…, ms | 20.0 | 149 | met |",
        "| search, ms | 1.0 | 900 |  |",
        "| push, s |  | 2.0 |  |",
    ]
    found["Oxigraph"] |= {"/games, ms": 181.0, "/partner/…, ms": 151.0}
    assert engines.markdown(found).count("missed") == 2
