"""The protocol between the server and a worker.

They send each other frames over a socket. A frame is a kind, a length and so many bytes. The server sends an order,
then the worker sends the parts of the answer and one last frame. The last frame says how the order ended, so an answer
without it is never taken for a whole one.

Only the standard library is imported, because the worker has nothing else.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import BinaryIO, Self

_HEAD = struct.Struct("!cI")
"""What precedes the content of a frame: its kind, and the content's length in bytes."""

DATA, LAST = b"D", b"L"
"""Kinds of frames: an order or a part of an answer; the end of an answer."""


class _Message:
    """A data class that travels as JSON."""

    def encoded(self) -> bytes:
        """Return the JSON object of the fields."""
        return json.dumps(vars(self)).encode()

    @classmethod
    def decoded(cls, content: bytes | str) -> Self:
        """Return the message whose JSON this is."""
        return cls(**json.loads(content))


@dataclass(frozen=True)
class Configuration(_Message):
    """The configuration that holds for every order.

    The limits are seconds of wall-clock time, bytes of memory, and rows (or triples) and bytes of an answer. `base` is
    the base IRI of queries, `prefixes` are those of RDF answers.
    """

    seconds: float
    memory: int
    rows: int
    size: int
    base: str
    prefixes: dict[str, str]


@dataclass(frozen=True)
class QueryOrder(_Message):
    """A query with its dataset, and the media types of its answer.

    `union` makes the union of all graphs the default graph. `solutions` and `graph` are the media types of the two
    families of answers, or None where the client accepts none.
    """

    query: str
    union: bool
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None
    solutions: str | None
    graph: str | None


@dataclass(frozen=True)
class Outcome(_Message):
    """How an order ended.

    `family` is that of the answer, "solutions" or "graph". `failure` names the kind of failure and is empty for a whole
    answer; `message` explains it. `processor` is the processor time in seconds, `rows` the number of rows or triples
    where they were counted. `reusable` says that the worker takes another order.
    """

    family: str = ""
    failure: str = ""
    message: str = ""
    processor: float = 0.0
    rows: int | None = None
    reusable: bool = False


def frame(kind: bytes, content: bytes) -> bytes:
    """Return a frame."""
    return _HEAD.pack(kind, len(content)) + content


def read_frame(source: BinaryIO) -> tuple[bytes, bytes]:
    """Return the kind and the content of the next frame.

    Raises:
        EOFError: the other side has closed before the end of the frame.
    """
    head = source.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise EOFError
    kind, length = _HEAD.unpack(head)
    content = source.read(length)
    if len(content) < length:
        raise EOFError
    return kind, content
