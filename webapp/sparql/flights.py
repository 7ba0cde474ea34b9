"""Queries that are under way: whoever asks one of them in the meantime waits for its answer."""

from __future__ import annotations

import threading
from concurrent.futures import Future

from cachetools import TTLCache

from webapp.sparql.job import Result
from webapp.sparql.problems import BUSY, MALFORMED, NO_FORMAT, TIMEOUT, TOO_DEMANDING, TOO_LARGE, QueryProblem

_OF_THE_QUERY = frozenset(kind.name for kind in (MALFORMED, NO_FORMAT, TIMEOUT, TOO_DEMANDING, TOO_LARGE))
"""Failures that whoever asks the same query would meet as well; the others are of the moment, or of one client."""

_MOMENT = 5.0
"""Seconds for which such a failure is remembered: a browser that was shown it with the page asks again at once."""

_FAILURES = 1_000

Flight = Future[Result | None]
"""Ends with the result, with the problem of the query, or with None where another must try."""


class Flights:
    """The queries under way, by their keys; shared by all threads of a worker."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way: dict[str, Flight] = {}
        self._failed: TTLCache[str, Flight] = TTLCache(_FAILURES, _MOMENT)

    def board(self, key: str) -> tuple[Flight, bool]:
        """Return the flight of a query, and whether it begins here: who begins one must `land` it."""
        with self._lock:
            found = self._under_way.get(key) or self._failed.get(key)
            if found:
                return found, False
            flight: Flight = Future()
            self._under_way[key] = flight
            return flight, True

    def land(self, key: str, outcome: Result | None) -> None:
        """End a flight; None stands for an end that says nothing about the query."""
        with self._lock:
            flight = self._under_way.pop(key)
        flight.set_result(outcome)

    def crash(self, key: str, problem: QueryProblem) -> None:
        """End a flight with what the query failed of, if that is of the query, and remember it for a moment."""
        if problem.kind.name not in _OF_THE_QUERY:
            self.land(key, None)
            return
        with self._lock:
            flight = self._failed[key] = self._under_way.pop(key)
        flight.set_exception(_another(problem))


def result(flight: Flight, seconds: float) -> Result | None:
    """Wait for the end of a flight that began elsewhere, and return its result.

    Raises:
        QueryProblem: the query has failed, or there is no end in time.
    """
    try:
        problem = flight.exception(seconds)
    except TimeoutError as error:
        raise QueryProblem(BUSY, "The same query is being answered already.", retry_after=seconds) from error
    if isinstance(problem, QueryProblem):
        raise _another(problem) from None
    return flight.result(0)


def _another(problem: QueryProblem) -> QueryProblem:
    """Return the problem without what raising has written to it: its trace holds all that the run held."""
    return QueryProblem(problem.kind, problem.description or "", problem.spot)
