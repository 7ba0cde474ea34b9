"""A file of lines in parts, which are read like files."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from typing import IO, BinaryIO, cast


class LinePart(io.RawIOBase):
    """Some lines of an open file, from the place where it stands on."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._left = file, size

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Read so many bytes at most, or all; nothing at the end."""
        found = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(found)
        return found


def line_parts(file: BinaryIO, size: int) -> Iterator[IO[bytes]]:
    """Yield parts of a file of lines, each to be read before the next.

    Each has so many bytes and the rest of its last line.
    """
    whole, start = file.seek(0, os.SEEK_END), 0
    while start < whole:
        file.seek(start + size)
        file.readline()
        end = min(file.tell(), whole)
        file.seek(start)
        yield cast(IO[bytes], LinePart(file, end - start))
        start = end
