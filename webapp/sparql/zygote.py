"""The process that holds the graph and forks one for each visitor's query.

It has one thread when it forks, so that forking is safe, and does nothing else: whatever a query does to its process
(out of memory, out of stack, out of time), this one and the server that it belongs to live on. A child shares the
loaded graph by copy-on-write; one is always forked in advance, and waits (see `webapp.sparql.child`). None answers more
than one query.

The server speaks to it over sockets: for each query it sends two descriptors over `control`. The first goes on to the
child that waits, which reads its job from there and writes frames to it (see `webapp.sparql.frames`); to the second
this process writes how the child ended. When the server closes the second, the child is killed. When it closes
`control`, all end.

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
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import pyoxigraph as ox

from webapp.sparql.child import become_child

_NICENESS = 5
"""How far queries step back where processors are scarce: about a third of what a page gets."""

_AUTOGROUP = "/proc/self/autogroup"


class _Spare(NamedTuple):
    """A child that waits for the channel of its query on the other end of `orders`."""

    pid: int
    orders: socket.socket


class _Zygote:
    """The loop that forks, kills and buries."""

    def __init__(self, store: ox.Store, control: socket.socket) -> None:
        self._store, self._control = store, control
        self._spare: _Spare | None = None
        self._running: dict[int, tuple[int, socket.socket]] = {}  # by the descriptor of the status channel
        self._wake, self._waker = socket.socketpair()  # the death of a child becomes something to read
        for end in (self._wake, self._waker):
            end.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)
        self._poll.register(self._wake, select.POLLIN)

    def serve(self) -> None:
        """Work until the server closes the control channel."""
        self._prepare()
        while True:
            for number, _ in self._poll.poll():
                if number == self._control.fileno():
                    if not self._accept():
                        return
                elif number in self._running:
                    self._kill(number)
            self._bury()

    def _accept(self) -> bool:
        """Give the next query to the child that waits; tell whether there is one."""
        content, numbers, _, _ = socket.recv_fds(self._control, 1, 2)
        if not content:
            self._end()
            return False
        channel, status = (socket.socket(fileno=number) for number in numbers)
        with channel:
            pid = self._hand_over(channel)
        if pid is None:
            _report(status, {"failed": "no process"})
            return True
        self._running[status.fileno()] = pid, status
        self._poll.register(status, select.POLLIN)
        self._prepare()
        return True

    def _hand_over(self, channel: socket.socket) -> int | None:
        """Return the id of the child that took the channel; a second try is made with one that is new."""
        for _ in range(2):
            self._prepare()
            spare, self._spare = self._spare, None
            if spare is None:
                return None
            with spare.orders, contextlib.suppress(OSError):
                socket.send_fds(spare.orders, [b"q"], [channel.fileno()])
                return spare.pid
        return None

    def _prepare(self) -> None:
        """Fork a child that waits, if there is none; there may be no room for one now."""
        if self._spare is None:
            ours, theirs = socket.socketpair()
            with theirs:
                try:
                    pid = os.fork()
                except OSError:
                    ours.close()
                    return
                if not pid:
                    become_child(self._store, theirs, _NICENESS)
            self._spare = _Spare(pid, ours)

    def _end(self) -> None:
        for pid, _ in self._running.values():
            os.kill(pid, signal.SIGKILL)
        if self._spare:
            os.kill(self._spare.pid, signal.SIGKILL)

    def _kill(self, number: int) -> None:
        """Kill a child whose status nobody waits for any more."""
        pid, status = self._running[number]
        self._poll.unregister(status)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def _bury(self) -> None:
        """Report the children that have ended."""
        with contextlib.suppress(BlockingIOError):
            while self._wake.recv(4096):
                pass
        for number, (pid, status) in list(self._running.items()):
            done, code = os.waitpid(pid, os.WNOHANG)
            if done:
                del self._running[number]
                with contextlib.suppress(KeyError):
                    self._poll.unregister(status)
                _report(status, {"code": os.waitstatus_to_exitcode(code)})
        if self._spare and os.waitpid(self._spare.pid, os.WNOHANG)[0]:
            self._spare.orders.close()
            self._spare = None


def _report(status: socket.socket, content: dict[str, Any]) -> None:
    with status, contextlib.suppress(OSError):
        status.setblocking(False)
        status.sendall(json.dumps(content).encode())


def _step_back() -> None:
    """Give way to the server also where Linux shares the processors among sessions, of which this process leads one.

    Niceness counts only within a session then (sched(7), "The autogroup feature").
    """
    with contextlib.suppress(OSError), open(_AUTOGROUP, "w", encoding="ascii") as file:  # noqa: PTH123 - no pathlib here
        file.write(str(_NICENESS))


def main(nquads: str, control: int) -> None:
    """Load the graph, say so with one byte, and serve.

    Raises:
        OSError, SyntaxError: the graph cannot be read.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server decides when to end
    _step_back()
    store = ox.Store()
    # The engine has a random generator for each thread. That of this thread must not begin before the fork, or RAND()
    # and UUID() would be the same in every child.
    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(store.bulk_load, path=nquads, format=ox.RdfFormat.N_QUADS).result()
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=control) as channel:
        channel.sendall(b"r")
        _Zygote(store, channel).serve()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
