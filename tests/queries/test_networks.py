"""The networks of networkx: held to the tables, and writable for other programs."""

from __future__ import annotations

from io import BytesIO
from itertools import combinations

import networkx as nx
import pytest

from graph.iris import mint
from graph.stores.store import EmbeddedStore
from queries.errors import QueryError
from queries.networks import around, partner_games, relations, shared_games
from tests import tables
from tests.some import some


def ends(nodes: object) -> set[str]:
    return {str(node).rpartition("/")[2] for node in nodes}  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def bipartite(store: EmbeddedStore) -> nx.Graph[str]:
    """Partners and Games, of all programmes."""
    return partner_games(store)


def test_partners_and_games_are_joined_as_the_tables_say(bipartite: nx.Graph[str]) -> None:
    assert nx.is_bipartite(bipartite)
    pairs = [(row["partner"], edition) for row, edition in tables.covered()]
    assert bipartite.number_of_edges() == len(set(pairs))
    assert sum(data["partnerships"] for _, _, data in bipartite.edges(data=True)) == len(pairs)
    sides = {data["kind"]: data["bipartite"] for _, data in bipartite.nodes(data=True)}
    assert sides == {"partner": 0, "games": 1}


def test_a_node_says_what_it_is(bipartite: nx.Graph[str]) -> None:
    games, visa = (
        bipartite.nodes[mint("games", "2020-summer").value],
        bipartite.nodes[mint("organization", "visa").value],
    )
    assert (games["label"], games["year"]) == ("Tokyo 2020", 2020)
    assert (visa["label"], visa["country"]) == (tables.by_id("organizations")["visa"]["name"], "United States")


def test_one_programme_has_its_own_partners_and_those_of_its_terms(store: EmbeddedStore) -> None:
    network = partner_games(store, programme="top")
    expected = {row["partner"] for row, _ in tables.covered() if row["programme"] in tables.terms()}
    assert ends(node for node, data in network.nodes(data=True) if data["kind"] == "partner") == expected
    with pytest.raises(QueryError, match="programme=no-such-programme"):
        partner_games(store, programme="no-such-programme")


def test_partners_are_joined_by_the_number_of_games_that_they_share(bipartite: nx.Graph[str]) -> None:
    network = shared_games(bipartite)
    expected: dict[frozenset[str], int] = {}
    for partners in some(tables.partners_of().values()):
        for pair in combinations(sorted(partners), 2):
            expected[frozenset(pair)] = expected.get(frozenset(pair), 0) + 1
    found = {frozenset(ends(pair)): data["weight"] for *pair, data in network.edges(data=True)}
    assert found == expected
    for _, _, data in some(list(network.edges(data=True))[:50]):
        assert len(data["games"].split("; ")) == data["weight"]
    many = shared_games(bipartite, at_least=5)
    assert min(data["weight"] for _, _, data in many.edges(data=True)) >= 5
    assert set(many) == set(network)


def test_around_a_thing_is_what_so_many_steps_reach(store: EmbeddedStore) -> None:
    alone, near, far = (around(store, "organization:visa", steps) for steps in (0, 1, 2))
    assert ends(alone) == {"visa"}
    assert ends(near) >= {"visa", "united-states", "top-09"}
    assert set(alone) < set(near) < set(far)
    assert set(nx.get_node_attributes(far, "distance").values()) == {0, 1, 2}
    named = around(store, "Visa", 1)
    assert set(named) == set(near)
    deals = {row["id"] for row in tables.rows("partnerships") if row["partner"] == "visa"}
    assert ends(key for *_, key in near.edges(keys=True)) >= deals


def test_what_is_no_node_is_said(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="Did you mean organization:visa"):
        around(store, "visaa")
    with pytest.raises(ValueError, match="steps=-1"):
        around(store, "organization:visa", -1)
    with pytest.raises(ValueError, match="none of the nodes"):
        around(store, "partnership:top-09--visa")


def test_all_named_things_are_in_the_network_of_relations(store: EmbeddedStore) -> None:
    network = relations(store)
    kinds = {data["kind"] for _, data in network.nodes(data=True)}
    assert kinds == {"organization", "games", "programme", "category", "person", "country"}
    deals = {key for *_, key, data in network.edges(keys=True, data=True) if data["label"] == "partnership"}
    assert ends(deals) == {row["id"] for row in tables.rows("partnerships")}


@pytest.mark.parametrize("write", [nx.write_gexf, nx.write_graphml])
def test_other_programs_can_read_every_network(store: EmbeddedStore, bipartite: nx.Graph[str], write: object) -> None:
    for network in (bipartite, shared_games(bipartite, 10), around(store, "organization:visa")):
        output = BytesIO()
        write(network, output)  # type: ignore[operator]
        assert b"Visa" in output.getvalue()
