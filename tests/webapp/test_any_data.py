"""Whatever data is served, every page answers, and says what there is and what there is not.

The data is a small part of the real one, cut in some 700 ways (see `cuts`). Each way is asked for a few addresses, others
each time, so that every address meets many kinds of data. `OPG_ALL_DATA=1` asks everything of everything, which takes
about an hour.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from werkzeug.test import TestResponse

from graph.opening import open_named
from graph.snapshot import Snapshot
from graph.store import EmbeddedStore, Store
from ontology.namespaces import DESCRIPTION_GRAPH, ID_BASE, ONTOLOGY_NAMESPACE
from queries import registry
from tests.webapp.cuts import Cut, Quads, cuts, everything, graph_of, part
from tests.webapp.hollow import hollow, hollow_words
from tests.webapp.html import Element, parse
from webapp.app import create_app
from webapp.lists import LISTS

ALL = os.environ.get("OPG_ALL_DATA") == "1"
EACH = 3
"""Addresses that each way of cutting is asked for in the normal run."""

BATCHES = 10
"""Tests that share the ways of cutting, so that several processes can share them, too."""

PAGE = {"Accept": "text/html"}
STARTS = (
    "partnership/top-01--kodak",
    "partnership/top-01--visa",
    "partnership/top-09--alibaba",
    "partnership/top-09--mcdonalds",
    "partnership/top-11--visa",
    "partnership/olympic-channel-founding--alibaba",
    "partnership/1932-summer-domestic--omega",
    "partnership/1964-summer-domestic--seiko",
    "partnership/2020-summer-domestic--asics",
    "contribution/alibaba-cloud",
    "coverage/alibaba--top--2018-winter",
    "country/japan",
    "country/united-states",
    "event/alibaba-top-announcement",
    "games/1940-summer",
    "games/1984-summer",
    "games/2026-winter",
    "reported-value/top-03-visa-20c5c1",
    "role/thomas-bach",
    "source/sina-2017-01-19-alibaba",
    "statistic/top-01--top-revenue",
    "statistic/top-09--top-revenue",
)
"""What the small part of the data begins with."""

THINGS = (
    *(start for start in STARTS if not start.startswith("partnership")),
    "category/technology",
    "category/timekeeping",
    "games/2020-summer",
    "organization/ioc",
    "partner/alibaba",
    "partner/kodak",
    "partner/omega",
    "partner/visa",
    "partnership/1932-summer-domestic--omega",
    "partnership/top-09--alibaba",
    "person/thomas-bach",
    "programme/2020-summer-domestic",
    "programme/olympic-channel-founding",
    "programme/top",
    "programme/top-09",
    "scheme/category",
    "season/summer",
)
"""Things that have pages, each with a picture for those who share it."""

FORMATS = ("ttl", "jsonld", "nt", "rdf")
SITE = (
    "/",
    "/about",
    "/api",
    "/data",
    "/errors",
    "/explore",
    "/explore/embed",
    "/explore?from=games/2020-summer&open=games/2020-summer",
    "/explore?from=partner/visa&open=partner/visa",
    "/explore?path=partner/alibaba~partner/kodak",
    "/explore?tier=top&date=2017-01-18",
    "/explore?kind=partner&sort=-begins",
    "/ontology",
    "/path",
    "/path?from=partner/alibaba&to=partner/kodak",
    "/quality",
    "/queries",
    "/queries?q=nothing",
    "/search",
    "/search?q=bach",
    "/search?q=visa&kind=partner",
    "/search?q=nothing",
    "/sparql",
    "/dataset",
    "/dataset/statistics",
    "/graph/curated",
    "/partner/nobody",
    "/programme/top?sort=country",
    *(f"/{name}" for name in LISTS),
    *(f"/{name}?q=nothing" for name in LISTS),
    "/partners?sort=-years",
    "/games?sort=country",
    "/events?sort=place",
)
"""Pages for people."""

MACHINES = (
    "/.well-known/sparql-examples",
    "/.well-known/void",
    "/api",
    "/api/openapi.json",
    "/api/queries",
    "/apple-touch-icon.png",
    "/data/dataset.ttl",
    "/explore/expand?node=partner/alibaba",
    *(f"/explore/facts?node={node}" for node in ("partner/alibaba", "games/2020-summer", "country/japan")),
    "/explore/facts?partnership=top-09--alibaba",
    "/explore/nodes.csv",
    "/explore/query.rq",
    *(f"/explore/view.{suffix}" for suffix in ("csv", "gexf", "graphml", "json", "jsonld", "ttl")),
    "/explore/view.json?from=partner/visa&open=partner/visa",
    "/favicon.ico",
    "/health",
    "/icon-192.png",
    "/id/organization/alibaba",
    "/og/site/home.png",
    *(f"/og/site/{name}.png" for name in LISTS),
    *(f"/{name}.csv" for name in LISTS),
    *(f"/{name}.json" for name in LISTS),
    "/ontology.ttl",
    "/path.json?from=partner/alibaba&to=partner/kodak",
    "/queries.ttl",
    "/robots.txt",
    "/search/suggest?q=al",
    "/shapes",
    "/shapes.ttl",
    "/site.webmanifest",
    "/sitemap-1.xml",
    "/sitemap.xml",
    "/sparql",
    "/sparql/editor.json",
)
"""Addresses for programs."""

FOREIGN = """\
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <http://example.org/> .
:ann a foaf:Person ; foaf:name "Ann" ; foaf:knows :ann , :bob .
:bob a foaf:Person , schema:Person ; foaf:name "Bob"@en , "R\\u0001bert" .
:a a skos:Concept ; skos:broader :b ; skos:prefLabel "A"@en .
:b a skos:Concept ; skos:broader :a .
:games a schema:SportsEvent ; schema:startDate "soon" ; schema:sponsor :ann .
"""


@dataclass(frozen=True, slots=True)
class Route:
    """An address with the headers of those who ask for it."""

    address: str
    page: bool

    def ask(self, client: FlaskClient) -> TestResponse:
        """Ask for it."""
        return client.get(self.address, headers=PAGE if self.page else {})


def routes() -> list[Route]:
    """Return every address that is tried."""
    names = [query.name for query in registry.public()]
    pages = (*SITE, *(f"/{thing}" for thing in THINGS), *(f"/queries/{name}" for name in names))
    machines = (
        *MACHINES,
        *(f"/og/{thing}.png" for thing in THINGS),
        *(f"/partner/alibaba.{suffix}" for suffix in FORMATS),
        *(f"/games/2020-summer.{suffix}" for suffix in FORMATS),
        *(f"/api/queries/{name}" for name in names),
    )
    return [*(Route(address, page=True) for address in pages), *(Route(address, page=False) for address in machines)]


@pytest.fixture(scope="session")
def small(snapshot: Snapshot) -> Quads:
    """A part of the real data that has something of everything."""
    return part(everything(snapshot.nquads), STARTS)


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Store], FlaskClient]:
    """Open the site over a store; the templates are compiled once for all."""
    compiled = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("compiled")))

    def open_(store: Store) -> FlaskClient:
        app = create_app(store=store)
        app.jinja_env.bytecode_cache = compiled
        return app.test_client(use_cookies=False)

    return open_


Opened = Callable[[Store], FlaskClient]


def page(client: FlaskClient, address: str) -> Element:
    """Return a page that is there."""
    response = client.get(address, headers=PAGE)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return parse(response.text)


def text_of(client: FlaskClient, address: str) -> str:
    """Return what a page says in its main part."""
    return page(client, address).all("main")[0].text


def wrong(cut: Cut, route: Route, client: FlaskClient) -> Iterator[str]:
    """Give what is wrong with an answer."""
    response = route.ask(client)
    where = f"{cut.name}: {route.address}"
    if response.status_code >= 500:
        yield f"{where}: {response.status_code}"
    elif route.page and response.mimetype == "text/html":
        found = parse(response.text)
        words = [] if cut.odd else hollow_words(found)
        yield from (
            f"{where}: {fault}" for fault in (*hollow(found), *words) if not cut.odd or "empty <dd" not in fault
        )


def test_every_kind_of_address_is_tried(app: Flask) -> None:
    adapter = app.url_map.bind("localhost")
    tried = {adapter.match(route.address.partition("?")[0])[0] for route in routes()}
    rules = {rule.endpoint for rule in app.url_map.iter_rules()} - {"static"}
    assert tried == rules


def test_the_whole_small_part_has_an_answer_to_everything(small: Quads, opened: Opened) -> None:
    """So that what the cuts take away was there."""
    client = opened(EmbeddedStore.of(small, "small"))
    found = [fault for route in routes() for fault in wrong(Cut("everything", tuple), route, client)]
    assert not found, "\n".join(found)
    missing = [route.address for route in routes() if route.ask(client).status_code == 404]
    assert missing == ["/partner/nobody", "/sitemap-1.xml", "/data/dataset.ttl"][: len(missing)] or set(missing) <= {
        "/partner/nobody",
        "/sitemap-1.xml",
        "/data/dataset.ttl",
    }


@pytest.mark.parametrize("batch", range(BATCHES))
def test_whatever_is_missing_or_odd_every_address_answers(small: Quads, opened: Opened, batch: int) -> None:
    """No server error anywhere, and nothing hollow: no empty table, list, picture or section, no words about nothing."""
    every = routes()
    found = []
    tried = 0
    for place, cut in list(enumerate(cuts(small)))[batch::BATCHES]:
        client = opened(cut.store())
        chosen = every if ALL else islice(cycle(every), place * EACH, (place + 1) * EACH)
        for route in chosen:
            tried += 1
            found += wrong(cut, route, client)
    assert tried >= EACH * 50
    assert not found, "\n".join(found[:40])


@pytest.mark.parametrize("name", ["nothing", "only the graph ontology", "only the graph derived", "without label"])
def test_the_barest_data_is_asked_everything(small: Quads, opened: Opened, name: str) -> None:
    cut = next(cut for cut in cuts(small) if cut.name == name)
    client = opened(cut.store())
    found = [fault for route in routes() for fault in wrong(cut, route, client)]
    assert not found, "\n".join(found[:40])
