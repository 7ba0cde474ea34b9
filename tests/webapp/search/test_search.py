"""Search: the right thing first, whatever the script and however it is misspelt; the page, and suggestions as JSON."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.stores.store import EmbeddedStore
from tests.some import any_number
from tests.webapp.html import parse
from webapp.models.name_index import Name, NameIndex, fold
from webapp.models.site import SiteData
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


@pytest.fixture(scope="module")
def names(store: EmbeddedStore) -> NameIndex:
    return SiteData(store).catalogue.names


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


@given(st.text(max_size=60))
@settings(max_examples=60)
def test_any_text_is_answered(names: NameIndex, text: str) -> None:
    hits = names.search(text, 8)
    assert len(hits) <= 8
    assert len({hit.name.iri for hit in hits}) == len(hits)
    assert all(hit.score > 0 for hit in any_number(hits))


@given(st.data())
@settings(max_examples=60)
def test_a_whole_name_finds_its_thing(names: NameIndex, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(names.entries))
    best = names.find(name.text)
    assert best[0].score >= 5
    assert name.iri in {hit.name.iri for hit in best if hit.score >= 5}


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_more_about_a_thing_decides_among_equals() -> None:
    entries = [Name(iri, "Star", "en", "label", partner=True) for iri in ("a", "b", "c")]
    assert [hit.name.iri for hit in NameIndex(entries, {"b": 9}).find("star")] == ["b", "a", "c"]


def test_the_page_groups_by_kind(client: FlaskClient) -> None:
    page = parse(client.get("/search?q=tokyo").text)
    assert [part.all("h2")[0].text for part in page.all("section", class_="found")][:2] == ["Games 3", "Programmes 2"]
    everything = parse(client.get("/search?q=a").text)
    more = [link.attributes["href"] for part in everything.all("p", class_="more") for link in part.all("a")]
    assert "/search?q=a&kind=partner" in more
    partners = parse(client.get("/search?q=a&kind=partner").text)
    assert len(partners.all("section", class_="found")) == 1
    assert len(partners.all("ol", class_="hits")[0].all("li")) > 10


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
