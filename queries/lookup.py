"""The lookup of identifiers and names in the graph. It serves the parameters of queries, and messages about them."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock

import pyoxigraph as ox
from cachetools import LRUCache, cached

from graph.collation import collation_key
from graph.iris import Identifier, parse
from graph.stores.store import Rows, Store, Truth
from ontology.namespaces import CODE_LIST_KINDS, ENTITY_KINDS, ONTOLOGY_NAMESPACE, SCHEME_BASE
from queries import registry
from queries.binding import bind
from queries.parameter_types import NAMED_KINDS

_SUGGESTIONS = 4
_SIMILAR = 0.6
"""How alike two names must be, from 0 to 1, for one to be suggested for the other."""


def is_known(store: Store, node: ox.NamedNode) -> bool:
    """Tell whether the graph states anything of this identifier."""
    return _is_known_for_good(store, node) if store.version else _is_known(store, node)


def _is_known(store: Store, node: ox.NamedNode) -> bool:
    answer = store.query(bind(registry.get("is-known").text, {"_thing_iri": node}))
    return isinstance(answer, Truth) and answer.value


@cached(LRUCache(200), key=lambda store, node: (store.version, node.value), lock=Lock())
def _is_known_for_good(store: Store, node: ox.NamedNode) -> bool:
    """Remember what a version of the data knows: most queries are of the same few things.

    Of few only, since visitors choose the identifiers, and how long they are.
    """
    return _is_known(store, node)


def nearest(store: Store, kinds: tuple[str, ...], text: str) -> list[str]:
    """Return things of these kinds whose identifier or name is like `text`, the most alike first.

    Each is written so that it can be typed: `alibaba (Alibaba Group)`, or `organization:alibaba (Alibaba Group)` where
    several kinds come into question.
    """
    if len(kinds) > len(NAMED_KINDS):
        kinds = tuple(kind for kind in kinds if kind in NAMED_KINDS)
    from graph.nearest import likeness_to, likest

    likeness = likeness_to(text, _SIMILAR)
    scores: dict[str, float] = {}
    labels: dict[str, str] = {}
    for found, name in (pair for kind in kinds for pair in _names(store, kind)):
        written = found.slug if len(kinds) == 1 else f"{found.kind}:{found.slug}"
        label = labels.setdefault(written, name)
        score = max(likeness(name), likeness(found.slug) if label is name else 0.0)
        scores[written] = max(score, scores.get(written, 0.0))
    return [f"{written} ({labels[written]})" for written in likest(scores, _SUGGESTIONS, _SIMILAR)]


def things(store: Store, kind: str) -> list[tuple[str, str]]:
    """Return slug and label of everything of a kind, by label: what a form may suggest."""
    labels: dict[str, str] = {}
    for found, name in _names(store, kind):
        labels.setdefault(found.slug, name)
    return sorted(labels.items(), key=lambda item: (collation_key(item[1]), item[0]))


def _names(store: Store, kind: str) -> tuple[tuple[Identifier, str], ...]:
    """Return identifier and name, several times for a thing of several names, its label first."""
    return _names_for_good(store, kind) if store.version else tuple(_read_names(store, kind))


@cached(LRUCache(len(ENTITY_KINDS) + len(CODE_LIST_KINDS)), key=lambda store, kind: (store.version, kind), lock=Lock())
def _names_for_good(store: Store, kind: str) -> tuple[tuple[Identifier, str], ...]:
    """Remember the names of a kind in one version of the data."""
    return tuple(_read_names(store, kind))


def _read_names(store: Store, kind: str) -> Iterator[tuple[Identifier, str]]:
    if kind in CODE_LIST_KINDS:
        group = SCHEME_BASE + kind
    else:
        group = ONTOLOGY_NAMESPACE + "".join(part.capitalize() for part in kind.split("-"))
    answer = store.query(bind(registry.get("names-in").text, {"_group_iri": ox.NamedNode(group)}))
    for thing, name in answer.rows if isinstance(answer, Rows) else ():
        found = parse(thing.value) if isinstance(thing, ox.NamedNode) else None
        if found and isinstance(name, ox.Literal):
            yield found, name.value
