"""Single-flight: of identical queries at the same time one runs. The others wait for its answer."""

from __future__ import annotations

import threading
from concurrent.futures import Future

from cachetools import TTLCache

from webapp.http.problem_types import MALFORMED, NO_FORMAT, TIMEOUT, TOO_DEMANDING, TOO_LARGE
from webapp.sparql.job import QueryResult
from webapp.sparql.problems import QueryProblem

_OF_THE_QUERY = frozenset(kind.name for kind in (MALFORMED, NO_FORMAT, TIMEOUT, TOO_DEMANDING, TOO_LARGE))
"""Failures that whoever asks the same query would meet as well; the others are of the moment, or of one client."""

_MOMENT = 5.0
"""Seconds for which such a failure is remembered: a browser that was shown it with the page asks again at once."""

_FAILURES = 1_000

SharedCall = Future[QueryResult | None]
"""Ends with the result, with the problem of the query, or with None where another must try."""


class SingleFlight:
    """The queries that run, by their keys; shared by all threads of a server process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: dict[str, SharedCall] = {}
        self._failed: TTLCache[str, SharedCall] = TTLCache(_FAILURES, _MOMENT)

    def find(self, key: str) -> SharedCall | None:
        """Return the query that runs, or that has just failed, if there is one."""
        with self._lock:
            return self._running.get(key) or self._failed.get(key)

    def join(self, key: str) -> bool:
        """Tell whether the query begins here: who begins it must `complete` it, or tell that it did `fail`."""
        with self._lock:
            if self._running.get(key) or self._failed.get(key):
                return False
            self._running[key] = Future()
            return True

    def complete(self, key: str, outcome: QueryResult | None) -> None:
        """End a query; None stands for an end that says nothing about it."""
        with self._lock:
            call = self._running.pop(key)
        call.set_result(outcome)

    def fail(self, key: str, problem: QueryProblem) -> None:
        """End a query with what it failed of, if that is of the query, and remember it for a moment."""
        if problem.kind.name not in _OF_THE_QUERY:
            self.complete(key, None)
            return
        with self._lock:
            call = self._failed[key] = self._running.pop(key)
        call.set_exception(_copy(problem))


def result(call: SharedCall) -> QueryResult | None:
    """Return what a query has ended with.

    Raises:
        QueryProblem: it has failed.
    """
    problem = call.exception(0)
    if isinstance(problem, QueryProblem):
        raise _copy(problem) from None
    return call.result(0)


def _copy(problem: QueryProblem) -> QueryProblem:
    """Return the problem without what raising has written to it: its trace holds all that the run held."""
    return QueryProblem(problem.kind, problem.description or "", problem.position)
