"""The client of the sandbox, which runs queries in other processes.

It gives back the whole answer or says why there is none. Some workers wait for queries, so that a query need not wait
for a process. A worker that says that it can go on is used again. Any other is killed, and one is forked in its place.
There the operating system bounds what a query may take. Here the wait for it ends too, whatever happens on the other
side.
"""

from __future__ import annotations

import signal
import threading
import time
from contextlib import suppress
from pathlib import Path

from ontology.namespaces import BASE, PREFIXES
from queries.sparql_text.syntax_errors import syntax_error
from webapp.config import Settings
from webapp.http.problem_types import NO_FORMAT, TIMEOUT, TOO_DEMANDING, TOO_LARGE, UNAVAILABLE
from webapp.sparql.cancellation import Cancellation, QueryCancelledError
from webapp.sparql.job import QueryJob, QueryResult
from webapp.sparql.problems import QueryProblem, refused
from webapp.sparql.result_formats import names
from webapp.sparql.sandbox.fork_server_process import ForkServerProcess, WorkerProcess, Write
from webapp.sparql.sandbox.protocol import DATA, Configuration, Outcome, QueryOrder, frame, read_frame

_MEGABYTE = 1_000_000
_SHORT = 0.1
"""Seconds after which a query gives way to pages; its worker is not used again, since its priority stays low."""

_SLACK = 0.5
"""Seconds beyond the deadline until the wait ends although the worker's own alarm has not ended it."""


