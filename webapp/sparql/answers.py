"""Complete answers, kept to be given again while the data stays the same."""

from __future__ import annotations

import threading
from hashlib import sha256

from cachetools import LRUCache

from webapp.sparql.job import Job, Result

_OVERHEAD = 500
"""Bytes that an entry takes beside its body, roughly."""


class Answers:
    """The answers that were last asked for, up to a number of bytes.

    Only complete answers get here, and only of queries that always have the same one. The key is the version of the
    data with all that the answer depends on, so that nothing ever needs to be removed for being outdated.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: LRUCache[str, Result] = LRUCache(max(size, 1), getsizeof=lambda it: len(it.body) + _OVERHEAD)
        self._lock = threading.Lock()

    def get(self, key: str) -> Result | None:
        """Return the answer, if it is kept."""
        with self._lock:
            found: Result | None = self._kept.get(key)
            return found

    def put(self, key: str, result: Result) -> None:
        """Keep the answer, unless it would take more than a quarter of all the room."""
        if len(result.body) + _OVERHEAD <= self._size // 4:
            with self._lock:
                self._kept[key] = result


def key(version: str, job: Job) -> str:
    """Return the digest of the version of the data and all that an answer depends on."""
    return sha256("\0".join((version, repr(job))).encode("utf-8", "surrogatepass")).hexdigest()[:40]
