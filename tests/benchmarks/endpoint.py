# ruff: noqa: RUF001 - the multiplication sign is meant
"""The endpoint beside a raw Oxigraph server, on the same data, asked the same queries by the same clients in turn.

Named queries run within the process that serves (`/api`), visitors' in one of their own (`/sparql`). Both are kept once
they are answered: for an answer that is worked out, each request differs from the one before, by a comment in the query
or by a media type that nobody has.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from statistics import median
from urllib.parse import quote, urlsplit

from graph.build.build_snapshot import ensure
from queries.run import prepare
from tests.benchmarks.figure import Figure
from tests.benchmarks.load import rate
from tests.engines.servers import oxigraph

QUERIES = ("partners-of-games", "partners-by-country", "longest-relationships", "partner-history")
JSON = "application/sparql-results+json"
_ROUNDS = 30
_SECONDS = 2.0
_CLIENTS = 4

Ask = Callable[[], float]


def endpoint(address: str, home: Path, folder: Path) -> Iterator[Figure]:
    """Measure the site at `address`, which serves the snapshot in `home`; `folder` is for the other server's data."""
    snapshot = ensure(home)
    store = snapshot.store()
    server = oxigraph(folder, "--union-default-graph")
    load = [server.command[0], "load", "--location", str(folder / "data"), "--file", str(snapshot.nquads)]
    subprocess.run(load, check=True, capture_output=True)
    server.start()
    try:
        for name in QUERIES:
            yield from _compared(name, prepare(store, name), address, server.url)
    finally:
        server.kill()


def _compared(name: str, query: str, site: str, raw: str) -> Iterator[Figure]:
    fresh = count()
    text = quote(query)
    here = {
        "raw": _asking(raw, lambda: f"?query={text}"),
        "in process": _asking(f"{site}/api/queries/{name}", lambda: "?format=srj", lambda: f"{JSON}, x/x{next(fresh)}"),
        "cold": _asking(f"{site}/sparql", lambda: f"?query={text}%0A%23{next(fresh)}"),
        "warm": _asking(f"{site}/sparql", lambda: f"?query={text}"),
    }
    times: dict[str, list[float]] = {kind: [] for kind in here}
    for number in range(_ROUNDS + 5):  # in turn, so that what else the machine does falls on all alike
        for kind, ask in here.items():
            seconds = ask()
            if number >= 5:
                times[kind].append(seconds)
    middle = {kind: median(found) for kind, found in times.items()}
    rates = {
        "raw": rate(raw, f"?query={text}", JSON, _CLIENTS, _SECONDS),
        "warm": rate(f"{site}/sparql", f"?query={text}", JSON, _CLIENTS, _SECONDS),
    }
    yield Figure(f"{name}: raw Oxigraph server (median of {_ROUNDS})", f"{middle['raw'] * 1000:.1f} ms")
    for kind, promise in (("in process", "< 1.3 × raw"), ("cold", ""), ("warm", "")):
        value = f"{middle[kind] * 1000:.1f} ms, {middle[kind] / middle['raw']:.2f} ×"
        yield Figure(f"{name}: {kind}", value, promise)
    value = f"{rates['warm']:,.0f} / s, {rates['warm'] / rates['raw']:.1f} ×"
    yield Figure(f"{name}: warm, {_CLIENTS} clients, raw {rates['raw']:,.0f} / s", value, "> 3 × raw")


def _asking(address: str, target: Callable[[], str], accept: Callable[[], str] = lambda: JSON) -> Ask:
    """Return a function that sends a request over a kept connection and returns the seconds that it takes."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc)

    def ask() -> float:
        start = time.perf_counter()
        connection.request("GET", parts.path + target(), headers={"Accept": accept()})
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise SystemExit(f"{address} answered {response.status}")
        return time.perf_counter() - start

    return ask
