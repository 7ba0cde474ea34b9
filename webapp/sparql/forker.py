"""The process that forks for visitors' queries, as the server sees it: started, spoken to, ended.

What it does itself is in `webapp.sparql.zygote`.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from webapp.sparql.problems import UNAVAILABLE, QueryProblem

_START = 60.0
"""Seconds within which the graph must be loaded."""

_ROOT = str(Path(__file__).resolve().parents[2])

Write = Callable[[Path], None]
"""Writes the statements to a file as N-Quads."""


@dataclass(eq=False)
class Forker:
    """The process that forks for each query; ready when it has said so."""

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
