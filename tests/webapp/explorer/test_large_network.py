"""A network that is too large for one picture. Its parts say what they leave out; here the bounds are small."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.some import some
from tests.webapp.explorer.test_view_json import kind, look
from tests.webapp.html import parse
from tests.webapp.sites import like
from webapp.explorer import large_network

PARTNERS, OTHERS, NEIGHBOURS = 40, 15, 30


@pytest.fixture(scope="module")
def large(app: Flask, client: FlaskClient) -> Iterator[FlaskClient]:
    """A client of a site whose explorer takes a hundred partnerships for a large network."""
    assert "large" not in look(client, ""), "the other site has read its settings"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPG_EXPLORER_PARTNERSHIPS", "100")
        patch.setattr(large_network, "MOST_PARTNERS", PARTNERS)
        patch.setattr(large_network, "MOST_AMONG_OTHERS", OTHERS)
        patch.setattr(large_network, "MOST_NEIGHBOURS", NEIGHBOURS)
        yield like(app).test_client(use_cookies=False)


def test_the_opening_has_the_partners_of_most_games(client: FlaskClient, large: FlaskClient) -> None:
    whole, part = look(client, ""), look(large, "")
    assert part["partners"] == {"shown": PARTNERS, "all": len(whole["nodes"])}
    assert "partners" not in whole
    assert "large" not in whole
    fewest = min(node.get("games", 0) for node in part["nodes"])
    left = kind(whole, "partner") - kind(part, "partner")
    assert all(node.get("games", 0) <= fewest for node in some(whole["nodes"]) if node["id"].partition("/")[2] in left)
    assert part["whole"]["partner"] == whole["whole"]["partner"]
    joined = {(edge["source"], edge["target"]) for edge in part["edges"]}
    assert joined == {
        pair
        for edge in whole["edges"]
        if set(pair := (edge["source"], edge["target"])) <= {f"partner/{slug}" for slug in kind(part, "partner")}
    }


@pytest.mark.parametrize(
    "query", ["tier=top", "country=japan&show=partners", "category=beer", "season=winter", "date=2017-01-18"]
)
def test_a_filter_counts_all_that_fit(client: FlaskClient, large: FlaskClient, query: str) -> None:
    whole, part = look(client, query), look(large, query)
    assert kind(part, "partner") <= kind(whole, "partner")
    most = PARTNERS if part["show"] == "partners" else OTHERS
    assert len(kind(part, "partner")) == min(most, len(kind(whole, "partner")))
    if len(kind(whole, "partner")) > most:
        assert part["partners"] == {"shown": most, "all": len(kind(whole, "partner"))}


@pytest.mark.parametrize("node", ["programme/top", "games/2012-summer", "category/technology", "country/united-states"])
def test_an_expansion_says_how_many_there_are(client: FlaskClient, large: FlaskClient, node: str) -> None:
    whole, part = look(client, f"from={node}"), look(large, f"from={node}")
    assert totals(part) == totals(whole)
    assert len(kind(part, "partner")) == len(kind(whole, "partner")) == 20
    more = look(large, f"from={node}&open={node}&all={node}")
    number = totals(whole)["partner"]
    assert len(kind(more, "partner")) == min(NEIGHBOURS, number)
    cut = [cut for cut in more["cuts"] if cut["kind"] == "partner"]
    assert cut == (
        [{"node": node, "kind": "partner", "shown": NEIGHBOURS, "all": number, "more": ""}]
        if number > NEIGHBOURS
        else []
    )
    page = parse(large.get(f"/explore?from={node}&open={node}&all={node}").text).text
    assert ("the page about it has the rest" in page) == bool(more["cuts"])


def totals(found: dict[str, Any]) -> dict[str, int]:
    """Return how many neighbours of each kind the view says that its cut expansions have."""
    return {cut["kind"]: cut["all"] for cut in some(found["cuts"])}


@pytest.mark.parametrize(
    "query",
    ["from=partner/alibaba", "from=person/thomas-bach", "from=games/2012-summer&open=games/2012-summer.programme"],
)
def test_a_small_expansion_is_what_it_is_in_a_small_network(
    client: FlaskClient, large: FlaskClient, query: str
) -> None:
    whole, part = look(client, query), look(large, query)
    assert {node["id"] for node in part["nodes"]} == {node["id"] for node in whole["nodes"]}
    here = whole["nodes"].index(next(node for node in whole["nodes"] if node.get("start")))
    for one, other in some(list(zip(whole["nodes"], part["nodes"], strict=True))):
        assert {key: one.get(key) for key in TOLD} == {key: other.get(key) for key in TOLD}
    assert [edge for edge in part["edges"] if here in (edge["source"], edge["target"])] == [
        edge | {"sources": sources(part, whole, edge)} if edge.get("sources") else edge
        for edge in whole["edges"]
        if here in (edge["source"], edge["target"])
    ]


TOLD = ("id", "label", "short", "kind", "family", "games", "first", "country", "tier")


def sources(part: dict[str, Any], whole: dict[str, Any], edge: dict[str, Any]) -> list[int]:
    """Return the places of the sources of a line in the list of another view."""
    return [part["sources"].index(whole["sources"][place]) for place in edge["sources"]]


@pytest.mark.parametrize(
    "address",
    [
        "/path.json?from=partner/alibaba&to=partner/kodak",
        "/path.json?from=partner/361-degrees&to=partner/kolon&within=20",
        "/path.json?from=category/beer&to=games/1984-summer",
        "/path.json?from=country/japan&to=partner/toyota",
        "/explore/facts?node=partner/alibaba",
        "/explore/facts?node=programme/top",
        "/explore/facts?node=country/japan",
        "/explore/facts?node=organization/ioc",
        "/explore/facts?partnership=top-09--alibaba",
        "/explore/find?q=visa",
    ],
)
def test_answers_about_single_things_are_the_same(client: FlaskClient, large: FlaskClient, address: str) -> None:
    assert client.get(address).data == large.get(address).data


@pytest.mark.parametrize(
    "node", ["partner/visa", "country/japan", "organization/ioc", "person/thomas-bach", "category/beer"]
)
def test_neighbours_are_counted_when_they_are_asked_for(client: FlaskClient, large: FlaskClient, node: str) -> None:
    address = f"/explore/expand?node={node}"
    assert client.get(address).get_json() == large.get(address).get_json()


def test_the_page_says_what_is_left_out(client: FlaskClient, large: FlaskClient) -> None:
    number = len(look(client, "")["nodes"])
    for address in ("/explore", "/explore?show=network"):
        said = parse(large.get(address).text).text
        assert "Shown are the" in said
        assert f"partners with most Games, of {number:,} that fit" in said
    assert "that fit" not in parse(client.get("/explore").text).text


def test_files_hold_what_is_shown(large: FlaskClient) -> None:
    lines = large.get("/explore/view.csv?from=country/japan").text.splitlines()
    assert len(lines) - 1 == len(look(large, "from=country/japan")["edges"])
    assert large.get("/explore/view.svg?tier=top").status_code == 200
    assert large.get("/explore/view.gexf?from=partner/visa").status_code == 200


def test_what_there_is_not_is_told(large: FlaskClient) -> None:
    for address in (
        "/explore/view.json?from=partner/nobody",
        "/explore/view.json?tier=9",
        "/explore/facts?node=person/visa",
    ):
        assert large.get(address).status_code == 400
    assert large.get("/explore/facts?partnership=top-99--nobody").status_code == 404
    assert look(large, "from=organization/omega")["state"] == "from=partner/omega&open=partner/omega"
