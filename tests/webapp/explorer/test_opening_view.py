"""What the explorer opens with: partners alone, joined by the Games that two of them have in common."""

from __future__ import annotations

from itertools import combinations

import pytest
from flask.testing import FlaskClient

from tests import tables
from tests.some import some
from tests.webapp.explorer.test_view_json import kind, look


@pytest.fixture(scope="module")
def whole(client: FlaskClient) -> dict[str, set[str]]:
    """Return the Games of each partner, as the lines of the whole network say."""
    found: dict[str, set[str]] = {slug: set() for slug in tables.partners()}
    for edge in some(look(client, "kind=partner&kind=games")["edges"]):
        if edge["kind"] == "covers":
            found[edge["source"].partition("/")[2]].add(edge["target"])
    return found


@pytest.mark.parametrize("least", [8, 5, 12])
def test_a_line_joins_two_that_share_enough_games(client: FlaskClient, whole: dict[str, set[str]], least: int) -> None:
    found = look(client, "" if least == 8 else f"shared={least}")
    assert kind(found, "partner") == set(whole)
    expected = {
        (f"partner/{one}", f"partner/{other}"): len(whole[one] & whole[other])
        for one, other in combinations(sorted(whole), 2)
        if len(whole[one] & whole[other]) >= least
    }
    assert {(edge["source"], edge["target"]): edge["games"] for edge in some(found["edges"])} == expected
    assert all(edge["sources"] for edge in some(found["edges"]))


def test_partners_carry_what_the_picture_tells_of_them(client: FlaskClient, whole: dict[str, set[str]]) -> None:
    partners = {node["id"]: node for node in look(client, "")["nodes"]}
    assert {id_.partition("/")[2]: node.get("games", 0) for id_, node in partners.items()} == {
        slug: len(games) for slug, games in whole.items()
    }
    visa = partners["partner/visa"]
    assert (visa["first"], visa["country"], visa["tier"]) == ("1988-winter", "united-states", "top")
    for id_, node in some(partners.items()):
        assert "first" not in node or f"games/{node['first']}" in whole[id_.partition("/")[2]]


def test_it_is_much_less_than_the_whole_network(client: FlaskClient) -> None:
    sizes = [
        len(client.get(f"/explore/view.json?{query}", headers={"Accept-Encoding": "gzip"}).data)
        for query in ("", "show=network")
    ]
    assert sizes[0] < sizes[1] / 3


@pytest.mark.parametrize(
    ("query", "state"),
    [
        ("show=partners&shared=8", ""),
        ("shared=08&hide=partner/visa", "hide=partner/visa"),
        ("show=network&shared=4", "show=network"),
        ("show=network&tier=top", "tier=top"),
        ("show=partners&tier=top&shared=4", "tier=top&show=partners&shared=4"),
        ("show=partners&kind=games&kind=partner", "kind=games&kind=partner"),
        ("from=partner/visa", "from=partner/visa&open=partner/visa"),
        ("from=partner/visa&show=partners", "from=partner/visa&open=partner/visa"),
        ("size=games&colour=tier&layout=force&mark=partner/visa&note=b&title=+a++c+&shared=3",
         "shared=3&title=a+c&note=b&mark=partner/visa&layout=force&colour=tier&size=games"),
    ],
)  # fmt: skip
def test_what_goes_without_saying_is_not_in_the_address(client: FlaskClient, query: str, state: str) -> None:
    assert look(client, query)["state"] == state


def test_a_day_shows_its_partners_and_what_they_share_at_any_time(client: FlaskClient) -> None:
    found = look(client, "show=partners&tier=top&date=2017-01-18")
    assert kind(found, "partner") == kind(look(client, "tier=top&date=2017-01-18"), "partner")
    assert max(edge["games"] for edge in some(found["edges"])) > 8


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("shared=0", "a number from 1 to 30 is expected"),
        ("shared=many", "a number from 1 to 30 is expected"),
        ("show=all", "one of partners or network is expected"),
        ("layout=circle", "one of meaning, force or timeline is expected"),
        ("colour=red", "one of field, country, tier or games is expected"),
        ("size=big", "one of connections, games or same is expected"),
        ("mark=partner/nobody", "the network has nothing of this name"),
        (f"title={'x' * 121}", "at most 120 characters are taken, and these are 121"),
        ("note=a%E2%80%AEb", "words without control characters are expected"),
        ("at=2", "it is for a story, which has at least one step"),
        ("step=tier%3Dtop&at=2", "the number of a step, from 1 to 1, is expected"),
        ("step=&step=date%3Dnever", "step 2 does not fit: date=never: a day as YYYY-MM-DD"),
        ("step=tier%3Dtop&tier=top", "Beside the steps of a story there is no other view"),
        ("&".join(["step="] * 31), "a story has at most 30 steps, and this has 31"),
    ],
)
def test_what_does_not_fit_is_told(client: FlaskClient, query: str, words: str) -> None:
    response = client.get(f"/explore/view.json?{query}")
    assert response.status_code == 400
    assert words in response.get_json()["detail"]
