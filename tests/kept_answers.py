"""Answers of snapshots that tests ask for again and again, kept for the length of a run.

Two thirds of the time of queries went to what another test had asked: the defaults of a question, the home page, the
catalogue of an application. A snapshot never changes, and its version is the digest of its statements. So a text has
one answer. The engine gives it itself at least once from the disk and once from memory.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from weakref import WeakKeyDictionary

from graph.build.snapshot import Snapshot
from graph.stores.store import Answer, EmbeddedStore

_opened: WeakKeyDictionary[EmbeddedStore, str] = WeakKeyDictionary()
"""The stores that snapshots opened, each with the way in which it was."""

_answers: dict[tuple[str, str, str], Answer] = {}
"""The answers by that way, the version, and the text."""


def keep_answers() -> None:
    """Have the stores of snapshots keep their answers, from now on."""
    for opening in (Snapshot.store, Snapshot.in_memory):
        setattr(Snapshot, opening.__name__, _noted(opening))
    EmbeddedStore.query = _kept(EmbeddedStore.query)  # type: ignore[method-assign]


def _noted(opening: Callable[[Snapshot], EmbeddedStore]) -> Callable[[Snapshot], EmbeddedStore]:
    @wraps(opening)
    def opened(snapshot: Snapshot) -> EmbeddedStore:
        store = opening(snapshot)
        _opened[store] = opening.__name__
        return store

    return opened


def _kept(query: Callable[..., Answer]) -> Callable[..., Answer]:
    @wraps(query)
    def answered(store: EmbeddedStore, text: str, *, chooses_graphs: bool | None = None) -> Answer:
        if store not in _opened or not store.union:
            return query(store, text, chooses_graphs=chooses_graphs)
        key = (_opened[store], store.version, text)
        if key not in _answers:
            _answers[key] = query(store, text, chooses_graphs=chooses_graphs)
        return _answers[key]

    return answered
