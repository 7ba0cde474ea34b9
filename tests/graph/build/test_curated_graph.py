"""The curated graph holds every row of every table, with its evidence: rows counted against nodes."""

import csv
from collections.abc import Callable

import pyoxigraph as ox
import pytest

from graph.build.load_tables import ROWS
from graph.forms import slug
from graph.paths import TABLES
from graph.stores.store import EmbeddedStore, Rows
from tests.some import some
from tests.tables import KINDS, listed, public_rows, published

PREFIXES = """
PREFIX op: <https://w3id.org/olympic-partnerships/ontology#>
PREFIX graph: <https://w3id.org/olympic-partnerships/graph/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
ID = "https://w3id.org/olympic-partnerships/id/"
OP = "https://w3id.org/olympic-partnerships/ontology#"


def csv_rows(table: str) -> list[dict[str, str]]:
    """Read a table without any of our own code."""
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def select(store: EmbeddedStore, text: str) -> list[tuple[str, ...]]:
    """Answer a SELECT with plain strings."""
    answer = store.query(PREFIXES + text)
    assert isinstance(answer, Rows)
    return [tuple("" if term is None else _value(term) for term in row) for row in answer.rows]


def pairs(store: EmbeddedStore, text: str) -> dict[str, str]:
    """Answer a SELECT of two variables as a mapping from the first to the second."""
    return {row[0]: row[1] for row in select(store, text)}


def _value(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term.value


def by_id(kind: str) -> Callable[[dict[str, str]], str]:
    return lambda row: f"{ID}{kind}/{row['id']}"


NODES: dict[str, tuple[str, Callable[[dict[str, str]], str]]] = {
    "countries": ("Country", by_id("country")),
    "organizations": ("Organization", by_id("organization")),
    "categories": ("Category", by_id("category")),
    "sources": ("Source", by_id("source")),
    "games": ("Games", by_id("games")),
    "programmes": ("Programme", by_id("programme")),
    "tiers": ("Tier", lambda row: f"{ID}tier/{row['programme']}--{row['tier']}"),
    "partnerships": ("Partnership", by_id("partnership")),
    "people": ("Role", by_id("role")),
    "events": ("Event", by_id("event")),
    "contributions": ("Contribution", by_id("contribution")),
    "games_covered": ("Coverage", lambda row: f"{ID}coverage/{row['partner']}--{row['programme']}--{row['games']}"),
    "reported_values": ("ReportedValue", by_id("reported-value")),
    "statistics": ("Statistic", by_id("statistic")),
    "organization_relations": (
        "OrganizationRelation",
        lambda row: f"{ID}relation/{row['organization']}--{row['relation']}--{row['other']}",
    ),
    "identifiers": (
        "Identifier",
        lambda row: f"{ID}identifier/{row['about_kind']}--{row['about']}--{row['scheme']}--{slug(row['value'])}",
    ),
}

OTHERWISE = {"aliases", "releases", "replaced", "unsourced", "withdrawn"}
"""The tables whose rows are no things, or are not published. Each has a test of its own."""


def test_every_table_is_looked_at() -> None:
    assert {*NODES, *OTHERWISE} == set(ROWS)


@pytest.mark.parametrize("table", NODES)
def test_each_row_is_a_node_and_each_node_a_row(table: str, store: EmbeddedStore) -> None:
    kind, iri = NODES[table]
    nodes = select(store, f"SELECT ?node {{ GRAPH graph:curated {{ ?node a op:{kind} ; rdfs:label ?label }} }}")
    expected = [iri(row) for row in public_rows(table)]
    assert len(set(expected)) == len(expected)
    assert sorted(node for (node,) in nodes) == sorted(expected)


NOTES = {"identifiers": "note", "organizations": ""}
"""The column that says what the sources say, where it is not `evidence`; of organizations the build says it."""


@pytest.mark.parametrize("table", [table for table in NODES if {"sources", "source"} & set(csv_rows(table)[0])])
def test_each_row_has_its_sources_and_its_note(table: str, store: EmbeddedStore) -> None:
    kind, iri = NODES[table]
    found = select(
        store,
        f"""SELECT ?node ?source ?note {{ GRAPH graph:curated {{
          ?node a op:{kind} ; op:evidence ?evidence . ?evidence op:source ?source OPTIONAL {{ ?evidence op:note ?note }}
          FILTER EXISTS {{ ?source a op:Source }} }} }}""",
    )
    expected = [
        (iri(row), f"{ID}source/{source}", row.get(NOTES.get(table, "evidence"), ""))
        for row in public_rows(table)
        for source in listed(row.get("sources") or row.get("source") or "")
    ]
    if table == "organizations":
        found = [(node, source, "") for node, source, note in found if note == "Its kind and country"]
    assert sorted(found) == sorted(expected)


def test_each_alias_is_a_name_of_its_thing(store: EmbeddedStore) -> None:
    found = select(store, "SELECT ?thing ?name (LANG(?name) AS ?language) { ?thing skos:altLabel ?name }")
    expected = [
        (f"{ID}{row['about_kind']}/{row['about']}", row["alias"], row["language"].lower())
        for row in public_rows("aliases")
    ]
    assert sorted(found) == sorted(expected)


def test_each_person_is_one_node_however_many_roles(store: EmbeddedStore) -> None:
    found = select(
        store, "SELECT ?person (COUNT(?role) AS ?roles) { ?person a op:Person ; op:holds ?role } GROUP BY ?person"
    )
    rows = csv_rows("people")
    assert len(found) == len({row["person"] for row in rows})
    assert sum(int(roles) for _, roles in found) == len(rows)


def test_what_has_no_source_is_not_published(store: EmbeddedStore) -> None:
    for row in some(csv_rows("unsourced")):
        iri = f"{ID}partnership/{row['id']}"
        assert select(store, f"SELECT ?p {{ <{iri}> ?p ?o }}") == []


PARTNERSHIP_CELLS = {
    "partner": ("op:partner", "organization/"),
    "programme": ("op:programme", "programme/"),
    "categories": ("op:category", "category/"),
    "joint_with": ("op:jointWith", "organization/"),
    "remit_to": ("op:remitTo", "organization/"),
    "roles": ("op:furtherRole", None),
    "end_reason": ("op:endReason", "end-reason/"),
    "status": ("op:status", "status/"),
    "category_official": ("op:officialDesignation", None),
    "start": ("op:start", None),
    "end": ("op:end", None),
    "announced": ("op:announced", None),
}


LISTS = {"categories", "joint_with", "remit_to", "roles"}


@pytest.mark.parametrize("column", PARTNERSHIP_CELLS)
def test_each_cell_of_a_partnership_is_stated(column: str, store: EmbeddedStore) -> None:
    predicate, kind = PARTNERSHIP_CELLS[column]
    found = select(
        store, f"SELECT ?node ?value {{ GRAPH graph:curated {{ ?node a op:Partnership ; {predicate} ?value }} }}"
    )
    prefix = ID + kind if kind else ""
    cells = [
        (row["id"], value)
        for row in csv_rows("partnerships")
        for value in (listed(row[column]) if column in LISTS else [row[column]])
        if value
    ]
    expected = [(f"{ID}partnership/{key}", prefix + value) for key, value in cells]
    assert sorted(found) == sorted(expected)


def test_each_territory_and_joint_holder_is_stated(store: EmbeddedStore) -> None:
    alpha2 = pairs(store, "SELECT ?code ?country { ?country op:isoAlpha2 ?code }")
    alpha2["worldwide"] = "https://w3id.org/olympic-partnerships/ontology#Worldwide"
    rows = csv_rows("partnerships")
    territories = [(f"{ID}partnership/{r['id']}", alpha2[code]) for r in rows for code in r["territory"].split(";")]
    assert sorted(select(store, "SELECT ?node ?place { ?node op:territory ?place }")) == sorted(territories)
    joint = [
        (f"{ID}partnership/{r['id']}", f"{ID}organization/{other}")
        for r in rows
        for other in r["joint_with"].split(";")
        if other
    ]
    assert sorted(select(store, "SELECT ?node ?other { ?node op:jointWith ?other }")) == sorted(joint)


def test_amounts_are_exact(store: EmbeddedStore) -> None:
    values = pairs(store, "SELECT ?node ?value { ?node a op:Statistic ; op:value ?value }")
    assert values[f"{ID}statistic/1960-summer--us-broadcast-rights-fee"] == "394000"
    assert values[f"{ID}statistic/2017-2020--broadcast-revenue"] == "4540000000"


def test_the_main_category_is_the_first(store: EmbeddedStore) -> None:
    found = select(store, "SELECT ?node ?value { ?node op:mainCategory ?value }")
    expected = [
        (f"{ID}partnership/{row['id']}", f"{ID}category/{row['categories'].split(';')[0]}")
        for row in csv_rows("partnerships")
    ]
    assert sorted(found) == sorted(expected)


def test_organizations_that_nothing_published_names_are_not_published(store: EmbeddedStore) -> None:
    hidden = {row["id"] for row in csv_rows("organizations")} - published()
    for name in some(sorted(hidden)):
        found = select(
            store, f"SELECT ?p {{ {{ <{ID}organization/{name}> ?p ?o }} UNION {{ ?o ?p <{ID}organization/{name}> }} }}"
        )
        assert {predicate for (predicate,) in found} <= {f"{OP}withdrawn"}


def test_what_was_merged_leads_to_its_successor(store: EmbeddedStore) -> None:
    found = select(
        store, "SELECT ?old ?new ?why { ?old <http://purl.org/dc/terms/isReplacedBy> ?new ; op:replacementReason ?why }"
    )
    expected = [
        (*(f"{ID}{KINDS[row['table']]}/{row[column]}" for column in ("old_id", "new_id")), row["reason"])
        for row in csv_rows("replaced")
    ]
    assert sorted(found) == sorted(expected)


def test_what_was_withdrawn_says_why(store: EmbeddedStore) -> None:
    found = select(store, "SELECT ?old ?why { ?old op:withdrawn ?why }")
    expected = [(f"{ID}{KINDS[row['table']]}/{row['id']}", row["reason"]) for row in csv_rows("withdrawn")]
    assert sorted(found) == sorted(expected)


def test_each_release_is_stated(store: EmbeddedStore) -> None:
    found = select(
        store,
        """SELECT ?version ?date ?summary { ?release <http://purl.org/dc/terms/isVersionOf> ?dataset ;
          <http://www.w3.org/ns/dcat#version> ?version ;
          <http://purl.org/dc/terms/issued> ?date ; <http://purl.org/dc/terms/description> ?summary }""",
    )
    assert sorted(found) == sorted((row["version"], row["date"], row["summary"]) for row in csv_rows("releases"))
