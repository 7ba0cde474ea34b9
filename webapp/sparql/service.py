"""The SPARQL service of one running site. It has the way to run queries, and the results that are cached."""

from __future__ import annotations

from hashlib import sha256
from typing import Protocol

from graph.build.snapshot import Snapshot
from graph.stores.store import EmbeddedStore, Store
from webapp.config import Settings
from webapp.http.cache import SizedLRUCache
from webapp.http.client_address import client_name
from webapp.http.problem_types import UNAVAILABLE
from webapp.models.site import current_site
from webapp.sparql import single_flight
from webapp.sparql.admission import AdmissionControl
from webapp.sparql.cancellation import Cancellation
from webapp.sparql.job import QueryJob, QueryResult
from webapp.sparql.problems import QueryProblem
from webapp.sparql.sandbox.client import Sandbox
from webapp.sparql.single_flight import SharedCall, SingleFlight

_SLACK = 5.0
"""Seconds beyond its limits in which a query has ended, whatever happens."""


class Runner(Protocol):
    """A way to run a visitor's query."""

    def start(self) -> None:
        """Get ready in the background."""

    def run(self, job: QueryJob, cancellation: Cancellation | None = None) -> QueryResult:
        """Answer the query, or raise a QueryProblem, or a QueryCancelledError where it was cancelled."""

    def close(self) -> None:
        """End what was started; queries that run may finish before."""


class SparqlService:
    """The endpoint behind its protocol, over one store. `admission` admits clients; it may serve other services too."""

    def __init__(
        self,
        store: Store,
        snapshot: Snapshot | None,
        settings: Settings,
        cache: SizedLRUCache,
        admission: AdmissionControl,
    ) -> None:
        self.settings = settings
        self.runner = _runner(store, snapshot, settings)
        self._store = store
        self._admission = admission
        self._cache, self._calls = cache, SingleFlight()

    def start(self) -> None:
        """Get ready for the first query, in the background."""
        self.runner.start()

    def close(self) -> None:
        """End the processes of the endpoint; queries that run may finish before."""
        self.runner.close()

    @property
    def forwarded(self) -> bool:
        """Whether queries are sent on to a server, instead of running in children of ours."""
        return not isinstance(self.runner, Sandbox)

    @property
    def union(self) -> bool:
        """Whether the default graph of a query that chooses none is the union of all."""
        return not isinstance(self._store, EmbeddedStore) or self._store.union

    def key(self, job: QueryJob) -> str:
        """Return what stands for the answer to `job` in caches, here and at clients; empty where nothing may."""
        if not (version := self._store.version):
            return ""
        dataset = (job.default_graphs, job.named_graphs, job.own_from)
        whole = f"{version}\0{job.query}\0{dataset}\0{job.solutions}\0{job.graph}"  # no query holds U+0000
        return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:40]

    def answer(self, job: QueryJob, key: str, address: str) -> QueryResult:
        """Return the answer to `job` for the client at an address.

        Under a key it may come from the cache, or from a query that runs already. Neither is charged to anybody.

        Raises:
            QueryProblem: there is no complete answer; the problem says why.
        """
        client = client_name(address)
        while True:
            if found := self._cache.get(key, QueryResult):
                return found
            if call := self._calls.find(key):
                found = self._follow(call, client)
            else:
                found = self._admission.run(client, lambda cancellation: self._run(job, key, cancellation))
            if found:
                return found

    def _run(self, job: QueryJob, key: str, cancellation: Cancellation) -> QueryResult | None:
        """Run a query for all who want it now; None where another thread has begun it while this one waited.

        Only queries that run are shared: whoever waits for a place waits as the client that it is.
        """
        if not key:
            return self.runner.run(job, cancellation)
        if not self._calls.join(key):
            return None
        outcome: QueryResult | None = None
        try:
            outcome = self._cache.get(key, QueryResult) or self.runner.run(job, cancellation)
            self._cache.put(key, outcome)
        except QueryProblem as problem:
            self._calls.fail(key, problem)
            raise
        except BaseException:
            self._calls.complete(key, None)
            raise
        self._calls.complete(key, outcome)
        return outcome

    def _follow(self, call: SharedCall, client: str) -> QueryResult | None:
        """Wait for somebody else's query."""
        if not call.done():
            limits = self.settings
            self._admission.follow(client, call, limits.queue_seconds + limits.query_seconds + _SLACK)
        return single_flight.result(call)


def _runner(store: Store, snapshot: Snapshot | None, settings: Settings) -> Runner:
    if snapshot is not None:
        on_disk = isinstance(store, EmbeddedStore) and store.on_disk
        return Sandbox(snapshot.index if on_disk else snapshot.nquads, settings)
    if isinstance(store, EmbeddedStore):
        return Sandbox(store.dump, settings, union=store.union)
    from graph.stores.remote_store import RemoteStore
    from webapp.sparql.forwarding import Forwarding

    if isinstance(store, RemoteStore):
        return Forwarding(store, settings)
    raise QueryProblem(UNAVAILABLE, "This kind of store takes no visitors' queries.")


def service() -> SparqlService:
    """Return the endpoint of the site from which the current request is answered."""
    found = current_site().service
    assert isinstance(found, SparqlService)  # noqa: S101 - an application has one
    return found
