"""The fork server and its workers, seen from the server.

Here they are started, spoken to and ended. What the fork server does itself is in `webapp.sparql.sandbox.fork_server`.
"""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from webapp.http.problem_types import UNAVAILABLE
from webapp.sparql.problems import QueryProblem
from webapp.sparql.sandbox.protocol import Configuration

_START = 60.0
"""Seconds within which the graph must be loaded."""

_ROOT = str(Path(__file__).resolve().parents[3])
_MODULE = "webapp.sparql.sandbox.fork_server"

_MALLOC = "glibc.malloc.tcache_count=127"
"""A larger cache of free memory than by default (7), with which queries take a tenth less time; only glibc knows it."""

Write = Callable[[Path], None]
"""Writes the statements to a file as N-Quads."""


class ForkServerProcess:
    """The process that forks workers; ready when it has said so.

    `data` is an N-Quads file, a function that writes one, or a folder of the engine's own files.
    """

    def __init__(self, data: Path | Write, configuration: Configuration) -> None:
        if not hasattr(os, "fork"):
            raise QueryProblem(UNAVAILABLE, "This operating system cannot run visitors' queries apart from the site.")
        self._control, theirs = socket.socketpair()
        self._lock = threading.Lock()
        self._ready = False
        self._workers: set[WorkerProcess] = set()
        self._retired = False
        self._files = ExitStack()
        path = self._files.enter_context(_written(data))
        modules = os.pathsep.join(filter(None, (_ROOT, os.environ.get("PYTHONPATH"))))
        with theirs:
            command = [sys.executable, "-m", _MODULE, str(path), str(theirs.fileno())]
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [*command, configuration.encoded().decode()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": modules, "GLIBC_TUNABLES": _MALLOC},
            )
        # Also when nobody closes this: when it is forgotten, or when Python ends.
        self._end = weakref.finalize(self, _end, self._control, self._files, self._process)

    @property
    def process_id(self) -> int:
        """The id of the process."""
        return self._process.pid

    def is_running(self) -> bool:
        """Tell whether the process runs."""
        return self._process.poll() is None

    def wait(self) -> None:
        """Wait until the graph is loaded.

        Raises:
            QueryProblem: it could not be loaded.
        """
        if self._ready:
            return
        with self._lock:
            if self._ready:
                return
            self._control.settimeout(_START)
            with suppress(OSError):
                self._ready = self._control.recv(1) == b"r"
            self._control.settimeout(None)
            if not self._ready:
                raise QueryProblem(UNAVAILABLE, "The process that runs queries could not start.", retry_after=5)
            self._files.close()

    def fork(self) -> WorkerProcess:
        """Return a new worker, which the process is about to fork.

        Raises:
            OSError: the process is gone.
        """
        (channel, its_channel), (status, its_status) = socket.socketpair(), socket.socketpair()
        worker = WorkerProcess(self, channel, status)
        with self._lock:
            self._workers.add(worker)
        with its_channel, its_status:
            try:
                socket.send_fds(self._control, [b"w"], [its_channel.fileno(), its_status.fileno()])
            except OSError:
                worker.close()
                raise
        return worker

    def release(self, worker: WorkerProcess) -> None:
        """Take note that a worker is wanted no more."""
        with self._lock:
            self._workers.discard(worker)
            last = self._retired and not self._workers
        if last:
            self.close()

    def retire(self) -> None:
        """End the process as soon as its workers are wanted no more."""
        with self._lock:
            self._retired = True
            last = not self._workers
        if last:
            self.close()

    def close(self) -> None:
        """End the process; its workers end with it."""
        self._end()


class WorkerProcess:
    """A worker: `channel` takes its orders, `answers` gives its answers, `status` tells how it ended."""

    def __init__(self, server: ForkServerProcess, channel: socket.socket, status: socket.socket) -> None:
        self.server, self.channel, self._status = server, channel, status
        self.answers = channel.makefile("rb")
        self.low_priority = False
        self._poll = select.poll()
        self._poll.register(channel, select.POLLIN)
        # Also when nobody closes this: when the whole sandbox is forgotten, with workers that wait.
        self._end = weakref.finalize(self, _close_all, self.answers, channel, status)

    def is_idle(self) -> bool:
        """Tell whether it waits for an order, as far as is known: it has not ended, and sends nothing unasked."""
        return not self.answers_within(0)

    def answers_within(self, seconds: float) -> bool:
        """Wait until it sends something, or has ended; tell whether that was in time."""
        return bool(self._poll.poll(1000 * seconds))

    def lower_priority(self) -> None:
        """Have it give way to other processes, from now on."""
        if not self.low_priority:
            self.low_priority = True
            with suppress(OSError):
                self._status.send(b"n")

    def interrupt(self) -> None:
        """End what another thread waits for; that thread still has to close the worker."""
        with suppress(OSError):
            self.channel.shutdown(socket.SHUT_RDWR)

    def exit_code(self) -> int | None:
        """Return the exit code of a worker that has ended, negative for a signal, or None where nobody knows."""
        self._status.settimeout(1)
        try:
            code = json.loads(self._status.recv(4096)).get("code")
        except (OSError, ValueError):
            return None
        return code if isinstance(code, int) else None

    def close(self) -> None:
        """Have the process killed, if it still runs."""
        self._end()
        self.server.release(self)


def _close_all(*channels: BinaryIO | socket.socket) -> None:
    for channel in channels:
        channel.close()


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
