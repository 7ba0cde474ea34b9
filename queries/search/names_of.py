"""The index of the names in a store, once for each version."""

from __future__ import annotations

from functools import partial
from threading import Lock
from typing import Final

import pyoxigraph as ox
from cachetools import LRUCache, cached

from graph.stores.store import EmbeddedStore, Rows, Store
from queries import registry
from queries.search import name_files, names_in_store
from queries.search.further_names import all_names
from queries.search.identifier_index import identifiers_of
from queries.search.name_entries import HeldEntries
from queries.search.name_index import NameIndex

_VERSIONS: Final = 2
"""How many versions of the data have an index at a time; a site exchanges one for another."""


def names_of(store: Store) -> NameIndex:
    """Return the index of every name of everything that people search for."""
    return _kept(store) if store.version else _made(store)


def _made(store: Store) -> NameIndex:
    """Make the index over a file of names where there are many, or else over names in memory."""
    entries = name_files.found(store) if isinstance(store, EmbeddedStore) else None
    if entries:
        return NameIndex(entries, lambda: entries.identifiers)
    return NameIndex(_held(store), partial(identifiers_of, store))


def _held(store: Store) -> HeldEntries:
    weights, partners = names_in_store.weights(store) if isinstance(store, EmbeddedStore) else _weights(store)
    rows = names_in_store.names(store) if isinstance(store, EmbeddedStore) else _rows(store, "names")
    names = (
        (thing.value, prop.value, name.value, name.language or "")
        for thing, prop, name in rows
        if isinstance(thing, ox.NamedNode) and isinstance(prop, ox.NamedNode) and isinstance(name, ox.Literal)
    )
    return HeldEntries(all_names(names, partners), weights)


@cached(LRUCache(_VERSIONS), key=lambda store: (store.version, store), lock=Lock())
def _kept(store: Store) -> NameIndex:
    return _made(store)


def _weights(store: Store) -> tuple[dict[str, int], set[str]]:
    """Return how many partnerships, or partners, there are to everything that has some; and which are partners."""
    weights, partners = {}, set()
    for thing, partner, weight in _rows(store, "name-weights"):
        if isinstance(thing, ox.NamedNode) and isinstance(weight, ox.Literal):
            weights[thing.value] = int(weight.value)
            if partner is not None:
                partners.add(thing.value)
    return weights, partners


def _rows(store: Store, query: str) -> tuple[tuple[object, ...], ...]:
    answer = store.query(registry.get(query).text)
    return answer.rows if isinstance(answer, Rows) else ()
