"""Places, the queue before them, and the time that a client has."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from webapp.http.client_address import account
from webapp.settings import Settings
from webapp.sparql.gate import Gate
from webapp.sparql.problems import BUSY, TOO_MANY, QueryProblem


def test_no_more_run_than_there_are_places_and_the_rest_waits_in_line() -> None:
    gate = Gate(Settings(query_workers=2, query_queue=6, queue_seconds=30))
    running, most, lock = 0, 0, threading.Lock()

    def work(number: int) -> None:
        nonlocal running, most
        with gate.pass_through(str(number)):
            with lock:
                running += 1
                most = max(most, running)
            threading.Event().wait(0.01)
            with lock:
                running -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert most == 2


def test_beyond_the_queue_is_told_to_come_back() -> None:
    gate = Gate(Settings(query_workers=1, query_queue=0, queue_seconds=3))
    with gate.pass_through("a"), pytest.raises(QueryProblem) as problem, gate.pass_through("b"):
        pass
    assert problem.value.kind is BUSY
    assert ("Retry-After", "3") in problem.value.get_headers()
    with gate.pass_through("b"):
        pass


def test_waiting_ends() -> None:
    gate = Gate(Settings(query_workers=1, query_queue=1, queue_seconds=0.01))
    with gate.pass_through("a"), pytest.raises(QueryProblem, match=r"0\.01 seconds") as problem, gate.pass_through("b"):
        pass
    assert problem.value.kind is BUSY


def test_a_failed_query_leaves_its_place() -> None:
    gate = Gate(Settings(query_workers=1, query_queue=0))
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), gate.pass_through("a"):
            raise ZeroDivisionError


def test_each_client_has_its_own_share() -> None:
    gate = Gate(Settings(client_seconds=0.1))
    with gate.pass_through("a"):
        threading.Event().wait(0.2)
    with pytest.raises(QueryProblem) as problem, gate.pass_through("a"):
        pass
    assert problem.value.kind is TOO_MANY
    assert int(dict(problem.value.get_headers())["Retry-After"]) > 30
    with gate.pass_through("b"):
        pass


def test_an_ipv6_client_is_its_network() -> None:
    assert account("2001:db8::1") == account("2001:db8::ffff") != account("2001:db8:0:1::1")
    assert account("192.0.2.1") != account("192.0.2.2")
