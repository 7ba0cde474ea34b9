"""What the pages say in sentences is true, adds up, and is English."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.abuse.lengths import sample
from tests.some import some
from tests.webapp.html import Element, parse

pytestmark = pytest.mark.slow


def _page(client: FlaskClient, address: str) -> Element:
    response = client.get(address)
    assert response.status_code == 200, address
    return parse(response.text)


def _lede(client: FlaskClient, address: str) -> str:
    return _page(client, address).all("p", class_="lede")[0].text


@pytest.fixture(scope="module")
def summaries(app: Flask, client: FlaskClient) -> dict[str, str]:
    """The summaries of editions of the Games and of programmes, by address: a third, and all in `make abuse`."""
    catalogue = app.extensions["opg"].catalogue
    addresses = map(catalogue.urls.page, (*catalogue.games, *catalogue.programmes))
    return {address: _lede(client, address) for address in sample(addresses, every=3)}


@pytest.mark.parametrize(
    ("country", "since"),
    [
        ("china", "recorded here, in programmes from 2003 on."),
        ("south-korea", "recorded here, from 1988 on."),
        ("canada", "recorded here; the first was T. Eaton Company, in 1976."),
        ("netherlands", "recorded here; the first was Schelde International, in 1980."),
        ("belgium", "One partner from Belgium is recorded here: AB InBev, from 2024 on."),
    ],
)
def test_a_first_partner_is_named_only_where_one_alone_is_known_to_have_been(
    client: FlaskClient, country: str, since: str
) -> None:
    assert since in _lede(client, f"/country/{country}")


@pytest.mark.parametrize(
    ("country", "said"),
    [
        ("canada", "One of them has been a worldwide partner."),
        ("taiwan", "One of them has been a worldwide partner."),
        ("france", "Two of them have been worldwide partners."),
    ],
)
def test_one_worldwide_partner_is_one(client: FlaskClient, country: str, said: str) -> None:
    assert said in _lede(client, f"/country/{country}")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/games/1988-summer", "9 worldwide (TOP) and 18 domestic in four tiers; two partners are in both."),
        ("/games/2024-summer", "; one partner is in both."),
        ("/programme/2024-summer-domestic", "3 of a tier that no source names; two partners are in two of these."),
        ("/games/2020-summer", "14 worldwide (TOP) and 65 domestic in three tiers."),
    ],
)
def test_parts_that_exceed_the_whole_are_explained(client: FlaskClient, address: str, said: str) -> None:
    assert _lede(client, address).endswith(said)


def _numbers(words: str) -> Iterator[int]:
    """Give the numbers of partners that a list of parts names."""
    yield from map(int, re.findall(r"(?:^|, | and )(\d+) ", words))


def test_parts_add_up(client: FlaskClient, summaries: dict[str, str]) -> None:
    totals = (re.search(r"(?<!\S)(\d+) [a-z ]+ recorded[^:]*: (.*)\.$", summary) for summary in summaries.values())
    for total in some(filter(None, totals)):
        parts, extra, _ = total[2].partition("; ")
        assert (sum(_numbers(parts)) > int(total[1])) is bool(extra), total.string


def test_programmes_say_whose_they_are_as_a_sentence_does(client: FlaskClient, summaries: dict[str, str]) -> None:
    assert _lede(client, "/programme/1920-summer-domestic") == (
        "The organising committee of Antwerp 1920 had commercial partners before there was an organised programme. "
        "One partner is recorded."
    )
    assert _lede(client, "/programme/1988-winter-domestic").startswith(
        "The Calgary 1988 domestic marketing programme was run by Olympiques Calgary Olympics '88. "
    )
    assert "run by the Seoul Olympic Organizing Committee." in _lede(client, "/programme/1988-summer-domestic")
    assert _lede(client, "/programme/top-01").startswith(
        "TOP I was the 1985\N{EN DASH}1988 term of TOP, the worldwide programme of the International Olympic Committee."
    )
    assert not [summary for summary in summaries.values() if ", to " in summary]


def test_cancelled_games_are_said_to_have_been_cancelled(client: FlaskClient) -> None:
    assert _lede(client, "/games/1916-summer") == (
        "The Games were to be held in Berlin in 1916. They were cancelled. No partnership is recorded for them."
    )


@pytest.mark.parametrize("address", ["/games/1900-summer", "/country/mexico", "/programme/2034-winter-domestic"])
def test_what_is_not_recorded_is_said_in_plain_words(client: FlaskClient, address: str) -> None:
    said = _lede(client, address)
    assert "is recorded" in said
    assert "seen source" not in said
    assert "yet" not in said


def test_the_numbers_of_games_have_their_singular(client: FlaskClient) -> None:
    figures = _page(client, "/games/1952-summer").all("ul", class_="figures")[0].all("li")
    assert [item.text for item in figures][:2] == ["1 partner recorded", "69 nations"]
    assert _page(client, "/games/1964-summer").all("ul", class_="figures")[0].all("li")[0].text == "7 partners recorded"


def test_related_companies_have_their_singular(client: FlaskClient) -> None:
    chips = [
        item.text for item in _page(client, "/partner/alibaba").all("ul", class_="chips") for item in item.all("a")
    ]
    assert [chip for chip in chips if chip.endswith("1 partnership in these categories")]
    assert not [chip for chip in chips if re.search(r" 1 \w*partnerships", chip)]


def test_a_category_names_the_most_frequent_partner_only_where_there_is_one(client: FlaskClient) -> None:
    assert "is recorded in the most of these programmes, 20 of 37." in _lede(client, "/category/timekeeping")
    assert "is recorded in the most" not in _lede(client, "/category/gymnastics-equipment")
