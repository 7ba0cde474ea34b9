"""What others get while somebody floods the endpoint with hostile queries (finding 2): every answer, and whole.

The limits are the default ones; in short runs queries end sooner. How soon answers are there, `make bench` measures.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.abuse.flood import Flood, flooding
from tests.abuse.lengths import FULL, length, sample
from tests.abuse.visitor import HTML, Visitor
from tests.serving import PREPARING, Served, serving

LIMITS = PREPARING | ({} if FULL else {"OPG_QUERY_SECONDS": "2"})
SECONDS = length(40, 1.5)
"""After it the flood goes on until a visitor's last query is answered, so that one that waits in vain is seen too."""

_NUMBERS = count()


def addresses(first: int, number: int) -> list[str]:
    """Return so many addresses of the loopback network."""
    return [f"127.0.1.{first + offset}" for offset in range(number)]


def flooded(visit: Callable[[], Visitor], attackers: list[str], clients: int, **how: str) -> None:
    """Hold that a visitor gets every answer during a flood."""
    visitor = visit()
    with flooding(visitor.port, attackers, clients, **how) as flood, visitor.visiting():
        time.sleep(SECONDS)
    assert visitor.failures == []
    assert visitor.query_times
    assert visitor.page_times
    check(flood)


def check(flood: Flood) -> None:
    """Hold the answers to a flood to being whole, and the flood to having been one."""
    assert flood.broken == []
    assert flood.failed == 0
    assert flood.statuses["503"] > 0
    assert set(flood.statuses) <= {"200", "400", "403", "422", "429", "503", "504"}


@pytest.fixture(scope="module")
def site(attacked: Path) -> Iterator[Served]:
    """The site."""
    with serving("--home", str(attacked), **LIMITS) as served:
        yield served


@pytest.mark.parametrize(
    ("first", "number", "clients"),
    sample([pytest.param(1, 1, 16, id="one address"), pytest.param(11, 10, 4, id="ten addresses")]),
)
def test_others_are_answered_during_a_flood(site: Served, first: int, number: int, clients: int) -> None:
    """In `make test` several addresses flood only before a newcomer."""
    flooded(lambda: Visitor(site.port), addresses(first, number), clients)


@pytest.mark.skipif(not FULL, reason="takes 40 seconds, so make abuse runs it")
def test_others_are_answered_however_many_addresses_the_flood_has(site: Served) -> None:
    """Each of fifty addresses is a client like any other, so that all of them wait; but nobody in vain."""
    flooded(lambda: Visitor(site.port), addresses(51, 50), 1)


def test_a_newcomer_is_answered_during_a_flood(site: Served) -> None:
    """Somebody of whom nothing is known yet is not taken for one of those who flood."""
    flooded(lambda: Visitor(site.port, source=f"127.0.2.{1 + next(_NUMBERS) % 200}"), addresses(121, 6), 4)


def test_those_who_read_the_page_of_the_endpoint_are_answered(site: Served) -> None:
    flooded(lambda: Visitor(site.port, accept=HTML), addresses(141, 1), 16, accept=HTML)


def test_clients_behind_a_proxy_are_told_apart(attacked: Path) -> None:
    with serving("--home", str(attacked), OPG_TRUSTED_PROXIES="1", **LIMITS) as site:
        flooded(lambda: Visitor(site.port, forwarded="203.0.113.7"), ["/203.0.113.8"], 16)
        flooded(lambda: Visitor(site.port, forwarded="2001:db8:0:1::1"), ["/2001:db8::1", "/2001:db8::2"], 8)


@pytest.fixture(scope="module")
def two(attacked: Path) -> Iterator[Served]:
    """The site with two workers, which listen on IPv6 where the machine has it."""
    host = "::" if _has_ipv6() else "127.0.0.1"
    with serving("--home", str(attacked), "--workers", "2", "--host", host, **LIMITS) as served:
        yield served


def test_it_holds_with_two_workers(two: Served) -> None:
    """IPv4 clients of a server that listens on IPv6 are not one client together."""
    flooded(lambda: Visitor(two.port), addresses(1, 1), 32)


def test_it_holds_for_ipv6(two: Served) -> None:
    if not _has_ipv6():
        pytest.skip("this machine has no IPv6")
    flooded(lambda: Visitor(two.port), ["::1"], 32, host="::1")


def _has_ipv6() -> bool:
    try:
        with socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True):
            return True
    except (OSError, ValueError):
        return False
