"""What belongs to the endpoint of one running site: the way to run queries, the gate before it, the kept results."""

from __future__ import annotations

from hashlib import sha256
from typing import Protocol

from graph.snapshot import Snapshot
from graph.store import EmbeddedStore, Store
from webapp.http.client_address import account
from webapp.kept import Kept
from webapp.settings import Settings
from webapp.site import site
from webapp.sparql import flights
from webapp.sparql.flights import Flight, Flights
from webapp.sparql.gate import Gate
from webapp.sparql.job import Job, Result
from webapp.sparql.problems import UNAVAILABLE, QueryProblem
from webapp.sparql.sandbox import Sandbox

_SLACK = 5.0
"""Seconds beyond its limits in which a query has ended, whatever happens."""


class Runner(Protocol):
    """A way to run a visitor's query."""

    def start(self) -> None:
        """Get ready in the background."""

    def run(self, job: Job) -> Result:
        """Answer the query, or raise a QueryProblem."""

    def close(self) -> None:
        """End what was started."""


class Service:
    """The endpoint behind its protocol, over one store; those of several snapshots share `gate` and `kept`."""

    def __init__(self, store: Store, snapshot: Snapshot | None, settings: Settings, kept: Kept, gate: Gate) -> None:
        self.settings = settings
        self.runner = _runner(store, snapshot, settings)
        self._store = store
        self._gate = gate
        self._kept, self._flights = kept, Flights()

    def close(self) -> None:
        """End the processes that run queries."""
        self.runner.close()

    @property
    def forwarded(self) -> bool:
        """Whether queries are sent on to a server, instead of running in children of ours."""
        return not isinstance(self.runner, Sandbox)

    @property
    def union(self) -> bool:
        """Whether the default graph of a query that chooses none is the union of all."""
        return not isinstance(self._store, EmbeddedStore) or self._store.union

    def key(self, job: Job) -> str:
        """Return what stands for the answer to `job` in caches, here and at clients; empty where nothing may."""
        version = self._store.version
        whole = "\0".join((version, repr(job)))
        return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:40] if version else ""

    def answer(self, job: Job, key: str, client: str) -> Result:
        """Return the answer to `job`.

        Under a key it may be one that is kept, or that is on its way to somebody else; neither is charged to anybody.

        Raises:
            QueryProblem: there is no complete answer; the problem says why.
        """
        if not key:
            return self._run(job, client)
        while not (found := self._kept.get(key, Result)):
            flight, ours = self._flights.board(key)
            if ours:
                return self._fly(job, key, client)
            if followed := self._follow(flight):
                return followed
        return found

    def _fly(self, job: Job, key: str, client: str) -> Result:
        """Run a query for all who ask it now."""
        try:
            outcome = self._kept.get(key, Result) or self._run(job, client)  # one may have landed just now
            self._kept.put(key, outcome)
        except QueryProblem as problem:
            self._flights.crash(key, problem)
            raise
        except BaseException:
            self._flights.land(key, None)
            raise
        self._flights.land(key, outcome)
        return outcome

    def _follow(self, flight: Flight) -> Result | None:
        """Wait for somebody else's query in the queue, as for a place of its own."""
        if flight.done():
            return flights.result(flight, 0)
        with self._gate.waiting():
            limits = self.settings
            return flights.result(flight, limits.queue_seconds + limits.query_seconds + _SLACK)

    def _run(self, job: Job, client: str) -> Result:
        with self._gate.pass_through(account(client)):
            return self.runner.run(job)


def _runner(store: Store, snapshot: Snapshot | None, settings: Settings) -> Runner:
    if snapshot is not None:
        return Sandbox(snapshot.nquads, settings)
    if isinstance(store, EmbeddedStore):
        return Sandbox(store.dump, settings, union=store.union)
    from graph.remote import RemoteStore
    from webapp.sparql.remote import Forwarding

    if isinstance(store, RemoteStore):
        return Forwarding(store, settings)
    raise QueryProblem(UNAVAILABLE, "This kind of store takes no visitors' queries.")


def service() -> Service:
    """Return the endpoint of the site from which the current request is answered."""
    found = site().service
    assert found is not None  # noqa: S101 - an application has one
    return found
