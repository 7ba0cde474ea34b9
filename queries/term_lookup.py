"""The lookup of terms in the vocabulary, in use, and in alignments.

What a version of the data has is remembered, since every query of a visitor is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Final, TypeVar

import pyoxigraph as ox
from cachetools import LRUCache

from graph.stores.store import Rows, Store, Truth
from queries import registry
from queries.binding import bind
from queries.results import plain

T = TypeVar("T", bound=Hashable)

_REMEMBERED: Final = 1_000
"""Results of each look-up; visitors choose the terms."""


def _per_version(look_up: Callable[[Store, str], T]) -> Callable[[Store, str], T]:
    """Remember what a look-up of an IRI finds in each version of the data."""
    found: LRUCache[tuple[str, str], T] = LRUCache(_REMEMBERED)
    lock = Lock()

    @wraps(look_up)
    def remembered(store: Store, iri: str) -> T:
        key = store.version, iri
        with lock:
            if key in found:
                return found[key]
        result = look_up(store, iri)
        if store.version:
            with lock:
                found[key] = result
        return result

    return remembered


@_per_version
def is_used(store: Store, iri: str) -> bool:
    """Tell whether any statement has this property, or any thing is of this class."""
    answer = store.query(bind(registry.get("is-term-used").text, {"_term_iri": ox.NamedNode(iri)}))
    return isinstance(answer, Truth) and answer.value


@_per_version
def aligned(store: Store, iri: str) -> tuple[str, ...]:
    """Return the terms of ours that are parts of a term of another vocabulary, or near to it."""
    return tuple(term for (term,) in _rows(store, "aligned-terms", {"_other_iri": ox.NamedNode(iri)}))


def vocabulary(store: Store) -> dict[str, str]:
    """Return the classes and properties of the vocabulary, each with the word for which of them it is."""
    return dict(_terms(store, "vocabulary-terms"))


def in_use(store: Store) -> list[str]:
    """Return the classes and properties that the description of the dataset counts, the most used first."""
    return [iri for iri, _ in _terms(store, "terms-in-use")]


@_per_version
def _terms(store: Store, query: str) -> tuple[tuple[str, str], ...]:
    answer = store.query(registry.get(query).text)
    assert isinstance(answer, Rows)  # noqa: S101 - the queries are SELECTs
    term, kind = answer.variables.index("term"), answer.variables.index("kind")
    found = ((plain(row[term]), plain(row[kind])) for row in answer.rows)
    return tuple(dict.fromkeys((iri, "class" if kind.lower().endswith("class") else "property") for iri, kind in found))


def _rows(store: Store, query: str, terms: dict[str, ox.NamedNode]) -> list[tuple[str, ...]]:
    answer = store.query(bind(registry.get(query).text, terms))
    return [tuple(map(plain, row)) for row in answer.rows] if isinstance(answer, Rows) else []
