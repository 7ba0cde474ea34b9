"""Bodies of requests that are too long, too slow, broken, or of another length than is said, each with its status.

And nothing of them stays: neither memory, nor a descriptor, nor a connection that others need.
"""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from tests.abuse.raw import Exchange, exchange
from tests.abuse.slow import ATTACKER
from tests.serving import Served, serving
from webapp.config import Settings

SECONDS = 1.0
LIMIT = Settings().body_bytes
QUERY = b"ASK {}"
POST = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
SIZED = POST + b"Content-Length: %d\r\n\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
HEALTH = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
LAST = b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
CHUNK = b"10000\r\n" + b"x" * 65_536 + b"\r\n"


@pytest.fixture(scope="module")
def site(few_home: Path) -> Iterator[Served]:
    """The site, which waits a second for a body."""
    limits = {"OPG_BODY_SECONDS": f"{SECONDS:g}", "OPG_HEADER_SECONDS": "30", "OPG_CLIENT_SECONDS": "1000000"}
    with serving("--home", str(few_home), **limits) as served:
        yield served


def check_problem(found: Exchange, status: int) -> None:
    """Hold an answer to being a problem, as all are, after which the connection is closed."""
    assert found.statuses[-1:] == [status], found.received[:300]
    assert found.header("content-type") == "application/problem+json"
    assert found.header("connection") == "close"
    problem = json.loads(found.body)
    assert problem["status"] == status
    assert problem["request_id"] == found.header("x-request-id") != ""


LATE = [
    tuple(part.replace(b"POST /sparql", target) for part in parts)
    for target in (b"POST /sparql", b"POST /", b"GET /about", b"DELETE /games")
    for parts in ((SIZED % 60,), (SIZED % 60, b"ASK "), (CHUNKED,), (CHUNKED, b"40\r\nASK "))
]


@pytest.fixture(scope="module")
def late(site: Served) -> dict[tuple[bytes, ...], tuple[Exchange, float]]:
    """What came of the bodies that never end, and after how many seconds; all of them wait at the same time."""

    def timed(parts: tuple[bytes, ...]) -> tuple[Exchange, float]:
        start = time.monotonic()
        return exchange(site.port, *parts, seconds=10), time.monotonic() - start

    with ThreadPoolExecutor(len(LATE)) as pool:
        return dict(zip(LATE, pool.map(timed, LATE), strict=True))


@pytest.mark.parametrize("parts", LATE)
def test_a_body_that_does_not_arrive_in_time_is_a_408(
    late: dict[tuple[bytes, ...], tuple[Exchange, float]], parts: tuple[bytes, ...]
) -> None:
    found, seconds = late[parts]
    check_problem(found, 408)
    assert SECONDS <= seconds < 5 * SECONDS
    assert found.closed


def test_it_is_a_408_however_steadily_it_drips(site: Served) -> None:
    check_problem(exchange(site.port, SIZED % 1_000, *[b"x"] * int(4 * SECONDS / 0.05), seconds=10), 408)


@pytest.mark.parametrize("length", [LIMIT + 1, 5_000_000, 999_999_999_999_999_999])
def test_a_body_said_to_be_too_long_is_refused_at_once(site: Served, length: int) -> None:
    start = time.monotonic()
    found = exchange(site.port, SIZED % length, seconds=SECONDS / 2)
    check_problem(found, 413)
    assert time.monotonic() - start < SECONDS
    expecting = (SIZED % length).replace(b"\r\n\r\n", b"\r\nExpect: 100-continue\r\n\r\n")
    found = exchange(site.port, expecting, seconds=10)
    check_problem(found, 413)
    assert found.statuses == [413], "a body that is refused must not be asked for"


def test_a_client_that_listens_only_after_sending_all_hears_of_the_refusal(site: Served) -> None:
    reply = site.send("POST", "/sparql", {"Content-Type": "application/sparql-query"}, b"x" * 4_000_000)
    assert reply.status == 413


def test_chunks_that_are_too_many_are_refused_as_they_come(site: Served) -> None:
    check_problem(exchange(site.port, CHUNKED, *[CHUNK] * 5, b"0\r\n\r\n"), 413)
    check_problem(exchange(site.port, CHUNKED, *[CHUNK] * 5), 413)


def test_what_is_too_long_for_a_query_but_not_for_a_body_is_read(site: Served) -> None:
    found = exchange(site.port, SIZED % 100_000, b"x" * 100_000, seconds=1)
    assert found.statuses == [413]
    assert json.loads(found.body)["type"] == "/errors#query-too-long"