class Sandbox:
    """A way to run queries apart; the fork server is started when first needed, and again when it is gone.

    `data` is an N-Quads file, a function that writes one, or a folder of the engine's own files. `union` says whether
    the default graph is the union of all graphs. It holds where neither the protocol nor the query chooses.
    """

    def __init__(self, data: Path | Write, settings: Settings, *, union: bool = True) -> None:
        self._data, self._settings, self._union = data, settings, union
        self._lock = threading.Lock()
        self._server: ForkServerProcess | None = None
        self._idle: list[WorkerProcess] = []

    def start(self) -> None:
        """Start the processes without waiting until they are ready."""
        with self._lock:
            self._replenish(self._running_server(), 1)

    @property
    def process(self) -> int | None:
        """The id of the fork server, if there is one."""
        return self._server.process_id if self._server else None

    def close(self) -> None:
        """End the processes; queries that run may finish before."""
        with self._lock:
            server, self._server = self._server, None
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.close()
        if server:
            server.retire()

    def run(self, job: QueryJob, cancellation: Cancellation | None = None) -> QueryResult:
        """Answer the query.

        Raises:
            QueryProblem: there is no complete answer; the problem says why.
            QueryCancelledError: the query was cancelled.
        """
        cancellation = cancellation or Cancellation()
        union = self._union and job.default_graphs is None and not job.own_from
        order = QueryOrder(job.query, union, job.default_graphs, job.named_graphs, job.solutions, job.graph)
        worker, reusable = self._acquire(), False
        start = time.monotonic()
        try:
            with cancellation.calling(worker.interrupt):
                body, outcome = self._exchange(worker, order)
            reusable = outcome.reusable and not worker.low_priority
        except (EOFError, OSError) as error:
            if cancellation.cancelled:
                raise QueryCancelledError from error
            raise self._problem_of_exit(worker, start) from error
        finally:
            self._release(worker, reusable)
        if outcome.failure:
            raise _failed(job, self._settings, outcome)
        media_type = job.graph if outcome.family == "graph" else job.solutions
        return QueryResult(str(media_type), body, time.monotonic() - start, outcome.processor, outcome.rows)

    def _exchange(self, worker: WorkerProcess, order: QueryOrder) -> tuple[bytes, Outcome]:
        """Return what the worker sends for the order: the parts of the answer that came, and how it ended.

        Raises:
            EOFError, OSError: the worker has ended, or is late.
        """
        channel, seconds = worker.channel, self._settings.query_seconds + _SLACK
        start = time.monotonic()
        channel.settimeout(seconds)
        channel.sendall(frame(DATA, order.encoded()))
        if not worker.answers_within(_SHORT):
            worker.lower_priority()
        parts: list[bytes] = []
        while True:
            kind, content = read_frame(worker.answers)
            if kind != DATA:
                return b"".join(parts), Outcome.decoded(content)
            parts.append(content)
            spent = time.monotonic() - start
            if spent > _SHORT:  # else the deadline is as far as at the start
                worker.lower_priority()
                channel.settimeout(max(0.001, seconds - spent))

    def _acquire(self) -> WorkerProcess:
        """Return the worker that was used last, whose memory is the warmest, and have another one ready.

        A second try starts all anew.
        """
        for _ in range(2):
            with self._lock:
                server = self._running_server()
            server.wait()
            with self._lock, suppress(OSError):
                self._replenish(server, 2)
                return self._idle.pop()
        raise QueryProblem(UNAVAILABLE, "The process that runs queries does not stay alive.", retry_after=5)

    def _running_server(self) -> ForkServerProcess:
        """Return the fork server, a new one where there is none; only while the lock is held."""
        if self._server is None or not self._server.is_running():
            while self._idle:
                self._idle.pop().close()
            if self._server:
                self._server.close()
            limits = self._settings
            memory, size = limits.query_memory_mb * _MEGABYTE, limits.result_mb * _MEGABYTE
            configuration = Configuration(limits.query_seconds, memory, limits.result_rows, size, BASE, PREFIXES)
            self._server = ForkServerProcess(self._data, configuration)
        return self._server

    def _replenish(self, server: ForkServerProcess, least: int) -> None:
        """Have so many workers wait, some of them just forked; only while the lock is held."""
        for worker in [worker for worker in self._idle if not worker.is_idle()]:
            self._idle.remove(worker)
            worker.close()
        while len(self._idle) < least:
            self._idle.insert(0, server.fork())

    def _release(self, worker: WorkerProcess, reusable: bool) -> None:
        with self._lock:
            if reusable and worker.server is self._server and len(self._idle) < self._settings.query_workers:
                self._idle.append(worker)
                return
        worker.close()

    def _problem_of_exit(self, worker: WorkerProcess, start: float) -> QueryProblem:
        """Say why a worker ended without an answer."""
        limits = self._settings
        in_time = time.monotonic() - start < limits.query_seconds + _SLACK
        code = worker.exit_code() if in_time else -signal.SIGALRM
        if code in {-signal.SIGALRM, -signal.SIGXCPU}:
            return QueryProblem(TIMEOUT, f"It was ended after {limits.query_seconds:g} seconds, the most for a query.")
        if code == -signal.SIGSEGV:
            detail = "It was ended because it needs more stack than there is: it is nested too deeply."
            return QueryProblem(TOO_DEMANDING, detail)
        if code == -signal.SIGABRT:
            return _out_of_memory(limits)
        return QueryProblem(UNAVAILABLE, "The process that ran the query has ended unexpectedly.", retry_after=1)


def _failed(job: QueryJob, limits: Settings, outcome: Outcome) -> QueryProblem:
    """Return the problem of which a worker says that the query has it."""
    match outcome.failure:
        case "syntax":
            return refused(syntax_error(job.query, outcome.message))
        case "rows":
            return QueryProblem(TOO_LARGE, f"It has more than {limits.result_rows:,} rows, the most there can be.")
        case "bytes":
            return QueryProblem(TOO_LARGE, f"It has more than {limits.result_mb:,} megabytes, the most there may.")
        case "memory":
            return _out_of_memory(limits)
        case "format":
            return no_format(outcome.message)
        case _:
            return QueryProblem(TOO_DEMANDING, f"The engine gave it up: {outcome.message}")


def _out_of_memory(limits: Settings) -> QueryProblem:
    return QueryProblem(
        TOO_DEMANDING, f"It was ended at {limits.query_memory_mb} megabytes of memory, the most for a query."
    )


def no_format(family: str) -> QueryProblem:
    """Return the problem of a client that accepts no format of the family that the answer belongs to."""
    forms = "CONSTRUCT or DESCRIBE" if family == "graph" else "SELECT or ASK"
    return QueryProblem(NO_FORMAT, f"The answer of a {forms} query can be given as {names(family)}.")
