"""At least forty hostile queries and requests while others read pages.

Each ends soon after the deadline, with a complete answer or a clear error; every page comes; memory stays under the
stated cap; nothing leaves for another service. The deadline is short so that this is soon over.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil
import pytest

from tests.abuse.hostile import CROSS, QUERIES, Hostile
from tests.abuse.lengths import FULL, sample
from tests.abuse.readers import ENVIRONMENT, LIMITS, PAGES, Readers
from tests.serving import PREPARING, Reply, Served, serving
from tests.some import some

BUSY = 4.0
"""Seconds that a busy machine may add to the deadline; without one these queries run for minutes or hours."""

_MODULE = "webapp.sparql.sandbox.fork_server"

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}


@dataclass(frozen=True, slots=True)
class Listener:
    """Whoever connects to this port has left the sandbox."""

    server: socket.socket

    @property
    def port(self) -> int:
        """The port that listens."""
        return int(self.server.getsockname()[1])

    def visitors(self) -> int:
        """Count those who have connected."""
        count = 0
        with suppress(BlockingIOError):
            while True:
                self.server.accept()[0].close()
                count += 1
        return count


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    """A server that nobody should ever reach."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as server:
        server.setblocking(False)
        yield Listener(server)


@pytest.fixture(scope="module")
def site(attacked: Path) -> Iterator[Served]:
    """The site with a short deadline."""
    rows = {} if FULL else {"OPG_RESULT_ROWS": "5000"}  # fewer than there are statements
    with serving("--home", str(attacked), **PREPARING, **ENVIRONMENT | rows) as served:
        for page in PAGES:
            served.send("GET", page)
        yield served


@pytest.fixture(scope="module", autouse=True)
def readers(site: Served) -> Iterator[Readers]:
    """People who read pages all the while, and met nothing else than pages."""
    readers = Readers(site)
    processes = lasting(site)
    threads = [threading.Thread(target=work) for work in (readers.read, readers.watch)]
    for thread in threads:
        thread.start()
    yield readers
    readers.stop.set()
    for thread in threads:
        thread.join()
    assert readers.failures == []
    assert readers.memory / 1e6 < LIMITS.memory_cap_mb()
    assert [process for process in processes if not process.is_running()] == [], "a process of the service was lost"


def timed(site: Served, *request: object, **named: object) -> tuple[Reply, float]:
    start = time.perf_counter()
    reply = site.send(*request, **named)  # type: ignore[arg-type]
    return reply, time.perf_counter() - start


def check(reply: Reply, statuses: frozenset[int] | set[int]) -> None:
    """Hold a reply to being a complete answer, or a clear error."""
    assert reply.status in statuses, reply.body[:500]
    if reply.status == 200:
        assert json.loads(reply.body).keys() <= {"head", "results", "boolean"}
        return
    assert reply.media_type == "application/problem+json"
    problem = json.loads(reply.body)
    assert problem["status"] == reply.status
    assert problem["detail"]
    assert reply.status != 503 or int(reply.headers["retry-after"]) >= 1


def test_there_are_at_least_forty() -> None:
    assert len({case.name for case in QUERIES}) == len(QUERIES) >= 40


