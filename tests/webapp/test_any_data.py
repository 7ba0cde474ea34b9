"""Whatever data is served, every page answers, and says what there is and what there is not.

The data is a small part of the real one, cut in some 650 ways (see `cuts`). A sample of these, in which every graph,
class and predicate occurs, is asked for a few addresses, others each time. `OPG_ALL_DATA=1` asks all for everything,
which takes about an hour.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
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
from queries import registry
from tests.webapp.cuts import Cut, Quads, cuts, everything, part, sample
from tests.webapp.hollow import hollow, hollow_words
from tests.webapp.html import Element, parse
from webapp.app import create_app
from webapp.lists import LISTS

ALL = os.environ.get("OPG_ALL_DATA") == "1"
EACH = 2
"""Addresses that each cut is asked for in the normal run."""

BATCHES = 10
"""Tests that share the cuts, so that several processes can share them, too."""

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
"""Things that have pages."""

PICTURED = (
    "category/technology",
    "country/japan",
    "games/2020-summer",
    "partner/visa",
    "partnership/top-09--alibaba",
    "person/thomas-bach",
    "programme/top",
    "source/sina-2017-01-19-alibaba",
)
"""Things whose picture for shared links is asked for; to render one takes as long as ten pages."""

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
        *(f"/og/{thing}.png" for thing in PICTURED),
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


_OF_ODD_VALUES = ("an empty <dd", "a link to nothing: ''")
"""What follows from a value that is an empty text, or the name of a thing that cannot have a page."""


def wrong(cut: Cut, route: Route, client: FlaskClient) -> Iterator[str]:
    """Give what is wrong with an answer."""
    response = route.ask(client)
    where = f"{cut.name}: {route.address}"
    if response.status_code >= 500:
        yield f"{where}: {response.status_code}"
    elif route.page and response.mimetype == "text/html":
        found = parse(response.text)
        faults = hollow(found) if cut.odd else [*hollow(found), *hollow_words(found)]
        yield from (f"{where}: {fault}" for fault in faults if not (cut.odd and fault.startswith(_OF_ODD_VALUES)))


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
    missing = {route.address for route in routes() if route.ask(client).status_code == 404}
    assert missing == {"/partner/nobody", "/sitemap-1.xml", "/data/dataset.ttl"}


@pytest.mark.parametrize("batch", range(BATCHES))
def test_whatever_is_missing_or_odd_every_address_answers(small: Quads, opened: Opened, batch: int) -> None:
    """No server error, and nothing hollow: no empty table, list, picture or section, no words about nothing."""
    every = routes()
    found: list[str] = []
    tried = 0
    chosen = cuts(small) if ALL else sample(cuts(small))
    for place, cut in list(enumerate(chosen))[batch::BATCHES]:
        client = opened(cut.store())
        for route in every if ALL else islice(cycle(every), place * EACH, (place + 1) * EACH):
            tried += 1
            found += wrong(cut, route, client)
    assert tried >= EACH * 20
    assert not found, "\n".join(found[:40])


@pytest.mark.parametrize("name", ["nothing", "only the graph ontology", "only the graph derived", "without label"])
def test_the_barest_data_is_asked_everything(small: Quads, opened: Opened, name: str) -> None:
    cut = next(cut for cut in cuts(small) if cut.name == name)
    client = opened(cut.store())
    found = [fault for route in routes() for fault in wrong(cut, route, client)]
    assert not found, "\n".join(found[:40])


@pytest.fixture
def empty(opened: Opened) -> FlaskClient:
    """The site over a graph without a statement."""
    return opened(EmbeddedStore.of([], "empty"))


@pytest.fixture
def other(opened: Opened, tmp_path: Path) -> FlaskClient:
    """The site over a file of people, concepts and events from elsewhere."""
    path = tmp_path / "other.ttl"
    path.write_text(FOREIGN, encoding="utf-8")
    return opened(open_named(str(path)))


@pytest.mark.parametrize(("name", "many"), [(listing.name, listing.many) for listing in LISTS.values()])
def test_a_list_of_nothing_says_so_and_leads_on(empty: FlaskClient, other: FlaskClient, name: str, many: str) -> None:
    assert f"This graph has no {many}." in text_of(empty, f"/{name}")
    found = page(other, f"/{name}").all("main")[0]
    assert f"This graph has no {many}." in found.text
    assert {"/sparql"} == {link.attributes["href"] for link in found.all("a")}
    assert not found.all("table")
    assert not found.all("form")


@pytest.mark.parametrize("address", ["/explore", "/explore/embed", "/path", "/quality", "/partners?q=visa", "/data"])
def test_a_page_of_nothing_says_so(empty: FlaskClient, other: FlaskClient, address: str) -> None:
    for client in (empty, other):
        assert "This graph has no " in text_of(client, address)


def test_an_empty_graph_is_called_one(empty: FlaskClient) -> None:
    first = page(empty, "/")
    assert first.all("h1")[0].text == "There is no data here"
    assert "not a single statement" in text_of(empty, "/search")
    assert "not a single statement" in text_of(empty, "/about")


def test_the_first_page_names_other_data_counts_it_and_leads_to_sparql(other: FlaskClient) -> None:
    found = page(other, "/").all("main")[0]
    assert found.all("h1")[0].text == "This site shows other data"
    number = sum(1 for _ in ox.parse(FOREIGN, format=ox.RdfFormat.TURTLE))
    assert f"{number} statements" in found.text
    assert "/sparql" in {link.attributes["href"] for link in found.all("a")}
    rows = [row.text for row in found.all("tbody")[0].all("tr")]
    assert rows[0] == "http://www.w3.org/2004/02/skos/core#Concept 2"
    assert "http://xmlns.com/foaf/0.1/Person 2" in rows


@pytest.mark.parametrize("address", [*(address for address in SITE if "?" not in address), "/queries/counts"])
def test_no_page_takes_other_data_for_ours(other: FlaskClient, address: str) -> None:
    response = other.get(address, headers=PAGE)
    if response.status_code != 200 or address == "/explore/embed":
        return
    found = parse(response.text)
    assert "other data" in found.all("main")[0].text
    assert "CC BY" not in found.all("footer")[0].text
    assert '"@type":"Dataset"' not in response.text


def test_the_search_says_that_there_is_nothing_of_a_name(other: FlaskClient) -> None:
    for address in ("/search", "/search?q=ann"):
        assert "nothing in this data that could be searched by name" in text_of(other, address)
    assert other.get("/search/suggest?q=ann").json == []


def test_the_editor_begins_with_a_query_that_has_an_answer(other: FlaskClient) -> None:
    examples = json.loads(other.get("/sparql/editor.json").text)["examples"]
    assert [example["name"] for example in examples] == ["classes-in-use", "properties-in-use"]
    assert page(other, "/sparql").all("textarea")[0].text.startswith("SELECT ?class")


def test_machines_are_told_of_another_dataset(other: FlaskClient) -> None:
    for address in ("/sparql", "/.well-known/void"):
        body = other.get(address, headers={"Accept": "text/turtle"}).text
        assert "w3id.org/olympic-partnerships/dataset>" not in body
        assert "#dataset" in body
    assert f"void:triples {len(list(ox.parse(FOREIGN, format=ox.RdfFormat.TURTLE)))} ;" in body
