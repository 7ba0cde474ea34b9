"""Keys that a contributor writes in another way.

They stand as an address, a name, a longer id, or the key of another thing.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.build.load_tables import examine
from graph.build.problems import Kind
from graph.paths import TABLES
from tests.graph.build.test_more_mistakes import Change, spoilt

DEAL = "\ntop-09--alibaba,alibaba,top-09,top-partner,"
ENDED = ",2017-01-19,2020,2017-01-19,worldwide,,completed"
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


@pytest.mark.parametrize(
    "change",
    [
        Change("partnerships.csv", DEAL, DEAL.replace(",alibaba,", ",visa,"), "id", "or alibaba in partner, as the id"),
        Change(
            "partnerships.csv",
            ENDED,
            ENDED.replace("worldwide", "worldwide;CN"),
            "territory",
            "worldwide alone, or",
        ),
    ],
)
def test_what_contradicts_itself_is_told_with_both_ways_out(light_tables: Path, change: Change) -> None:
    spoilt(light_tables, change)


@pytest.mark.parametrize(
    ("file", "old", "new", "kind"),
    [
        ("games_covered.csv", "\nairbnb,top,2022-winter,", "\nairbnb,top,1896-summer,", Kind.REFERENCE),
        ("replaced.csv", ",tokyo-sponsors-extend-2020,", ",2017-01-19-alibaba,", Kind.DUPLICATE),
        ("partnerships.csv", ",Joins TOP as cloud and", ",Joins TOP as\ncloud and", Kind.CELLS),
    ],
)
def test_a_wrong_key_is_not_told_as_wrong_order_too(
    light_tables: Path, file: str, old: str, new: str, kind: Kind
) -> None:
    path = light_tables / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert [problem.kind for problem in examine(light_tables)[1]] == [kind]


def test_a_further_row_counts_from_the_numbers_that_were_given_up(light_tables: Path) -> None:
    """An id is never used again, so that the next number may be the one after a replaced id."""
    path = light_tables / "partnerships.csv"
    text = path.read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith(DEAL.strip()))
    further = row.replace("top-09--alibaba,", "top-09--alibaba--3,", 1).replace("2017-01-19,2020,", "2018,2020,")
    path.write_text(text.replace(f"{row}\n", f"{row}\n{further}\n"), encoding="utf-8")
    assert examine(light_tables)[1] == ()


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("id, name, kind, country, homepage, note, sources", "id,name,kind,country,homepage,note,sources: no spaces"),
        ("name,id,kind,country,homepage,note,sources", "name and id are exchanged; "),
    ],
)
def test_a_wrong_header_is_one_problem(light_tables: Path, header: str, said: str) -> None:
    """Keys of other tables were told as lost, where two names of columns had changed places."""
    path = light_tables / "organizations.csv"
    path.write_text("\n".join([header, *path.read_text(encoding="utf-8").split("\n")[1:]]), encoding="utf-8")
    (problem,) = examine(light_tables)[1]
    assert said in problem.expected
