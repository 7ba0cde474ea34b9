"""The forwarding of visitors' queries to a remote engine. The sandbox parses each first. The engine has a deadline."""

from __future__ import annotations

import logging
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from urllib.parse import urlsplit

from graph.stores.http_client import Limits
from graph.stores.protocol_dataset import Chosen
from graph.stores.query_form import form
from graph.stores.remote_store import RemoteStore
from graph.stores.store import (
    AnswerTooLargeError,
    QuerySyntaxError,
    StoreAnswerError,
    StoreError,
    StoreTimeoutError,
    StoreUnavailableError,
)
from webapp.config import Settings
from webapp.http.problem_types import ENGINE_FAILED, TIMEOUT, TOO_LARGE, UNAVAILABLE
from webapp.sparql.cancellation import Cancellation, QueryCancelledError
from webapp.sparql.job import QueryJob, QueryResult
from webapp.sparql.problems import QueryProblem
from webapp.sparql.sandbox.client import Sandbox, no_format

_MEGABYTE = 1_000_000
_log = logging.getLogger(__name__)
_RETRY = 5
_SLACK = 1.0
"""Seconds beyond its limit until the wait for an answer ends, whatever happens."""

_ABANDONED = 3
"""Cancelled queries for each place that the engine may still be busy with."""


class Forwarding:
    """A way to run queries on the engine of a remote store.

    Each query is first run over an empty graph in the sandbox. A text that is no query never leaves: it could do harm
    in an engine that takes updates as well. Nor does a text that the engine's parser would not survive. Problems are
    then the same everywhere.
    """

    def __init__(self, store: RemoteStore, settings: Settings) -> None:
        self._store, self._settings = store, settings
        self._parser = Sandbox(Path.touch, settings)  # over an empty file
        self._threads = ThreadPoolExecutor((1 + _ABANDONED) * settings.query_workers, "forwarding")

    def start(self) -> None:
        """Get the parser ready."""
        self._parser.start()

    def close(self) -> None:
        """End the parser and the threads; queries that run may finish before."""
        self._parser.close()
        self._threads.shutdown(wait=False)

    def run(self, job: QueryJob, cancellation: Cancellation | None = None) -> QueryResult:
        """Answer the query.

        Raises:
            QueryProblem: there is no complete answer; the problem says why.
            QueryCancelledError: the query was cancelled.
        """
        cancellation = cancellation or Cancellation()
        family = "graph" if form(job.query) in {"CONSTRUCT", "DESCRIBE"} else "solutions"
        media_type = job.graph if family == "graph" else job.solutions
        if media_type is None:
            raise no_format(family)
        start = time.monotonic()
        self._parser.run(job, cancellation)
        limits = self._settings
        try:
            body = self._forward(job, media_type, cancellation)
        except QuerySyntaxError as error:
            said = str(error).replace(urlsplit(self._store.url).netloc, "the engine")
            raise QueryProblem(ENGINE_FAILED, f"It is well formed, but the engine says: {said}") from error
        except AnswerTooLargeError as error:
            raise QueryProblem(TOO_LARGE, str(error)) from error
        except StoreTimeoutError as error:
            raise QueryProblem(TIMEOUT, _given_up(time.monotonic() - start, limits.query_seconds)) from error
        except StoreAnswerError as error:
            _log.error("the store failed at a visitor's query: %s", error)
            raise QueryProblem(ENGINE_FAILED, "The engine that holds the graph gave no proper answer to it.") from error
        except StoreUnavailableError as error:
            _log.error("the store did not answer a visitor's query: %s", error)
            detail = "The engine that holds the graph does not answer."
            raise QueryProblem(UNAVAILABLE, detail, retry_after=_RETRY) from error
        seconds = time.monotonic() - start
        return QueryResult(media_type, body, seconds, seconds)

    def _forward(self, job: QueryJob, media_type: str, cancellation: Cancellation) -> bytes:
        """Return what the engine answers; a thread of its own waits for it, since no engine lets a query be ended."""
        limits = self._settings
        bounds = Limits(limits.query_seconds, limits.result_mb * _MEGABYTE, limits.result_rows)
        asking = self._threads.submit(self._ask, job, media_type, bounds)
        cancelled: Future[bytes | Exception] = Future()
        with cancellation.calling(lambda: cancelled.set_result(b"")):
            wait((asking, cancelled), limits.query_seconds + _SLACK, FIRST_COMPLETED)
        if not asking.done():
            asking.cancel()
            raise QueryCancelledError if cancelled.done() else StoreTimeoutError("It did not answer in time.")
        answer = asking.result()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _ask(self, job: QueryJob, media_type: str, bounds: Limits) -> bytes | Exception:
        """Return the answer, or what it failed of.

        The trace of a failure holds objects of pyoxigraph, which must end in the thread in which they began.
        """
        chosen = None
        if job.default_graphs is not None and job.named_graphs is not None:
            chosen = Chosen(job.default_graphs, job.named_graphs)
        try:
            return self._store.raw(job.query, media_type, bounds, chosen)
        except (QuerySyntaxError, StoreError) as error:
            error.__cause__ = error.__context__ = None
            return error.with_traceback(None)


def _given_up(seconds: float, most: float) -> str:
    """Say after how many seconds a query was given up, and by whom: an engine may have a shorter limit of its own."""
    if seconds < most - 0.5:
        return f"The engine gave it up after {seconds:.1f} seconds, before the {most:g} that one may take here."
    return f"It was given up after {most:g} seconds, the most that one may take."
