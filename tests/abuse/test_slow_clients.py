"""Clients that never finish hold up nobody: not in sending their requests, nor in taking their answers.

Each attack lasts longer than every limit of time that the server has, so that what happens after the limits is seen
too. In `make test` the limits are short and the attacks last some seconds; `make abuse` has them at full length.
How soon the others are answered meanwhile, `make bench` measures.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

import psutil
import pytest

from graph.build.snapshot import Snapshot
from tests.abuse.lengths import length, sample
from tests.abuse.others import Others
from tests.abuse.slow import ATTACKER, Crowd, Slow
from tests.serving import Served, serving
from tests.some import some

LIMITS = {
    "OPG_HEADER_SECONDS": f"{length(20, 1):g}",
    "OPG_BODY_SECONDS": f"{length(10, 1):g}",
    "OPG_ANSWER_SECONDS": f"{length(30, 1):g}",
    "OPG_CLIENT_SECONDS": "1000000",
    "OPG_CACHE_MB": "2",  # so that it is full soon, and memory grows by nothing but what an attack leaves
}
LONGEST = max(float(LIMITS[name]) for name in ("OPG_HEADER_SECONDS", "OPG_BODY_SECONDS", "OPG_ANSWER_SECONDS"))
SECONDS = length(60, 2)
AFTERWARDS = length(30, 8)
MEMORY = 20_000_000
WARMING = 6

POST = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 1000\r\n\r\n"
CHUNKED = POST.replace(b"Content-Length: 1000", b"Transfer-Encoding: chunked") + b"64\r\n"
HALF = b"GET / HTTP/1.1\r\nHost: x\r\nX-Header: "


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()


@dataclass(frozen=True, slots=True)
class Attack:
    """Slow clients, and how the server must end what they do: with a status, or by closing the connection."""

    name: str
    clients: tuple[Slow, ...]
    ends: frozenset[str]


ATTACKS = (
    Attack(
        "unfinished bodies",
        (Slow(POST),) * 28 + (Slow(CHUNKED),) * 2 + (Slow(POST, drips=True),) * 8 + (Slow(CHUNKED, drips=True),) * 2,
        frozenset({"408"}),
    ),
    Attack(
        "unfinished bodies of pages",
        (Slow(POST.replace(b"POST /sparql", b"GET /about")),) * 10
        + (Slow(POST.replace(b"POST /sparql", b"POST /search"), drips=True),) * 10,
        frozenset({"408"}),
    ),
    Attack(
        "half-sent headers",
        (Slow(HALF),) * 100 + (Slow(HALF, drips=True),) * 50 + (Slow(b""),) * 30 + (Slow(b"G", drips=True),) * 20,
        frozenset({"closed", "408", "400"}),
    ),
    Attack("small answers", (Slow(get("/about"), reads=True),) * 100, frozenset()),
    Attack("pages", (Slow(get("/partners"), reads=True),) * 100, frozenset()),
    Attack("large answers", (Slow(get("/data/olympic-partnerships.nq"), reads=True),) * 100, frozenset()),
)


BETWEEN = ATTACKS[4:5]
"""Answers that are longer than the shortest and shorter than the longest, taken in `make abuse` only."""


@pytest.fixture(scope="module")
def site(snapshot: Snapshot) -> Iterator[Served]:
    """The site with short limits, which has answered everything until it takes no more memory for that."""
    with serving(**LIMITS) as served:
        with Crowd(served.port, [client for attack in ATTACKS for client in attack.clients[-1:]]).at_work():
            warm = Others(served.port)
            for _ in some(range(WARMING)):
                before = held(served).memory
                warm.ask(2)
                if held(served).memory - before < MEMORY / 10:
                    break
        assert warm.failures == []
        yield served


_TO_EACH = 2
"""Descriptors to each process that runs queries: one for what is asked, one for its end."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the processes of the service hold: threads, descriptors, bytes in memory.

    Descriptors are without those to processes that run queries. A busy machine may need one more of these, which stays.
    """

    threads: int
    descriptors: int
    memory: int

    def is_within(self, before: Held) -> bool:
        """Tell whether nothing of an attack is left."""
        more = self.memory - before.memory
        return self.threads <= before.threads and self.descriptors <= before.descriptors and more < MEMORY


def held(site: Served) -> Held:
    processes = [site.process, *site.process.children()]
    run_queries = len(site.processes()) - len(processes)
    return Held(
        sum(process.num_threads() for process in processes),
        sum(process.num_fds() for process in processes) - _TO_EACH * run_queries,
        sum(process.memory_info().rss for process in processes),
    )


def connections(site: Served) -> int:
    """Count the connections of the attackers that the service still has."""
    found = [each for process in site.process.children() for each in process.net_connections("tcp")]
    return sum(bool(each.raddr) and each.raddr.ip == ATTACKER and each.status != psutil.CONN_LISTEN for each in found)


def eventually(seconds: float, holds: object) -> bool:
    assert callable(holds)
    end = time.monotonic() + seconds
    while not (result := bool(holds())) and time.monotonic() < end:
        time.sleep(0.2)
    return result


@dataclass(frozen=True, slots=True)
class Measured:
    """What the others met in peace, before an attack and after it, and meanwhile; and how the attackers ended."""

    peace: Others
    abuse: Others
    ends: frozenset[str]
    in_time: bool


def measure(site: Served, attack: Attack) -> Measured:
    """Let an attack happen, and the others ask before, meanwhile and afterwards."""
    peace, abuse = Others(site.port), Others(site.port)
    peace.ask(SECONDS / 4)
    with Crowd(site.port, attack.clients).at_work() as crowd:
        abuse.ask(SECONDS)
        in_time = eventually(length(LONGEST, AFTERWARDS), lambda: crowd.ends if attack.ends else not connections(site))
    peace.ask(SECONDS / 4)
    return Measured(peace, abuse, frozenset(crowd.ends), in_time)


@pytest.mark.parametrize("attack", sample(ATTACKS, long=BETWEEN), ids=lambda attack: attack.name)
def test_slow_clients_hold_up_nobody(site: Served, attack: Attack) -> None:
    assert SECONDS > LONGEST, "the attack must outlast every limit"
    before = held(site)
    found = measure(site, attack)
    assert found.peace.failures == found.abuse.failures == []
    assert found.in_time, f"{connections(site)} connections are still held; {set(found.ends)} were ended"
    assert bool(found.ends) == bool(attack.ends)
    assert found.ends <= attack.ends
    assert eventually(AFTERWARDS, lambda: held(site).is_within(before)), (before, held(site))
