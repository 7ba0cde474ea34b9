"""Pages of things with very much show a part, say of how much, and lead to the rest without any script."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.some import some
from tests.webapp.html import Element, parse
from tests.webapp.sites import like
from webapp.components import coverage, timelines
from webapp.entities import category, country, partnership, source
from webapp.home import quality, routes
from webapp.models.partnership import partnerships_about
from webapp.models.reference_data import ReferenceData
from webapp.models.site import site_of
from webapp.models.urls import subject_of


@pytest.fixture
def fresh(app: Flask) -> FlaskClient:
    """A client of a site that has worked nothing out and keeps no answers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPG_CACHE_MB", "0")
        return like(app).test_client(use_cookies=False)


def forget(client: FlaskClient) -> None:
    """Have everything of a site worked out again, by limits that were changed meanwhile."""
    site_of(client.application).catalogue.results.clear()


def page(client: FlaskClient, address: str) -> Element:
    response = client.get(address)
    assert response.status_code == 200, address
    return parse(response.text)


def hrefs(found: Element, start: str) -> list[str]:
    return [link.attributes["href"] for link in found.all("a") if link.attributes.get("href", "").startswith(start)]


def test_the_parts_of_a_category_have_each_partnership_once(
    fresh: FlaskClient, catalogue: ReferenceData, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = {catalogue.urls.page(deal.iri) for deal in partnerships_about(catalogue, subject_of("category", "banking"))}
    whole = page(fresh, "/category/banking")
    assert not hrefs(whole, "/category/banking?part=")
    monkeypatch.setattr(category, "_WHOLE", 20)
    monkeypatch.setattr(category, "_DRAWN", 7)
    forget(fresh)
    first = page(fresh, "/category/banking")
    parts = ["/category/banking", *sorted({link.partition("#")[0] for link in hrefs(first, "/category/banking?part=")})]
    assert len(parts) > 2
    assert f"Partnerships 1 to 7 of {len(every)}" in first.text
    seen: Counter[str] = Counter()
    for address in some(parts):
        rows = [row for table in page(fresh, address).all("table", class_="slots") for row in table.all("tr")]
        seen.update(link for row in rows for link in hrefs(row, "/partnership/"))
    assert seen.keys() == every
    assert set(seen.values()) == {1}


def test_a_part_of_a_category_draws_what_it_lists(
    fresh: FlaskClient, monkeypatch: pytest.MonkeyPatch, catalogue: ReferenceData
) -> None:
    monkeypatch.setattr(category, "_WHOLE", 20)
    monkeypatch.setattr(category, "_DRAWN", 7)
    found = page(fresh, "/category/banking?part=2")
    listed = {link for table in found.all("table", class_="slots") for link in hrefs(table, "/partnership/")}
    drawn = {link for picture in found.all("svg") for link in hrefs(picture, "/partnership/")}
    assert drawn
    assert drawn <= listed
    assert fresh.get("/category/banking?part=99").status_code == 404


def test_the_picture_of_a_group_says_how_many_it_leaves_out(fresh: FlaskClient) -> None:
    text = page(fresh, "/category/technology").text
    drawn, every = map(int, re.findall(r"Drawn are (\d+) of (\d+), those with the most partnerships", text)[0])
    assert drawn < every


def test_a_country_lists_few_events_and_leads_to_all(fresh: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    before = page(fresh, "/country/japan")
    assert not hrefs(before, "/events?country=japan")
    monkeypatch.setattr(country, "_EVENTS", 12)
    monkeypatch.setattr(country, "_FEW", 1)
    forget(fresh)
    after = page(fresh, "/country/japan")
    assert len(set(hrefs(after, "/event/"))) == 12
    assert len(set(hrefs(before, "/event/"))) > 12
    assert hrefs(after, "/events?country=japan")
    assert hrefs(after, "/country/japan?part=organizations")
    others = page(fresh, "/country/japan?part=organizations")
    assert {*hrefs(before, "/organization/")} <= {*hrefs(others, "/organization/")}


def test_related_companies_are_a_few_of_many(fresh: FlaskClient) -> None:
    found = page(fresh, "/partner/converse")
    assert re.search(r"Show 48 of the other \d+", found.text)
    assert hrefs(found, "/partners?country=united-states")


def test_a_partnership_is_drawn_with_the_nearest_of_its_category(
    fresh: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/partnership/1964-summer-domestic--seiko"
    monkeypatch.setattr(partnership, "_WHOLE", 10)
    monkeypatch.setattr(partnership, "_BARS", 5)
    found = page(fresh, address)
    drawn = {link for picture in found.all("svg") for link in hrefs(picture, "/partnership/")}
    assert len(drawn) == 5
    assert address in drawn
    assert "Drawn are 5 of" in found.text
    assert hrefs(found, "/category/timekeeping")


def test_a_source_lists_the_first_of_very_many_others(fresh: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    address = "/source/ioc-evolution-of-marketing"
    every = hrefs(page(fresh, address), "/source/")
    monkeypatch.setattr(source, "_SIBLINGS", 3)
    monkeypatch.setattr(source, "_FIRST_SIBLINGS", 2)
    found = page(fresh, address)
    assert 2 <= len(hrefs(found, "/source/")) < len(every)
    assert hrefs(found, "/sources?q=")


def test_very_many_games_stand_on_a_calendar_once_a_year(
    catalogue: ReferenceData, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = timelines.editions(catalogue, set())
    monkeypatch.setattr(timelines, "_MOST_GAMES", 5)
    assert every
    assert not timelines.editions(catalogue, set())
    found = timelines.editions(catalogue, set(catalogue.games))
    places = [(one.row, one.year) for one in found]
    assert len(places) == len(set(places)) > 5
    assert [one.at for one in found] == sorted(one.at for one in found)


def test_quality_shows_the_latest_numbers_and_the_most_pairs(
    fresh: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quality, "_NUMBERS", 4)
    monkeypatch.setattr(quality, "_FINDINGS", 3)
    monkeypatch.setattr(coverage, "_BARS", 2)
    found = page(fresh, "/quality")
    assert "The 4 of the latest Games are shown" in found.text
    assert "The 3 with the most pairs are shown" in found.text
    assert "Drawn are the latest 2 of" in found.text
    assert len(hrefs(found, "/queries/exclusivity-findings?")) == 3
    assert hrefs(found, "/queries/exclusivity-by-programme")
    assert hrefs(found, "/queries/coverage-against-official-counts")


def test_a_dot_stands_for_several_partnerships(fresh: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "_DOTS", 100)
    assert re.search(
        r"A dot stands for every \d+ of [\d,]+ partnerships, the oldest in the middle", page(fresh, "/").text
    )
