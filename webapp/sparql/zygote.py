"""The process that holds the graph and forks a child for each visitor's query.

It has one thread when it forks, so that forking is safe, and does nothing else: whatever a query does to its child (out
of memory, out of stack, out of time), this process and the server that it belongs to live on. A child shares the loaded
graph by copy-on-write. Its limits are set by the operating system before it sees the query:

- address space: what is mapped at that time plus the cap; an allocation beyond it fails, which ends the child;
- processor time, and an alarm for wall-clock time whose default action ends the child even within a native call;
- no further file descriptors, hence no sockets and no files: nothing in a query can reach the network or the disk;
- no core dump; a lower priority than the server has; an end when this process ends (Linux; elsewhere the alarm).

The server speaks to it over sockets: for each query it sends two descriptors over `control`: the child reads its job
from the first and writes frames to it (see `frame`); to the second this process writes how the child ended. When the
server closes the second, the child is killed. When it closes `control`, all end.

Only the standard library and pyoxigraph are imported, so that it is small and starts fast.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import math
import os
import resource
import select
import signal
import socket
import struct
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NoReturn

import pyoxigraph as ox

from webapp.sparql.rows import counter

HEAD = struct.Struct("!cI")
"""What precedes the content of a frame: its kind, and the content's length in bytes."""

STARTED, DATA, COMPLETE, FAILED = b"S", b"D", b"C", b"F"
"""Kinds of frames: the family of the answer's form, a part of the answer, its end, JSON about a failure."""

_BUFFER = 1 << 16
_NICENESS = 5
_PR_SET_PDEATHSIG = 1
_SOLUTIONS = {
    kind.media_type.partition(";")[0]: kind
    for kind in (
        ox.QueryResultsFormat.JSON,
        ox.QueryResultsFormat.XML,
        ox.QueryResultsFormat.CSV,
        ox.QueryResultsFormat.TSV,
    )
}
_GRAPHS = {
    kind.media_type: kind
    for kind in (
        ox.RdfFormat.TURTLE,
        ox.RdfFormat.N_TRIPLES,
        ox.RdfFormat.RDF_XML,
        ox.RdfFormat.JSON_LD,
    )
}


class _Stop(Exception):  # noqa: N818 - it ends an answer; `reason` says why
    """The answer cannot be given as asked for: the kind of failure, and a message for people."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class _Output:
    """A file that sends frames, counts rows and bytes, and stops the answer where it passes its limits."""

    def __init__(self, channel: socket.socket, job: dict[str, Any], media_type: str) -> None:
        self._channel = channel
        self._rows = counter(media_type) if media_type in _SOLUTIONS else lambda _: 0
        self._most_rows, self._most_bytes = job["rows"], job["bytes"]
        self._sent, self._parts, self._held = 0, [b""], 0

    def write(self, chunk: bytes) -> int:
        """Take bytes of the answer."""
        self._sent += len(chunk)
        if self._sent > self._most_bytes:
            raise _Stop("bytes", "")
        if self._rows(chunk) > self._most_rows:
            raise _Stop("rows", "")
        self._parts.append(bytes(chunk))
        self._held += len(chunk)
        if self._held >= _BUFFER:
            self.flush()
        return len(chunk)

    def flush(self) -> None:
        """Send what is held."""
        frame(self._channel, DATA, b"".join(self._parts))
        self._parts, self._held = [], 0


def frame(channel: socket.socket, kind: bytes, content: bytes) -> None:
    """Send a frame."""
    channel.sendall(HEAD.pack(kind, len(content)) + content)


def read_exactly(channel: socket.socket, size: int) -> bytes:
    """Return so many bytes.

    Raises:
        EOFError: the other side has closed before.
    """
    parts = []
    while size:
        part = channel.recv(min(size, 1 << 18))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _child(store: ox.Store, channel: socket.socket) -> None:
    """Answer one query over `channel`."""
    job = json.loads(read_exactly(channel, HEAD.unpack(read_exactly(channel, HEAD.size))[1]))
    _confine(job)
    try:
        _answer(store, job, channel)
        frame(channel, COMPLETE, b"")
    except _Stop as stop:
        _fail(channel, stop.reason, str(stop))
    except SyntaxError as error:
        _fail(channel, "syntax", str(error))
    except MemoryError:
        _fail(channel, "memory", "")
    except (OSError, ValueError, RuntimeError) as error:
        _fail(channel, "engine", str(error))


def _fail(channel: socket.socket, reason: str, message: str) -> None:
    frame(channel, FAILED, json.dumps({"reason": reason, "message": message}).encode())


def _confine(job: dict[str, Any]) -> None:
    seconds = job["seconds"]
    processor = math.ceil(seconds) + 1
    signal.setitimer(signal.ITIMER_REAL, seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    mapped = _mapped()
    if mapped:
        most = mapped + job["memory"]
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _mapped() -> int:
    """Return the bytes of address space in use, or 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - pathlib is not imported here
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _answer(store: ox.Store, job: dict[str, Any], channel: socket.socket) -> None:
    """Write the answer in the format that fits its form."""
    result = store.query(
        job["query"],
        base_iri=job["base"],
        use_default_graph_as_union=job["union"],
        default_graph=_graphs(job["default"]),
        named_graphs=_graphs(job["named"]),
    )
    if isinstance(result, ox.QueryTriples):
        output = _begin(channel, job, "graph")
        triples = _distinct(result, job["rows"])
        ox.serialize(triples, output, format=_GRAPHS[job["graph"]], prefixes=job["prefixes"])
    else:
        output = _begin(channel, job, "solutions")
        result.serialize(output, format=_SOLUTIONS[job["solutions"]])
    output.flush()


