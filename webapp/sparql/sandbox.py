"""Run a visitor's query in a process of its own, and give back the whole answer or say why there is none.

The other side is `webapp.sparql.zygote`, which holds the graph and forks. What a query may take is bounded there by the
operating system; here the wait for it ends too, whatever happens on the other side.
"""

from __future__ import annotations

import json
import signal
import socket
import threading
import time
from contextlib import ExitStack, suppress
from pathlib import Path

from ontology.namespaces import BASE, PREFIXES
from webapp.settings import Settings
from webapp.sparql.forker import Forker, Write
from webapp.sparql.formats import names
from webapp.sparql.frames import COMPLETE, DATA, FAILED, HEAD, STARTED, read_exactly
from webapp.sparql.job import Job, Result
from webapp.sparql.messages import syntax_problem
from webapp.sparql.problems import (
    NO_FORMAT,
    TIMEOUT,
    TOO_DEMANDING,
    TOO_LARGE,
    UNAVAILABLE,
    QueryProblem,
)

_MEGABYTE = 1_000_000
_SLACK = 0.5
"""Seconds beyond the deadline until the wait ends although the child's own alarm has not ended it."""


class Sandbox:
    """A way to run queries apart; the process that forks is started when first needed and again when it is gone.

    `data` is an N-Quads file, or a function that writes one; `union` says whether the default graph is the union of all
    graphs where neither the protocol nor the query chooses.
    """

    def __init__(self, data: Path | Write, settings: Settings, *, union: bool = True) -> None:
        self._data, self._settings, self._union = data, settings, union
        self._lock = threading.Lock()
        self._forker: Forker | None = None

    def start(self) -> None:
        """Start the process without waiting until it is ready."""
        with self._lock:
            self._living()

    @property
    def process(self) -> int | None:
        """The id of the process that forks, if there is one."""
        return self._forker.process_id if self._forker else None

    def close(self) -> None:
        """End the process and all queries in it."""
        with self._lock:
            if self._forker:
                self._forker.close()
            self._forker = None

    def run(self, job: Job) -> Result:
        """Answer the query.

        Raises:
            QueryProblem: there is no complete answer; the problem says why.
        """
        with ExitStack() as channels:
            channel, status = self._fork(channels)
            start = time.monotonic()
            channel.settimeout(self._settings.query_seconds + _SLACK)
            try:
                channel.sendall(self._order(job))
                body, family = _Answer(job, self._settings, start).read(channel)
            except (EOFError, TimeoutError, ConnectionError) as error:
                raise self._ended(status, start) from error
        media_type = job.graph if family == "graph" else job.solutions
        return Result(str(media_type), body, time.monotonic() - start)

    def _order(self, job: Job) -> bytes:
        limits = self._settings
        order = {
            "query": job.query,
            "base": BASE,
            "prefixes": PREFIXES,
            "union": self._union and job.free,
            "default": job.default_graphs,
            "named": job.named_graphs,
            "solutions": job.solutions,
            "graph": job.graph,
            "seconds": limits.query_seconds,
            "memory": limits.query_memory_mb * _MEGABYTE,
            "rows": limits.result_rows,
            "bytes": limits.result_mb * _MEGABYTE,
        }
        content = json.dumps(order).encode()
        return HEAD.pack(DATA, len(content)) + content

    def _fork(self, channels: ExitStack) -> tuple[socket.socket, socket.socket]:
        """Return the channel to a new child and the one that tells how it ended; a second try starts all anew."""
        for _ in range(2):
            with self._lock:
                forker = self._living()
            forker.wait()
            ours, theirs = socket.socketpair()
            ours_too, theirs_too = socket.socketpair()
            channels.enter_context(ours)
            channels.enter_context(ours_too)
            with theirs, theirs_too, suppress(OSError):
                forker.send(theirs, theirs_too)
                return ours, ours_too
        raise QueryProblem(UNAVAILABLE, "The process that runs queries does not stay alive.", retry_after=5)

    def _living(self) -> Forker:
        if self._forker is None or not self._forker.alive():
            if self._forker:
                self._forker.close()
            self._forker = Forker(self._data)
        return self._forker

    def _ended(self, status: socket.socket, start: float) -> QueryProblem:
        """Say why a child ended without an answer."""
        limits = self._settings
        in_time = time.monotonic() - start < limits.query_seconds + _SLACK
        code = _exit_code(status) if in_time else -signal.SIGALRM
        if code in {-signal.SIGALRM, -signal.SIGXCPU, -signal.SIGKILL}:
            return QueryProblem(TIMEOUT, f"It was ended after {limits.query_seconds:g} seconds, the most for a query.")
        if code == -signal.SIGSEGV:
            detail = "It was ended because it needs more stack than there is: it is nested too deeply."
            return QueryProblem(TOO_DEMANDING, detail)
        if code == -signal.SIGABRT:
            return _out_of_memory(limits)
        return QueryProblem(UNAVAILABLE, "The process that ran the query has ended unexpectedly.", retry_after=1)


def _exit_code(status: socket.socket) -> int | None:
    """Return the exit code of a child that has ended, negative for a signal, or None where nobody knows."""
    status.settimeout(1)
    try:
        code = json.loads(status.recv(4096)).get("code")
    except (OSError, ValueError):
        return None
    return code if isinstance(code, int) else None


def _out_of_memory(limits: Settings) -> QueryProblem:
    return QueryProblem(
        TOO_DEMANDING, f"It was ended at {limits.query_memory_mb} megabytes of memory, the most for a query."
    )


class _Answer:
    """Reading the frames of one child until the answer is complete."""

    def __init__(self, job: Job, limits: Settings, start: float) -> None:
        self._job, self._limits = job, limits
        self._deadline = start + limits.query_seconds + _SLACK
        self._most = limits.result_mb * _MEGABYTE

    def read(self, channel: socket.socket) -> tuple[bytes, str]:
        """Return the body and the family of the answer.

        Raises:
            EOFError, TimeoutError, ConnectionError: the child has ended, or is late.
            QueryProblem: the child says why it has no answer.
        """
        parts, size, family = [], 0, ""
        while True:
            channel.settimeout(max(0.001, self._deadline - time.monotonic()))
            kind, length = HEAD.unpack(read_exactly(channel, HEAD.size))
            size += length
            if size > self._most + _MEGABYTE:
                raise self._failed({"reason": "bytes", "message": ""})
            content = read_exactly(channel, length)
            if kind == DATA:
                parts.append(content)
            elif kind == STARTED:
                family = content.decode()
            elif kind == FAILED:
                raise self._failed(json.loads(content))
            elif kind == COMPLETE:
                return b"".join(parts), family

    def _failed(self, failure: dict[str, str]) -> QueryProblem:
        limits, message = self._limits, failure["message"]
        match failure["reason"]:
            case "syntax":
                return syntax_problem(self._job.query, message)
            case "rows":
                return QueryProblem(TOO_LARGE, f"It has more than {limits.result_rows:,} rows, the most there can be.")
            case "bytes":
                return QueryProblem(TOO_LARGE, f"It has more than {limits.result_mb:,} megabytes, the most there may.")
            case "memory":
                return _out_of_memory(limits)
            case "format":
                return no_format(message)
            case _:
                return QueryProblem(TOO_DEMANDING, f"The engine gave it up: {message}")


def no_format(family: str) -> QueryProblem:
    """Return the problem of a client that accepts no format of the family that the answer belongs to."""
    forms = "CONSTRUCT or DESCRIBE" if family == "graph" else "SELECT or ASK"
    return QueryProblem(NO_FORMAT, f"The answer of a {forms} query can be given as {names(family)}.")
