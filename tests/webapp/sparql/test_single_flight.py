"""Identical queries run once: those at the same time wait for the first, those after it find its result."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from weakref import ref

import pytest

from graph.stores.store import EmbeddedStore
from webapp.config import Settings
from webapp.http.cache import SizedLRUCache
from webapp.http.problem_types import BUSY, TIMEOUT, UNAVAILABLE, ProblemType
from webapp.sparql import single_flight
from webapp.sparql.admission import AdmissionControl
from webapp.sparql.cancellation import Cancellation
from webapp.sparql.job import QueryJob, QueryResult
from webapp.sparql.problems import QueryProblem
from webapp.sparql.service import SparqlService

RESULT = QueryResult("text/csv", b"x", 0)


@dataclass
class Engine:
    """A way to run queries that counts them, waits, and fails as told."""

    fails: list[ProblemType] = field(default_factory=list)
    go: threading.Event = field(default_factory=threading.Event)
    runs: list[str] = field(default_factory=list)

    def start(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""

    def run(self, job: QueryJob, cancellation: Cancellation | None = None) -> QueryResult:
        """Answer, as soon as that is let go."""
        self.runs.append(job.query)
        assert self.go.wait(10)
        if self.fails:
            raise QueryProblem(self.fails.pop(0), "as told")
        return RESULT


def service(engine: Engine, room: int = 100_000, **limits: float) -> SparqlService:
    settings = Settings(**limits)  # type: ignore[arg-type]
    made = SparqlService(EmbeddedStore.of([], "1"), None, settings, SizedLRUCache(room), AdmissionControl(settings))
    made.runner = engine
    return made


def asking(of: SparqlService, query: str = "ASK {}") -> Callable[[], QueryResult]:
    job = QueryJob(query, None, None, False, "text/csv", None)
    return lambda: of.answer(job, of.key(job), "192.0.2.1")


def crowd(of: SparqlService, engine: Engine, size: int) -> list[QueryResult | BaseException]:
    """Ask the same query by many at once, and let it go when all but the first wait."""
    with ThreadPoolExecutor(size) as pool:
        asked = [pool.submit(asking(of)) for _ in range(size)]
        while of._admission.waiting + sum(future.done() for future in asked) < size - 1:
            threading.Event().wait(0.005)
        engine.go.set()
        return [future.exception() or future.result() for future in asked]


@pytest.mark.parametrize("room", [0, 100_000])
def test_those_at_the_same_time_wait_for_the_first(room: int) -> None:
    engine = Engine()
    assert crowd(service(engine, room), engine, 6) == [RESULT] * 6
    assert len(engine.runs) == 1


def test_those_who_come_later_find_the_result() -> None:
    engine = Engine()
    engine.go.set()
    here = service(engine)
    assert [asking(here)(), asking(here)()] == [RESULT, RESULT]
    asking(here, "ASK { }")()
    assert engine.runs == ["ASK {}", "ASK { }"]


def test_a_query_that_fails_fails_for_all_who_ask_it_now() -> None:
    engine = Engine(fails=[TIMEOUT])
    here = service(engine)
    met = crowd(here, engine, 4)
    assert [problem.kind for problem in met if isinstance(problem, QueryProblem)] == [TIMEOUT] * 4
    assert len(set(map(id, met))) == 4
    with pytest.raises(QueryProblem, match="as told"):
        asking(here)()
    assert len(engine.runs) == 1


def test_what_is_remembered_of_a_failure_holds_nothing_of_the_run() -> None:
    class Answer:
        """What an engine may have sent, of up to the most that is read."""

    class Heavy(Engine):
        answer: ref[Answer]

        def run(self, job: QueryJob, cancellation: Cancellation | None = None) -> QueryResult:
            answer = Answer()
            self.answer = ref(answer)
            return super().run(job)

    engine = Heavy(fails=[TIMEOUT])
    engine.go.set()
    here = service(engine)
    gc.disable()  # nor may it wait for the collector, which may run in another thread
    try:
        with pytest.raises(QueryProblem):
            asking(here)()
        assert engine.answer() is None
    finally:
        gc.enable()


def test_but_not_for_those_who_ask_it_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single_flight, "_MOMENT", 0.0)
    engine = Engine(fails=[TIMEOUT])
    engine.go.set()
    here = service(engine)
    with pytest.raises(QueryProblem):
        asking(here)()
    assert asking(here)() == RESULT


@pytest.mark.parametrize("kind", [UNAVAILABLE, BUSY])
def test_a_failure_of_the_moment_is_not_shared(kind: ProblemType) -> None:
    engine = Engine(fails=[kind])
    met = crowd(service(engine), engine, 3)
    assert met.count(RESULT) == 2
    assert len(engine.runs) == 2


def test_an_unforeseen_end_leaves_nobody_waiting() -> None:
    class Broken(Engine):
        def run(self, job: QueryJob, cancellation: Cancellation | None = None) -> QueryResult:
            super().run(job)
            raise ZeroDivisionError

    engine = Broken()
    engine.go.set()
    here = service(engine)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            asking(here)()


def test_those_who_wait_stand_in_the_queue() -> None:
    engine = Engine()
    met = crowd(service(engine, query_queue=2), engine, 6)
    assert met.count(RESULT) == 3
    assert [problem.kind for problem in met if isinstance(problem, QueryProblem)] == [BUSY] * 3
