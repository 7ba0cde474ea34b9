"""The pages of the documentation on the site: all are there, can be reached, and tell of everything there is."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from queries import registry
from tests import needs
from tests.some import some
from tests.webapp.html import parse
from webapp.app import PAGES
from webapp.cli.commands import COMMANDS
from webapp.config import TABLE
from webapp.dataset import documentation
from webapp.http.problem_types import PROBLEM_TYPES

BUILT = documentation.documentation().pages


@pytest.fixture(autouse=True)
def _built() -> None:
    if not BUILT:
        needs.missing("the documentation is not built: make docs")


def text_of(client: FlaskClient, address: str) -> str:
    return parse(client.get(address).text).all("article")[0].text


@pytest.mark.slow
def test_all_pages_are_reached_from_the_first_one(client: FlaskClient) -> None:
    seen, left = set(), ["/docs"]
    while left:
        address = left.pop()
        if address not in seen:
            seen.add(address)
            links = parse(client.get(address).text).all("main")[0].all("a")
            left += [path for link in links if (path := link.attributes["href"].partition("#")[0]) in BUILT]
    assert seen == set(BUILT)
    assert len(seen) > 30


@pytest.mark.parametrize("address", BUILT)
def test_a_page_is_whole_and_its_links_lead_somewhere(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    page = parse(response.text)
    assert (response.status_code, len(page.all("h1"))) == (200, 1)
    assert not [element for element in page.walk() if "style" in element.attributes], "inline styles break the CSP"
    assert not [script for script in page.all("script") if "src" not in script.attributes]
    for link in some(page.all("a")):
        target, _, part = link.attributes["href"].partition("#")
        if target.startswith("/docs") or not target:
            assert (target or address) in BUILT, target
            assert not part or f'id="{part}"' in client.get(target or address).text, link.attributes["href"]


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("settings", [row.variable for row in TABLE]),
        ("command-line", [f"opg {name}" for name in COMMANDS]),
        ("queries", [query.name for query in registry.public()]),
        ("http-api", [f"/api/queries/{query.name}" for query in registry.public()]),
        ("problem-types", [item.name for item in PROBLEM_TYPES]),
        ("addresses", [page.path for page in PAGES]),
    ],
)
def test_everything_there_is_is_documented(client: FlaskClient, page: str, names: Iterable[str]) -> None:
    text = text_of(client, f"/docs/reference/{page}")
    assert [name for name in some(list(names)) if name not in text] == []


def test_every_address_is_documented_with_what_it_does(app: Flask, client: FlaskClient) -> None:
    rows = parse(client.get("/docs/reference/addresses").text).all("article")[0].all("tr")
    told = {cells[0].text.strip(): cells[2].text.strip() for row in rows if len(cells := row.all("td")) == 3}
    rules = {rule.rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"}
    assert set(told) == rules
    assert all(some(told.values()))


def test_a_page_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    response = client.get("/docs/how-to/fly", headers={"Accept": "text/html"})
    assert response.status_code == 404
    assert "It begins at /docs." in response.text


def test_a_copy_that_is_current_is_not_sent_again(client: FlaskClient) -> None:
    tag = client.get("/docs").headers["ETag"]
    assert client.get("/docs", headers={"If-None-Match": tag}).status_code == 304


def test_a_page_names_its_section_and_its_neighbours(client: FlaskClient) -> None:
    page = parse(client.get("/docs/how-to/cite").text)
    (pages,) = page.all("nav", class_="docs-pages")
    assert re.match("Documentation / How-to guides", pages.text.strip())
    beside = [link.text.strip() for link in pages.all("a") if link.attributes["href"].startswith("/docs/how-to/")]
    told = parse(client.get("/docs/how-to").text).all("article")[0]
    assert some(beside) == [link.text.strip() for link in told.all("a") if "/how-to/" in link.attributes["href"]]


def test_the_pages_of_a_section_stand_in_the_order_of_its_first_page(client: FlaskClient) -> None:
    page = parse(client.get("/docs/tutorials").text)
    beside, told = (
        [link.attributes["href"] for link in part[0].all("a") if link.attributes["href"].startswith("/docs/tutorials/")]
        for part in (page.all("nav", class_="docs-pages"), page.all("article"))
    )
    assert some(beside) == told
    assert beside != sorted(beside, key=lambda address: BUILT[address].title), "this would be the order of the titles"


def test_without_pages_it_is_said_how_they_are_built(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.dataset.routes.documentation", lambda: documentation.Documentation({}, ""))
    assert "make docs" in client.get("/docs?nothing=built").text
