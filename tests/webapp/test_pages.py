"""Every page shows what it is for, well nested, with links that lead somewhere."""

from __future__ import annotations

import re
from itertools import groupby

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from graph.stores.store import EmbeddedStore, Rows
from ontology.namespaces import CODE_LIST_KINDS, ENTITY_KINDS, ID_BASE
from tests import tables
from tests.abuse.lengths import FULL, sample
from tests.some import some
from tests.webapp.html import Element, parse
from webapp.app import PAGES

EXAMPLES = (
    *(page.path for page in PAGES),
    "/search?q=bach",
    "/dataset",
    "/dataset/statistics",
    "/graph/curated",
    "/partner/alibaba",
    "/partner/coca-cola",
    "/games/2020-summer",
    "/games/1940-summer",
    "/programme/top",
    "/programme/top-09",
    "/programme/2024-summer-domestic",
    "/programme/ipc-worldwide",
    "/category/timekeeping",
    "/category/technology",
    "/organization/ioc",
    "/country/france",
    "/person/thomas-bach",
)


def _page(client: FlaskClient, address: str) -> Element:
    response = client.get(address, headers={"Accept": "text/html"})
    assert response.status_code == 200, address
    assert response.content_type == "text/html; charset=utf-8"
    return parse(response.text)


@pytest.mark.parametrize("address", EXAMPLES)
def test_a_page_is_whole(client: FlaskClient, address: str) -> None:
    page = _page(client, address)
    assert len(page.all("h1")) == 1
    assert page.all("html", lang="en")
    assert page.all("main", id="main")
    assert page.all("title")[0].text.endswith("Olympic Partnership Graph")
    identifiers = [element.attributes["id"] for element in page.walk() if "id" in element.attributes]
    assert len(identifiers) == len(set(identifiers)), "an id occurs twice"
    scripts = page.all("script")
    assert not [
        script
        for script in scripts
        if not (script.attributes.get("src") or script.attributes["type"] == "application/ld+json")
    ], "inline scripts break the CSP"
    assert not [element for element in page.walk() if "style" in element.attributes], "inline styles break the CSP"


@pytest.mark.parametrize("address", EXAMPLES)
def test_links_within_a_page_have_their_target(client: FlaskClient, address: str) -> None:
    page = _page(client, address)
    identifiers = {element.attributes.get("id") for element in page.walk()}
    for link in some(page.all("a")):
        target = link.attributes["href"]
        assert not target.startswith("#") or target[1:] in identifiers, target


@pytest.mark.slow
def test_links_lead_somewhere(client: FlaskClient) -> None:
    addresses = ["/", "/partner/alibaba", "/games/2024-summer", "/category/beer", "/country/japan"]
    links = {link.attributes["href"].partition("#")[0] for page in addresses for link in _page(client, page).all("a")}
    own = sorted(link for link in links if link.startswith("/") and not link.startswith("/data/"))
    areas = {
        area: list(alike)[: 8 if FULL else 3]
        for area, alike in groupby(own, key=lambda link: link.split("/")[1].partition("?")[0])
    }
    for link in some(link for alike in areas.values() for link in alike):
        with client.head(link) as response:
            assert response.status_code in (200, 301, 303), link


def test_alibaba(client: FlaskClient) -> None:
    page = _page(client, "/partner/alibaba")
    text = page.text
    for expected in (
        "Cloud services",
        "E-commerce platform services",
        "Olympic Channel Founding Partners",
        "Founding Partner",
        "six Games",
        "Cloud computing services for the Games",
        "Big-data capability to help protect the Olympic brand",
        "TOP partners supply the Olympic Movement with: funds",
        "Davos, Switzerland",
        "19 January 2017",
        "Thomas Bach",
        "Jack Ma",
        "Daniel Zhang",
        "USD 600 million",
        "USD 800 million",
        "insidethegames",
        "Financial News (Seoul)",
    ):
        assert expected in text, expected
    games = "PyeongChang 2018, Tokyo 2020, Beijing 2022, Paris 2024, Milano Cortina 2026, Los Angeles 2028"
    for name in some(games.split(", ")):
        assert name in text
    assert [name.text for name in page.all("span", lang="zh")][:2] == ["阿里巴巴集团", "阿里巴巴"]


