"""The page of the explorer without scripts, and embedded: whole, sorted by links, cut only with notice."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.some import some
from tests.webapp.html import Element, parse
from webapp.explorer.request import network
from webapp.explorer.view_state import ViewState
from webapp.models.site import current_site


def look(client: FlaskClient, address: str) -> Element:
    response = client.get(address)
    assert response.status_code == 200, response.text
    return parse(response.text)


def column(page: Element, table: int, place: int) -> list[str]:
    """Return the texts of a column of one of the two tables: 0 of the things, 1 of the lines."""
    rows = page.all("table", class_="explored")[table].all("tbody")[0].all("tr")
    return [[cell for cell in row.children if isinstance(cell, Element)][place].text for row in rows]


def called(node: Element) -> str:
    """Return the full name of a node in a picture: its title, or its label where that is all."""
    return (node.all("title") or node.all("text"))[0].text


@pytest.mark.parametrize(
    "address",
    [
        "/explore",
        "/explore?from=partner/alibaba&open=partner/alibaba",
        "/explore?from=country/japan&open=country/japan",
        "/explore?path=partner/alibaba~partner/kodak",
        "/explore?path=partner/visa~person/thomas-bach",
        "/explore?tier=1&season=winter-youth&country=fiji&date=1900-01-01",
        "/explore/embed?from=partner/visa&open=partner/visa",
    ],
)
def test_a_page_is_whole_and_without_inline_style(client: FlaskClient, address: str) -> None:
    page = look(client, address.replace("&country=fiji", ""))
    assert len(page.all("h1")) == 1
    assert not [element for element in page.walk() if "style" in element.attributes]
    identifiers = [element.attributes["id"] for element in page.walk() if "id" in element.attributes]
    assert len(identifiers) == len(set(identifiers))
    labels = {label.attributes["for"] for label in page.all("label")}
    assert labels <= set(identifiers)


def test_the_whole_network_says_what_its_tables_leave_out(client: FlaskClient) -> None:
    page = look(client, "/explore?show=network")
    assert len(column(page, 0, 0)) == len(column(page, 1, 0)) == 100
    whole = client.get("/explore/view.json?show=network").get_json()["counts"]
    nodes, edges = sum(whole["nodes"].values()), sum(whole["edges"].values())
    assert f"100 of {nodes:,}, show all" in page.text
    assert f"100 of {edges:,}, show all" in page.text
    more = next(link for link in page.all("a") if link.text == "show all").attributes["href"]
    everything = look(client, more)
    assert len(column(everything, 0, 0)) == nodes
    assert len(column(everything, 1, 0)) == edges


def test_headings_sort_by_links(client: FlaskClient) -> None:
    start = "/explore?from=games/2012-summer&open=games/2012-summer"
    main = look(client, start).all("main")[0]
    heading = next(link for link in main.all("a") if link.text == "Connections")
    once = look(client, heading.attributes["href"])
    counts = [int(text.split()[0]) for text in column(once, 0, 4)]
    assert counts == sorted(counts)
    marked = [cell for cell in once.all("th") if "aria-sort" in cell.attributes]
    assert [cell.attributes["aria-sort"] for cell in marked] == ["ascending"]
    twice = look(client, marked[0].all("a")[0].attributes["href"])
    counts = [int(text.split()[0]) for text in column(twice, 0, 4)]
    assert counts == sorted(counts, reverse=True)


def test_a_cut_is_said_and_lifted(client: FlaskClient) -> None:
    page = look(client, "/explore?from=games/2012-summer&open=games/2012-summer.partner")
    assert "London 2012: 20 of 52 partners are shown, show all" in page.text
    more = next(link for link in page.all("a") if link.text == "show all").attributes["href"]
    everything = look(client, more)
    assert len(column(everything, 0, 0)) == 53
    assert "partners are shown" not in everything.text


def test_each_part_of_a_view_can_be_taken_away(client: FlaskClient) -> None:
    address = "/explore?from=partner/visa&open=partner/visa&hide=country/united-states&tier=top&date=2017-01-18"
    page = look(client, address)
    chips = page.all("ul", class_="chips")[0].all("a")
    assert [chip.text.split(" \N{MULTIPLICATION SIGN}")[0] for chip in chips] == [
        "Visa", "hidden: United States", "Worldwide: TOP", "on 18 January 2017", "everything",
    ]  # fmt: skip
    assert chips[1].attributes["href"] == "/explore?from=partner/visa&open=partner/visa&tier=top&date=2017-01-18"


def test_a_name_in_any_script_begins_a_view(client: FlaskClient) -> None:
    for name in ("阿里巴巴", "alibaba group"):
        assert look(client, f"/explore?from={quote(name)}").all("h1")[0].text == "Alibaba Group"
    refused = client.get("/explore?from=alibabba")
    assert refused.status_code == 400
    assert "did you mean partner/alibaba" in refused.text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("nonsense=1", "it has from, open,"),
        ("kind=planet", "one of partner, programme"),
        ("tier=9", "one of top,"),
        ("date=2017-02-30", "a day as YYYY-MM-DD"),
        ("date=2017-01-18&date=2018-01-01", "more than once"),
        ("open=partner/visa.planet", "after the dot"),
        ("path=partner/visa", "two things are expected"),
        ("country=atlantis", "nothing of this name"),
        ("pin=partner/visa@here", "a node and its place"),
        ("select=%3Cscript%3E", "letters, digits"),
        ("sort=colour", "one of name, kind"),
        ("rows=some", "all is expected"),
        ("from=partner/<script>", "nothing of this name"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_would(client: FlaskClient, query: str, expected: str) -> None:
    for address in ("/explore", "/explore/view.json", "/explore/embed"):
        if query.startswith(("sort", "rows")) and address != "/explore":
            continue
        response = client.get(f"{address}?{query}")
        assert response.status_code == 400
        assert expected in response.text
        assert response.is_json or "<script>" not in response.text
    problem = client.get(f"/explore/view.json?{query}", headers={"Accept": "*/*"})
    if problem.status_code == 400:
        assert problem.get_json()["parameter"] == query.partition("=")[0]


def test_other_answers_are_those_of_every_page(client: FlaskClient) -> None:
    assert client.head("/explore").status_code == 200
    assert client.get("/explore/view.docx").status_code == 404
    assert client.post("/explore").status_code == 405
    refused = client.get("/explore", headers={"Accept": "image/png"})
    assert refused.status_code == 406
    assert "application/gexf+xml" in refused.text
    chosen = client.get("/explore?from=partner/visa", headers={"Accept": "text/turtle"})
    assert chosen.content_type == "text/turtle; charset=utf-8"


def test_only_the_embedded_view_may_be_framed(client: FlaskClient) -> None:
    embedded = client.get("/explore/embed?from=partner/visa")
    assert "frame-ancestors *" in embedded.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in embedded.headers
    for address in ("/explore", "/explore/view.json", "/partner/visa", "/explore/embed?from=nobody"):
        headers = client.get(address).headers
        assert "frame-ancestors 'self'" in headers["Content-Security-Policy"], address
        assert headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_known_answer_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/explore/view.json?from=partner/visa")
    again = client.get("/explore/view.json?from=partner/visa", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    other = client.get("/explore/view.json?from=partner/omega", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


@pytest.mark.parametrize(
    "page",
    ["partner/visa", "games/2012-summer", "programme/top-09", "category/beer", "country/japan", "person/thomas-bach"],
)
def test_pages_lead_to_the_explorer(client: FlaskClient, page: str) -> None:
    links = [link.attributes["href"] for link in look(client, f"/{page}").all("a")]
    address = f"/explore?from={page}&open={page}"
    assert address in links
    assert client.get(address).status_code == 200


def test_pages_offer_what_the_explorer_has(app: Flask) -> None:
    with app.app_context():
        catalogue, there = current_site().catalogue, {node.iri for node in network().part(ViewState()).nodes.values()}
        for iri in some(catalogue.names.labels):
            assert catalogue.is_explorable(iri) is (iri in there), iri


def test_the_page_offers_places_to_begin(client: FlaskClient) -> None:
    page = look(client, "/explore")
    offered = [link.attributes["href"] for link in page.all("ul", class_="chips")[0].all("a")]
    assert len(offered) == 6
    for address in some(offered):
        found = client.get(address.replace("/explore?", "/explore/view.json?")).get_json()
        assert found["counts"]["edges"], address


def test_a_way_is_drawn_from_left_to_right(client: FlaskClient) -> None:
    page = look(client, "/explore?path=partner/alibaba~partner/kodak")
    wide = page.all("svg", class_="net-wide")[0]
    nodes = some(wide.all("a", class_="node"))
    names = {called(node): float(node.all("rect")[0].attributes["x"]) for node in nodes}
    assert names["Alibaba Group"] < names["TOP IX"] < names["Atos"] < names["TOP V"] < names["Eastman Kodak"]


def test_an_address_may_name_everything(client: FlaskClient) -> None:
    """Finding 21: a view of more than 8,000 bytes was refused; its page must not repeat it in every row, either."""
    nodes = client.get("/explore/view.json?show=network").get_json()["nodes"]
    query = "&".join(f"open={node['id']}" for node in nodes)
    assert len(query) > 20_000
    for address in ("/explore/view.json", "/explore/view.csv", "/explore/query.rq", "/explore/embed", "/explore"):
        response = client.get(f"{address}?{query}")
        assert response.status_code == 200
        assert len(response.data) < 100 * len(query)


def test_what_is_too_long_says_what_to_do(client: FlaskClient) -> None:
    for address, most in (
        ("/explore", 60_000),
        ("/explore/view.json", 60_000),
        ("/sparql", 60_000),
        ("/partners", 8_000),
    ):
        response = client.get(f"{address}?q={'x' * most}", headers={"Accept": "application/json"})
        assert response.status_code == 414
        detail = response.get_json()["detail"]
        assert f"at most {most:,}" in detail
        assert "less at once" in detail
        assert "POST" in detail


def test_the_plain_picture_marks_lines_of_assumed_beginnings(client: FlaskClient) -> None:
    view = "from=programme/2008-summer-domestic&open=programme/2008-summer-domestic.partner"
    edges = client.get(f"/explore/view.json?{view}").get_json()["edges"]
    assumed = [
        edge
        for edge in edges
        if edge["kind"] == "partnership"
        if edge["fromBasis"] in {"assumed", "unknown"} and edge["status"] not in {"announced", "terminated"}
    ]
    figure = parse(client.get(f"/explore?{view}").text).all("figure", class_="network")[0]
    assert len(figure.all("svg")[0].all("path", class_="e-assumed")) == len(assumed) > 0
    assert "beginning assumed or not recorded" in figure.text
