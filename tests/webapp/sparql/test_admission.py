"""Threads before the places for queries: who waits, who is refused, who is ended, and what each is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from tests.some import some
from webapp.config import Settings
from webapp.http.problem_types import BUSY, MALFORMED, TIMEOUT, TOO_MANY
from webapp.sparql.admission import AdmissionControl
from webapp.sparql.cancellation import Cancellation, QueryCancelledError
from webapp.sparql.job import QueryResult
from webapp.sparql.problems import QueryProblem

RESULT = QueryResult("text/csv", b"x", 0)


def quick(_: Cancellation) -> QueryResult:
    return RESULT


def long(seconds: float = 20) -> Callable[[Cancellation], QueryResult]:
    """Return work that takes long, but can be cancelled."""

    def work(cancellation: Cancellation) -> QueryResult:
        end = threading.Event()
        with cancellation.calling(end.set):
            end.wait(seconds)
        if cancellation.cancelled:
            raise QueryCancelledError
        return QueryResult("text/csv", b"long", seconds, processor=seconds)

    return work


def refused(admission: AdmissionControl, client: str) -> QueryProblem:
    with pytest.raises(QueryProblem) as caught:
        admission.run(client, quick)
    return caught.value


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_no_more_run_than_there_are_places_and_the_rest_waits() -> None:
    admission = AdmissionControl(Settings(query_workers=2, query_queue=6, queue_seconds=30))
    running, most, lock = 0, 0, threading.Lock()

    def work(_: Cancellation) -> QueryResult:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        threading.Event().wait(0.01)
        with lock:
            running -= 1
        return RESULT

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda number: admission.run(str(number), work), range(8))) == [RESULT] * 8
    assert most == 2


def test_beyond_the_queue_is_told_to_come_back() -> None:
    admission = AdmissionControl(Settings.model_construct(query_workers=1, query_queue=0, queue_seconds=3))
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(admission.run, "a", long(0.5))
        until(lambda: admission.running == 1)
        problem = refused(admission, "b")
        running.result()
    assert problem.kind is BUSY
    assert ("Retry-After", "3") in problem.get_headers()
    assert admission.run("b", quick) == RESULT


def test_waiting_ends() -> None:
    admission = AdmissionControl(Settings(query_workers=1, query_queue=1, queue_seconds=0.1))
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(admission.run, "a", long(0.4))
        until(lambda: bool(admission.running))
        problem = refused(admission, "b")
        running.result()
    assert problem.kind is BUSY
    assert problem.description == "No place became free within 0.1 seconds."
    assert admission.waiting == 0


def test_a_failed_query_leaves_its_place() -> None:
    admission = AdmissionControl(Settings.model_construct(query_workers=1, query_queue=0))

    def broken(_: Cancellation) -> QueryResult:
        raise ZeroDivisionError

    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            admission.run("a", broken)


def test_each_client_has_its_own_share_of_time() -> None:
    admission = AdmissionControl(Settings(client_seconds=0.1))
    admission.run("a", long(0.2))
    problem = refused(admission, "a")
    assert problem.kind is TOO_MANY
    assert problem.description == "Queries from your address have used the 0.1 seconds that a minute has for it."
    assert admission.run("b", quick) == RESULT


def test_who_has_no_time_left_may_come_back_when_a_twentieth_of_the_share_is_there_again() -> None:
    admission = AdmissionControl(Settings(client_seconds=0.1))
    admission._known("a").charge(0.15, time.monotonic())
    seconds = int(dict(refused(admission, "a").get_headers())["Retry-After"])
    assert 25 <= seconds <= 34, "thirty and three seconds, less those that have passed by now"


def flood(
    admission: AdmissionControl, pool: ThreadPoolExecutor, clients: list[str]
) -> list[Future[QueryResult | None]]:
    """Have clients take all places with long queries, and wait until these count as slow."""
    asked = [pool.submit(admission.run, client, long()) for client in clients]
    until(lambda: admission.running == 2 and admission.waiting == len(clients) - 2)
    time.sleep(0.15)
    return asked


@pytest.mark.parametrize("clients", [["a"] * 5, ["a", "b", "c", "a", "b"]])
def test_a_flood_leaves_a_place_to_others(clients: list[str]) -> None:
    """Only the first query of another client costs the flood a query; after that a place is kept."""
    admission = AdmissionControl(Settings(query_workers=2, query_queue=8, queue_seconds=1, cheap_seconds=0.1))
    with ThreadPoolExecutor(8) as pool:
        asked = flood(admission, pool, clients)
        for _ in range(20):
            assert admission.run("reader", quick) == RESULT  # who waits for a second is refused
        until(lambda: admission.waiting == 0)
        for running in list(admission._schedule.running):
            running.cancellation.cancel()
        problems = [future.exception() for future in asked]
    assert all(isinstance(problem, QueryProblem) and problem.kind is BUSY for problem in some(problems))


def test_a_query_that_was_ended_for_others_begins_anew() -> None:
    admission = AdmissionControl(Settings(query_workers=1, query_queue=8, queue_seconds=5, cheap_seconds=0.05))
    starts = 0

    def work(cancellation: Cancellation) -> QueryResult:
        nonlocal starts
        starts += 1
        return long(20 if starts == 1 else 0.01)(cancellation)

    with ThreadPoolExecutor(1) as pool:
        ended = pool.submit(admission.run, "a", work)
        until(lambda: starts == 1)
        time.sleep(0.1)
        assert admission.run("b", quick) == RESULT
        assert ended.result(5) == QueryResult("text/csv", b"long", 0.01, processor=0.01)
    assert starts == 2


def test_a_query_that_was_ended_too_late_is_told_why() -> None:
    admission = AdmissionControl(Settings(query_workers=1, query_queue=8, queue_seconds=0.1, cheap_seconds=0.05))
    with ThreadPoolExecutor(1) as pool:
        ended = pool.submit(admission.run, "a", long())
        until(lambda: bool(admission.running))
        time.sleep(0.2)
        admission.run("b", quick)
        with pytest.raises(QueryProblem) as caught:
            ended.result(5)
    assert caught.value.kind is BUSY
    assert caught.value.description == "It was ended because it takes long and others wait."


def test_a_query_that_becomes_slow_while_others_wait_is_ended() -> None:
    """Nobody comes or goes in that time; it has to be looked at."""
    admission = AdmissionControl(Settings(query_workers=1, query_queue=8, queue_seconds=60, cheap_seconds=0.5))
    turns = iter((long(30), quick))

    def work(cancellation: Cancellation) -> QueryResult:
        return next(turns)(cancellation)

    with ThreadPoolExecutor(2) as pool:
        ended = pool.submit(admission.run, "a", work)
        until(lambda: admission.running == 1)
        assert pool.submit(admission.run, "b", quick).result(20) == RESULT
        assert ended.result(20) == RESULT


@pytest.mark.parametrize(("kind", "harmful"), [(TIMEOUT, True), (MALFORMED, False)])
def test_a_query_that_costs_its_process_counts_as_slow(kind: object, harmful: bool) -> None:
    admission = AdmissionControl(Settings())

    def work(_: Cancellation) -> QueryResult:
        raise QueryProblem(kind, "as told")  # type: ignore[arg-type]

    with pytest.raises(QueryProblem, match="as told"):
        admission.run("a", work)
    assert admission._schedule.is_slow(admission._known("a"), time.monotonic()) is harmful
    assert not admission._known("a").proven


@pytest.mark.parametrize(("processor", "slow"), [(0, False), (0.3, True)])
def test_a_query_is_slow_by_the_time_of_the_processor(processor: float, slow: bool) -> None:
    """A query that only waited, on a machine where others work, is not."""
    admission = AdmissionControl(Settings(cheap_seconds=0.1))

    def work(_: Cancellation) -> QueryResult:
        time.sleep(0.3)
        return QueryResult("text/csv", b"x", 0.3, processor=processor)

    admission.run("a", work)
    assert admission._schedule.is_slow(admission._known("a"), time.monotonic()) is slow
    assert admission._known("a").proven is not slow


def test_work_that_need_not_run_any_more_proves_nothing() -> None:
    admission = AdmissionControl(Settings())
    assert admission.run("a", lambda _: None) is None
    assert not admission._known("a").proven
    admission.run("a", quick)
    assert admission._known("a").proven


def test_waiting_for_the_query_of_another_ends_with_it() -> None:
    admission, query = AdmissionControl(Settings()), Future[None]()
    with ThreadPoolExecutor(1) as pool:
        following = pool.submit(admission.follow, "a", query, 10)
        until(lambda: admission.waiting == 1)
        query.set_result(None)
        following.result(5)
    assert admission.waiting == 0
    admission.follow("a", query, 10)  # it has ended already
    AdmissionControl(Settings.model_construct(query_queue=0)).follow("a", query, 10)  # and so nobody need wait


def test_waiting_for_the_query_of_another_ends_in_time() -> None:
    admission = AdmissionControl(Settings())
    with pytest.raises(QueryProblem) as caught:
        admission.follow("a", Future[None](), 0.01)
    assert caught.value.description == "The same query is being answered already."
    assert admission.waiting == 0


def test_those_who_wait_for_the_query_of_another_stand_in_the_queue() -> None:
    admission, query = AdmissionControl(Settings(query_queue=2)), Future[None]()
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(admission.follow, "flood", query, 10) for _ in range(3)]
        until(lambda: any(future.done() for future in asked))
        other = pool.submit(admission.follow, "other", query, 10)
        until(lambda: sum(future.done() for future in asked) == 2)
        assert not other.done()
        query.set_result(None)
        other.result(5)
    problems = [future.exception() for future in asked]
    told = [(problem.kind, problem.description) for problem in problems if isinstance(problem, QueryProblem)]
    assert told == [(BUSY, "2 queries wait already.")] * 2


def test_threads_are_bounded_as_the_settings_say() -> None:
    settings = Settings(query_workers=2, query_queue=3, queue_seconds=0.5, cheap_seconds=0.05)
    admission = AdmissionControl(settings)
    with ThreadPoolExecutor(30) as pool:
        asked = [pool.submit(admission.run, str(number % 7), long(0.2)) for number in range(30)]
        seen = 0
        while not all(future.done() for future in asked):
            seen = max(seen, admission.waiting + admission.running)
            time.sleep(0.001)
    assert seen <= settings.query_threads == 5
