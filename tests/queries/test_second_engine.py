"""Another engine, written independently, gives the same rows in the same order: the queries are SPARQL, no dialect.

The second engine is rdflib. It reads SPARQL to the letter, with bags where the standard says bags, and has shown where
a query relied on the first engine; it is also some hundred times slower.
"""

from __future__ import annotations

import pytest
from rdflib import Dataset
from rdflib.query import ResultRow
from rdflib.term import Node

from graph.build.snapshot import Snapshot
from graph.stores.store import EmbeddedStore, Rows
from queries import registry
from queries.results import plain
from queries.run import prepare

pytestmark = pytest.mark.slow

TOO_SLOW_THERE = {
    "announcements": "joins before it narrows: over 30 s",
    "category-gaps": "joins before it narrows: over 30 s",
    "category-rivals": "joins before it narrows: over 30 s",
    "counts": "goes through every statement several times: 10 s",
    "coverage-against-official-counts": "joins before it narrows: over 30 s",
    "find-thing": "matches every name of everything: 16 s",
    "partners-on-date": "joins before it narrows: 12 s",
    "risen-to-top": "joins before it narrows: over 30 s",
}

QUERIES = [
    query.name
    for query in registry.load().values()
    if query.form == "SELECT" and not query.internal and query.name not in TOO_SLOW_THERE
]


@pytest.fixture(scope="module")
def second(snapshot: Snapshot) -> Dataset:
    dataset = Dataset(default_union=True)
    dataset.parse(snapshot.nquads, format="nquads")
    return dataset


@pytest.mark.parametrize("name", QUERIES)
def test_both_engines_agree(store: EmbeddedStore, second: Dataset, name: str) -> None:
    text = prepare(store, name)
    first = store.query(text)
    assert isinstance(first, Rows)
    assert first.rows
    ours = [tuple(plain(term) for term in row) for row in first.rows]
    theirs = [tuple(map(_plain, row)) for row in second.query(text) if isinstance(row, ResultRow)]
    assert theirs == ours


def _plain(term: Node | None) -> str:
    return "" if term is None else str(term)