def _graphs(names: list[str] | None) -> Any:  # noqa: ANN401 - what pyoxigraph takes
    return None if names is None else [ox.NamedNode(name) for name in names]


def _begin(channel: socket.socket, job: dict[str, Any], family: str) -> Any:  # noqa: ANN401 - a file for pyoxigraph
    media_type = job[family]
    if media_type is None:
        raise _Stop("format", family)
    frame(channel, STARTED, family.encode())
    return _Output(channel, job, media_type)


def _distinct(triples: Iterable[ox.Triple], most: int) -> Iterator[ox.Triple]:
    """Give each triple once, as a graph has it."""
    seen: set[ox.Triple] = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            if len(seen) > most:
                raise _Stop("rows", "")
            yield triple


class _Zygote:
    """The loop that forks, kills and buries."""

    def __init__(self, store: ox.Store, control: socket.socket) -> None:
        self._store, self._control = store, control
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
        while True:
            for number, _ in self._poll.poll():
                if number == self._control.fileno():
                    if not self._accept():
                        return
                elif number in self._running:
                    self._kill(number)
            self._bury()

    def _accept(self) -> bool:
        content, numbers, _, _ = socket.recv_fds(self._control, 1, 2)
        if not content:
            for pid, _ in self._running.values():
                os.kill(pid, signal.SIGKILL)
            return False
        channel, status = (socket.socket(fileno=number) for number in numbers)
        with channel:
            try:
                pid = os.fork()
            except OSError as error:
                _report(status, {"failed": str(error)})
                return True
            if not pid:
                self._become_child(channel)
        self._running[status.fileno()] = pid, status
        self._poll.register(status, select.POLLIN)
        return True

    def _become_child(self, channel: socket.socket) -> NoReturn:
        """Answer the query and end, whatever happens, without a way back into the loop."""
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _end_with_parent()
            os.dup2(channel.fileno(), 3, inheritable=False)
            os.closerange(4, 1024)
            os.nice(_NICENESS)
            _child(self._store, socket.socket(fileno=3))
            code = 0
        finally:
            os._exit(code)

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


def _report(status: socket.socket, content: dict[str, Any]) -> None:
    with status, contextlib.suppress(OSError):
        status.setblocking(False)
        status.sendall(json.dumps(content).encode())


def _end_with_parent() -> None:
    """Ask Linux to kill this process when the one that forked it ends."""
    if _PRCTL is not None:
        _PRCTL(_PR_SET_PDEATHSIG, signal.SIGKILL)


_PRCTL = getattr(ctypes.CDLL(None), "prctl", None) if sys.platform == "linux" else None


def main(nquads: str, control: int) -> None:
    """Load the graph, say so with one byte, and serve.

    Raises:
        OSError, SyntaxError: the graph cannot be read.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server decides when to end
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
