"""The one cache of the site: what was worked out and will stay the same while the data does, up to a number of bytes.

Two kinds of things are in it: complete answers as clients get them (see `webapp.http.response_cache`), and the
results of visitors' queries, which the page and the programs share (see `webapp.sparql.service`). Only what is whole
and good gets here. The keys hold the version of the data, so that nothing ever needs to be removed for being outdated.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable
from typing import Protocol, TypeVar

from cachetools import LRUCache

_OVERHEAD = 1_000
"""Bytes that an entry takes beside its body, its headers and its key, roughly."""


class Keepable(Protocol):
    """Something whose size is known."""

    @property
    def size(self) -> int:
        """Bytes that it takes in memory, roughly."""


T = TypeVar("T", bound=Keepable)


class SizedLRUCache:
    """The things that were last asked for; what was asked for longest ago goes first. Safe to share between threads."""

    def __init__(self, size: int) -> None:
        self.largest = size // 4 - _OVERHEAD
        self._entries: LRUCache[Hashable, Keepable] = LRUCache(max(size, 1), lambda entry: entry.size + _OVERHEAD)
        self._lock = threading.Lock()

    def get(self, key: Hashable, kind: type[T]) -> T | None:
        """Return what is kept under `key`, if it is of that kind."""
        with self._lock:
            found = self._entries.get(key)
        return found if isinstance(found, kind) else None

    def put(self, key: Hashable, entry: Keepable) -> None:
        """Keep `entry`, unless it would take more than a quarter of all the room."""
        if entry.size <= self.largest:
            with self._lock:
                self._entries[key] = entry
