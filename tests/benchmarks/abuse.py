"""How soon others are answered while somebody abuses the service, against the same site in peace."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count

from tests.abuse.flood import flooding
from tests.abuse.hostile import QUERIES
from tests.abuse.readers import ENVIRONMENT, LIMITS, PAGES, Readers
from tests.abuse.visitor import Visitor
from tests.benchmarks.figure import Figure, p95
from tests.benchmarks.slow_clients import CROWDS, beside
from tests.serving import Served, serving

_TURNS = 3
_ROUNDS = 6
_CLIENTS = LIMITS.query_workers + 2
_FLOOD_SECONDS = 40.0
_DIRECT = {"Content-Type": "application/sparql-query"}


def abuse(environment: Mapping[str, str]) -> Iterator[Figure]:
    """Measure pages beside hostile queries, answers beside floods of them, and answers beside slow clients."""
    with serving(**{**environment, **ENVIRONMENT}) as site:
        yield _pages(site)
    with serving(**environment) as site:
        for number, clients in ((1, 16), (10, 4)):
            yield _flood(site, number, clients)
        for name, slow in CROWDS.items():
            yield Figure(f"others beside slow clients: {name}", beside(site.port, site.process.pid, slow))


def _pages(site: Served) -> Figure:
    """Peace and abuse take turns, so that whatever else the machine does falls on both alike."""
    peace, war = Readers(site), Readers(site)
    _read(peace, 1)
    peace.times.clear()
    for _ in range(_TURNS):
        _read(peace, _ROUNDS)
        with _hostile(site):
            _read(war, _ROUNDS)
    value = f"{p95(war.times) * 1000:.0f} ms, {p95(war.times) / p95(peace.times):.1f} times that in peace"
    return Figure(f"pages beside {_CLIENTS} clients of hostile queries, p95", value, "< 3 times")


def _read(readers: Readers, rounds: int) -> None:
    for _ in range(rounds):
        for page in PAGES:
            readers.look(page)


@contextmanager
def _hostile(site: Served) -> Iterator[None]:
    """Ask hostile queries, one after another by more clients than there are places, while the body runs."""
    stop, numbers = threading.Event(), count()

    def client() -> None:
        while not stop.is_set():
            number = next(numbers)
            query = f"{QUERIES[number % len(QUERIES)].query}\n#{number}"  # a new one: the same would run only once
            site.send("POST", "/sparql", _DIRECT, query.encode())

    clients = [threading.Thread(target=client) for _ in range(_CLIENTS)]
    for thread in clients:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in clients:
            thread.join()


def _flood(site: Served, number: int, clients: int) -> Figure:
    """A flood from so many addresses, `clients` from each, and somebody who asks and reads meanwhile."""
    visitor = Visitor(site.port)
    attackers = [f"127.0.1.{10 * number + offset}" for offset in range(number)]
    with flooding(site.port, attackers, clients), visitor.visiting():
        time.sleep(_FLOOD_SECONDS)
    queries, pages = p95(visitor.query_times), p95(visitor.page_times)
    failed = f", {len(visitor.failures)} failed" if visitor.failures else ""
    value = f"{queries * 1000:.0f} ms, {pages * 1000:.0f} ms{failed}"
    return Figure(
        f"queries, pages beside a flood of {clients} clients from each of {number} addresses, p95", value, "< 1 s"
    )
