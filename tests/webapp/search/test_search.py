"""Search: the right thing first, whatever the script and however it is misspelt; the page, and suggestions as JSON."""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from queries.search.name_index import NameIndex
from tests.tables import rows
from tests.webapp.html import parse
from webapp.models import search_results
from webapp.search.routes import SUGGESTED

FIRST = {
    "mcdonalds": "partner/mcdonalds",
    "McDonald’s": "partner/mcdonalds",  # noqa: RUF001
    "mcdonlds": "partner/mcdonalds",
    "mcdnalds": "partner/mcdonalds",
    "mcdonl": "partner/mcdonalds",
    "阿里巴巴": "partner/alibaba",
    "阿里": "partner/alibaba",
    "alibba": "partner/alibaba",
    "パナソニック": "partner/panasonic",
    "pansonic": "partner/panasonic",
    "삼성": "partner/samsung",
    "smasung": "partner/samsung",
    "cocacola": "partner/coca-cola",
    "coca cola": "partner/coca-cola",
    "the coca-cola company": "partner/coca-cola",
    "COKE": "partner/coca-cola",
    "visa": "partner/visa",
    "omgea": "partner/omega",
    "p&g": "partner/procter-gamble",
    "nestle": "partner/nestle",
    "toyta": "partner/toyota",
    "tokio 2020": "games/2020-summer",
    "tokyo": "games/2020-summer",
    "2020 summer": "games/2020-summer",
    "beijin": "games/2008-summer",
    "thomas bach": "person/thomas-bach",
    "bach thomas": "person/thomas-bach",
    "thoms bach": "person/thomas-bach",
    "timekeeping": "category/timekeeping",
    "brazl": "country/brazil",
    "TOP IX": "programme/top-09",
}


@pytest.mark.parametrize(("text", "expected"), FIRST.items())
def test_the_right_thing_comes_first(client: FlaskClient, text: str, expected: str) -> None:
    found = client.get("/search/suggest", query_string={"q": text}).get_json()
    assert found[0]["id"] == expected, [item["id"] for item in found]
    assert found[0]["href"] == "/" + expected


def test_a_suggestion_says_what_it_is_and_which_name_matched(client: FlaskClient) -> None:
    found = client.get("/search/suggest", query_string={"q": "阿里巴巴"}).get_json()
    assert found == [
        {
            "id": "partner/alibaba",
            "label": "Alibaba Group",
            "kind": "Partner",
            "note": "China · 4 partnerships",
            "href": "/partner/alibaba",
            "matched": "阿里巴巴",
            "language": "zh",
            "near": False,
            "how": "short name",
            "why": "short name 阿里巴巴",
            "step": "whole",
        }
    ]


