"""A view in every format: each is read back with another library, and holds exactly the same nodes and lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import product
from typing import Any

import networkx as nx
import pytest
from flask.testing import FlaskClient
from rdflib import RDF, RDFS, SKOS, Graph, Namespace, URIRef

from ontology.namespaces import ID_BASE, ONTOLOGY_NAMESPACE
from tests.webapp.explorer.test_view_json import look

OP = Namespace(ONTOLOGY_NAMESPACE)
VIEWS = (
    "",
    "from=partner/alibaba&open=partner/alibaba",
    "from=games/2020-summer&open=games/2020-summer.partner&all=games/2020-summer.partner",
    "open=programme/top.partner&date=2017-01-18",
    "tier=top&date=2017-01-18",
    "open=category/technology.partner",
    "path=partner/alibaba~partner/kodak",
    "kind=person&kind=partner&kind=organization",
    "focus=person/thomas-bach",
)
Line = tuple[str, str, str]


def lines(view: dict[str, Any]) -> list[Line]:
    """Return the lines of a view as kind, source and target, with repetitions."""
    return sorted((edge["kind"], edge["source"], edge["target"]) for edge in view["edges"])


@pytest.fixture(params=VIEWS, ids=lambda query: query or "everything")
def query(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_csv(client: FlaskClient, query: str) -> None:
    view = look(client, query)
    rows = list(csv.DictReader(io.StringIO(client.get(f"/explore/view.csv?{query}").text)))
    assert [row["id"] for row in rows] == [edge["id"] for edge in view["edges"]]
    assert [(row["source"], row["target"]) for row in rows] == [
        (edge["source"], edge["target"]) for edge in view["edges"]
    ]
    nodes = list(csv.DictReader(io.StringIO(client.get(f"/explore/nodes.csv?{query}").text)))
    assert [(row["id"], row["name"]) for row in nodes] == [(node["id"], node["label"]) for node in view["nodes"]]


@pytest.mark.parametrize("suffix", ["gexf", "graphml"])
def test_files_for_network_tools(client: FlaskClient, query: str, suffix: str) -> None:
    view = look(client, query)
    body = io.BytesIO(client.get(f"/explore/view.{suffix}?{query}").data)
    read = nx.read_gexf(body) if suffix == "gexf" else nx.read_graphml(body, force_multigraph=True)
    assert {id_: data["label"] for id_, data in read.nodes(data=True)} == {
        node["id"]: node["label"] for node in view["nodes"]
    }
    found = sorted((data["kind"], source, target) for source, target, data in read.edges(data=True))
    assert found == lines(view)


@pytest.mark.parametrize(("suffix", "format_"), [("ttl", "turtle"), ("jsonld", "json-ld")])
def test_linked_data(client: FlaskClient, query: str, suffix: str, format_: str) -> None:
    if not query and suffix == "jsonld":
        pytest.skip("the whole network in one RDF format is enough")
    view = look(client, query)
    graph = Graph().parse(data=client.get(f"/explore/view.{suffix}?{query}").text, format=format_)
    ids: dict[Any, str] = {URIRef(node["iri"]): node["id"] for node in view["nodes"]}
    labels = {ids[s]: str(o) for s, o in graph.subject_objects(RDFS.label) if s in ids}
    assert labels == {node["id"]: node["label"] for node in view["nodes"]}
    classes = (OP.Organization, OP.Games, OP.Programme, OP.Category, OP.Country, OP.Person)
    typed = {s for class_ in classes for s in graph.subjects(RDF.type, class_)}
    assert typed == set(ids)
    partnerships = {str(s) for s in graph.subjects(RDF.type, OP.Partnership)}
    behind = {edge["iri"] for edge in view["edges"] if edge["kind"] == "partnership" and "iri" in edge}
    assert behind <= partnerships
    assert set(statements(graph, ids)) == set(lines(view))


PROPERTIES = {
    OP.participatesIn: "partnership",
    OP.partnerOf: "covers",
    OP.coversGames: "covers",
    OP.partOf: "part-of",
    SKOS.broader: "part-of",
    OP.owner: "owner",
    OP.organisingCommittee: "owner",
    OP.parent: "parent",
    OP.successor: "successor",
}


def statements(graph: Graph, ids: dict[Any, str]) -> set[Line]:
    """Read the lines from a graph: every relation between two things that have a class."""
    read = (*partnerships(graph, ids), *plain(graph), *recorded(graph))
    return {(kind, ids[source], ids[target]) for kind, source, target in read if source in ids and target in ids}


def partnerships(graph: Graph, ids: dict[Any, str]) -> Iterator[tuple[Any, ...]]:
    for deal in graph.subjects(RDF.type, OP.Partnership):
        partner = graph.value(deal, OP.partner)
        yield "partnership", partner, graph.value(deal, OP.programme)
        for category in graph.objects(deal, OP.category):
            yield "field", partner, category if category in ids else graph.value(category, SKOS.broader)
        for other in graph.objects(deal, OP.jointWith):
            yield "joint", *sorted((partner, other), key=str)


def plain(graph: Graph) -> Iterator[tuple[str, Any, Any]]:
    for property_, kind in PROPERTIES.items():
        for source, target in graph.subject_objects(property_):
            yield kind, source, target
    for source, target in graph.subject_objects(OP.country):
        yield "host" if str(source).startswith(f"{ID_BASE}games/") else "country", source, target


def recorded(graph: Graph) -> Iterator[tuple[str, Any, Any]]:
    for role in graph.subjects(RDF.type, OP.Role):
        yield "role", graph.value(role, OP.roleHolder), graph.value(role, OP.roleIn)
    for event in graph.subjects(RDF.type, OP.Event):
        involved = list(graph.objects(event, OP.involves))
        people = [one for one in involved if f"{ID_BASE}person/" in str(one)]
        for person, place in product(people, involved):
            if place not in people:
                yield "event", person, place


def test_dates_are_as_exact_as_their_source(client: FlaskClient) -> None:
    """Days to count with are in the JSON; a table for people says no more than is known."""
    rows = csv.DictReader(
        io.StringIO(
            client.get(
                "/explore/view.csv?from=partner/kodak&from=partner/alibaba&open=partner/kodak&open=partner/alibaba"
            ).text
        )
    )
    found = {row["id"]: (row["from"], row["until"]) for row in rows}
    assert found["partnership/top-09--alibaba"] == ("2017-01-19", "2020")
    assert found["partnership/top-05--kodak"] == ("2001", "2004")
    assert found["partnership/1984-winter-domestic--kodak"] == ("1984", "1984"), "undated: the year of the Games"
    edges = {
        edge["id"]: edge
        for edge in look(client, "from=partner/kodak&from=partner/alibaba&open=partner/kodak&open=partner/alibaba")[
            "edges"
        ]
    }
    assert edges["partnership/1984-winter-domestic--kodak"]["from"] == "1984-02-08"
