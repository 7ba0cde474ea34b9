"""Names in an embedded store, and weights of things, without a query.

The rows are those of the queries `names` and `name-weights`. A query holds all of them before it answers. That takes
several times as long, and much memory, where there are very many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from graph.iris import term
from graph.stores.store import EmbeddedStore, Term

_TYPE: Final = term("rdf:type")
_CLASSES: Final = ("op:Organization", "op:Games", "op:Programme", "op:Category", "op:Person", "op:Country")
_NAMES: Final = (
    "rdfs:label", "op:alternativeName", "op:brandName", "op:formerName", "op:otherName", "op:shortName",
    "op:transliteratedName",
)  # fmt: skip


def names(store: EmbeddedStore) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.Literal]]:
    """Yield each thing with the property and the text of each of its names, in their order."""
    properties = {term(name) for name in _NAMES}
    things = {quad.subject for name in _CLASSES for quad in store.matching(None, _TYPE, term(name))}
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
    deals = {quad.subject for quad in store.matching(None, _TYPE, term("op:Partnership"))}
    partners = {deal: who for deal, who in _values(store, "op:partner").items() if deal in deals}
    wholes, countries = _values(store, "op:partOf"), _values(store, "op:country")
    number: defaultdict[Term, int] = defaultdict(int)
    found: defaultdict[Term, set[Term]] = defaultdict(set)
    for who in partners.values():
        for partner in who:
            number[partner] += 1
            for country in countries.get(partner, ()):
                found[country].add(partner)
    for name in ("op:coversGames", "op:category", "op:programme"):
        for deal, things in _values(store, name).items():
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
