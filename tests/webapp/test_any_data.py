"""Whatever data is served, every page answers, and says what there is and what there is not.

The data is a small part of the real one, cut in some 750 ways (see `cuts`). `make abuse` asks one of each graph, class
and predicate for a few addresses, others each time, and `make test` one in five of these. `OPG_ALL_DATA=1` asks all for
everything, which takes about an hour.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from functools import cache
from itertools import cycle, islice
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.build.snapshot import Snapshot
from graph.stores.open_store import open_named
from graph.stores.store import EmbeddedStore, Rows, Store
from ontology.namespaces import DERIVED_GRAPH, DESCRIPTION_GRAPH, ID_BASE
from tests.abuse import lengths
from tests.abuse.lengths import FULL
from tests.serving import serving
from tests.some import some
from tests.webapp.addresses import MACHINES, PAGE, SITE, STARTS, Route, routes
from tests.webapp.cuts import Cut, Quads, cuts, everything, graph_of, part, sample
from tests.webapp.hollow import hollow, hollow_words
from tests.webapp.html import Element, parse
from webapp.app import create_app
from webapp.entities import games
from webapp.listings.helpers import decades
from webapp.listings.registry import LISTS
from webapp.text import dates
from webapp.text.english import amount

pytestmark = pytest.mark.slow

ALL = os.environ.get("OPG_ALL_DATA") == "1"
EACH = 2 if FULL else 5
"""Addresses that each cut is asked for in the normal run: as many in all, whether there are all cuts or a sample."""

CUTS = 5
"""Of so many cuts `make test` has one: a number that shares no factor with how many sorts of cuts there are."""

LINKS = 3 if FULL else 6
"""Of so many links of a kind one is followed in the normal run."""

TURNS = 2 if FULL else 4
"""Of so many addresses the barest data is asked for one in the normal run."""

BATCHES = 5
"""Tests that share the cuts, so that several processes can share them, too."""

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


@pytest.fixture(scope="session")
def small(snapshot: Snapshot) -> Quads:
    """A part of the real data that has something of everything."""
    return part(everything(snapshot.nquads), STARTS)


@pytest.fixture(scope="session")
def opened() -> Callable[[Store], FlaskClient]:
    """Open the site over a store."""

    def open_(store: Store) -> FlaskClient:
        return create_app(store=store).test_client(use_cookies=False)

    return open_


Opened = Callable[[Store], FlaskClient]


@pytest.fixture(scope="session")
def cut_open(small: Quads, opened: Opened) -> Callable[[str], FlaskClient]:
    """Open the site over the cut of a name, once for all tests of it."""
    by_name = {cut.name: cut for cut in cuts(small)}
    return cache(lambda name: opened(by_name[name].store()))


CutOpen = Callable[[str], FlaskClient]


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
    rules = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())} - {"static"}
    assert tried == rules


def test_the_whole_small_part_has_an_answer_to_everything(small: Quads, opened: Opened) -> None:
    """So that what the cuts take away was there."""
    client = opened(EmbeddedStore.of(small, "small"))
    found = [fault for route in routes() for fault in wrong(Cut("everything", tuple), route, client)]
    assert not found, "\n".join(found)
    missing = {route.address for route in routes() if route.ask(client).status_code == 404}
    files = {address for address in MACHINES if address.startswith("/data/")}
    assert missing == {"/partner/nobody", "/sitemap-1.xml", *files}


@pytest.mark.parametrize("batch", range(BATCHES))
def test_whatever_is_missing_or_odd_every_address_answers(small: Quads, opened: Opened, batch: int) -> None:
    """No server error, and nothing hollow: no empty table, list, picture or section, no words about nothing."""
    every = routes()
    found: list[str] = []
    tried = 0
    chosen = cuts(small) if ALL else lengths.sample(sample(cuts(small)), every=CUTS)
    for place, cut in list(enumerate(chosen))[batch::BATCHES]:
        client = opened(cut.store())
        for route in every if ALL else islice(cycle(every), place * EACH, (place + 1) * EACH):
            tried += 1
            found += wrong(cut, route, client)
    assert tried >= EACH * 8
    assert not found, "\n".join(found[:40])


BAREST = ("nothing", "only the graph ontology", "only the graph derived", "without label")


@pytest.mark.parametrize("name", BAREST)
def test_the_barest_data_is_asked_everything(cut_open: CutOpen, name: str) -> None:
    """Each asks for a part of the addresses in the normal run, and all together for each."""
    asked = routes() if ALL else routes()[BAREST.index(name) % TURNS :: TURNS]
    found = [fault for route in asked for fault in wrong(Cut(name, tuple), route, cut_open(name))]
    assert not found, "\n".join(found[:40])


@pytest.fixture(scope="session")
def empty(opened: Opened) -> FlaskClient:
    """The site over a graph without a statement."""
    return opened(EmbeddedStore.of([], "empty"))


@pytest.fixture(scope="session")
def other(opened: Opened, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """The site over a file of people, concepts and events from elsewhere."""
    path = tmp_path_factory.mktemp("other") / "other.ttl"
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


def test_no_page_takes_other_data_for_ours(other: FlaskClient) -> None:
    addresses = [*(address for address in SITE if "?" not in address), "/queries/counts"]
    pages = 0
    for address in some(addresses):
        response = other.get(address, headers=PAGE)
        if response.status_code != 200 or response.mimetype != "text/html" or address == "/explore/embed":
            continue
        pages += 1
        found = parse(response.text)
        assert "other data" in found.all("main")[0].text, address
        assert "CC BY" not in found.all("footer")[0].text, address
        assert '"@type":"Dataset"' not in response.text, address
    assert pages > 10


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


def written(quads: Quads, path: Path, form: ox.RdfFormat) -> Path:
    """Write statements to a file, their union where the format knows no named graphs."""
    named = form in {ox.RdfFormat.TRIG, ox.RdfFormat.N_QUADS}
    ox.serialize(quads if named else list({quad.triple for quad in quads}), str(path), format=form)
    return path


@pytest.mark.parametrize("form", [ox.RdfFormat.N_TRIPLES, ox.RdfFormat.TRIG])
def test_our_data_in_a_file_has_its_pages_whatever_its_graphs(
    small: Quads, opened: Opened, tmp_path: Path, form: ox.RdfFormat
) -> None:
    """As `opg export` writes it: everything in the unnamed graph, or in named ones, but without the description."""
    quads = [quad for quad in small if graph_of(quad) != DESCRIPTION_GRAPH]
    client = opened(open_named(str(written(quads, tmp_path / f"ours.{form.file_extension}", form))))
    assert "partners" in text_of(client, "/")
    lede = page(client, "/partner/alibaba").all("p", class_="lede")[0].text
    assert lede.startswith("Alibaba Group, a company from China, ")
    assert "19 January 2017" in text_of(client, "/partnership/top-09--alibaba")
    document = client.get("/games/2020-summer.nt").text
    assert f"<{ID_BASE}games/2020-summer> <http://www.w3.org/2000/01/rdf-schema#label>" in document
    assert "Partnership" in text_of(client, "/ontology")


def test_the_default_graph_is_the_union_only_of_a_file_that_has_no_other(tmp_path: Path) -> None:
    for text, number in (
        ("<a:g> { <a:s> <a:p> 1 } <a:h> { <a:s> <a:p> 2 }", 2),
        ("<a:s> <a:p> 0 . <a:g> { <a:s> <a:p> 1 }", 1),
    ):
        path = tmp_path / f"{number}.trig"
        path.write_text(text, encoding="utf-8")
        answer = open_named(str(path)).query("SELECT * { ?s ?p ?o }")
        assert isinstance(answer, Rows)
        assert len(answer) == number


def test_partners_have_their_pages_without_what_is_derived(small: Quads, opened: Opened) -> None:
    client = opened(EmbeddedStore.of((quad for quad in small if graph_of(quad) != DERIVED_GRAPH), "curated"))
    found = page(client, "/partner/visa").all("main")[0]
    assert len(found.all("h2", id="partnerships")) == 1
    assert "TOP XI" in found.text
    assert "two partnerships" not in found.all("p", class_="lede")[0].text
    assert "No Games were held within" in found.text
    assert "Visa" in text_of(client, "/partners")


@pytest.mark.parametrize(
    ("name", "address", "said"),
    [
        ("without any Partnership", "/", "This graph has no partnerships."),
        ("without any Partnership", "/partners", "This graph has no partners."),
        ("without any Partnership", "/games/2020-summer", "No partnership is recorded for them."),
        ("without any Programme", "/partner/visa", "a programme that is not stated"),
        ("without any Evidence", "/partner/visa", "no source recorded"),
        ("without any Evidence", "/partnership/top-09--alibaba", "No source is recorded for it in this graph."),
        ("without any Organization", "/partners", "This graph has no partners."),
        ("without city", "/games/2020-summer", "The Games were held from 23 July to 8 August 2021."),
        ("without gamesStatus", "/games/2020-summer", "The Games are recorded in Tokyo from 23 July to 8 August 2021."),
        ("without label", "/partner/visa", "visa, a company from united-states, has been"),
        ("without organizationKind", "/partner/visa", "Visa, an organization from the United States, has been"),
        ("without programmeKind", "/programmes", "Kind not stated"),
        ("without status", "/partner/visa", "has been a worldwide partner"),
        ("only Partnership", "/partner/visa", "top-11"),
        ("a single Games", "/games", "One edition of the Games"),
        ("odd opening", "/games", "editions of the Games"),
    ],
)
def test_what_is_missing_is_not_claimed(cut_open: CutOpen, name: str, address: str, said: str) -> None:
    assert said in text_of(cut_open(name), address)


@pytest.mark.parametrize("name", ["without label", "only Partnership", "only Games", "without the graph derived"])
def test_links_lead_somewhere_in_partial_data(cut_open: CutOpen, name: str) -> None:
    """What the graph only refers to has a page that says so."""
    client = cut_open(name)
    starts = ("/", "/partners", "/games", "/partner/alibaba", "/games/2020-summer", "/quality", "/explore", "/about")
    links = set()
    for address in starts:
        response = client.get(address, headers=PAGE)
        if response.status_code == 200:
            links |= {link.attributes.get("href", "").partition("#")[0] for link in parse(response.text).all("a")}
    own = sorted(link for link in links if link.startswith("/") and not link.startswith("/sparql?"))
    assert len(own) > 20
    followed = own if ALL else _one_in(LINKS, own)
    assert [link for link in followed if client.get(link, headers=PAGE).status_code >= 400] == []


def _one_in(number: int, links: list[str]) -> list[str]:
    """Return one in so many links of each kind, and at least one: those of a kind lead to pages of the same code."""
    kinds: dict[str, list[str]] = {}
    for link in links:
        kinds.setdefault(link.partition("?")[0].split("/")[1], []).append(link)
    return [link for kind in kinds.values() for link in kind[::number]]


def test_of_two_labels_the_english_one_is_shown_once(cut_open: CutOpen) -> None:
    names = [row.all("th")[0].text for row in page(cut_open("double label"), "/games").all("tbody")[0].all("tr")]
    assert len(names) == len(set(names)) > 3
    assert not [name for name in names if name.startswith("Autre ")]


def test_a_large_graph_of_other_things_is_as_quick(opened: Opened) -> None:
    """Every page of such data is ready within the time that a page of ours takes; the count of it is made once."""
    type_, name = (
        ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        ox.NamedNode("http://example.org/name"),
    )
    quads = (
        quad
        for number in range(50_000)
        for thing in [ox.NamedNode(f"http://example.org/{number}")]
        for quad in (
            ox.Quad(thing, type_, ox.NamedNode(f"http://example.org/Class{number % 40}")),
            ox.Quad(thing, name, ox.Literal(f"Thing {number}")),
        )
    )
    store = EmbeddedStore.of(quads, "large")
    store.union = False
    client = opened(store)
    first = text_of(client, "/")
    assert "100,000 statements" in first
    assert "And 28 more classes." in first
    for address in (*(f"/{name}" for name in LISTS), "/explore", "/quality", "/search?q=thing", "/sparql", "/queries"):
        assert "100,000 statements" in text_of(client, address)


@pytest.mark.parametrize(
    "text", ["", "soon", "2017-13-45", "12345-06-07", "-0776", "2017-02-30", "²017", "\N{FULLWIDTH DIGIT TWO}017"]
)
def test_what_is_no_date_is_shown_and_not_reckoned_with(text: str) -> None:
    assert dates.dated(text) == ""
    assert dates.format_date(text) == text
    assert dates.years(text, text) == dates.years(text, "") == ""
    assert dates.format_date_range(text, "2021-08-08").endswith("8 August 2021")
    assert decades(text, text) == []
    with pytest.raises(ValueError, match="a date"):
        dates.decimal_year(text)


def test_the_calendar_ends_with_its_last_day() -> None:
    assert dates.decimal_year("9999-12-31", last=True) == dates.decimal_year("9999", last=True) == 10_000
    assert [decade.label for decade in decades("0476", "")] == ["0470s"]


@pytest.mark.parametrize("text", ["", "a lot", "NaN", "INF", "1E999999", "9" * 60, "12,5"])
def test_what_is_no_amount_is_shown_as_it_is(text: str) -> None:
    assert amount(text, "USD") == f"USD {text}".strip()
    assert games.roman(text) == ""


@pytest.mark.parametrize("form", ["csv", "json", "ttl", "rdf", "jsonld"])
def test_documents_of_odd_data_are_whole(cut_open: CutOpen, form: str) -> None:
    address = f"/partners.{form}" if form in {"csv", "json"} else f"/partner/alibaba.{form}"
    response = cut_open("odd label").get(address)
    assert response.status_code == (406 if form == "rdf" else 200)  # XML cannot hold the control character of the label
    assert response.data


@pytest.mark.engine
@pytest.mark.parametrize(("name", "content"), lengths.sample([("other.ttl", FOREIGN), ("nothing.nt", "")]))
def test_a_file_is_really_served(home: Path, tmp_path: Path, name: str, content: str) -> None:
    """With its process, its workers and the processes of visitors' queries."""
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    number = len(list(ox.parse(content, format=ox.RdfFormat.TURTLE)))
    with serving("--store", str(path), OPG_HOME=str(home)) as served:
        for address in (
            "/",
            "/partners",
            "/explore",
            "/path",
            "/quality",
            "/search?q=ann",
            "/sparql",
            "/data",
            "/about",
        ):
            reply = served.send("GET", address, PAGE)
            assert reply.status == 200, address
            assert ("other data" if number else "not a single statement") in reply.body.decode()
        for address in ("/health", "/sitemap.xml", "/og/site/home.png", "/explore/view.json"):
            assert served.send("GET", address).status == 200, address
        counted = served.send(
            "GET", "/sparql?query=SELECT%20(COUNT(*)%20AS%20%3Fn)%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D&format=csv"
        )
        assert counted.body.decode().split() == ["n", str(number)]
