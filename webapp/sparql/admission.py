"""Admission control: the choice of queries to run, delay or refuse.

A great number of queries from one client never takes what the others need. `webapp.sparql.scheduling` decides in which
order queries run. Here are the threads that wait, the clock, and the share of query time that a client has.

A client who is alone has all places: a fixed share would halve what one honest reader gets from two places. The price
is paid when another client comes: a slow query in the place that is needed ends, and begins anew later.

At most `query_workers` queries run and at most `query_queue` wait, whatever clients do: no more threads are ever held
than both together. It outlives the sandbox that runs the queries, so that clients stay known when a new snapshot comes.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from cachetools import LRUCache

from webapp.config import Settings
from webapp.http.problem_types import BUSY, TIMEOUT, TOO_DEMANDING, TOO_MANY
from webapp.sparql.cancellation import Cancellation, QueryCancelledError
from webapp.sparql.clients import Client
from webapp.sparql.job import QueryResult
from webapp.sparql.problems import QueryProblem
from webapp.sparql.scheduling import Schedule, Ticket

_CLIENTS = 10_000
"""Clients that are remembered; the one that asked longest ago is forgotten first."""

_LOOK = 0.05
"""Seconds between two looks at whether a running query has become a slow one, while others wait."""

_HARMFUL = frozenset((TIMEOUT.name, TOO_DEMANDING.name))
"""Failures that cost a process, and so count as slow queries however soon they come."""

Work = Callable[[Cancellation], QueryResult | None]
"""Runs a query; None says that it need not run any more."""


class AdmissionControl:
    """The places for running queries, and the queue before them; shared by all threads of a server process."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._clients: LRUCache[str, Client] = LRUCache(_CLIENTS)
        self._schedule = Schedule(
            settings.query_workers, settings.query_queue, settings.cheap_seconds, settings.queue_seconds
        )

    @property
    def waiting(self) -> int:
        """The number of queries that wait."""
        return len(self._schedule.waiting)

    @property
    def running(self) -> int:
        """The number of queries that run."""
        return len(self._schedule.running)

    def run(self, name: str, work: Work) -> QueryResult | None:
        """Do `work` in a place, as soon as the client of this name gets one; charge it for the time.

        Work that is cancelled for the sake of others begins anew later, as long as the waiting time lasts.

        Raises:
            QueryProblem: the client has no time left, too many queries wait, or no place became free in time.
        """
        deadline = time.monotonic() + self._settings.queue_seconds
        ticket = Ticket(self._client(name))
        while True:
            self._await_place(ticket, deadline)
            try:
                return self._in_place(ticket, work)
            except QueryCancelledError as error:
                if time.monotonic() > deadline:
                    detail = "It was ended because it takes long and others wait."
                    raise self._busy(detail) from error

    def follow(self, name: str, query: Future[Any], seconds: float) -> None:
        """Wait until somebody else's query has ended, in the queue as for a place.

        Raises:
            QueryProblem: too many queries wait, or there is no end in time.
        """
        ticket = Ticket(self._known(name), follows=True)
        changed = self._enter(ticket)
        if changed:
            query.add_done_callback(lambda _: changed.set())
            changed.wait(seconds)
        with self._lock:
            self._schedule.leave(ticket)
        if ticket.refused and not query.done():
            raise self._queue_full()
        if not query.done():
            raise self._busy("The same query is being answered already.")

    def _client(self, name: str) -> Client:
        """Return a client that may use query time now.

        Raises:
            QueryProblem: it has used its share.
        """
        client, now, share = self._known(name), time.monotonic(), self._settings.client_seconds
        if client.seconds_left(now) > 0:
            return client
        detail = f"Queries from your address have used the {share:g} seconds that a minute has for it."
        raise QueryProblem(TOO_MANY, detail, retry_after=client.seconds_until(0.05 * share, now))

    def _known(self, name: str) -> Client:
        share = self._settings.client_seconds
        with self._lock:
            client = self._clients.get(name) or Client(name, share, share, time.monotonic())
            self._clients[name] = client
            return client

    def _await_place(self, ticket: Ticket, deadline: float) -> None:
        changed = self._enter(ticket)
        while changed and not changed.is_set() and (left := deadline - time.monotonic()) > 0:
            changed.wait(min(left, _LOOK))
            with self._lock:
                self._advance()
        with self._lock:
            refused, late = ticket.refused, ticket.started is None
            if late and not refused:
                self._schedule.refuse(ticket, time.monotonic())
        if refused:
            raise self._queue_full()
        if late:
            raise self._busy(f"No place became free within {self._settings.queue_seconds:g} seconds.")

    def _in_place(self, ticket: Ticket, work: Work) -> QueryResult | None:
        start, seconds, answered = time.monotonic(), None, False
        try:
            result = work(ticket.cancellation)
            answered = result is not None
            seconds = min(time.monotonic() - start, result.processor if result else 0)
            return result
        except QueryProblem as problem:
            if problem.kind.name in _HARMFUL:
                seconds = max(time.monotonic() - start, 2 * self._settings.cheap_seconds)
            raise
        finally:
            now = time.monotonic()
            with self._lock:
                ticket.client.charge(now - start, now)
                self._schedule.finish(ticket, now - start if seconds is None else seconds, now, answered=answered)
                self._advance()

    def _enter(self, ticket: Ticket) -> threading.Event | None:
        """Let a query run where it can, or else wait; return what will be set when that changes."""
        now = time.monotonic()
        with self._lock:
            self._schedule.enter(ticket, now)
            while self._schedule.start_next(now):
                pass
            if refused := self._schedule.query_to_refuse(now):
                self._schedule.refuse(refused, now)
            if ticket.started is None and not ticket.refused:
                ticket.changed = threading.Event()
            self._advance()
        return ticket.changed

    def _advance(self) -> None:
        """Begin what can begin, and end what must end; only while the lock is held."""
        now = time.monotonic()
        while self._schedule.start_next(now):
            pass
        if ended := self._schedule.query_to_cancel(now):
            ended.cancellation.cancel()

    def _queue_full(self) -> QueryProblem:
        return self._busy(f"{self._settings.query_queue} queries wait already.")

    def _busy(self, detail: str) -> QueryProblem:
        return QueryProblem(BUSY, detail, retry_after=self._settings.queue_seconds)
