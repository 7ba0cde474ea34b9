"""The index of the names in a store, once for each version."""

from __future__ import annotations

import re
from threading import Lock
from typing import Final

import pyoxigraph as ox
from cachetools import LRUCache, cached

from graph.iris import parse
from graph.stores.store import Rows, Store
from queries import registry
from queries.search.identifier_index import identifiers_of
from queries.search.name_index import Name, NameIndex

_BY_ADDRESS: Final = ("category", "games", "programme")
"""Kinds of things whose slug is a name that somebody may type: `timekeeping`, `2020-summer`, `top`."""

_VERSIONS: Final = 2
"""How many versions of the data have an index at a time; a site exchanges one for another."""


def names_of(store: Store) -> NameIndex:
    """Return the index of every name of everything that people search for."""
    return _kept(store) if store.version else _made(store)


def _made(store: Store) -> NameIndex:
    weights, partners = _weights(store)
    names = [
        Name(thing.value, name.value, name.language or "", prop.value.rpartition("#")[2], thing.value in partners)
        for thing, prop, name in _rows(store, "names")
        if isinstance(thing, ox.NamedNode) and isinstance(prop, ox.NamedNode) and isinstance(name, ox.Literal)
    ]
    slugs = []
    for name in names:
        found = parse(name.iri) if name.preferred else None
        if found and found.kind in _BY_ADDRESS:
            slugs.append(Name(name.iri, found.slug.replace("-", " "), "en", "address", partner=False))
            slugs += (
                Name(name.iri, short, "en", "address", partner=False)
                for short in (_short_names(name.text) if found.kind == "games" else ())
            )
    return NameIndex((*names, *slugs), weights, identifiers_of(store))


def _short_names(games: str) -> list[str]:
    """Return what people write for a city and a year: the year in two digits, a long city in its first letters.

    >>> _short_names("Los Angeles 2028"), _short_names("Rio 2016"), _short_names("Tokyo / Helsinki 1940")
    (['Los Angeles 28', 'LA 2028', 'LA 28'], ['Rio 16'], [])
    """
    match = re.fullmatch(r"(?P<city>[^/()]+) (?P<year>\d\d(?P<short>\d\d))", games)
    if not match:
        return []
    city, year, short = match.group("city", "year", "short")
    first = "".join(word[0] for word in city.split())
    long = [f"{first} {year}", f"{first} {short}"] if len(first) > 1 else []
    return [f"{city} {short}", *long]


@cached(LRUCache(_VERSIONS), key=lambda store: store.version, lock=Lock())
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
