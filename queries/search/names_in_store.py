"""Names in an embedded store, and weights of things, without a query.

The rows are those of the queries `names` and `name-weights`. A query holds all of them before it answers. That takes
several times as long, and much memory, where there are very many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping
from functools import partial
from typing import Final

import pyoxigraph as ox

from graph.iris import term
from graph.stores.store import EmbeddedStore, Term

TYPE: Final = "rdf:type"
PARTNERSHIP: Final = "op:Partnership"
CLASSES: Final = ("op:Organization", "op:Games", "op:Programme", "op:Category", "op:Person", "op:Country")
NAMES: Final = (
    "rdfs:label", "op:alternativeName", "op:brandName", "op:formerName", "op:otherName", "op:shortName",
    "op:transliteratedName",
)  # fmt: skip
"""Classes of things that people search for, and the properties that name them."""

_WITH_PARTNERS: Final = ("op:coversGames", "op:category", "op:programme")
WEIGHED: Final = ("op:partner", "op:partOf", "op:country", *_WITH_PARTNERS)
"""The properties that say how much there is about a thing."""


def names(store: EmbeddedStore) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.Literal]]:
    """Yield each thing with the property and the text of each of its names, in their order."""
    properties = {term(name) for name in NAMES}
    things = {quad.subject for name in CLASSES for quad in store.matching(None, term(TYPE), term(name))}
    for thing in sorted((thing for thing in things if isinstance(thing, ox.NamedNode)), key=lambda one: one.value):
        found = {
            (quad.predicate, quad.object)
            for quad in store.matching(thing, None, None)
            if quad.predicate in properties and isinstance(quad.object, ox.Literal)
        }
        for property_, name in sorted(found, key=_order):
            yield thing, property_, name


def _order(found: tuple[ox.NamedNode, ox.Literal]) -> tuple[str, str, str]:
    property_, name = found
    return property_.value, name.value, name.language or ""


def weights(store: EmbeddedStore) -> tuple[dict[str, int], set[str]]:
    """Return how many partnerships, or partners, there are to everything that has some; and which are partners."""
    deals = {quad.subject for quad in store.matching(None, term(TYPE), term(PARTNERSHIP))}
    return weighed(partial(_values, store), deals)


def weighed(
    values: Callable[[str], Mapping[Term, set[Term]]], deals: Container[Term]
) -> tuple[dict[str, int], set[str]]:
    """Return the weights of things, and which are partners; `values` are those of a property, by what has them."""
    partners = {deal: who for deal, who in values("op:partner").items() if deal in deals}
    wholes, countries = values("op:partOf"), values("op:country")
    number: defaultdict[Term, int] = defaultdict(int)
    found: defaultdict[Term, set[Term]] = defaultdict(set)
    for who in partners.values():
        for partner in who:
            number[partner] += 1
            for country in countries.get(partner, ()):
                found[country].add(partner)
    for name in _WITH_PARTNERS:
        for deal, things in values(name).items():
            for thing in things if deal in partners else ():
                found[thing] |= partners[deal]
                for whole in wholes.get(thing, ()) if name == "op:programme" else ():
                    found[whole] |= partners[deal]
    counted = number | {thing: len(who) for thing, who in found.items()}
    iris = {thing.value: weight for thing, weight in counted.items() if isinstance(thing, ox.NamedNode)}
    return iris, {thing.value for thing in number if isinstance(thing, ox.NamedNode)}


def _values(store: EmbeddedStore, name: str) -> dict[Term, set[Term]]:
    """Return the values of a property by what has them."""
    found: dict[Term, set[Term]] = {}
    for quad in store.matching(None, term(name), None):
        found.setdefault(quad.subject, set()).add(quad.object)
    return found
