"""What belongs to the endpoint of one running site: the way to run queries, the gate before it, the kept answers."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Protocol, TypeVar, cast

from flask import current_app

from graph.snapshot import Snapshot
from graph.store import EmbeddedStore, Store
from webapp.settings import Settings
from webapp.sparql.answers import Answers, key
from webapp.sparql.gate import Gate
from webapp.sparql.job import Job, Result
from webapp.sparql.problems import UNAVAILABLE, QueryProblem
from webapp.sparql.sandbox import Sandbox

_MEGABYTE = 1_000_000
_NETWORK_BITS = 64
"""An IPv6 client has such a network to itself, as a rule (RFC 6177)."""

T = TypeVar("T")


class Runner(Protocol):
    """A way to run a visitor's query."""

    def start(self) -> None:
        """Get ready in the background."""

    def run(self, job: Job) -> Result:
        """Answer the query, or raise a QueryProblem."""

    def close(self) -> None:
        """End what was started."""


class Service:
    """The endpoint behind its protocol."""

    def __init__(self, store: Store, snapshot: Snapshot | None, settings: Settings) -> None:
        self.settings = settings
        self.runner = _runner(store, snapshot, settings)
        self._store = store
        self._gate = Gate(settings)
        self._known: dict[tuple[str, str], object] = {}
        self._answers = Answers(settings.cache_mb * _MEGABYTE)

    @property
    def union(self) -> bool:
        """Whether the default graph of a query that chooses none is the union of all."""
        return not isinstance(self._store, EmbeddedStore) or self._store.union

    @property
    def own_data(self) -> bool:
        """Whether the store holds the project's dataset rather than another one."""
        return self.union

    def once(self, name: str, work: Callable[[], T]) -> T:
        """Return what `work` returns, which is worked out once for each version of the data."""
        place = (name, self._store.version)
        if place not in self._known:
            self._known[place] = work()
        return cast(T, self._known[place])

    def key(self, job: Job) -> str:
        """Return what stands for the answer to `job` in caches, here and at clients; empty where nothing may."""
        version = self._store.version
        return key(version, job) if version else ""

    def answer(self, job: Job, key: str, client: str) -> Result:
        """Return the answer to `job`, the kept one if there is one under `key`.

        Raises:
            QueryProblem: there is no complete answer; the problem says why.
        """
        kept = self._answers.get(key) if key else None
        if kept:
            return kept
        with self._gate.pass_through(account(client)):
            result = self.runner.run(job)
        if key:
            self._answers.put(key, result)
        return result


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


def account(address: str) -> str:
    """Return whose share of time a client address uses.

    >>> account("2001:db8::1") == account("2001:db8::2")
    True
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network((parsed, _NETWORK_BITS), strict=False))


def service() -> Service:
    """Return the endpoint of the application that answers the current request."""
    return cast(Service, current_app.extensions["opg-sparql"])