def test_suggestions_are_few_and_may_be_kept(client: FlaskClient) -> None:
    response = client.get("/search/suggest?q=a")
    assert len(response.get_json()) == SUGGESTED
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get("/search/suggest?q=a", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
    assert client.get("/search/suggest?q=").get_json() == []
    assert client.get("/search/suggest").get_json() == []


QUESTIONS = [
    ("London Olympics 2012", "games/2012-summer"),
    ("Winter Olympics 2018", "games/2018-winter"),
    ("IOC president", "organization/ioc"),
    ("GE Healthcare", "partner/general-electric"),
    ("Delta Air Lins", "partner/delta-air-lines"),
    ("三星電子", "partner/samsung"),
]


@pytest.mark.parametrize(("text", "expected"), QUESTIONS)
def test_whole_names_in_a_text_go_before_what_is_only_alike(client: FlaskClient, text: str, expected: str) -> None:
    assert client.get("/search/suggest", query_string={"q": text}).get_json()[0]["id"] == expected


JOINED = [
    ("tokyo 2020 airline", ["partner/ana", "partner/japan-airlines"]),
    ("beer london 2012", ["partner/heineken-uk"]),
    ("visa japan", []),
    ("coca-cola london 2012", ["partner/coca-cola"]),
]


@pytest.mark.parametrize(("text", "partners"), JOINED)
def test_several_names_are_joined_by_partners(client: FlaskClient, text: str, partners: list[str]) -> None:
    found = client.get("/api/search", query_string={"q": text}).get_json()
    assert found["joined"] == partners
    assert [item["id"] for item in found["results"]][: len(partners)] == partners
    assert {id_ for part in found["named"] for id_ in part["ids"]} <= {item["id"] for item in found["results"]}


def test_two_games_are_joined_by_the_partners_of_both(client: FlaskClient) -> None:
    found = client.get("/api/search", query_string={"q": "london 2012 tokyo 2020", "limit": 200}).get_json()
    covered = defaultdict(set)
    for games in ("2012-summer", "2020-summer"):
        for row in client.get(f"/api/queries/partners-of-games.json?games={games}").get_json()["rows"]:
            covered[row["partner"]["id"].rpartition("/")[2]].add(games)
    assert {id_.partition("/")[2] for id_ in found["joined"]} == {
        who for who, both in covered.items() if len(both) == 2
    }


def test_a_partnership_joins_the_things_that_it_is_said_to(client: FlaskClient) -> None:
    found = client.get("/api/search", query_string={"q": "banks tokyo 2020"}).get_json()
    wanted = {
        f"partner/{row['partner']}"
        for row in rows("partnerships")
        if row["programme"] == "2020-summer-domestic" and "banking" in row["categories"].split(";")
    }
    assert set(found["joined"]) == wanted
    assert found["results"][0]["note"] == "Banking · Tokyo 2020 domestic"
    assert found["results"][0]["step"] == "joined"


WHY = [
    ("Atos Origin", "formerly Atos Origin"),
    ("Corona Cero", "its brand Corona Cero"),
    ("KEPCO", "short name KEPCO"),
    ("パナソニック", "also パナソニック"),
    ("visa", ""),
]


@pytest.mark.parametrize(("text", "why"), WHY)
def test_a_result_says_which_name_matched_and_of_which_kind(client: FlaskClient, text: str, why: str) -> None:
    assert client.get("/search/suggest", query_string={"q": text}).get_json()[0]["why"] == why
    assert why.replace(" ", "") in parse(client.get(f"/search?q={quote(text)}").text).text.replace(" ", "")


def test_the_api_takes_a_kind_and_a_limit(client: FlaskClient) -> None:
    found = client.get("/api/search?q=a&kind=games&limit=3").get_json()
    assert [item["kind"] for item in found["results"]] == ["Games"] * 3
    assert client.get("/api/search?q=a&kind=animal").status_code == 400
    for limit in ("0", "201", "x", "-1", "٣"):
        refused = client.get("/api/search", query_string={"q": "a", "limit": limit})
        assert (refused.status_code, refused.get_json()["parameter"]) == (400, "limit")
    assert client.get("/api/search").get_json()["results"] == []


def test_the_page_says_how_it_read_several_names(client: FlaskClient) -> None:
    page = parse(client.get("/search?q=tokyo+2020+airline").text)
    assert "Two partners for Tokyo 2020 and Airlines" in page.text
    assert page.all("section", class_="found")[0].all("h2")[0].text == "Partners of both 2"
    apart = parse(client.get("/search?q=visa+japan").text)
    assert "No partnership is recorded that joins Visa and Japan." in apart.text
    pair = parse(client.get("/search?q=coca-cola+mcdonalds").text)
    assert "/path?from=partner/coca-cola&to=partner/mcdonalds" in [link.attributes["href"] for link in pair.all("a")]
    rest = parse(client.get("/search?q=louis+vuitton+bags").text)
    assert "Nothing is known here by the word “bags”." in rest.text


def test_the_page_groups_by_kind(client: FlaskClient) -> None:
    page = parse(client.get("/search?q=tokyo").text)
    assert [part.all("h2")[0].text for part in page.all("section", class_="found")][:2] == ["Games 3", "Programmes 2"]
    everything = parse(client.get("/search?q=a").text)
    more = [link.attributes["href"] for part in everything.all("p", class_="more") for link in part.all("a")]
    assert "/search?q=a&kind=partner" in more
    partners = parse(client.get("/search?q=a&kind=partner").text)
    assert len(partners.all("section", class_="found")) == 1
    assert len(partners.all("ol", class_="hits")[0].all("li")) > 10


def test_the_page_says_that_only_some_names_were_ranked(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    said = "those about which there is most"
    assert said not in client.get("/search?q=co").text
    monkeypatch.setattr(NameIndex, "is_limited", lambda *_: True)
    monkeypatch.setattr(search_results, "_MANY", 5)
    assert said in client.get("/search?q=com").text
    assert said not in client.get("/search?q=visa").text


def test_near_misses_are_called_so(client: FlaskClient) -> None:
    page = parse(client.get("/search?q=mcdnalds").text)
    assert "Nothing here is called “mcdnalds”. These come close:" in page.text
    assert "McDonald's" in page.all("ol", class_="hits")[0].text


def test_an_empty_answer_leads_on(client: FlaskClient) -> None:
    page = parse(client.get("/search?q=zzzzqqq").text)
    assert "nor anything like it" in page.text
    assert "/partners" in [link.attributes["href"] for link in page.all("main")[0].all("a")]


def test_an_unknown_kind_is_said(client: FlaskClient) -> None:
    response = client.get("/search?q=a&kind=animal", headers={"Accept": "application/json"})
    assert response.status_code == 400
    assert "partner, games, programme" in response.get_json()["detail"]


def test_the_text_is_escaped(client: FlaskClient) -> None:
    response = client.get("/search", query_string={"q": '"><script>alert(1)</script>'})
    assert "<script>alert" not in response.text
    assert response.status_code == 200


def test_every_page_has_one_search_field(client: FlaskClient) -> None:
    for address in ("/", "/search", "/partner/alibaba", "/nothing/at-all", "/about"):
        assert len(parse(client.get(address).text).all("form", role="search")) == 1, address
