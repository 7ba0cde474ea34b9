"""Connections: the shortest ways, in a fixed order, each step with its partnerships and their evidence."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.some import some
from tests.tables import by_id
from tests.webapp.html import parse
from webapp.explorer.request import network
from webapp.explorer.shortest_paths import Connections, connect
from webapp.explorer.view_state import ViewState


def told(client: FlaskClient, query: str) -> dict[str, Any]:
    response = client.get(f"/path.json?{query}")
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.get_json()
    return found


def stops(way: list[dict[str, Any]]) -> list[str]:
    return [way[0]["from"], *(step["to"] for step in way)]


@pytest.fixture
def found(app: Flask) -> Any:
    def find(start: str, end: str, within: int = 12, most: int = 10) -> Connections:
        with app.test_request_context("/"):
            return connect(network().part(ViewState()).deals, start, end, within, most)

    return find


def test_two_companies_in_the_same_programme(client: FlaskClient) -> None:
    found = told(client, "from=partner/bridgestone&to=partner/alibaba")
    assert found["length"] == 2
    assert [stops(way)[1] for way in found["ways"]] == [
        "programme/olympic-channel-founding", "programme/top-09", "programme/top-10",
    ]  # fmt: skip
    for step in some(found["ways"][1]):
        assert step["partnerships"]
        for partnership in some(step["partnerships"]):
            assert partnership["programme"] == "TOP IX"
            assert partnership["sources"]


def test_two_companies_that_are_joined_through_a_third(client: FlaskClient) -> None:
    found = told(client, "from=partner/alibaba&to=partner/kodak")
    assert found["length"] == 4
    assert found["total"] == 77
    assert found["shown"] == len(found["ways"]) == 10
    assert stops(found["ways"][0]) == [
        "partner/alibaba", "programme/top-09", "partner/atos", "programme/top-05", "partner/kodak",
    ]  # fmt: skip
    everything = told(client, "from=partner/alibaba&to=partner/kodak&ways=all")
    assert everything["shown"] == everything["total"] == len({str(stops(way)) for way in everything["ways"]})
    assert sorted(map(stops, everything["ways"])) == list(map(stops, everything["ways"])), "the order is fixed"


def test_the_way_back_is_as_long_and_as_wide(found: Any) -> None:
    there, back = found("partner/361-degrees", "partner/kolon"), found("partner/kolon", "partner/361-degrees")
    assert (there.length, there.total) == (back.length, back.total)
    assert there.length == 6


def test_partners_that_left_before_the_other_came(client: FlaskClient) -> None:
    query = "from=partner/mcdonalds&to=partner/intel"
    left, came = (by_id("partnerships")[f"top-09--{name}"] for name in ("mcdonalds", "intel"))
    assert left["end"] < came["start"], "the tables still have them one after the other"
    for way in some(told(client, query)["ways"]):
        assert stops(way)[1] == "programme/top-09"
        overlap = way[1]["overlap"]
        assert overlap["atTheSameTime"] is False
        assert overlap["laterBeginning"] == {"partner": "partner/intel", "date": came["start"], "basis": "stated"}
        assert overlap["earlierEnd"] == {"partner": "partner/mcdonalds", "date": left["end"], "basis": "stated"}
    text = parse(client.get(f"/path?{query}").text).text
    assert "They were not partners at the same time in TOP IX." in text
    assert "Not at the same time: McDonald's to 16 June 2017, Intel from 21 June 2017." in text


@pytest.mark.parametrize("ends", [("mcdonalds", "intel"), ("alibaba", "kodak"), ("alibaba", "intel")])
def test_the_explorer_tells_the_same_of_time(client: FlaskClient, ends: tuple[str, str]) -> None:
    one, other = (f"partner/{end}" for end in ends)
    way = told(client, f"from={one}&to={other}")["ways"][0]
    address = f"path={one}~{other}"
    view = client.get(f"/explore/view.json?{address}").json
    page = parse(client.get(f"/path?from={one}&to={other}").text).text
    assert view is not None
    told_there = [step.get("overlap") for step in view["path"]["steps"]]
    assert [{key: found[key] for key in found if key != "words"} if found else None for found in told_there] == [
        step["overlap"] for step in way
    ]
    sentences = [found["words"] for found in told_there if found] + view["path"]["words"]
    assert all(sentence in page for sentence in some(sentences))
    apart = ends == ("mcdonalds", "intel")
    assert view["title"].endswith(", not at the same time") == apart
    assert (", not at the same time" in parse(client.get(f"/explore?{address}").text).all("h1")[0].text) == apart


def test_each_programme_between_two_partners_says_whether_they_overlapped(client: FlaskClient) -> None:
    deals = by_id("partnerships")
    for query in ("from=partner/alibaba&to=partner/kodak", "from=partner/361-degrees&to=partner/kolon"):
        for way in some(told(client, query)["ways"]):
            for step in some(way):
                if not step["from"].startswith("programme/"):
                    assert step["overlap"] is None
                    continue
                overlap = step["overlap"]
                later, earlier = overlap["laterBeginning"], overlap["earlierEnd"]
                assert overlap["atTheSameTime"] == (later["date"] <= (earlier["date"] or "9999"))
                own = [deals[deal["iri"].rpartition("/")[2]] for deal in some(step["partnerships"])]
                if not any(row["start"] or row["announced"] for row in own):
                    assert overlap["assumed"], "no source says when the second began"


def test_an_assumed_overlap_looks_assumed(client: FlaskClient) -> None:
    query = "from=partner/361-degrees&to=partner/kolon"
    page = parse(client.get(f"/path?{query}").text)
    first = told(client, query)["ways"][0]
    between = [step["overlap"] for step in first if step["overlap"]]
    said = page.all("ol", class_="way")[0].all("p", class_="note")
    assert [("assumed" in note.attributes["class"]) for note in said] == [found["assumed"] for found in some(between)]


def test_nothing_within_too_few_steps(client: FlaskClient) -> None:
    query = "from=partner/361-degrees&to=partner/kolon&within=4"
    found = told(client, query)
    assert (found["found"], found["ways"], found["within"]) == (False, [], 4)
    page = client.get(f"/path?{query}")
    assert page.status_code == 200
    assert "There is no way from 361 Degrees to Kolon Industries within four steps." in parse(page.text).text
    assert "within=20" in page.text


def test_hubs_join_nothing(found: Any) -> None:
    for start, end in (("partner/visa", "partner/alibaba"), ("partner/3m", "partner/andreani")):
        for way in some(found(start, end).ways):
            inner = [step.target for step in way[:-1]]
            assert all(node.startswith(("partner/", "programme/")) for node in some(inner))
            assert "programme/top" not in inner


def test_games_categories_and_top_as_a_whole_are_only_ends(found: Any) -> None:
    ways = found("games/1984-summer", "category/beer").ways
    assert [step.target for step in ways[0]] == ["partner/anheuser-busch", "category/beer"]
    assert found("programme/top", "partner/visa").length == 1
    assert found("games/1896-summer", "games/2024-summer").found


def test_what_has_no_partnership_has_no_way(client: FlaskClient) -> None:
    found = told(client, "from=partner/visa&to=organization/ioc")
    assert found["apart"] == ["organization/ioc"]
    text = parse(client.get("/path?from=partner/visa&to=organization/ioc").text).text
    assert "International Olympic Committee has no partnership of its own here" in text
    assert "Choose two different things" in client.get("/path?from=visa&to=partner/visa").text


def test_the_page_gives_each_step_its_evidence(client: FlaskClient) -> None:
    page = parse(client.get("/path?from=mcdonalds&to=omega").text)
    assert page.all("h1")[0].text == "From McDonald's to Omega"
    steps = page.all("ol", class_="way")[0]
    assert all(item.all("span", class_="refs") for item in some(steps.all("li")) if item.all("span", class_="note"))
    assert [
        link for link in page.all("a") if link.attributes["href"] == "/explore?path=partner/mcdonalds~partner/omega"
    ]
    assert page.all("svg", class_="net-wide")


def test_a_name_that_is_not_known_is_met_with_suggestions(client: FlaskClient) -> None:
    response = client.get("/path?from=mcdnalds&to=omega")
    assert response.status_code == 400
    page = parse(response.text)
    links = [link for link in page.all("a") if link.text == "McDonald's"]
    assert links[0].attributes["href"] == "/path?from=partner/mcdonalds&to=omega"
    assert client.get(links[0].attributes["href"]).status_code == 200
    problem = client.get("/path.json?from=mcdnalds&to=omega", headers={"Accept": "application/json"})
    assert problem.status_code == 400
    assert problem.get_json()["parameter"] == "from"


@pytest.mark.parametrize(
    "query", ["from=visa&to=omega&within=0", "from=visa&to=omega&within=x", "from=visa&to=omega&via=x", "from=visa"]
)
def test_what_does_not_fit_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/path?{query}").status_code == 400
    assert client.get("/path", headers={"Accept": "text/turtle"}).status_code == 406
    assert client.get("/path").status_code == 200
