"""The statements of each page as JSON: none without its sources, or without word that none is recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from ontology.namespaces import ID_BASE, ONTOLOGY_NAMESPACE
from tests.some import any_number, some
from tests.tables import by_id, listed, rows
from tests.webapp.html import Element, parse
from webapp.entities.page_statements import CLASSIFICATION, DERIVED
from webapp.models.rows import ThingsWithPagesRow
from webapp.models.site import SiteData
from webapp.models.urls import PAGE_KINDS

BASES = {"stated", "announced", "assumed", "unknown", CLASSIFICATION, DERIVED, None}
EACH = 4
"""Pages of a kind that are walked: the first and the last by address, and some evenly between."""


NAVIGATION = {
    ("partner", "related"): "companies with something in common, by numbers: each has its partnerships on its own page",
    ("category", "siblings"): "the other categories of the group",
    ("category", "holders"): "programmes in which nobody is recorded: that is no statement of the graph",
    ("event", "others"): "what else the same people and organizations did: each event has its own page",
    ("games", "compared"): "the other Games in the chart that compares them",
    ("country", "facts"): "other organizations placed there: each says on its own page what that rests on",
    ("source", "siblings"): "other documents of the publisher",
}
"""Parts of pages, by the kind of page and the anchor of the heading, that lead on, with what they show."""


def statements(client: FlaskClient, address: str) -> list[dict[str, Any]]:
    response = client.get(f"{address}.json")
    assert (response.status_code, response.mimetype) == (200, "application/json"), address
    assert response.headers["Content-Location"] == f"{address}.json"
    content = response.get_json()
    assert set(content) == {"id", "label", "page", "version", "date", "citation", "statements", "sources"}
    assert content["page"].endswith(address)
    known = {source["id"] for source in content["sources"]}
    assert known == {source for item in content["statements"] for source in item["sources"] or ()}
    found: list[dict[str, Any]] = content["statements"]
    return found


def addresses(here: SiteData, kind: str) -> list[str]:
    iris = [row.thing for row in here.ask.rows(ThingsWithPagesRow)]
    found = sorted({page for iri in iris if (page := here.catalogue.urls.page(iri)).split("/")[1] == kind})
    return found[:: max(1, len(found) // EACH)]


@pytest.mark.parametrize("kind", sorted({*PAGE_KINDS, "partner"}))
def test_each_has_its_sources_or_word_that_none_is_recorded(client: FlaskClient, kind: str) -> None:
    for address in any_number(addresses(client.application.extensions["opg"], kind)):
        html = client.get(address).text
        for item in any_number(statements(client, address)):
            assert set(item) - {"language"} == {"subject", "property", "value", "basis", "sources"}
            assert item["basis"] in BASES
            assert item["sources"] is None or item["sources"]
            if item["sources"] is None:
                assert "no source recorded" in html, (address, item)


def test_sixty_pages_of_all_kinds_are_walked(client: FlaskClient) -> None:
    here = client.application.extensions["opg"]
    walked = Counter({kind: len(addresses(here, kind)) for kind in (*PAGE_KINDS, "partner")})
    assert walked.total() >= 60
    own = {"partner", "games", "programme", "category", "country", "person", "event", "organization", "source"}
    assert own <= {kind for kind, number in walked.items() if number}


def linked(page: Element) -> Iterator[tuple[str, str]]:
    """Give each link in the words of a page, with the anchor of the heading above it."""
    heading = ""
    around: list[Element] = [page.all("main")[0]]
    while around:
        element = around.pop()
        if element.tag == "h2":
            heading = element.attributes.get("id", "")
        if element.tag in {"svg", "nav"}:
            continue
        if element.tag == "a":
            yield heading, element.attributes.get("href", "")
        around += [child for child in reversed(element.children) if isinstance(child, Element)]


@pytest.mark.parametrize("kind", sorted({*PAGE_KINDS, "partner"}))
def test_what_a_page_names_is_among_its_statements(client: FlaskClient, kind: str) -> None:
    """Each thing that a page links in its words is subject or value of a statement, or stands where a page leads on."""
    here = client.application.extensions["opg"]
    things = {here.catalogue.urls.page(row.thing): row.thing for row in here.ask.rows(ThingsWithPagesRow)}
    for address in any_number(addresses(here, kind)):
        found = client.get(f"{address}.json").get_json()
        known = {found["id"], *(source["id"] for source in found["sources"])}
        for item in any_number(found["statements"]):
            known.add(item["subject"]["id"])
            known |= {item["value"]["id"]} if isinstance(item["value"], dict) else set()
        for heading, href in any_number(linked(parse(client.get(address).text))):
            if href in things and (kind, heading) not in NAVIGATION:
                assert things[href] in known, (address, heading, href)


def test_who_came_before_and_after_is_stated_with_sources(client: FlaskClient) -> None:
    partnerships = by_id("partnerships")
    for address in ("/partner/samsung", "/partnership/top-04--samsung"):
        section = parse(client.get(address).text).all("table", class_="succession")[0]
        named = {link.attributes["href"] for link in section.all("a") if "/partnership/" in link.attributes["href"]}
        others = {slug for href in named if partnerships[slug := href.rpartition("/")[2]]["partner"] != "samsung"}
        told = {item["subject"]["id"].rpartition("/")[2]: item["sources"] for item in statements(client, address)}
        assert all(told[slug] for slug in some(others))


def test_games_that_follow_from_dates_say_so(client: FlaskClient) -> None:
    covered = [item for item in statements(client, "/partner/omega") if item["property"]["id"].endswith("coversGames")]
    assert {item["basis"] for item in some(covered)} == {DERIVED}
    assert all(item["sources"] for item in some(covered))


def test_a_source_lists_what_rests_on_it(client: FlaskClient) -> None:
    address = "/source/london-tours-2010-adidas"
    resting = {item["subject"]["id"] for item in statements(client, address) if item["property"]["label"] == "source"}
    cited = [row["id"] for row in rows("partnerships") if address.rpartition("/")[2] in listed(row["sources"])]
    assert {f"{ID_BASE}partnership/{slug}" for slug in some(cited)} <= resting


@pytest.mark.parametrize("kind", ["partner", "programme", "games"])
def test_a_partnership_rests_on_the_sources_of_its_row_and_the_page_links_them(client: FlaskClient, kind: str) -> None:
    deals = by_id("partnerships")
    met = Counter[str]()
    for address in some(addresses(client.application.extensions["opg"], kind)):
        html = client.get(address).text
        for item in any_number(statements(client, address)):
            subject = item["subject"]["id"].removeprefix(ID_BASE)
            if subject.startswith("partnership/"):
                met[subject] += 1
                expected = {
                    f"{ID_BASE}source/{source}" for source in listed(deals[subject.partition("/")[2]]["sources"])
                }
                assert set(item["sources"] or ()) == expected, subject
                assert any(f'href="/{source.removeprefix(ID_BASE)}"' in html for source in expected), (address, subject)
    assert met


def test_an_assumed_day_says_so(client: FlaskClient) -> None:
    row = next(row for row in rows("partnerships") if row["programme"] == "2008-summer-domestic" and not row["start"])
    found = statements(client, f"/partnership/{row['id']}")
    begins = [item for item in found if item["property"]["id"] == ONTOLOGY_NAMESPACE + "from"]
    assert [item["basis"] for item in begins if item["subject"]["id"].endswith(f"/{row['id']}")] == [
        "announced" if row["announced"] else "assumed"
    ]


def test_what_is_our_classification_is_called_that(client: FlaskClient) -> None:
    found = statements(client, "/category/timekeeping")
    broader = [item for item in found if item["property"]["label"] == "broader"]
    assert {item["basis"] for item in some(broader)} == {CLASSIFICATION}
    assert "our classification, no source recorded" in client.get("/category/timekeeping").text
    ranks = [item for item in statements(client, "/tier/top-10--top-partner") if item["property"]["label"] == "rank"]
    assert {item["basis"] for item in some(ranks)} == {CLASSIFICATION}


def test_relations_and_identifiers_stand_on_pages_with_their_sources(client: FlaskClient) -> None:
    known = client.application.extensions["opg"].catalogue.partner_rows
    partners = {row.partner.rpartition("/")[2] for row in known}
    related = [row for row in rows("organization_relations") if row["organization"] in partners]
    sourced = next(row for row in related if row["sources"])
    unsourced = next(row for row in related if not row["sources"])
    identifier = next(row for row in rows("identifiers") if row["about"] in partners and row["scheme"] == "lei")
    for partner, source in (
        (sourced["organization"], listed(sourced["sources"])[0]),
        (identifier["about"], identifier["source"]),
    ):
        assert f'href="/source/{source}"' in client.get(f"/partner/{partner}").text
    assert identifier["value"] in client.get(f"/partner/{identifier['about']}").text
    text = client.get(f"/partner/{unsourced['organization']}").text
    assert "Without a number in brackets: no source recorded." in text
