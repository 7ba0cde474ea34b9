"""The fork server, which holds the graph and forks the workers.

The workers run visitors' queries. The fork server has one thread when it forks, so that forking is safe, and does
nothing else. A query may use up memory, stack or time, and so end its own process. The fork server and the site's
server live on. A worker shares the loaded graph by copy-on-write (see `webapp.sparql.sandbox.worker`).

The site's server speaks to it over sockets: for each worker it sends two descriptors over `control`. The first is the
channel of the new worker, over which it gets its orders. To the second this process writes how the worker ended. When
the server writes to the second, the worker gets a lower priority. When the server closes the second, the worker is
killed. When it closes `control`, all end.

Only the standard library and pyoxigraph are imported, so that it is small and starts fast.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pyoxigraph as ox

from webapp.sparql.sandbox.protocol import Configuration
from webapp.sparql.sandbox.worker import Graph, run_worker

_NICENESS = 5
"""How far long queries give way where processors are scarce: about a third of what a page gets."""


class _ForkServer:
    """The loop that forks, kills and reaps."""

    def __init__(self, opened: Callable[[], Graph], control: socket.socket, configuration: Configuration) -> None:
        self._opened, self._control, self._configuration = opened, control, configuration
        self._process = os.getpid()
        self._workers: dict[int, tuple[int, socket.socket]] = {}  # by the descriptor of the status channel
        self._wake, self._waker = socket.socketpair()  # the death of a worker becomes something to read
        for end in (self._wake, self._waker):
            end.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)
        self._poll.register(self._wake, select.POLLIN)

    def serve(self) -> None:
        """Work until the server closes the control channel."""
        while True:
            for number, _ in self._poll.poll():
                if number == self._control.fileno():
                    if not self._accept():
                        return
                elif number in self._workers:
                    self._handle_request(number)
            self._reap()

    def _accept(self) -> bool:
        """Fork a worker for the next channel; tell whether there was one."""
        content, numbers, _, _ = socket.recv_fds(self._control, 1, 2)
        if not content:
            for pid, _ in self._workers.values():
                os.kill(pid, signal.SIGKILL)
            return False
        channel, status = (socket.socket(fileno=number) for number in numbers)
        with channel:
            try:
                pid = os.fork()
            except OSError as error:  # there may be no room for a process now
                _report(status, {"failed": str(error)})
                return True
            if not pid:
                run_worker(self._opened, channel.fileno(), self._configuration, self._process)
        self._workers[status.fileno()] = pid, status
        self._poll.register(status, select.POLLIN)
        return True

    def _handle_request(self, number: int) -> None:
        """Do with a worker what the server wants; it is not reaped yet, so that the number is still its own."""
        pid, status = self._workers[number]
        if status.recv(1):
            _lower_priority(pid)
        else:
            self._poll.unregister(status)
            os.kill(pid, signal.SIGKILL)

    def _reap(self) -> None:
        """Report the workers that have ended."""
        with contextlib.suppress(BlockingIOError):
            while self._wake.recv(4096):
                pass
        for number, (pid, status) in list(self._workers.items()):
            done, code = os.waitpid(pid, os.WNOHANG)
            if done:
                del self._workers[number]
                with contextlib.suppress(KeyError):
                    self._poll.unregister(status)
                _report(status, {"code": os.waitstatus_to_exitcode(code)})


def _report(status: socket.socket, content: dict[str, Any]) -> None:
    with status, contextlib.suppress(OSError):
        status.setblocking(False)
        status.sendall(json.dumps(content).encode())


def _lower_priority(pid: int) -> None:
    """Have a worker give way to the server, also where Linux shares the processors among sessions.

    Niceness counts only within a session then (sched(7), "The autogroup feature"); each worker leads one.
    """
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, pid, _NICENESS)
        with open(f"/proc/{pid}/autogroup", "w", encoding="ascii") as file:  # noqa: PTH123 - pathlib is not imported
            file.write(str(_NICENESS))


def main(data: str, control: int, configuration: Configuration) -> None:
    """Load the graph from an N-Quads file, say so with one byte, and serve.

    From a folder of the engine's own files each worker reads for itself. A process that has them open must not fork.

    Raises:
        OSError, SyntaxError: the graph cannot be read.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server decides when to end
    if os.path.isdir(data):  # noqa: PTH112 - pathlib is not imported

        def opened() -> Graph:
            return Graph(ox.Store.read_only(data), shared=False)
    else:
        graph = Graph(_loaded(data), shared=True)

        def opened() -> Graph:
            return graph

    gc.collect()
    gc.freeze()
    with socket.socket(fileno=control) as channel:
        channel.sendall(b"r")
        _ForkServer(opened, channel, configuration).serve()


def _loaded(nquads: str) -> ox.Store:
    """Load the graph in another thread than that which forks.

    The engine has a random generator for each thread. That of this thread must not begin before the fork. Otherwise
    RAND() and UUID() would be the same in every worker.
    """
    store = ox.Store()
    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(store.bulk_load, path=nquads, format=ox.RdfFormat.N_QUADS).result()
    return store


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Configuration.decoded(sys.argv[3]))
