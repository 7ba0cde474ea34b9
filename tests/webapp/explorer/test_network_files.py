"""GEXF and GraphML of views: networkx reads them, and they have what Gephi needs for picture and timeline."""

from __future__ import annotations

import io
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

import networkx as nx
import pytest
from flask.testing import FlaskClient

from ontology.namespaces import DATA_LICENCE_IRI, ID_BASE
from tests import tables
from tests.some import some
from tests.webapp.explorer.test_exports import DATES, VIEWS, expected, in_order, partnership_rows
from tests.webapp.explorer.test_view_json import look
from webapp.components.citations import AUTHORS
from webapp.explorer.edges import RELATIONS

GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
TITLES = dict(zip(DATES, ("From", "From: basis", "Until", "Until: basis"), strict=True))


@cache
def read(client: FlaskClient, suffix: str, query: str = "") -> nx.MultiDiGraph[str]:
    body = io.BytesIO(client.get(f"/explore/view.{suffix}?{query}").data)
    found = nx.read_gexf(body, version="1.3") if suffix == "gexf" else nx.read_graphml(body, force_multigraph=True)
    return nx.MultiDiGraph(found)


@pytest.fixture(params=(*VIEWS, "from=country/japan&open=country/japan"), ids=lambda query: query or "everything")
def query(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["gexf", "graphml"])
def test_networkx_reads_the_same_nodes_names_and_lines(client: FlaskClient, query: str, suffix: str) -> None:
    view, found = look(client, query), read(client, suffix, query)
    assert {id_: data["label"] for id_, data in found.nodes(data=True)} == {
        node["id"]: node["label"] for node in view["nodes"]
    }
    relation = {"gexf": "Relation", "graphml": "relation"}[suffix]
    lines = sorted((data[relation], source, target) for source, target, data in found.edges(data=True))
    assert lines == sorted((RELATIONS[edge["kind"]], edge["source"], edge["target"]) for edge in view["edges"])


def test_gexf_follows_its_schema(client: FlaskClient, query: str) -> None:
    """The rules of https://gexf.net/1.3/gexf.xsd: elements and their order, identifiers, declared attributes, days."""
    root = ElementTree.fromstring(client.get(f"/explore/view.gexf?{query}").data)  # noqa: S314 - our own
    assert (root.tag, [child.tag for child in root]) == (f"{GEXF}gexf", [f"{GEXF}meta", f"{GEXF}graph"])
    graph = root[1]
    assert [child.tag for child in graph] == [
        f"{GEXF}{name}" for name in ("attributes", "attributes", "nodes", "edges")
    ]
    assert {graph.get("mode"), graph.get("timeformat"), graph.get("timerepresentation")} == {
        "dynamic",
        "date",
        "interval",
    }
    nodes = {node.get("id") for node in graph[2]}
    assert len(nodes) == len(graph[2])
    assert len({edge.get("id") for edge in graph[3]}) == len(graph[3])
    assert {edge.get(end) for edge in graph[3] for end in ("source", "target")} <= nodes
    for declared, things in ((graph[0], graph[2]), (graph[1], graph[3])):
        known = {attribute.get("id"): attribute.get("title") for attribute in declared}
        assert len(set(known.values())) == len(known)
        used = {value.get("for") for thing in things for value in thing.iter(f"{GEXF}attvalue")}
        assert used <= set(known)
        times = [[thing, *thing.iter(f"{GEXF}spell")] for thing in things]
        for interval in some(one for found in times for one in found):
            start, end = interval.get("start", ""), interval.get("end", "9999-12-31")
            assert start <= end
            assert {len(start), len(end)} <= {0, 10}
    for node in some(graph[2]):
        assert [child.tag for child in node if child.tag.startswith(VIZ)] == [
            f"{VIZ}{name}" for name in ("color", "position", "size", "shape")
        ]


def test_gexf_says_who_made_it_and_under_which_licence(client: FlaskClient) -> None:
    meta = ElementTree.fromstring(client.get("/explore/view.gexf?tier=top").data)[0]  # noqa: S314 - our own
    assert meta.findtext(f"{GEXF}creator") == AUTHORS
    said = meta.findtext(f"{GEXF}description") or ""
    assert DATA_LICENCE_IRI in said
    assert "Version" in said


def test_a_partner_that_comes_and_goes_does_so_on_the_timeline(client: FlaskClient) -> None:
    """A partner is there in the time of each of its partnerships, and not in the years between."""
    rows = [row for row in tables.rows("partnerships") if row["partner"] == "kodak"]
    assert len(rows) > 2
    found = read(client, "gexf", "from=partner/kodak&open=partner/kodak.programme").nodes["partner/kodak"]
    intervals = found["spells"]
    assert len(intervals) > 1
    assert sorted(intervals) == intervals
    for (_, end), (start, _) in some(pairwise(intervals)):
        assert end < start


def test_positions_differ_and_are_those_of_the_layout_in_advance(client: FlaskClient) -> None:
    found = read(client, "gexf", "from=partner/omega&open=partner/omega")
    spots = [tuple(data["viz"]["position"].values()) for _, data in found.nodes(data=True)]
    assert len(set(spots)) == len(some(spots))


@pytest.mark.parametrize("suffix", ["gexf", "graphml"])
def test_every_partnership_has_dates_with_their_basis_sources_and_categories(client: FlaskClient, suffix: str) -> None:
    names = TITLES if suffix == "gexf" else dict(zip(DATES, DATES, strict=True))
    iri, categories, sources, addresses = (
        ("IRI", "Categories", "Sources", "Source addresses")
        if suffix == "gexf"
        else ("iri", "categories", "sources", "sourceAddresses")
    )
    whole = read(client, suffix, "show=network")
    found = {data[iri].removeprefix(ID_BASE): data for *_, data in whole.edges(data=True) if iri in data}
    labels = {row["id"]: row["label"] for row in tables.rows("categories")}
    cited = tables.by_id("sources")
    for id_, row in some(partnership_rows().items()):
        edge, known = found[id_], sorted(tables.listed(row["sources"]))
        assert {name: edge.get(names[name], "") for name in DATES} == expected(row), id_
        assert edge[categories] == "; ".join(labels[one] for one in in_order(row)), id_
        assert edge.get(sources, "") == "; ".join(cited[one]["title"] for one in known), id_
        assert edge.get(addresses, "") == " ".join(cited[one]["url"] or f"{ID_BASE}source/{one}" for one in known), id_


def test_graphml_has_each_edge_id_once_and_says_whose_it_is(client: FlaskClient) -> None:
    document = client.get("/explore/view.graphml?tier=top").data
    root = ElementTree.fromstring(document)  # noqa: S314 - our own
    ids = [edge.get("id") for edge in root.iter("{http://graphml.graphdrawing.org/xmlns}edge")]
    assert len(set(ids)) == len(some(ids))
    names = {key.get("attr.name") for key in root.iter("{http://graphml.graphdrawing.org/xmlns}key")}
    assert "id" not in names
    assert {"x", "y", "r", "g", "b", "size", "start", "end"} <= names
    found = read(client, "graphml", "tier=top").graph
    assert (found["creator"], found["licence"]) == (AUTHORS, DATA_LICENCE_IRI)


def test_tables_have_the_columns_that_gephi_knows(client: FlaskClient) -> None:
    nodes, edges = (client.get(f"/explore/{name}?tier=top").text.splitlines()[0] for name in ("nodes.csv", "view.csv"))
    assert nodes.startswith("Id,Label,")
    assert edges.startswith("Id,Source,Target,Type,Label,")