@pytest.mark.parametrize("case", sample(QUERIES), ids=lambda case: case.name)
def test_hostile_query(site: Served, listener: Listener, case: Hostile) -> None:
    """Half of those of each sort in `make test`, where floods send all."""
    body = case.query.replace("{port}", str(listener.port)).encode()
    reply, seconds = timed(site, "POST", "/sparql", DIRECT, body)
    check(reply, case.statuses)
    assert seconds < LIMITS.query_seconds + BUSY
    assert listener.visitors() == 0


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (("POST", "/sparql", DIRECT, b"x" * 5_000_000), 413),
        (("POST", "/sparql", FORM, b"query=" + b"x" * 5_000_000), 413),
        (("POST", "/sparql", FORM, b"&".join(b"a=b" for _ in range(20_000))), 400),
        (("POST", "/sparql", FORM, b"query=" + b"%FF" * 100), 400),
        (("POST", "/sparql", {"Content-Type": "multipart/form-data; boundary=x"}, b"--x\r\n" * 10_000), 415),
        (("POST", "/sparql", {**DIRECT, "Content-Encoding": "gzip"}, b"\x1f\x8b" + b"\0" * 1_000), 400),
        (("GET", "/sparql?query=" + "%28" * 18_000, {}, None), 400),
        (("GET", "/sparql?query=" + "x" * 62_000, {}, None), 414),
        (("GET", "/sparql?query=ASK%7B%7D" + "&default-graph-uri=x:y" * 200, {}, None), 400),
        (("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", {}, None), 400),
        (("GET", "/sparql?query=%FF%FE", {}, None), 400),
        (("GET", "/sparql?query=ASK%7B%7D", {"Accept": "text/turtle;q=0.1," * 2_000 + "x/y"}, None), 200),
        (("GET", "/sparql?query=ASK%7B%7D&format=../../etc/passwd", {}, None), 400),
        (("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=file:///etc/passwd%00", {}, None), 400),
        (("DELETE", "/sparql", {}, None), 405),
    ],
)
def test_hostile_request(site: Served, request_: tuple[object, ...], status: int) -> None:
    reply, seconds = timed(site, *request_)
    check(reply, {status, 406} if status == 200 else {status})
    assert seconds < LIMITS.query_seconds + BUSY


def heavy(number: int) -> bytes:
    return f"SELECT (COUNT(*) AS ?n{number}) {{ {CROSS} }}".encode()


def test_a_crowd_waits_in_a_short_queue_and_the_rest_is_sent_away(site: Served) -> None:
    with ThreadPoolExecutor(24) as pool:
        asked = [pool.submit(timed, site, "POST", "/sparql", DIRECT, heavy(number)) for number in range(24)]
        replies = [future.result() for future in asked]
    for reply, seconds in some(replies):
        check(reply, {422, 503, 504})
        assert seconds < LIMITS.queue_seconds + LIMITS.query_seconds + BUSY
    away = [reply for reply, _ in replies if reply.status == 503]
    assert len(away) >= 24 - LIMITS.query_workers - LIMITS.query_queue - 2
    check(site.send("POST", "/sparql", DIRECT, b"ASK {}"), {200})


def test_clients_that_go_away_leave_no_place_taken(site: Served) -> None:
    for number in range(6):
        with socket.create_connection(("127.0.0.1", site.port)) as connection:
            target = f"/sparql?query={quote(heavy(100 + number).decode())}"
            connection.sendall(f"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    deadline = time.monotonic() + 3 * (LIMITS.query_seconds + LIMITS.queue_seconds)
    while site.send("POST", "/sparql", DIRECT, b"SELECT (1 AS ?free) {}").status != 200:
        assert time.monotonic() < deadline
    assert_no_child_left(site)


def assert_no_child_left(site: Served) -> None:
    """Queries have ended, and nothing is left of them but the workers that wait for the next, doing nothing."""
    deadline = time.monotonic() + 10
    while len(_workers(site)) > LIMITS.query_workers or any(map(_is_busy, _workers(site))):
        assert time.monotonic() < deadline, _workers(site)
    assert _workers(site)


def _is_busy(worker: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return worker.cpu_percent(0.2) > 20
    return False


def lasting(site: Served) -> list[psutil.Process]:
    """Return the processes that are there as long as the service is: all but those of queries."""
    fork_servers = {process.pid for process in _fork_servers(site)}
    return [process for process in site.processes() if process.ppid() not in fork_servers]


def _workers(site: Served) -> list[psutil.Process]:
    return [worker for process in _fork_servers(site) for worker in process.children()]


def _fork_servers(site: Served) -> list[psutil.Process]:
    """Return the processes that fork: those that run the module, and whose parents do not."""
    found = []
    for process in site.processes():
        with suppress(psutil.NoSuchProcess):
            if _MODULE in process.cmdline():
                found.append(process)
    return [process for process in found if process.ppid() not in {other.pid for other in found}]
