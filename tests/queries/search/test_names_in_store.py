"""Names read without a query, compared with the queries."""

from __future__ import annotations

import pyoxigraph as ox

from graph.stores.store import EmbeddedStore, Rows
from queries import registry
from queries.search import names_in_store


def answer(store: EmbeddedStore, query: str) -> list[tuple[object, ...]]:
    found = store.query(registry.get(query).text)
    assert isinstance(found, Rows)
    return list(found.rows)


def test_names_are_those_of_the_query(store: EmbeddedStore) -> None:
    assert list(names_in_store.names(store)) == answer(store, "names")


def test_weights_are_those_of_the_query(store: EmbeddedStore) -> None:
    weights, partners = names_in_store.weights(store)
    rows = answer(store, "name-weights")
    assert weights == {str_of(thing): int(str_of(weight)) for thing, _, weight in rows}
    assert partners == {str_of(thing) for thing, partner, _ in rows if partner is not None}


def str_of(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term.value
