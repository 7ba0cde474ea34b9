"""Rows as objects: their classes are those of the queries, their cells the texts of the terms."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.stores.store import EmbeddedStore, Term
from ontology.namespaces import ONTOLOGY_NAMESPACE, PREFIXES
from tests.some import some
from webapp.models.generate_rows import ROWS, module
from webapp.models.query_client import QueryClient, cells, datatype_of, label_columns, language_of, one_each, stated
from webapp.models.rows import ThingStatementsRow, TiersListRow

_TYPE, _LABEL = ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(PREFIXES["rdfs"] + "label")
_TIER, _THING = ox.NamedNode(ONTOLOGY_NAMESPACE + "Tier"), ox.NamedNode("https://example.org/gold")


def client(*labels: ox.Literal) -> QueryClient:
    """Return a client of a graph that has one tier with these labels."""
    statements = [ox.Quad(_THING, _TYPE, _TIER), *(ox.Quad(_THING, _LABEL, label) for label in labels)]
    return QueryClient(EmbeddedStore.of(statements))


def test_the_classes_are_those_of_the_queries() -> None:
    assert ROWS.read_text(encoding="utf-8") == module(), "run: make rows"


def test_a_cell_knows_its_language_and_its_datatype() -> None:
    integer = ox.NamedNode(PREFIXES["xsd"] + "integer")
    terms: list[Term | None] = [ox.Literal("or", language="fr"), ox.Literal("1", datatype=integer), _THING, None]
    found = cells(terms, [])
    assert found == ["or", "1", _THING.value, ""]
    assert [language_of(cell) for cell in found] == ["fr", "", "", ""]
    assert [datatype_of(cell) for cell in found] == [PREFIXES["rdf"] + "langString", integer.value, "", ""]


@pytest.mark.parametrize("label", [None, ox.Literal("")])
def test_a_thing_without_a_label_is_called_by_the_end_of_its_identifier(label: ox.Literal | None) -> None:
    found = cells([_THING, label], label_columns(["tier", "tierLabel"]))
    assert found == [_THING.value, "gold"]
    assert stated(found[1]) == ""


@pytest.mark.parametrize("term", [ox.BlankNode(), ox.Triple(_THING, _TYPE, _TIER)])
def test_what_has_no_identifier_has_no_name(term: ox.BlankNode | ox.Triple) -> None:
    assert cells([term, None], [(1, 0)])[1] == "something without a name"


def test_columns_are_attributes() -> None:
    row = client(ox.Literal("Gold", language="en")).rows(TiersListRow)[0]
    assert (row.tier, row.tierLabel, row.plural) == (_THING.value, "Gold", "")
    assert stated(row.tierLabel) == "Gold"


def test_of_several_labels_the_english_one_counts() -> None:
    rows = client(ox.Literal("Or", language="fr"), ox.Literal("Gold", language="en")).rows(TiersListRow)
    assert [row.tierLabel for row in one_each(rows)] == ["Gold"]
    assert [row.tierLabel for row in one_each(rows[::-1])] == ["Gold"]


def test_a_parameter_of_the_query_is_passed_on() -> None:
    rows = client(ox.Literal("Gold")).rows(ThingStatementsRow, thing=_THING.value)
    assert {row.value for row in some(rows)} == {_TIER.value, "Gold"}
