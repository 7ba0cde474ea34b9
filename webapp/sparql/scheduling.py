"""The order in which queries run, wait, end and are refused.

A query has a time up to which it counts as cheap. A client is slow while a query of it runs longer than that, and for a
minute afterwards. It is proven once a query of it was answered within that time. The rules:

1. Clients that are not slow go first. Among equals the client with fewer running queries goes first, then the one whose
   last turn is longest ago. Clients that are neither proven nor slow take turns as if they were one client, the latest
   comer first. So a crowd of unknown clients pushes aside neither proven clients nor the next unknown one.
2. One place is reserved. A slow client does not take the last free place while clients that are not slow are around.
   Nor does it take that place as its second one while any other client is around. A client that is alone has all
   places.
3. A query of a slow client is ended where all places are taken and another client needs one. Either slow clients hold
   all places, and the other client is not slow. Or the other client has at least two places fewer than the slow one. Of
   several queries, one of the client with the most places is ended. Of these it is the one that began last. It waits
   again then, and begins anew.
4. Where too many wait, the client with the most waiting queries loses one. Among equals it is a slow client, then an
   unknown one, then one that came back earlier than told.

These rules are max-min fairness, priority by expected length, and longest-queue drop (Suter et al., 1998). Nothing here
has a clock or a thread: times come from outside, in seconds of any monotonic clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event

from webapp.sparql.cancellation import Cancellation
from webapp.sparql.clients import Client

AROUND = 10.0
"""Seconds after its last query for which a client counts as being around."""

SLOW = 60.0
"""Seconds after a slow query for which its client counts as slow."""


@dataclass(eq=False, slots=True)
class Ticket:
    """A query of a client on its way: waiting, running, refused or done.

    `follows` says that it waits for the answer of another client's query rather than for a place. `early` says that its
    client was told to come later than now. `changed`, if a thread waits for it, is set when it begins or is refused.
    """

    client: Client
    follows: bool = False
    number: int = 0
    early: bool = False
    started: float | None = None
    refused: bool = False
    cancellation: Cancellation = field(default_factory=Cancellation)
    changed: Event | None = None

    def notify(self) -> None:
        """Wake the thread that waits for a change, if there is one."""
        if self.changed:
            self.changed.set()


class Schedule:
    """The queries that run and those that wait; not safe to share between threads without a lock.

    At most `places` run and `queue` wait. `cheap` is the time up to which a query is cheap. `patience` is the time
    after which a refused client may come back. Both are in seconds.
    """

    def __init__(self, places: int, queue: int, cheap: float, patience: float) -> None:
        self._places, self._queue, self._cheap, self._patience = places, queue, cheap, patience
        self.running: list[Ticket] = []
        self.waiting: list[Ticket] = []
        self._newcomers = Client("", 0, 0, 0)
        self._around: dict[Client, float] = {}
        self._numbers = self._turns = 0

    def enter(self, ticket: Ticket, now: float) -> None:
        """Let a query wait, a new one or one that was ended for others."""
        self._numbers += 1
        ticket.number, ticket.early = self._numbers, now < ticket.client.refused_until
        if ticket.started is not None:
            ticket.started, ticket.cancellation, ticket.changed = None, Cancellation(), None
        self.waiting.append(ticket)
        self._around[ticket.client] = now

    def leave(self, ticket: Ticket) -> None:
        """Let a query wait no longer."""
        if ticket in self.waiting:
            self.waiting.remove(ticket)

    def refuse(self, ticket: Ticket, now: float) -> None:
        """Let a query wait no longer, and remember that its client was told to come back later."""
        self.leave(ticket)
        ticket.refused = True
        ticket.client.refused_until = now + self._patience
        ticket.notify()

    def finish(self, ticket: Ticket, seconds: float, now: float, *, answered: bool) -> None:
        """Free the place of a query, which has taken so much time."""
        self.running.remove(ticket)
        if seconds > self._cheap:
            ticket.client.slow_until, ticket.client.proven = now + SLOW, False
        elif answered:
            ticket.client.proven = True

    def start_next(self, now: float) -> Ticket | None:
        """Begin the query whose turn it is, if there is one and a place for it."""
        ticket = self._next(now)
        if ticket is None or not self._has_place(ticket.client, now):
            return None
        self._turns += 1
        ticket.client.turn = self._group(ticket.client).turn = self._turns
        self.waiting.remove(ticket)
        self.running.append(ticket)
        ticket.started = now
        ticket.notify()
        return ticket

    def query_to_cancel(self, now: float) -> Ticket | None:
        """Return the running query that must be ended for the one whose turn it is, if there is one.

        While one is being ended, there is no other.
        """
        ticket = self._next(now)
        if ticket is None or len(self.running) < self._places or any(t.cancellation.cancelled for t in self.running):
            return None
        slow = [other for other in self.running if self.is_slow(other.client, now)]
        candidate = max(slow, key=lambda other: (self._held(other.client), other.started), default=None)
        if candidate is None:
            return None
        reserve_taken = len(slow) == self._places and not self.is_slow(ticket.client, now)
        fairer = self._held(candidate.client) - self._held(ticket.client) >= 2
        return candidate if reserve_taken or fairer else None

    def query_to_refuse(self, now: float) -> Ticket | None:
        """Return the query that must wait no longer, if too many do."""
        if len(self.waiting) <= self._queue:
            return None
        clients = [ticket.client for ticket in self.waiting]

        def rank(ticket: Ticket) -> tuple[int, bool, bool, bool, int]:
            client = ticket.client
            return clients.count(client), self.is_slow(client, now), not client.proven, ticket.early, -self._age(ticket)

        return max(self.waiting, key=rank)

    def is_slow(self, client: Client, now: float) -> bool:
        """Tell whether a client's queries take long."""
        begun = (ticket.started for ticket in self.running if ticket.client is client and ticket.started is not None)
        return now < client.slow_until or any(now - started > self._cheap for started in begun)

    def _next(self, now: float) -> Ticket | None:
        """Return the waiting query whose turn it is."""
        if not self.waiting:
            return None

        def rank(ticket: Ticket) -> tuple[bool, int, int, bool, int]:
            group = self._group(ticket.client)
            return self.is_slow(ticket.client, now), self._held(group), group.turn, ticket.early, -self._age(ticket)

        return min((ticket for ticket in self.waiting if not ticket.follows), key=rank, default=None)

    def _age(self, ticket: Ticket) -> int:
        """Return a number that is the greater the earlier a query goes than others of its client, or of newcomers."""
        return ticket.number if self._group(ticket.client) is self._newcomers else -ticket.number

    def _group(self, client: Client) -> Client:
        """Return the client that takes the turns of this one: itself, or the one that stands for all newcomers."""
        return client if client.proven or client.slow_until else self._newcomers

    def _held(self, client: Client) -> int:
        """Count the places that a client, or the newcomers together, have."""
        return sum(client in {ticket.client, self._group(ticket.client)} for ticket in self.running)

    def _has_place(self, client: Client, now: float) -> bool:
        free = self._places - len(self.running)
        if free != 1 or self._places == 1 or not self.is_slow(client, now):
            return free > 0
        self._around = {other: entered for other, entered in self._around.items() if now - entered < AROUND}
        others = [other for other in self._around if other is not client]
        holds = self._held(client) > 0
        return not any(holds or not self.is_slow(other, now) for other in others)
