"""Run a visitor's query in a process of its own, and give back the whole answer or say why there is none.

The other side is `webapp.sparql.zygote`, which holds the graph and forks. What a query may take is bounded there by the
operating system; here the wait for it ends too, whatever happens on the other side.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ontology.namespaces import BASE, PREFIXES
from webapp.settings import Settings
from webapp.sparql.formats import names
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
from webapp.sparql.zygote import COMPLETE, DATA, FAILED, HEAD, STARTED, read_exactly

_MEGABYTE = 1_000_000
_SLACK = 0.5
"""Seconds beyond the deadline until the wait ends although the child's own alarm has not ended it."""

_START = 60.0
"""Seconds within which the graph must be loaded."""

_ROOT = str(Path(__file__).resolve().parents[2])

Write = Callable[[Path], None]


class Sandbox:
    """A way to run queries apart; the process that forks is started when first needed and again when it is gone.

    `data` is an N-Quads file, or a function that writes one; `union` says whether the default graph is the union of all
    graphs where neither the protocol nor the query chooses.
    """

    def __init__(self, data: Path | Write, settings: Settings, *, union: bool = True) -> None:
        self._data, self._settings, self._union = data, settings, union
        self._lock = threading.Lock()
        self._zygote: _Zygote | None = None

    def start(self) -> None:
        """Start the process without waiting until it is ready."""
        with self._lock:
            self._living()

    @property
    def process(self) -> int | None:
        """The id of the process that forks, if there is one."""
        return self._zygote.process_id if self._zygote else None

    def close(self) -> None:
        """End the process and all queries in it."""
        with self._lock:
            if self._zygote:
                self._zygote.close()
            self._zygote = None

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
                zygote = self._living()
            zygote.wait()
            ours, theirs = socket.socketpair()
            ours_too, theirs_too = socket.socketpair()
            channels.enter_context(ours)
            channels.enter_context(ours_too)
            with theirs, theirs_too, suppress(OSError):
                zygote.send(theirs, theirs_too)
                return ours, ours_too
        raise QueryProblem(UNAVAILABLE, "The process that runs queries does not stay alive.", retry_after=5)

    def _living(self) -> _Zygote:
        if self._zygote is None or not self._zygote.alive():
            if self._zygote:
                self._zygote.close()
            self._zygote = _Zygote(self._data)
        return self._zygote

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


@dataclass(eq=False)
class _Zygote:
    """The process that forks; ready when it has said so."""

    data: Path | Write

    def __post_init__(self) -> None:
        if not hasattr(os, "fork"):
            raise QueryProblem(UNAVAILABLE, "This operating system cannot run visitors' queries apart from the site.")
        self._control, theirs = socket.socketpair()
        self._lock = threading.Lock()
        self._ready = False
        self._files = ExitStack()
        path = self._files.enter_context(_written(self.data))
        command = [sys.executable, "-m", "webapp.sparql.zygote", str(path), str(theirs.fileno())]
        path_of_modules = os.pathsep.join(filter(None, (_ROOT, os.environ.get("PYTHONPATH"))))
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": path_of_modules},
            )
        # Also when nobody closes this: when it is forgotten, or when Python ends.
        self._end = weakref.finalize(self, _end, self._control, self._files, self._process)

    @property
    def process_id(self) -> int:
        """The id of the process."""
        return self._process.pid

    def alive(self) -> bool:
        """Tell whether the process runs."""
        return self._process.poll() is None

    def wait(self) -> None:
        """Wait until the graph is loaded.

        Raises:
            QueryProblem: it could not be loaded.
        """
        with self._lock:
            if self._ready:
                return
            self._control.settimeout(_START)
            try:
                self._ready = self._control.recv(1) == b"r"
            except OSError:
                self._ready = False
            self._control.settimeout(None)
            if not self._ready:
                raise QueryProblem(UNAVAILABLE, "The process that runs queries could not start.", retry_after=5)
            self._files.close()

    def send(self, *channels: socket.socket) -> None:
        """Give the process two channels, for which it forks a child.

        Raises:
            OSError: it is gone.
        """
        with self._lock:
            socket.send_fds(self._control, [b"q"], [channel.fileno() for channel in channels])

    def close(self) -> None:
        """End the process; its children end with it."""
        self._end()


def _end(control: socket.socket, files: ExitStack, process: subprocess.Popen[bytes]) -> None:
    control.close()
    files.close()
    try:
        process.wait(2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def _written(data: Path | Write) -> Iterator[Path]:
    if isinstance(data, Path):
        yield data
        return
    with tempfile.TemporaryDirectory(prefix="opg-") as folder:
        path = Path(folder) / "dataset.nq"
        data(path)
        yield path
