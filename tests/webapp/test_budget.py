"""No page asks more than twelve queries, each of them a named one, and none that belongs to another area."""

from __future__ import annotations

import gzip
import re
from functools import cache

import pytest
from flask import Flask
from flask.testing import FlaskClient

from queries import registry
from tests.some import any_number, some
from tests.webapp.counting import asked, fresh, recording
from webapp.app import create_app

MOST = 12

PAGES = (
    "/", "/explore", "/explore?from=partner/visa&open=partner/visa", "/explore/embed", "/explore/view.json",
    "/explore/view.csv?tier=top", "/explore/view.ttl?tier=top", "/explore/facts?node=partner/coca-cola",
    "/explore/facts?partnership=top-09--alibaba", "/path", "/path?from=partner/alibaba&to=partner/kodak",
    "/partners", "/games", "/programmes", "/categories", "/countries", "/sources", "/people", "/events",
    "/partner/alibaba", "/partner/coca-cola", "/games/2020-summer", "/games/1940-summer", "/programme/top",
    "/programme/top-09", "/programme/2024-summer-domestic", "/category/timekeeping", "/category/technology",
    "/country/japan", "/person/thomas-bach", "/organization/ioc", "/source/sina-2017-01-19-alibaba",
    "/event/2017-01-19-alibaba", "/partnership/top-09--alibaba", "/search?q=omega", "/queries",
    "/queries/partners-on-date", "/sparql", "/data", "/ontology", "/quality", "/api", "/about", "/errors",
    "/dataset", "/dataset/statistics", "/graph/curated", "/search", "/check", "/ask",
)  # fmt: skip
"""Every page of the site, by an example or two of each kind."""


HEAVY = (
    "/category/transport-and-travel", "/compare?a=London+2012&b=Tokyo+2020", "/country/united-states",
    "/games/2020-summer", "/organization/ioc", "/partner/coca-cola",
    "/partnership/2018-winter-domestic--nonghyup-cheorwon", "/programme/2020-summer-domestic", "/programme/top",
    "/source/gleif-2025-10",
)  # fmt: skip
"""The heaviest pages of the kinds that have any above 30 kB."""

_KB = 1000


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    """A client of a site that keeps no answers."""
    here = app.extensions["opg"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPG_CACHE_MB", "0")
        return create_app(here.store, here.snapshot).test_client(use_cookies=False)


Queries = dict[str, tuple[list[str], list[str]]]


@pytest.fixture(scope="module")
def made(client: FlaskClient) -> Queries:
    """The queries of each page, the first time that it is made and the second; the explorer comes last."""
    with pytest.MonkeyPatch.context() as patch:
        return {
            address: (_making(client, address, patch), _making(client, address, patch))
            for address in sorted(PAGES, key=_of_explorer)
        }


def _making(client: FlaskClient, address: str, patch: pytest.MonkeyPatch) -> list[str]:
    with recording(patch) as queries:
        fresh(client, address)
    return queries


def _of_explorer(address: str) -> bool:
    return address.startswith(("/explore", "/path"))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_at_most_twelve_named_queries(made: Queries, address: str) -> None:
    _, queries = made[address]
    assert len(queries) <= MOST, [first_line(text) for text in queries]
    assert all(named(text) for text in any_number(queries)), [first_line(text) for text in queries]


def test_the_heaviest_pages_are_light_enough_for_a_phone(client: FlaskClient) -> None:
    for address in some(HEAVY):
        assert len(gzip.compress(client.get(address).data, 6)) < 60 * _KB, address


def test_what_is_counted_is_asked_anew(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is kept would ask nothing, and so keep within any number."""
    assert (
        len(asked(client, "/partner/alibaba", monkeypatch)) == len(asked(client, "/partner/alibaba", monkeypatch)) > 1
    )


def test_only_the_explorer_loads_its_network(made: Queries) -> None:
    """Areas do not import each other; neither do they through a template or a cache."""
    names = {
        address: {name for text in (*first, *later) for name in named(text)} for address, (first, later) in made.items()
    }
    loading = [address for address, own in names.items() if any(name.startswith("explorer-") for name in own)]
    assert all(_of_explorer(address) for address in some(loading))
    assert "explorer-partnerships" in names["/explore"]


def first_line(text: str) -> str:
    """Return the line of a query that tells it apart."""
    return next((line for line in text.splitlines() if line.startswith("#+ summary")), text[:80])


@cache
def shapes() -> dict[str, re.Pattern[str]]:
    """Return each named query as a pattern: anything may stand where its parameters are."""
    found = {}
    for query in registry.load().values():
        names = "|".join(re.escape(parameter.variable) for parameter in query.parameters)
        parts = re.split(rf"[?$](?:{names})\b" if names else r"(?!)", query.text.strip())
        found[query.name] = re.compile(r"(?s:.*?)".join(map(re.escape, parts)) + r"\s*\Z")
    return found


@cache
def named(text: str) -> list[str]:
    """Return the names of the queries that a text can be."""
    return [name for name, shape in shapes().items() if shape.search(text)]
