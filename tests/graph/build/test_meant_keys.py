"""Keys that a contributor writes in another way.

They stand as an address, a name, a longer id, or the key of another thing.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.paths import TABLES
from tests.graph.build.test_more_mistakes import Change, spoilt

DEAL = "\ntop-09--alibaba,alibaba,top-09,top-partner,"
IRI = "https://w3id.org/olympic-partnerships/id/organization/alibaba"
STORY = "World Economic Forum,itg-2017-01-alibaba;globaltimes-2017-01-alibaba;"
DEALS = ",top-09--alibaba;top-10--alibaba;"

KEYS = {
    "IRI": Change("partnerships.csv", DEAL, DEAL.replace(",alibaba,", f",{IRI},"), "partner", "mean alibaba?"),
    "page": Change(
        "partnerships.csv", DEAL, DEAL.replace(",top-09,", ",http://[::1]/p/top-09/?a=1,"), "programme", "mean top-09?"
    ),
    "other script": Change(
        "partnerships.csv", DEAL, DEAL.replace(",alibaba,", ",阿里巴巴,"), "partner", "mean alibaba?"
    ),
    "tier with its programme": Change(
        "partnerships.csv", DEAL, DEAL.replace("top-partner", "top-09--top-partner"), "tier", "mean top-partner?"
    ),
    "partnership": Change(
        "organization_relations.csv", "acquired-by,nike", "acquired-by,2016-summer-domestic--nike", "other", "mean nike"
    ),
    "partner of a partnership": Change(
        "events.csv",
        DEALS,
        DEALS.replace("top-09--", "", 1),
        "partnerships",
        "mean olympic-channel-founding--ali",
    ),
    "partner's name": Change(
        "events.csv", ",2018-winter-domestic--korail,", ",KORAIL,", "partnerships", "mean 2018-winter-domestic--korail?"
    ),
    "other order": Change("aliases.csv", "games,1984-summer,LA", "games,summer-1984,LA", "about", "mean 1984-summer?"),
    "address of a source": Change(
        "events.csv",
        STORY,
        STORY.replace("globaltimes-2017-01-alibaba", "https://globaltimes.cn/content/1029757.shtml/"),
        "sources",
        "mean globaltimes-2017-01-alibaba?",
    ),
}


@pytest.mark.parametrize("change", KEYS.values(), ids=KEYS)
def test_a_key_that_is_written_in_another_way_is_suggested(light_tables: Path, change: Change) -> None:
    problem = spoilt(light_tables, change)
    assert "a new one needs its row there" not in problem.expected


@pytest.mark.parametrize(
    "change",
    [
        Change("programmes.csv", "locog,2012-summer,", "locog,London,", "games", "mean 1908-summer, "),
        Change("programmes.csv", "IX,term,top,", "IX,term,TOP,", "part_of", "mean top?"),
        Change("programmes.csv", "IX,term,top,", "IX,term,top-09,", "part_of", "another programme than the row itself"),
    ],
)
def test_a_programme_with_a_wrong_reference_is_one_problem(light_tables: Path, change: Change) -> None:
    """Figures about its tiers, and reports about its partnerships, were each told as wrong."""
    shutil.copy(TABLES / "statistics.csv", light_tables)
    spoilt(light_tables, change)
