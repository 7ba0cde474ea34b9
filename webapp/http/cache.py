"""The one cache of the site, bounded by a number of bytes.

It holds three kinds of things: complete responses (see `webapp.http.response_cache`), results of visitors' queries (see
`webapp.sparql.service`), and rows that several pages ask for (see `webapp.models.query_client`). The page and the
programs share the results. Only what is whole and good gets here. The
keys hold the version of the data, so that nothing ever needs to be removed for being outdated.
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
    """A cache that drops the least recently used entries first; safe to share between threads."""

    def __init__(self, size: int) -> None:
        self.largest = size // 4 - _OVERHEAD
        self._entries: LRUCache[Hashable, Keepable] = LRUCache(max(size, 1), lambda entry: entry.size + _OVERHEAD)
        self._lock = threading.Lock()

    def get(self, key: Hashable, kind: type[T]) -> T | None:
        """Return the entry under `key`, if it is of that kind."""
        with self._lock:
            found = self._entries.get(key)
        return found if isinstance(found, kind) else None

    def put(self, key: Hashable, entry: Keepable) -> None:
        """Store `entry`, unless it would take more than a quarter of the whole cache."""
        if entry.size <= self.largest:
            with self._lock:
                self._entries[key] = entry
