"""Two things side by side: the counts are those of the tables, and all ways in agree."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.some import some
from tests.tables import by_id, covered, listed, partners_of, rows
from tests.webapp.html import Element, parse
from webapp.comparison.compare import PARTS
from webapp.comparison.sentences import spelled

LONDON, TOKYO = "2012-summer", "2020-summer"
ASKED = "a=London+2012&b=Tokyo+2020"
PAIRS = (
    ASKED,
    "a=games/2014-winter&b=games/2018-winter",
    "a=TOP+VIII&b=TOP+IX",
    "a=top&b=2016-summer",
    "a=visa&b=coca-cola",
    "a=category/technology&b=timekeeping",
    "a=Japan&b=South+Korea",
)


def slug(iri: str) -> str:
    return iri.rpartition("/")[2]


def slugs(things: list[dict[str, Any]]) -> set[str]:
    found = [slug(thing["iri"]) for thing in things]
    assert len(found) == len(set(found))
    return set(found)


def compared(client: FlaskClient, query: str) -> dict[str, Any]:
    response = client.get(f"/api/compare?{query}")
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.get_json()
    return found


def in_parts(a: set[str], b: set[str]) -> dict[str, set[str]]:
    return {"both": a & b, "a": a - b, "b": b - a}


def shown(page: Element) -> dict[str, set[str]]:
    """The members in the tables of each part of a page, by the addresses of their pages."""
    tables: dict[str, set[str]] = {}
    part = ""
    for element in page.all("main")[0].walk():
        if element.tag == "h2":
            part = element.attributes.get("id", "")
        elif element.tag == "table" and part in PARTS:
            names = [cell for cell in element.all("th") if cell.attributes.get("scope") == "row"]
            tables[part] = {slug(cell.all("a")[0].attributes["href"]) for cell in names}
    return tables


def held_at(games: str) -> dict[str, set[str]]:
    """The partners of a Games by category, from the tables."""
    found: dict[str, set[str]] = {}
    for row, edition in covered():
        for category in listed(row["categories"]) if edition == games else ():
            found.setdefault(category, set()).add(row["partner"])
    return found


def test_who_was_in_both_games_by_category_is_what_the_tables_say(client: FlaskClient) -> None:
    found, partners = compared(client, ASKED), partners_of()
    expected = in_parts(set(partners[LONDON]), set(partners[TOKYO]))
    assert {part: slugs(found[part]) for part in PARTS} == expected
    assert found["counts"]["partners"] == {part: len(expected[part]) for part in PARTS}
    london, tokyo = held_at(LONDON), held_at(TOKYO)
    assert slugs(found["categories"]) == london.keys() | tokyo.keys()
    for row in some(found["categories"]):
        holders = london.get(slug(row["iri"]), set()) | tokyo.get(slug(row["iri"]), set())
        assert {part: slugs(row[part]) for part in PARTS} == {part: holders & expected[part] for part in PARTS}
    both = len(expected["both"])
    assert found["summary"].startswith(f"{spelled(both).capitalize()} partners recorded here were in both London 2012")


def test_each_partnership_has_tier_dates_their_basis_and_sources(client: FlaskClient) -> None:
    found, table = compared(client, ASKED), by_id("partnerships")
    told = {
        slug(deal["iri"]): deal
        for part in PARTS
        for member in some(found[part])
        for side in ("a", "b")
        for deal in member[side]
    }
    assert told.keys() == {row["id"] for row, games in covered() if games in {LONDON, TOKYO}}
    for id_, deal in some(told.items()):
        row = table[id_]
        assert bool(deal["tier"]) == bool(row["tier"])
        assert {slug(category["iri"]) for category in deal["categories"]} == set(listed(row["categories"]))
        assert (deal["fromBasis"] == "stated") == bool(row["start"])
        assert {slug(source["iri"]) for source in deal["sources"]} >= set(listed(row["sources"]))


def test_two_partners_have_programmes_games_and_categories_in_common(client: FlaskClient) -> None:
    found = compared(client, "a=Visa&b=Coca-Cola")
    own = [[row for row in rows("partnerships") if row["partner"] == partner] for partner in ("visa", "coca-cola")]
    programmes = [{row["programme"] for row in side} for side in own]
    categories = [{key for row in side for key in listed(row["categories"])} for side in own]
    assert {part: slugs(found[part]) for part in PARTS} == in_parts(*programmes)
    further = found["further"]
    assert {part: slugs(further["categories"][part]) for part in PARTS} == in_parts(*categories)
    games = [{games for row, games in covered() if row["partner"] == partner} for partner in ("visa", "coca-cola")]
    assert {part: slugs(further["games"][part]) for part in PARTS} == in_parts(*games)


def test_two_countries_have_the_categories_of_their_partners_in_common(client: FlaskClient) -> None:
    found, homes = compared(client, "a=Japan&b=South+Korea"), by_id("organizations")
    codes = [row["iso_alpha2"] for name in ("Japan", "South Korea") for row in rows("countries") if row["name"] == name]
    held = [
        {
            key
            for row in rows("partnerships")
            if code in listed(homes[row["partner"]]["country"])
            for key in listed(row["categories"])
        }
        for code in codes
    ]
    assert {part: slugs(found[part]) for part in PARTS} == in_parts(*held)


@pytest.mark.parametrize("query", PAIRS)
def test_page_json_csv_and_api_agree(client: FlaskClient, query: str) -> None:
    found = compared(client, query)
    assert client.get(f"/compare.json?{query}").get_json() == found
    page = parse(client.get(f"/compare?{query}").text)
    expected = {part: slugs(found[part]) for part in PARTS if found[part]}
    assert shown(page) == expected
    assert page.all("p", class_="lede")[0].text == found["summary"]
    for drawing in some(page.all("svg", class_="dots")):
        assert len(drawing.all("circle")) == sum(map(len, expected.values()))
    response = client.get(f"/compare.csv?{query}")
    assert response.mimetype == "text/csv"
    table = list(csv.DictReader(io.StringIO(response.text)))
    assert {part: {slug(row["member"]) for row in table if row["part"] == part} for part in expected} == expected
    told = [
        (part, slug(member["iri"]), side, deal["iri"], deal["fromBasis"])
        for part in PARTS
        for member in found[part]
        for side in ("a", "b")
        for deal in member[side]
    ]
    assert [
        (row["part"], slug(row["member"]), row["side"], row["partnership"], row["fromBasis"]) for row in table
    ] == told


def test_accept_chooses_the_format_at_one_address(client: FlaskClient) -> None:
    kinds = {"text/html": "text/html", "text/csv": "text/csv", "application/json": "application/json"}
    for accepted, mimetype in some(kinds.items()):
        assert client.get(f"/compare?{ASKED}", headers={"Accept": accepted}).mimetype == mimetype
    assert client.get(f"/api/compare?{ASKED}", headers={"Accept": "text/csv"}).mimetype == "text/csv"


LONDONS = (
    "2012-summer", "games:2012-summer", "games/2012-summer", "London 2012", "london 2012", "London%E2%80%932012",
    "https://w3id.org/olympic-partnerships/id/games/2012-summer",
)  # fmt: skip


def test_names_slugs_and_identifiers_mean_the_same(client: FlaskClient) -> None:
    first = compared(client, f"a={LONDON}&b=TOP+IX")
    for name in some(LONDONS):
        assert compared(client, f"a={name}&b=TOP+IX") == first
    link = client.get("/api/compare?a=London+2012&b=TOP+IX").headers["Link"]
    assert link.startswith('</compare?a=games/2012-summer&b=programme/top-09>; rel="canonical"')


def test_a_name_with_several_meanings_is_a_choice(client: FlaskClient) -> None:
    response = client.get("/api/compare?a=Tokyo&b=Paris+2024")
    assert response.status_code == 300
    choice = response.get_json()
    assert choice["parameter"] == "a"
    ids = [item["id"] for item in choice["choices"]]
    assert {"games/1964-summer", "games/2020-summer", "programme/2020-summer-domestic"} <= set(ids)
    assert not [id_ for id_ in ids if id_.startswith("partner/")]  # what Games cannot be compared with
    for item in some(choice["choices"]):
        address = item["address"][item["address"].index("/api/") :]
        assert client.get(address).status_code == 200
    page = client.get("/compare?a=Tokyo&b=Paris+2024")
    assert page.status_code == 300
    links = {link.attributes["href"] for link in parse(page.text).all("main")[0].all("a")}
    assert "/compare?a=games/1964-summer&b=Paris+2024" in links


REFUSED = (
    ("a=visa&b=japan", "b", "Japan is a country; to compare with Visa, a partner is expected."),
    ("a=London+2012&b=visa", "b", "to compare with London 2012, Games, a term or another programme is expected."),
    ("a=visa&b=Visa", "b", "this is Visa again; name another thing to compare it with."),
    ("a=Vsia&b=coca-cola", "a", "Did you mean partner/visa (Visa)?"),
    ("a=thomas-bach&b=visa", "a", "this is a person;"),
    ("a=ioc&b=visa", "a", "International Olympic Committee has no partnership that is recorded here."),
    ("a=London+2012", "b", "The comparison needs b=…"),
    ("a=visa&b=omega&c=1", "c", "its parameters are a, b."),
    ("a=visa&a=omega&b=x", "a", "it is given more than once"),
    ("a=<x y>&b=visa", "a", "this is no identifier"),
    ("a=" + "x" * 201 + "&b=visa", "a", "a name has at most 200 characters."),
    ("a=partner/../x&b=visa", "a", "nothing is known by this identifier or name."),
    ("a=%27%3B%7D&b=visa", "a", "nothing is known"),
    ("a=ftp://x/y&b=visa", "a", "nothing is known"),
)


@pytest.mark.parametrize(("query", "parameter", "said"), REFUSED)
def test_what_cannot_be_compared_is_an_error_that_says_why(
    client: FlaskClient, query: str, parameter: str, said: str
) -> None:
    problem = client.get(f"/api/compare?{query}")
    assert (problem.status_code, problem.get_json()["parameter"]) == (400, parameter)
    assert said in problem.get_json()["detail"]
    page = client.get(f"/compare?{query}", headers={"Accept": "text/html"})
    if query == "a=London+2012":  # on the page one name is a beginning
        assert page.status_code == 200
        assert "/compare?a=games/2012-summer&b=games/2016-summer" in page.text.replace("&amp;", "&")
    else:
        assert page.status_code == 400
        assert parse(page.text).all("form", class_="asking")


@pytest.mark.parametrize("address", ["games/2012-summer", "partner/visa", "category/timekeeping", "programme/top-09"])
def test_pages_about_what_can_be_compared_lead_there(client: FlaskClient, address: str) -> None:
    links = {link.attributes.get("href", "") for link in parse(client.get(f"/{address}").text).all("a")}
    assert f"/compare?a={address}" in links
    assert f'value="{address}"' not in client.get(f"/compare?a={address}").text  # a name, not a slug


def test_nothing_in_both_is_said(client: FlaskClient) -> None:
    page = parse(client.get("/compare?a=1896-summer&b=2020-summer").text).all("main")[0].text
    assert "As far as is recorded here, no partner was in both Athens 1896 and Tokyo 2020" in page
    assert "In both (0) Nothing, as far as is recorded here." in page
