"""Frames: how the server and the process of a query speak over a socket.

A frame is a kind, a length and so many bytes. First the server sends the job, then the other side its answer.
"""

from __future__ import annotations

import socket
import struct

HEAD = struct.Struct("!cI")
"""What precedes the content of a frame: its kind, and the content's length in bytes."""

STARTED, DATA, COMPLETE, FAILED = b"S", b"D", b"C", b"F"
"""Kinds of frames: the family of the answer's form, a part of the answer, its end, JSON about a failure."""


def frame(channel: socket.socket, kind: bytes, content: bytes) -> None:
    """Send a frame."""
    channel.sendall(HEAD.pack(kind, len(content)) + content)


def read_frame(channel: socket.socket) -> bytes:
    """Return the content of a frame whose kind is known.

    Raises:
        EOFError: the other side has closed before.
    """
    return read_exactly(channel, HEAD.unpack(read_exactly(channel, HEAD.size))[1])


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
