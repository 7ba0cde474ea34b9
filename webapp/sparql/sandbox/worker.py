"""The process that runs visitors' queries, one after another.

The operating system holds the limits. They are set before the first query is seen, and nothing can raise them again:

- address space: what is mapped at the start plus the cap; an allocation beyond it fails, which ends the process;
- processor time of the whole process;
- no further file descriptors, hence no sockets and no files: nothing in a query can reach the network or the disk;
- no core dump, and an end when the process that forked it ends (Linux only).

An alarm bounds the wall-clock time of each query. Its default action ends the process, even within a native call.

A worker takes a further query only after one that ended well and took little. Hence each query finds nearly all of the
memory that it may take. Nothing that has passed a limit goes on. SPARQL can read the graph only, so that a query cannot
see what an earlier one has left in memory.

While it waits, a worker reads the whole graph once. The engine counts its references to a statement beside the
statement, so that reading one writes to its page. Each page shared with the parent is copied when it is first written
to. That takes longer than most queries do. A graph on disk is not shared: a worker opens its files before the limits
are set, and reads of them what queries need.

Only the standard library and pyoxigraph are imported, so that it is small and starts fast.
"""

from __future__ import annotations

import ctypes
import math
import os
import resource
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, NoReturn

import pyoxigraph as ox

from webapp.sparql.sandbox.protocol import DATA, LAST, Configuration, Outcome, QueryOrder, frame, read_frame
from webapp.sparql.sandbox.row_counter import RowCounter, counter

_BUFFER = 1 << 16
_PR_SET_PDEATHSIG = 1
_CHANNEL = 3
"""The descriptor of the channel, the only one but those of standard input and output."""

_GLANCE = 256
"""Statements that are read between two looks for an order."""

_LIFETIME = 10
"""Seconds of processor time after which a worker takes no further order."""

_LEFTOVER = 8
"""The part of the memory cap, as a divisor, that earlier queries may have taken before a further one."""

