"""The process of one visitor's query: its limits, its answer, its end.

The limits are set by the operating system before the query is seen:

- address space: what is mapped at that time plus the cap; an allocation beyond it fails, which ends the process;
- processor time, and an alarm for wall-clock time whose default action ends the process even within a native call;
- no further file descriptors, hence no sockets and no files: nothing in a query can reach the network or the disk;
- no core dump; a lower priority than the server has; an end when the process that forked it ends (Linux; elsewhere the
  alarm).

Until there is a query the process waits. In that time it reads the whole graph once: the engine counts its references
to a statement beside the statement, so that reading one writes to its page, and each page shared with the parent is
copied when it is first written to. That takes longer than most queries do.

Only the standard library and pyoxigraph are imported, so that it is small and starts fast.
"""

from __future__ import annotations

import ctypes
import json
import math
import os
import resource
import select
import signal
import socket
import sys
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

import pyoxigraph as ox

from webapp.sparql.frames import COMPLETE, DATA, FAILED, STARTED, frame, read_frame
from webapp.sparql.rows import counter

_BUFFER = 1 << 16
_PR_SET_PDEATHSIG = 1
_GLANCE = 256
"""Statements that are read between two looks for a query."""

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


def become_child(store: ox.Store, orders: socket.socket, niceness: int) -> NoReturn:
    """Wait for the channel of a query on `orders`, answer it and end, whatever happens, without a way back."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _end_with_parent()
        os.dup2(orders.fileno(), 3, inheritable=False)
        os.closerange(4, 1024)
        os.nice(niceness)
        _serve_one(store, _channel(store, socket.socket(fileno=3)))
        code = 0
    finally:
        os._exit(code)


def _channel(store: ox.Store, orders: socket.socket) -> socket.socket:
    """Return the channel of the query, in place of the socket that it comes over."""
    _warm(store, orders)
    _, numbers, _, _ = socket.recv_fds(orders, 1, 1)
    os.dup2(numbers[0], orders.fileno(), inheritable=False)
    os.close(numbers[0])
    return orders


def _warm(store: ox.Store, orders: socket.socket) -> None:
    """Touch what queries touch, as long as there is none."""
    store.query("ASK {}")
    for number, _ in enumerate(store):
        if not number % _GLANCE and select.select([orders], [], [], 0)[0]:
            return


def _serve_one(store: ox.Store, channel: socket.socket) -> None:
    """Answer one query over `channel`."""
    job = json.loads(read_frame(channel))
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


def _end_with_parent() -> None:
    """Ask Linux to kill this process when the one that forked it ends."""
    if _PRCTL is not None:
        _PRCTL(_PR_SET_PDEATHSIG, signal.SIGKILL)


_PRCTL = getattr(ctypes.CDLL(None), "prctl", None) if sys.platform == "linux" else None
