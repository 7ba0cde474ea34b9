"""Sorted lines in a file, found by their first term.

Memory holds where every few kilobytes begin.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

_BLOCK: Final = 8_000
"""Bytes after which a block ends with the lines of its last term."""

_KEPT: Final = 512
"""Blocks that stay in memory for the next look."""


def by_term(lines: Iterable[bytes]) -> Iterator[tuple[bytes, list[bytes]]]:
    """Yield the first terms of sorted lines, each with its lines.

    >>> list(by_term([b"<x:s> <x:p> 1 .", b"<x:s> <x:p> 2 .", b"<x:t> <x:p> 3 ."]))
    [(b'<x:s>', [b'<x:s> <x:p> 1 .', b'<x:s> <x:p> 2 .']), (b'<x:t>', [b'<x:t> <x:p> 3 .'])]
    """
    beginning, some = b"\n", []  # with which no line begins
    for line in lines:
        if line.startswith(beginning):
            some.append(line)
            continue
        if some:
            yield beginning[:-1], some
        beginning, some = line[: line.index(b" ") + 1], [line]
    if some:
        yield beginning[:-1], some


class LineIndex:
    """The lines of a file by their first terms; the lines of each term are in one block."""

    def __init__(self, path: Path, lines: Iterable[bytes]) -> None:
        """Write sorted lines to a file that is not there yet."""
        self._file = path.open("x+b")
        self._terms: list[bytes] = []
        self._places: list[int] = []
        self.count = self.size = 0
        """How many terms begin lines, and how many lines there are."""
        end = 0
        for term, some in by_term(lines):
            if not self._places or end - self._places[-1] > _BLOCK:
                self._terms.append(term)
                self._places.append(end)
            content = b"".join(some)
            self.count, self.size = self.count + 1, self.size + len(some)
            self._file.write(content)
            end += len(content)
        self._file.flush()
        self._places.append(end)
        self._block = lru_cache(maxsize=_KEPT)(self._read)

    def find(self, term: bytes) -> list[bytes]:
        """Return the lines that begin with a term."""
        number = bisect_right(self._terms, term) - 1
        if number < 0:
            return []
        block, beginning, lines = self._block(number), term + b" ", []
        start = 0 if block.startswith(beginning) else block.find(b"\n" + beginning) + 1
        while block.startswith(beginning, start):
            end = block.index(b"\n", start) + 1
            lines.append(block[start:end])
            start = end
        return lines

    def all(self) -> Iterator[tuple[bytes, list[bytes]]]:
        """Yield each term with its lines, in order."""
        for number in range(len(self._terms)):
            yield from by_term(self._read(number).splitlines(keepends=True))

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _read(self, number: int) -> bytes:
        start, end = self._places[number : number + 2]
        self._file.seek(start)
        return self._file.read(end - start)
