"""A file of sorted lines, and a few more lines between them.

A digest of all is computed without another file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

from graph.version_digest import states_digest

_CHUNK: Final = 1_000_000
_NEAR: Final = 10_000
"""Bytes within which a place is looked for line by line."""


@dataclass(frozen=True, slots=True)
class SortedFile:
    """A file of sorted lines, which can be read several times."""

    path: Path

    @classmethod
    def write(cls, path: Path, lines: Iterable[bytes]) -> SortedFile:
        """Write sorted lines to a file."""
        with path.open("wb") as file:
            file.writelines(lines)
        return cls(path)

    def __iter__(self) -> Iterator[bytes]:
        """Yield the lines."""
        with self.path.open("rb") as file:
            yield from file

    def digest(self, more: Iterable[bytes]) -> str:
        """Return the digest of the dataset of these lines and a few more (see `graph.version_digest`).

        None of the lines in the file states the digest.
        """
        digest = sha256()
        for piece in self._pieces(sorted(line for line in more if not states_digest(line))):
            digest.update(piece)
        return digest.hexdigest()

    def write_with(self, more: Iterable[bytes], path: Path) -> None:
        """Write these lines and a few more, in order, to another file, through to the disk."""
        with path.open("wb") as file:
            file.writelines(self._pieces(sorted(more)))
            file.flush()
            os.fsync(file.fileno())

    def _pieces(self, more: list[bytes]) -> Iterator[bytes]:
        """Yield all in order: lines that come in between, and what stands between them."""
        with self.path.open("rb") as file:
            start, following = 0, b""
            for line in more:
                if line > following:
                    place, following = _place(file, line, start)
                    yield from _read(file, start, place)
                    start = place
                yield line
            yield from _read(file, start, self.path.stat().st_size)


def _place(file: IO[bytes], line: bytes, low: int) -> tuple[int, bytes]:
    """Return where a line would stand, and the line that follows there; none at the end.

    A line begins at `low`.
    """
    high = file.seek(0, os.SEEK_END)
    while high - low > _NEAR:
        middle = (low + high) // 2
        file.seek(middle)
        start = middle + len(file.readline())
        other = file.readline()
        if other and other < line:
            low = start
        else:
            high = middle
    file.seek(low)
    for other in file:
        if other > line:
            return low, other
        low += len(other)
    return low, b""


def _read(file: IO[bytes], start: int, end: int) -> Iterator[bytes]:
    file.seek(start)
    while start < end:
        piece = file.read(min(_CHUNK, end - start))
        yield piece
        start += len(piece)
