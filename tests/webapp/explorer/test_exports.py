"""A view in every format: each is read back with another library, and holds exactly the same nodes and lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

import pytest
from flask.testing import FlaskClient
from rdflib import DCTERMS, RDF, RDFS, SKOS, Graph, Namespace, URIRef

from ontology.namespaces import ID_BASE, ONTOLOGY_NAMESPACE
from tests import tables
from tests.abuse.lengths import sample
from tests.some import any_number, some
from tests.webapp.explorer.test_view_json import look
from tests.webapp.html import parse

OP = Namespace(ONTOLOGY_NAMESPACE)
VIEWS = (
    "show=network",
    "shared=10",
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


@pytest.fixture(params=VIEWS, ids=lambda query: query)
def query(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_csv(client: FlaskClient, query: str) -> None:
    view = look(client, query)
    rows = list(csv.DictReader(io.StringIO(client.get(f"/explore/view.csv?{query}").text)))
    assert [row["Id"] for row in rows] == [edge["id"] for edge in view["edges"]]
    assert [(row["Source"], row["Target"]) for row in rows] == [
        (edge["source"], edge["target"]) for edge in view["edges"]
    ]
    nodes = list(csv.DictReader(io.StringIO(client.get(f"/explore/nodes.csv?{query}").text)))
    assert [(row["Id"], row["Label"]) for row in nodes] == [(node["id"], node["label"]) for node in view["nodes"]]


@pytest.mark.parametrize(("suffix", "format_"), [("ttl", "turtle"), ("jsonld", "json-ld")])
def test_linked_data(client: FlaskClient, query: str, suffix: str, format_: str) -> None:
    if suffix == "jsonld" and query not in sample(VIEWS[1:]):
        pytest.skip("every second view in both RDF formats is enough")
    view = look(client, query)
    graph = parsed(client.get(f"/explore/view.{suffix}?{query}").text, format_)
    ids: dict[Any, str] = {URIRef(node["iri"]): node["id"] for node in view["nodes"]}
    labels = {ids[s]: str(o) for s, o in graph.subject_objects(RDFS.label) if s in ids}
    assert labels == {node["id"]: node["label"] for node in view["nodes"]}
    classes = (OP.Organization, OP.Games, OP.Programme, OP.Category, OP.Country, OP.Person)
    typed = {s for class_ in classes for s in graph.subjects(RDF.type, class_)}
    assert typed == set(ids)
    partnerships = {str(s) for s in graph.subjects(RDF.type, OP.Partnership)}
    behind = {edge["iri"] for edge in view["edges"] if edge["kind"] == "partnership" and "iri" in edge}
    assert behind <= partnerships
    assert set(statements(graph, ids)) == {line for line in lines(view) if line[0] != "shared"}
    shared = [edge for edge in view["edges"] if edge["kind"] == "shared"]
    games = {id_: set(graph.objects(iri, OP.partnerOf)) for iri, id_ in ids.items()}
    assert all(len(games[edge["source"]] & games[edge["target"]]) >= edge["games"] for edge in any_number(shared))


@cache
def parsed(text: str, format_: str) -> Graph:
    return Graph().parse(data=text, format=format_)


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
    found = {row["Id"]: (row["from"], row["until"]) for row in rows}
    assert found["partnership/top-09--alibaba"] == ("2017-01-19", "2020")
    assert found["partnership/top-05--kodak"] == ("2001", "2004")
    assert found["partnership/1984-winter-domestic--kodak"] == ("", "1984"), "nobody knows since when"
    edges = {
        edge["id"]: edge
        for edge in look(client, "from=partner/kodak&from=partner/alibaba&open=partner/kodak&open=partner/alibaba")[
            "edges"
        ]
    }
    undated = edges["partnership/1984-winter-domestic--kodak"]
    assert (undated.get("from"), undated["fromBasis"], undated["countsFrom"]) == (None, "unknown", "1984-02-08")


def expected(row: tables.Cells) -> dict[str, str]:
    """Return from and until of a partnership and what they rest on, worked out from the tables."""
    programme = tables.by_id("programmes")[row["programme"]]
    closings = [tables.by_id("games")[games]["closing"] for games in tables.listed(programme["games"])]
    own = {"stated": row["start"], "announced": row["announced"], "assumed": programme["start"], "unknown": ""}
    basis = next((name for name, text in own.items() if text), "unknown")
    until = row["end"] or programme["end"] or max(closings, default="")[:4]
    return {
        "from": own[basis],
        "fromBasis": basis,
        "until": until,
        "untilBasis": "stated" if row["end"] else "assumed" if until else "unknown",
    }


def partnership_rows() -> dict[str, tables.Cells]:
    return {f"partnership/{row['id']}": row for row in tables.rows("partnerships")}


def test_each_partnership_in_csv_has_its_dates_with_their_basis_its_sources_and_all_categories(
    client: FlaskClient,
) -> None:
    found = {row["Id"]: row for row in csv.DictReader(io.StringIO(client.get("/explore/view.csv?show=network").text))}
    names = {row["id"]: row["label"] for row in tables.rows("categories")}
    titles = {row["id"]: row["title"] for row in tables.rows("sources")}
    for id_, row in some(partnership_rows().items()):
        edge, sources = found[id_], sorted(tables.listed(row["sources"]))
        assert {name: edge[name] for name in DATES} == expected(row), id_
        assert edge["categories"] == "; ".join(f"category/{one}" for one in in_order(row)), id_
        assert edge["category_names"] == "; ".join(names[one] for one in in_order(row)), id_
        assert edge["sources"] == "; ".join(f"{ID_BASE}source/{one}" for one in sources), id_
        assert edge["source_titles"] == "; ".join(titles[one] for one in sources), id_


def in_order(row: tables.Cells) -> list[str]:
    """Return the categories of a partnership, the main one first, then by id."""
    main, *others = tables.listed(row["categories"])
    return [main, *sorted(others)]


DATES = ("from", "fromBasis", "until", "untilBasis")


def test_the_json_has_days_with_their_basis_sources_and_all_categories(client: FlaskClient) -> None:
    found = {edge["id"]: edge for edge in look(client, "show=network")["edges"]}
    for id_, row in some(partnership_rows().items()):
        known, edge = expected(row), found[id_]
        assert (edge["fromBasis"], edge["untilBasis"]) == (known["fromBasis"], known["untilBasis"]), id_
        assert edge.get("from", "") == (tables.first_day(known["from"]).isoformat() if known["from"] else ""), id_
        assert ("countsFrom" in edge) <= (known["fromBasis"] == "unknown"), id_
        assert edge["categories"] == [f"category/{one}" for one in in_order(row)], id_
        assert edge["sources"] == [f"source/{one}" for one in sorted(tables.listed(row["sources"]))], id_


def test_linked_data_has_the_basis_of_each_day_and_the_sources(client: FlaskClient) -> None:
    graph = parsed(client.get("/explore/view.ttl?show=network").text, "turtle")
    for id_, row in some(partnership_rows().items()):
        deal, known = URIRef(ID_BASE + id_), expected(row)
        for name in ("from", "until"):
            basis = graph.value(deal, OP[f"{name}Basis"])
            assert str(basis).removeprefix(f"{ID_BASE}date-basis/") == known[f"{name}Basis"], id_
            assert bool(graph.value(deal, OP[name])) == bool(known[name]), id_
        sources = {str(source).removeprefix(f"{ID_BASE}source/") for source in graph.objects(deal, DCTERMS.source)}
        assert sources == set(tables.listed(row["sources"])), id_


@pytest.mark.parametrize(("table", "kind"), [("people", "role"), ("events", "event")])
def test_roles_and_events_have_their_sources(client: FlaskClient, table: str, kind: str) -> None:
    rows = tables.by_id(table)
    for edge in some(edge for edge in look(client, "show=network")["edges"] if edge["kind"] == kind):
        row = rows[edge["iri"].rpartition("/")[2]]
        assert edge["sources"] == [f"source/{one}" for one in sorted(tables.listed(row["sources"]))]


def test_a_line_for_several_partnerships_has_the_sources_of_all(client: FlaskClient) -> None:
    view = look(client, "from=partner/omega&open=partner/omega.category")
    omega = [row for row in tables.rows("partnerships") if row["partner"] == "omega"]
    (edge,) = (edge for edge in view["edges"] if edge["target"] == "category/timekeeping")
    behind = [row for row in omega if "timekeeping" in tables.listed(row["categories"])]
    assert len(behind) > 1
    sources = {one for row in behind for one in tables.listed(row["sources"])}
    assert edge["sources"] == sorted(f"source/{one}" for one in sources)


def test_a_path_says_what_its_dates_rest_on(client: FlaskClient) -> None:
    found = client.get("/path.json?from=partner/kodak&to=games/1984-winter").get_json()
    deals = [deal for way in found["ways"] for step in way for deal in step["partnerships"]]
    rows = partnership_rows()
    for deal in some(deals):
        known = expected(rows[deal["iri"].removeprefix(ID_BASE)])
        assert [deal[name] for name in ("begins", "beginsBasis", "ends", "endsBasis")] == list(known.values())


def test_the_tables_of_a_view_and_the_panel_say_what_is_assumed(client: FlaskClient) -> None:
    """An assumed date is marked as one; no date stands where none is recorded."""
    row = next(row for row in tables.rows("partnerships") if expected(row)["fromBasis"] == "assumed")
    view = parse(client.get(f"/explore?from=partner/{row['partner']}&open=partner/{row['partner']}").text)
    assumed = " ".join(cell.text for cell in view.all("span", class_="assumed"))
    assert f"{expected(row)['from'][:4]} (assumed)" in assumed
    assert "(assumed)" in client.get(f"/explore/facts?partnership={row['id']}").text
    undated = parse(client.get("/explore?from=partner/kodak&open=partner/kodak").text)
    assert "not recorded" in {cell.text for cell in undated.all("span", class_="assumed")}
    assert "dates not recorded" in client.get("/explore/facts?partnership=1984-winter-domestic--kodak").text