_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in which the operating system counts resident memory."""


class _Stop(Exception):  # noqa: N818 - it ends an answer; `reason` says why
    """The answer cannot be given as ordered: the kind of failure, and a message for people."""

    def __init__(self, reason: str, message: str = "") -> None:
        super().__init__(message)
        self.reason = reason


class _Output:
    """A file that sends frames, counts rows and bytes, and stops the answer where it passes its limits.

    A row has at least one byte. So rows need not be counted while the answer has fewer bytes than the limit has rows.
    """

    def __init__(self, channel: socket.socket, limits: Configuration, count: RowCounter | None) -> None:
        self._channel, self._limits, self._count = channel, limits, count
        self._uncounted: list[bytes] = []
        self._size, self._parts, self._held = 0, [b""], 0
        self.rows: int | None = None

    def write(self, chunk: bytes) -> int:
        """Take bytes of the answer."""
        self._size += len(chunk)
        if self._size > self._limits.size:
            raise _Stop("bytes")
        if self._count:
            self._uncounted.append(chunk)
            if self._size > self._limits.rows:
                self._count_rows(self._count)
        self._parts.append(chunk)
        self._held += len(chunk)
        if self._held >= _BUFFER:
            self.flush()
        return len(chunk)

    def _count_rows(self, count: RowCounter) -> None:
        for chunk in self._uncounted:
            self.rows = count(chunk)
        self._uncounted.clear()
        if self.rows and self.rows > self._limits.rows:
            raise _Stop("rows")

    def flush(self) -> None:
        """Send what is held."""
        self._channel.sendall(self.held())

    def held(self) -> bytes:
        """Return what is held as a frame, and hold it no longer."""
        content = b"".join(self._parts)
        self._parts, self._held = [], 0
        return frame(DATA, content)


class Graph(NamedTuple):
    """The graph that queries are about; `shared` says whether the process that forked this one has it in memory."""

    store: ox.Store
    shared: bool


def run_worker(opened: Callable[[], Graph], channel: int, limits: Configuration, parent: int) -> NoReturn:
    """Answer the orders that come over the descriptor `channel`, then end, whatever happens, without a way back.

    `parent` is the id of the process that forked this one.
    """
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        _end_with(parent)
        os.dup2(channel, _CHANNEL, inheritable=False)
        os.closerange(_CHANNEL + 1, 1024)
        graph = opened()
        _confine(limits)
        _Worker(graph, socket.socket(fileno=_CHANNEL), limits).serve()
        code = 0
    finally:
        os._exit(code)


def _confine(limits: Configuration) -> None:
    processor = _LIFETIME + math.ceil(limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    mapped = _mapped()
    if mapped:
        most = mapped + limits.memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _mapped() -> int:
    """Return the bytes of address space in use, or 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - pathlib is not imported here
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _most_resident() -> int:
    """Return the most bytes that this process has ever had in memory."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS_UNIT


class _Worker:
    """The loop that answers orders."""

    def __init__(self, graph: Graph, channel: socket.socket, limits: Configuration) -> None:
        self._store, self._shared = graph
        self._channel, self._limits = channel, limits
        self._orders = channel.makefile("rb")
        self._unread = self._statements()
        self._resident = _most_resident()

    def serve(self) -> None:
        """Answer orders until one took much, or until the server closes the channel."""
        reusable = True
        while reusable:
            for _ in self._unread:
                if select.select([self._channel], [], [], 0)[0]:  # there is an order
                    break
            _, content = read_frame(self._orders)
            reusable = self._answer(QueryOrder.decoded(content))

    def _statements(self) -> Iterator[None]:
        """Touch what queries touch: the parser, the writer, then every statement that is shared."""
        answer = self._store.query("SELECT * { ?s ?p ?o } LIMIT 1")
        if isinstance(answer, ox.QuerySolutions):
            answer.serialize(format=ox.QueryResultsFormat.JSON)
        for number, _ in enumerate(self._store if self._shared else ()):
            if not number % _GLANCE:
                yield

    def _answer(self, order: QueryOrder) -> bool:
        """Answer an order, and tell whether this worker takes another one."""
        start = time.process_time()
        signal.setitimer(signal.ITIMER_REAL, self._limits.seconds)
        answer, failure, message = _Answer(), "", ""
        try:
            answer = _answered(self._store, order, self._channel, self._limits)
        except _Stop as stop:
            failure, message = stop.reason, str(stop)
        except SyntaxError as error:
            failure, message = "syntax", str(error)
        except MemoryError:
            failure = "memory"
        except (OSError, ValueError, RuntimeError) as error:
            failure, message = "engine", str(error)
        signal.setitimer(signal.ITIMER_REAL, 0)
        reusable = failure in {"", "syntax", "format"} and self._took_little()
        outcome = Outcome(answer.family, failure, message, time.process_time() - start, answer.rows, reusable)
        self._channel.sendall(answer.end + frame(LAST, outcome.encoded()))
        return reusable

    def _took_little(self) -> bool:
        grown = _most_resident() - self._resident
        return grown < self._limits.memory / _LEFTOVER and time.process_time() < _LIFETIME


class _Answer(NamedTuple):
    """An answer but for what was sent: the frame with its end, its family, its number of rows or triples if counted."""

    end: bytes = b""
    family: str = ""
    rows: int | None = None


def _answered(store: ox.Store, order: QueryOrder, channel: socket.socket, limits: Configuration) -> _Answer:
    """Send the answer, but for its end."""
    result = store.query(
        order.query,
        base_iri=limits.base,
        use_default_graph_as_union=order.union,
        default_graph=_graphs(order.default_graphs),
        named_graphs=_graphs(order.named_graphs),
    )
    if isinstance(result, ox.QueryTriples):
        rdf_format = ox.RdfFormat.from_media_type(order.graph or "")
        if rdf_format is None:
            raise _Stop("format", "graph")
        output = _Output(channel, limits, None)
        triples = _Distinct(result, limits.rows)
        ox.serialize(triples, _file(output), format=rdf_format, prefixes=limits.prefixes)
        return _Answer(output.held(), "graph", triples.count)
    results_format = ox.QueryResultsFormat.from_media_type(order.solutions or "")
    if results_format is None:
        raise _Stop("format", "solutions")
    output = _Output(channel, limits, counter(results_format))
    result.serialize(_file(output), format=results_format)
    return _Answer(output.held(), "solutions", output.rows)


def _file(output: _Output) -> Any:  # noqa: ANN401 - as much of a file as pyoxigraph needs
    return output


def _graphs(names: Iterable[str] | None) -> Any:  # noqa: ANN401 - what pyoxigraph takes
    return None if names is None else [ox.NamedNode(name) for name in names]


class _Distinct:
    """The triples of an answer, each once, as a graph has it; so many at most."""

    def __init__(self, triples: Iterable[ox.Triple], most: int) -> None:
        self._triples, self._most = triples, most
        self.count = 0

    def __iter__(self) -> Iterator[ox.Triple]:
        seen: set[ox.Triple] = set()
        for triple in self._triples:
            if triple not in seen:
                seen.add(triple)
                self.count = len(seen)
                if self.count > self._most:
                    raise _Stop("rows")
                yield triple


def _end_with(parent: int) -> None:
    """Ask Linux to kill this process when the one that forked it ends, which may have happened already."""
    if _PRCTL is not None:
        _PRCTL(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


_PRCTL = getattr(ctypes.CDLL(None), "prctl", None) if sys.platform == "linux" else None
