"""A server that is told to stop: what was begun is finished, and nobody who never finishes can keep it."""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.build.snapshot import Snapshot
from tests.abuse.hostile import CROSS
from tests.abuse.lengths import FULL
from tests.abuse.slow import ATTACKER
from tests.serving import PREPARING, Served, serving

SIGNALS = (signal.SIGTERM, signal.SIGINT)
LIMITS = {"OPG_HEADER_SECONDS": "1", "OPG_BODY_SECONDS": "1", "OPG_QUERY_SECONDS": "2", "OPG_QUEUE_SECONDS": "1"}
LONGEST = 10.0
"""Seconds that the server then takes to stop: those of a query in the queue, and some grace."""

HEAVY = f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}".encode()
POST = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: %d\r\n\r\n"
DUMP = b"GET /data/olympic-partnerships.nq HTTP/1.1\r\nHost: x\r\n\r\n"


@contextmanager
def connected(site: Served, *firsts: bytes) -> Iterator[list[socket.socket]]:
    """Connect a client for each of the bytes that it sends at once."""
    connections = []
    try:
        for first in firsts:
            connections.append(socket.create_connection(("127.0.0.1", site.port), 30, (ATTACKER, 0)))
            connections[-1].sendall(first)
        yield connections
    finally:
        for connection in connections:
            connection.close()


def read(connection: socket.socket) -> bytes:
    """Read what comes until the server closes the connection."""
    received = bytearray()
    while part := connection.recv(1 << 20):
        received += part
    return bytes(received)


@pytest.mark.parametrize("number", SIGNALS if FULL else SIGNALS[:1])
def test_what_was_begun_is_finished(snapshot: Snapshot, number: signal.Signals) -> None:
    with (
        serving("--workers", "2", **PREPARING, **LIMITS) as site,
        connected(site, POST % len(HEAVY) + HEAVY, DUMP) as clients,
    ):
        begun = clients[1].recv(100_000)
        time.sleep(0.3)
        site.process.send_signal(number)
        with ThreadPoolExecutor() as readers:  # who reads only after the other one is a client that never finishes
            answer, rest = readers.map(read, clients)
        assert answer.startswith(b"HTTP/1.1 504 ")
        head, _, body = (begun + rest).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 ")
        assert len(body) == snapshot.nquads.stat().st_size
        assert site.process.wait(LONGEST) == 0


@pytest.mark.parametrize("number", SIGNALS)
def test_idle_clients_do_not_delay_it(few_home: Path, number: signal.Signals) -> None:
    with (
        serving("--home", str(few_home)) as site,
        connected(site, b"", b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n") as clients,
    ):
        assert clients[1].recv(100).startswith(b"HTTP/1.1 200 ")
        site.process.send_signal(number)
        assert site.process.wait(LONGEST / 2) == 0
        assert read(clients[0]) == b""


def test_clients_that_never_finish_are_left(few_home: Path) -> None:
    unfinished = (b"GET / HTTP/1.1\r\nHo", POST % 60 + b"ASK", DUMP)
    with serving("--home", str(few_home), **LIMITS) as site, connected(site, *unfinished):
        time.sleep(0.3)
        site.process.send_signal(signal.SIGTERM)
        assert site.process.wait(LONGEST) == 0
