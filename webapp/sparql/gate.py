"""Who may run a query now: so many at once, a short queue, and a share of time for each client address."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cachetools import LRUCache

from webapp.settings import Settings
from webapp.sparql.problems import BUSY, TOO_MANY, QueryProblem

_CLIENTS = 10_000
"""Addresses that are remembered; the one that asked longest ago is forgotten first."""

_MINUTE = 60.0


@dataclass(slots=True)
class _Account:
    """What a client has left at a time: a bucket that a minute fills again."""

    left: float
    seen: float


class Gate:
    """Places for running queries, and the accounts of clients; shared by all threads of a worker."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._places = threading.BoundedSemaphore(settings.query_workers)
        self._lock = threading.Lock()
        self._waiting = 0
        self._accounts: LRUCache[str, _Account] = LRUCache(_CLIENTS)

    @contextmanager
    def pass_through(self, client: str) -> Iterator[None]:
        """Hold a place while the body runs, and charge the client for the time that it takes.

        Raises:
            QueryProblem: the client has no time left, the queue is full, or no place became free in time.
        """
        self._check(client)
        with self._place():
            start = time.monotonic()
            try:
                yield
            finally:
                self._charge(client, time.monotonic() - start)

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            self._wait()
        try:
            yield
        finally:
            self._places.release()

    def _wait(self) -> None:
        seconds = self._settings.queue_seconds
        with self.waiting():
            if not self._places.acquire(timeout=seconds):
                raise QueryProblem(BUSY, f"No place became free within {seconds:g} seconds.", retry_after=seconds)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Hold a place in the queue while the body waits for something.

        Raises:
            QueryProblem: the queue is full.
        """
        limits = self._settings
        with self._lock:
            if self._waiting >= limits.query_queue:
                raise QueryProblem(BUSY, f"{self._waiting} queries wait already.", retry_after=limits.queue_seconds)
            self._waiting += 1
        try:
            yield
        finally:
            with self._lock:
                self._waiting -= 1

    def _account(self, client: str) -> _Account:
        """Return the account as of now; only while the lock is held."""
        now, most = time.monotonic(), self._settings.client_seconds
        account = self._accounts.get(client) or _Account(most, now)
        account.left = min(most, account.left + (now - account.seen) * most / _MINUTE)
        account.seen = now
        self._accounts[client] = account
        return account

    def _check(self, client: str) -> None:
        most = self._settings.client_seconds
        with self._lock:
            left = self._account(client).left
        if left <= 0:
            detail = f"Queries from your address have used the {most:g} seconds that a minute has for it."
            raise QueryProblem(TOO_MANY, detail, retry_after=(0.05 * most - left) * _MINUTE / most)

    def _charge(self, client: str, seconds: float) -> None:
        with self._lock:
            self._account(client).left -= seconds