@pytest.mark.parametrize(
    ("parts", "ends"),
    [
        ((SIZED % 60, QUERY), True),
        ((CHUNKED, b"6\r\nASK {}\r\n"), True),
        ((CHUNKED, b"zz\r\nASK {}\r\n0\r\n\r\n"), False),
        ((CHUNKED, b"6\r\nASK {}XX0\r\n\r\n"), False),
    ],
)
def test_a_broken_body_is_a_400(site: Served, parts: tuple[bytes, ...], ends: bool) -> None:
    check_problem(exchange(site.port, *parts, ends=ends), 400)


@pytest.mark.parametrize("length", [b"+6", b"-1", b"6, 7", b"x", b"99999999999999999999999999"])
def test_a_length_that_is_none_is_a_400(site: Served, length: bytes) -> None:
    found = exchange(site.port, POST + b"Content-Length: " + length + b"\r\n\r\n", QUERY)
    assert found.statuses == [400]
    assert found.closed


@pytest.mark.parametrize(
    "parts",
    [
        (SIZED % 6, QUERY),
        (SIZED % 6, b"ASK", b" {}"),
        (CHUNKED, b"4\r\nASK \r\n2\r\n{}\r\n0\r\n\r\n"),
        (CHUNKED, b"4;a=b\r\nASK \r\n2\r\n{}\r\n0\r\nTrailer: x\r\n\r\n"),
    ],
)
def test_a_whole_body_is_read_and_the_connection_kept(site: Served, parts: tuple[bytes, ...]) -> None:
    assert exchange(site.port, *parts, LAST, seconds=10).statuses == [200, 200]


def test_a_client_that_expects_to_be_asked_is_asked(site: Served) -> None:
    head = POST + b"Content-Length: 6\r\nExpect: 100-continue\r\n\r\n"
    assert exchange(site.port, head, seconds=0.5).statuses == [100]
    assert exchange(site.port, head, QUERY + LAST, seconds=10).statuses == [100, 200, 200]


@pytest.mark.parametrize("method", [b"GET", b"HEAD", b"OPTIONS", b"DELETE", b"POST"])
def test_any_request_may_have_a_body(site: Served, method: bytes) -> None:
    head = method + b" /about HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\n"
    found = exchange(site.port, head, QUERY, LAST, seconds=10)
    assert found.statuses[1:] == [200]


def test_requests_in_a_row_are_answered_in_their_order(site: Served) -> None:
    row = (SIZED % 6 + QUERY) + HEALTH + (SIZED % 3 + b"ASK") + LAST
    assert exchange(site.port, row, seconds=10).statuses == [200, 200, 400, 200]


@pytest.mark.parametrize(("extra", "closed"), [(b"", True), (b"Connection: keep-alive\r\n", False)])
def test_older_clients_are_answered(site: Served, extra: bytes, closed: bool) -> None:
    head = b"POST /sparql HTTP/1.0\r\nContent-Type: application/sparql-query\r\nContent-Length: 6\r\n"
    found = exchange(site.port, head + extra + b"\r\n", QUERY, seconds=1)
    assert found.statuses == [200]
    assert found.closed == closed


def test_a_thousand_unfinished_bodies_of_one_address_leave_room_for_the_others(site: Served) -> None:
    with ExitStack() as connections:
        for _ in range(1_000):
            connection = socket.create_connection(("127.0.0.1", site.port), timeout=10, source_address=(ATTACKER, 0))
            connections.enter_context(connection)
            with suppress(ConnectionError):
                connection.sendall(SIZED % LIMIT + b"x")
        for _ in range(10):
            assert exchange(site.port, SIZED % 6, QUERY + LAST, seconds=10).statuses == [200, 200]


def test_more_clients_than_there_may_be_wait_until_the_silent_are_sent_away(few_home: Path) -> None:
    with (
        serving("--home", str(few_home), OPG_CONNECTIONS="5", OPG_HEADER_SECONDS="1") as site,
        ExitStack() as connections,
    ):
        for _ in range(5):
            connection = socket.create_connection(("127.0.0.1", site.port), timeout=10, source_address=(ATTACKER, 0))
            connections.enter_context(connection)
        assert site.send("GET", "/health").status == 200


def test_bodies_of_many_refused_requests_take_no_memory(site: Served) -> None:
    workers = [process for process in site.process.children() if process.is_running()]

    def resident() -> int:
        return sum(process.memory_info().rss for process in workers)

    def refused(_: int) -> list[int]:
        return exchange(site.port, SIZED % 8_000_000, *[b"x" * 1_000_000] * 8).statuses

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(refused, range(8)))
        before = resident()
        assert {status for statuses in pool.map(refused, range(40)) for status in statuses} == {413}
    assert resident() - before < 10_000_000
