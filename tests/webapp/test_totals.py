"""Totals of the partners of a Games: one definition, and the same number wherever one stands."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.stores.store import EmbeddedStore, Triples
from queries.run import run
from tests.abuse.lengths import sample
from tests.queries.asking import ask
from tests.some import any_number, some
from tests.tables import by_id, covered, listed, partners_of, rows
from tests.webapp.html import Element, parse
from webapp.explorer.request import network
from webapp.explorer.view_state import ViewState
from webapp.models.partnership import PARTNERS_OF_GAMES
from webapp.text.english import count_phrase

GAMES = sorted(partners_of())


def slug(iri: str) -> str:
    return iri.rpartition("/")[2]


def domestic_of(edition: str) -> set[str]:
    programmes = by_id("programmes")
    return {
        row["partner"]
        for row, games in covered()
        if games == edition and programmes[row["programme"]]["kind"] == "domestic"
    }


def expected() -> dict[str, int]:
    return {edition: len(partners) for edition, partners in partners_of().items()}


@pytest.mark.parametrize("query", ["state-owned-partners", "newcomers", "tiers-of-games", "games-list"])
def test_queries_about_all_games_give_the_same_totals(store: EmbeddedStore, query: str) -> None:
    totals: defaultdict[str, int] = defaultdict(int)
    for row in ask(store, query):
        totals[slug(row["games"])] += int(row["partners"])
    assert {edition: number for edition, number in totals.items() if number} == expected()


def test_queries_about_one_games_give_the_same_totals(store: EmbeddedStore) -> None:
    for edition in some(GAMES):
        named = {row["partner"] for row in ask(store, "partners-of-games", games=edition)}
        assert len(named) == len(partners_of()[edition])
        answer = run(store, "sponsorship-network", {"games": edition})
        assert isinstance(answer, Triples)
        sponsors = {triple.object for triple in answer.triples if triple.predicate.value.endswith("/sponsor")}
        assert len(sponsors) == len(named)


def test_queries_about_domestic_partners_give_the_same_totals(store: EmbeddedStore) -> None:
    domestic = {edition: len(domestic_of(edition)) for edition in GAMES if domestic_of(edition)}
    shares = {slug(row["games"]): int(row["partners"]) for row in ask(store, "host-country-share", partners="1")}
    assert shares == domestic
    plain = [row for row in ask(store, "coverage-against-official-counts") if not {"tier", "asOf"} & set(row)]
    for row in some(plain):
        assert int(row["known"]) == domestic.get(slug(row["games"]), 0)


@pytest.mark.slow
def test_pages_lists_and_charts_give_the_same_totals(client: FlaskClient) -> None:
    listed_games = {slug(row["id"]): row["partners"] for row in client.get("/games.json").get_json()["rows"]}
    for edition in some(sample(GAMES)):
        number, page = expected()[edition], parse(client.get(f"/games/{edition}").text)
        assert page.all("ul", class_="figures")[0].all("b")[0].text == str(number)
        told = page.all("p", class_="lede")[0].text
        assert f"{count_phrase(number, 'of their partners is', 'of their partners are').capitalize()} recorded" in told
        assert PARTNERS_OF_GAMES in page.all("main")[0].text
        assert listed_games[edition] == number
        domestic = re.search(r"(\d+) domestic", told)
        only = re.search(r"recorded here, ((all|both) of them )?domestic", told)
        assert int(domestic[1] if domestic else number if only else 0) == len(domestic_of(edition))
        for label, total in any_number(charted(page)):
            (same,) = (row["id"] for row in rows("games") if row["name"] == label)
            assert total == expected()[same], f"{label} in the chart of {edition}"


def charted(page: Element) -> list[tuple[str, int]]:
    """The label and the sum of each row of the table under the chart that compares Games."""
    found = []
    for figure in page.all("figure", **{"aria-labelledby": "compared"}):
        for row in figure.all("tbody")[0].all("tr"):
            numbers = [cell.text for cell in row.all("td")]
            found.append((row.all("th")[0].text, sum(int(number) for number in numbers if number.isdecimal())))
    return found


def test_countries_and_the_first_page_give_the_same_totals(client: FlaskClient) -> None:
    countries = {row["iso_alpha2"]: row["id"] for row in rows("countries")}
    hosts = {countries[code] for edition in GAMES for code in listed(by_id("games")[edition]["country"])}
    for country in some(sorted(hosts)):
        lists = parse(client.get(f"/country/{country}").text).all("ul", class_="chips")
        for chip in some(link for items in lists for link in items.all("a") if "/games/" in link.attributes["href"]):
            edition = slug(chip.attributes["href"])
            said = [number.text for number in chip.all("span", class_="n")]
            if edition in expected():
                assert said == [f"{expected()[edition]} partner{'s' if expected()[edition] != 1 else ''}"]
    titles = [title.text.partition(": ") for title in parse(client.get("/").text).all("title")]
    for label, _, told in some(
        found for found in titles if found[2].endswith((" partner recorded", " partners recorded"))
    ):
        (same,) = (row["id"] for row in rows("games") if row["name"] == label)
        assert told == f"{count_phrase(expected()[same], 'partner')} recorded"


def test_the_explorer_counts_the_same_partners(app: Flask) -> None:
    with app.test_request_context("/"):
        around = network().part(ViewState()).around
    for edition in some(GAMES):
        assert around[f"games/{edition}"]["partner"] == expected()[edition]


def test_the_definition_stands_where_totals_do(client: FlaskClient) -> None:
    for address in ("/games", "/about", "/quality", "/games/2020-summer"):
        assert PARTNERS_OF_GAMES in parse(client.get(address).text).all("main")[0].text, address


def test_a_programme_says_how_many_of_its_partners_were_not_at_its_games(client: FlaskClient) -> None:
    there = {row["id"] for row, _ in covered()}
    absent = defaultdict(set)
    for row in rows("partnerships"):
        kept = {deal["partner"] for deal in rows("partnerships") if deal["programme"] == row["programme"]} & {
            deal["partner"] for deal, _ in covered() if deal["programme"] == row["programme"]
        }
        if row["id"] not in there and row["partner"] not in kept:
            absent[row["programme"]].add(row["partner"])
    with_games = [programme for programme in absent if by_id("programmes")[programme]["games"]]
    for programme in some(with_games):
        lede = parse(client.get(f"/programme/{programme}").text).all("p", class_="lede")[0].text
        number = count_phrase(len(absent[programme]), "of them was not a partner", "of them were not partners")
        assert f"{number.capitalize()} at its Games." in lede


def test_all_worldwide_partners_of_a_country_are_in_its_picture(client: FlaskClient) -> None:
    programmes, organizations = by_id("programmes"), by_id("organizations")
    countries = {row["iso_alpha2"]: row["id"] for row in rows("countries")}
    worldwide = defaultdict(set)
    for row in rows("partnerships"):
        if programmes[row["programme"]]["kind"] != "domestic" and organizations[row["partner"]]["country"]:
            worldwide[countries[organizations[row["partner"]]["country"]]].add(row["partner"])
    for country, partners in some(worldwide.items()):
        page = parse(client.get(f"/country/{country}").text)
        figures = {
            item.all("span")[0].text: item.all("b")[0].text for item in page.all("ul", class_="figures")[0].all("li")
        }
        assert figures["worldwide"] == str(len(partners))
        drawn = {slug(link.attributes["href"]) for link in page.all("svg", class_="net-wide")[0].all("a")}
        assert partners <= drawn, country


def test_no_axis_calls_two_years_alike(client: FlaskClient) -> None:
    chart = parse(client.get("/games/2012-summer").text).all("figure", **{"aria-labelledby": "compared"})[0]
    labels = [text.text for link in chart.all("svg", class_="net-wide")[0].all("a") for text in link.all("text")]
    assert len(labels) == len(set(labels)) > 1
    assert "2012" in labels
    for address in ("/country/united-states", "/category/timekeeping", "/partner/omega", "/partner/visa"):
        years = defaultdict(set)
        for link in parse(client.get(address).text).all("svg", class_="net-wide")[0].all("a"):
            if "/games/" in link.attributes["href"] and link.all("text"):
                years[link.all("text")[0].text].add(slug(link.attributes["href"])[:4])
        for label, meant in some(years.items()):
            assert len(meant) == 1, f"{label} on {address}"
