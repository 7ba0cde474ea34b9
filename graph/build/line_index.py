"""Sorted lines in a file, found by their first term.

Memory holds where every few kilobytes begin.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Final

_BLOCK: Final = 8_000
"""Bytes after which a block ends with the lines of its last term."""

_KEPT: Final = 512
"""Blocks that stay in memory for the next look."""


def beginning(line: bytes) -> bytes:
    """Return the term with which a line begins.

    >>> beginning(b"<x:s> <x:p> <x:o> .")
    b'<x:s>'
    """
    return line[: line.index(b" ")]


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
        for term, group in groupby(lines, beginning):
            if not self._places or end - self._places[-1] > _BLOCK:
                self._terms.append(term)
                self._places.append(end)
            some = list(group)
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
        return self._block(number).get(term, []) if number >= 0 else []

    def all(self) -> Iterator[tuple[bytes, list[bytes]]]:
        """Yield each term with its lines, in order."""
        for number in range(len(self._terms)):
            yield from self._read(number).items()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _read(self, number: int) -> dict[bytes, list[bytes]]:
        start, end = self._places[number : number + 2]
        self._file.seek(start)
        lines = self._file.read(end - start).splitlines(keepends=True)
        return {term: list(group) for term, group in groupby(lines, beginning)}