def test_every_statement_of_alibaba_cites_a_source(client: FlaskClient) -> None:
    page = _page(client, "/partner/alibaba")
    for row in some(row for table in page.all("table") for body in table.all("tbody") for row in body.all("tr")):
        assert row.all("span", class_="refs"), row.text
    shared = next(part for part in page.all("ul") if part.text.startswith("funds"))
    contributions = shared.all("li")
    names = [item.all("a")[0].text for item in contributions]
    assert names == ["funds", "skilled people", "products", "services", "technology"]
    assert page.text.count("supply the Olympic Movement") == 1
    assert all(item.all("span", class_="refs") for item in some(contributions))
    sources = page.all("ol", class_="sources")[0].all("li")
    assert [int(item.attributes["value"]) for item in sources] == list(range(1, len(sources) + 1))
    sina = next(item for item in sources if "Sina Tech" in item.text)
    assert "Chinese" in sina.text
    assert "19 January 2017" in sina.text


def test_words_that_several_contributions_begin_with_stand_once(client: FlaskClient) -> None:
    page = _page(client, "/partner/dow")
    assert page.text.count("As Official Carbon Partner") == 1
    assert "As Official Carbon Partner: 500,000 tonnes of CO2 reductions" in page.text


def test_sources_are_linked_only_to_the_web(client: FlaskClient) -> None:
    page = _page(client, "/partner/alibaba")
    for link in some(page.all("a", rel="external")):
        assert re.match(r"https?://", link.attributes["href"])


@pytest.mark.parametrize("address", ["/", "/partner/alibaba", "/games/2020-summer", "/category/timekeeping"])
def test_the_network_is_drawn_twice_and_linked(client: FlaskClient, address: str) -> None:
    page = _page(client, address)
    for name in ("net-wide", "net-narrow"):
        drawing = page.all("svg", class_=name)[0]
        nodes = drawing.all("a", class_="node")
        assert len(nodes) >= 8
        assert all(node.all("title") or node.text.strip() for node in some(nodes))
        assert drawing.attributes["aria-label"]


_SUBJECTS = "SELECT DISTINCT ?thing WHERE { ?thing ?property ?value }"


@pytest.fixture(scope="module")
def subjects(store: EmbeddedStore) -> list[str]:
    """All things that the graph describes, in order."""
    answer = store.query(_SUBJECTS)
    assert isinstance(answer, Rows)
    return sorted(row[0].value for row in answer.rows if isinstance(row[0], ox.NamedNode))


@pytest.mark.parametrize("kind", [*ENTITY_KINDS, *CODE_LIST_KINDS, "scheme"])
def test_identifiers_of_every_kind_dereference(client: FlaskClient, subjects: list[str], kind: str) -> None:
    found = [iri for iri in subjects if iri.startswith(f"{ID_BASE}{kind}/")]
    assert found, kind
    for iri in {found[0], found[-1]}:
        path = "/id/" + iri.removeprefix(ID_BASE)
        response = client.get(path)
        assert response.status_code == 303, path
        _page(client, response.headers["Location"])
        data = client.get(path, headers={"Accept": "text/turtle"})
        assert data.status_code == 303
        assert client.get(data.headers["Location"]).content_type == "text/turtle; charset=utf-8"


@pytest.mark.parametrize(
    "part", [pytest.param(part, marks=pytest.mark.slow if part else ()) for part in sample(range(20), every=10)]
)
def test_every_partner_has_a_page(client: FlaskClient, part: int) -> None:
    found = client.get("/partners.csv").text.splitlines()[1:]
    partners = ["/partner/" + line.split(",")[0].rpartition("/")[2] for line in found]
    assert len(partners) == len(set(partners)) == len(tables.partners())
    for link in some(partners[part::20]):
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("阿里巴巴", "Alibaba Group"),
        ("MCDONALDS", "McDonald's"),
        ("nestle", "Nestlé"),
        ("Bach", "Thomas Bach"),
        ("tokyo", "Tokyo 2020"),
    ],
)
def test_search_finds_names_in_any_script(client: FlaskClient, text: str, expected: str) -> None:
    hits = _page(client, f"/search?q={text}").all("ol", class_="hits")[0]
    assert expected in [link.text for link in hits.all("a")]
