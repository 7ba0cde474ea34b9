"""Another engine, written independently, gives the same rows in the same order: the queries are SPARQL, no dialect.

The second engine is rdflib. It reads SPARQL to the letter, with bags where the standard says bags, and has shown where
a query relied on the first engine; it is also some hundred times slower. So it answers the queries that take it long
over a part of the tables, and every second one of the others. Virtuoso answers all of them
(`tests/engines/test_same_answers.py`).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Dataset
from rdflib.query import ResultRow
from rdflib.term import Node

from graph.build.snapshot import Snapshot, current
from graph.stores.store import EmbeddedStore, Rows
from queries import registry
from queries.results import plain
from queries.run import prepare
from tests.abuse.lengths import FULL, sample

pytestmark = pytest.mark.slow

TOO_SLOW_THERE = {
    "agreement-signatories": "evaluates a sub-select within OPTIONAL for each row: over 5 minutes",
    "announcements": "joins before it narrows: over 30 s",
    "category-gaps": "joins before it narrows: over 30 s",
    "category-rivals": "joins before it narrows: over 30 s",
    "coverage-against-official-counts": "joins before it narrows: over 30 s",
    "partnerships-ending": "joins before it narrows: over 30 s",
    "risen-to-top": "joins before it narrows: over 30 s",
}
"""What the second engine takes for some queries; a part of the tables has no rows for them, or takes as long."""

LONG = {
    "category-holders": "joins before it narrows: 4 s",
    "category-successions": "joins before it narrows: 4 s",
    "categories-per-term": "counts what it has joined: 5 s",
    "departed-partners": "joins before it narrows: 2 s",
    "find-organization": "matches every name of an organization: 2 s",
    "joined-partners": "joins before it narrows: 2 s",
    "joins-and-exits": "joins before it narrows: 4 s",
    "newcomers": "joins before it narrows: 2 s",
    "partners-by-country": "joins before it narrows: 2 s",
    "partners-per-term": "counts what it has joined: 5 s",
    "sources-per-statement": "counts what it has joined: 7 s",
    "tiers-of-games": "joins before it narrows: 3 s",
    "tiers-of-programme": "joins before it narrows: 2 s",
    "what-is-missing": "goes through every thing several times: 8 s",
    "counts": "goes through every statement several times: 10 s",
    "find-partnerships": "joins before it narrows: 5 s",
    "find-thing": "matches every name of everything: 16 s",
    "partners-on-date": "joins before it narrows: 12 s",
}
"""What it takes for others over all tables; over a part of them, less than a second."""

IN_ABUSE = {
    "exclusivity-by-programme": "counts what it has joined: 6 s",
    "games-covered": "joins before it narrows: 8 s",
    "host-country-share": "counts what it has joined: 5 s",
    "longest-relationships": "joins before it narrows: 7 s",
}
"""What it takes for some of which a part of the tables has no rows; they are asked in `make abuse`."""

QUERIES = [
    query.name
    for query in registry.load().values()
    if query.form == "SELECT"
    and not query.internal
    and query.name not in TOO_SLOW_THERE
    and (FULL or query.name not in IN_ABUSE)
]


@pytest.fixture(scope="module")
def second(snapshot: Snapshot) -> Dataset:
    """The real data in the second engine."""
    return _read(snapshot)


@pytest.fixture(scope="module")
def few(few_built: Path) -> tuple[EmbeddedStore, Dataset]:
    """A part of the data in both engines."""
    snapshot = current(few_built)
    assert snapshot is not None
    return snapshot.in_memory(), _read(snapshot)


def _read(snapshot: Snapshot) -> Dataset:
    dataset = Dataset(default_union=True)
    dataset.parse(snapshot.nquads, format="nquads")
    return dataset


@pytest.mark.parametrize("name", sample((name for name in QUERIES if name not in LONG), every=5))
def test_both_engines_agree(store: EmbeddedStore, second: Dataset, name: str) -> None:
    check(store, second, name)


@pytest.mark.parametrize("name", sample(LONG))
def test_both_engines_agree_over_a_part(few: tuple[EmbeddedStore, Dataset], name: str) -> None:
    check(*few, name)


def check(store: EmbeddedStore, second: Dataset, name: str) -> None:
    """Hold both engines to the same rows, of which there are some."""
    text = prepare(store, name)
    first = store.query(text)
    assert isinstance(first, Rows)
    assert first.rows
    ours = [tuple(plain(term) for term in row) for row in first.rows]
    theirs = [tuple(map(_plain, row)) for row in second.query(text) if isinstance(row, ResultRow)]
    assert theirs == ours


def _plain(term: Node | None) -> str:
    return "" if term is None else str(term)
