"""The parts of a file of lines, read one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO


def line_parts(file: BinaryIO, size: int) -> Iterator[bytes]:
    """Yield the parts of a file of lines; each has so many bytes and the rest of its last line."""
    while part := file.read(size):
        yield part + file.readline()
