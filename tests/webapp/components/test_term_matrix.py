"""The matrix of TOP: everybody in every term, drawn by dates, every bar a link, in any order, refused where unknown."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from graph.build.snapshot import Snapshot
from graph.iris import mint
from graph.stores.store import EmbeddedStore
from ontology.namespaces import ID_BASE, ONTOLOGY_NAMESPACE
from tests import tables
from tests.some import some
from tests.webapp.html import Element, parse
from webapp.app import create_app


@pytest.fixture(scope="module")
def table(client: FlaskClient) -> Element:
    return parse(client.get("/programme/top").text).all("table", class_="terms")[0]


def rows(table: Element) -> dict[str, Element]:
    return {row.all("th")[0].text: row for row in table.all("tbody")[0].all("tr")}


def bars(row: Element) -> list[Element]:
    return [link for cell in row.all("td", class_="cell-of") for link in cell.all("a")]


def test_it_is_the_first_picture_of_the_page(client: FlaskClient) -> None:
    page = client.get("/programme/top").text
    assert page.index('class="terms"') < page.index("<svg class=")


def test_every_partnership_leads_to_its_page(client: FlaskClient, table: Element) -> None:
    links = [link.attributes["href"] for row in rows(table).values() for link in bars(row)]
    deals = [row for row in tables.rows("partnerships") if row["programme"] in tables.terms()]
    assert len(links) == len(set(links)) == len(deals)
    assert len(rows(table)) == len({row["partner"] for row in deals})
    for link in some(links[::20]):
        assert client.get(link).status_code == 200


def test_each_says_in_words_what_it_shows(table: Element) -> None:
    for row in some(rows(table).values()):
        for link in some(bars(row)):
            assert link.attributes["title"] == link.all("span", class_="unseen")[0].text


def test_a_term_is_filled_by_the_dates(table: Element) -> None:
    bridgestone = bars(rows(table)["Bridgestone"])[0]
    fill = bridgestone.all("rect", class_="m-fill")[0].attributes
    assert 16 < float(fill["x"]) < 19, "it joined on 13 June of the second year"
    assert float(fill["x"]) + float(fill["width"]) == pytest.approx(48)
    mcdonalds = bars(rows(table)["McDonald's"])[-1]
    assert mcdonalds.all("path", class_="m-cross")
    assert float(mcdonalds.all("rect", class_="m-fill")[0].attributes["width"]) == pytest.approx(5.5, abs=0.2)


def test_who_stays_is_joined_and_who_comes_or_goes_is_capped(table: Element) -> None:
    panasonic = bars(rows(table)["Panasonic"])
    assert [len(link.all("rect", class_="m-cap")) for link in panasonic] == [1, *[0] * 8, 1]
    assert all(link.all("rect", class_="m-fill")[0].attributes["width"] == "48.0" for link in some(panasonic))


@pytest.mark.parametrize(
    ("sort", "first"), [("length", "The Coca-Cola Company"), ("country", "AB InBev"), ("name", "3M")]
)
def test_it_can_be_sorted_by_links(client: FlaskClient, sort: str, first: str) -> None:
    page = parse(client.get(f"/programme/top?sort={sort}").text)
    found = list(rows(page.all("table", class_="terms")[0]))
    assert found[0] == first
    assert sort not in [link.attributes["href"].rpartition("=")[2] for link in page.all("p", id="sorting")[0].all("a")]


def test_an_unknown_order_is_refused_with_those_there_are(client: FlaskClient) -> None:
    answer = client.get("/programme/top?sort=colour")
    assert answer.status_code == 400
    assert "first, length, country and name" in answer.text


def test_what_is_assumed_is_hatched_and_the_key_says_so(client: FlaskClient, snapshot: Snapshot) -> None:
    """Here a graph in which nobody states when Visa came into TOP IX, nor when Omega left TOP VII."""
    assumed = {("visa", "top-09", "fromBasis"), ("omega", "top-07", "untilBasis")}
    subjects = {
        (f"{ID_BASE}partnership/{row['id']}", f"{ONTOLOGY_NAMESPACE}{basis}")
        for row in tables.rows("partnerships")
        for partner, programme, basis in assumed
        if (row["partner"], row["programme"]) == (partner, programme)
    }

    def changed(quad: ox.Quad) -> ox.Quad:
        if isinstance(quad.subject, ox.NamedNode) and (quad.subject.value, quad.predicate.value) in subjects:
            return ox.Quad(quad.subject, quad.predicate, mint("date-basis", "assumed"), quad.graph_name)
        return quad

    quads = ox.parse(path=str(snapshot.nquads), format=ox.RdfFormat.N_QUADS)
    site = create_app(EmbeddedStore.of([changed(quad) for quad in quads], "assumed")).test_client()
    document = parse(site.get("/programme/top").text)
    found = rows(document.all("table", class_="terms")[0])
    hatched = {name: [bool(bar.all("path", class_="m-hatch")) for bar in bars(row)] for name, row in found.items()}
    assert sum(map(sum, hatched.values())) == len(subjects) == 2
    assert (hatched["Visa"].index(True), hatched["Omega"].index(True)) == (8, 1)
    (begins,) = (
        bar.all("path", class_="m-hatch")[0] for bar in bars(found["Visa"]) if bar.all("path", class_="m-hatch")
    )
    (ends,) = (
        bar.all("path", class_="m-hatch")[0] for bar in bars(found["Omega"]) if bar.all("path", class_="m-hatch")
    )
    assert max(across(begins)) <= 24 <= min(across(ends)), "up to the middle, and from there on"
    assert "beginning or end assumed or not recorded" in document.text
    plain = parse(client.get("/programme/top").text)
    assert not plain.all("path", class_="m-hatch"), "every term of TOP has stated dates"
    assert "beginning or end assumed" not in plain.text


def across(path: Element) -> list[float]:
    """Return how far to the right each point of a path is."""
    return [float(x) for x in re.findall(r"[ML](-?[\d.]+) ", path.attributes["d"])]
