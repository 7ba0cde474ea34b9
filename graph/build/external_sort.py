"""The sorting of lines by their bytes, however many there are.

What is too much for memory is sorted in parts. These become files, which are then read together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from pathlib import Path
from typing import Final

_MOST: Final = 64_000_000
"""Bytes of lines in memory, beyond which they become a file."""

_OVERHEAD: Final = 41
"""Bytes that Python takes for a line besides its own."""


class Sorter:
    """Lines that are collected, and then read in order, each once. The caller removes the folder of its files.

    `written` is told each file of lines, of which there are none where all lines stay in memory.
    """

    def __init__(
        self, folder: Path, name: str, most: int = _MOST, written: Callable[[Path], None] = lambda _: None
    ) -> None:
        self._folder, self._name, self._most, self._written = folder, name, most, written
        self._lines: list[bytes] = []
        self._size = 0
        self._runs: list[Path] = []

    @property
    def is_in_files(self) -> bool:
        """Whether there are so many lines that files had to be written."""
        return bool(self._runs)

    def add(self, lines: Iterable[bytes]) -> None:
        """Take lines, each with its line feed."""
        before = len(self._lines)
        self._lines += lines
        self._size += sum(map(len, self._lines[before:])) + _OVERHEAD * (len(self._lines) - before)
        if self._size > self._most:
            self._write()

    def merged(self) -> Iterator[bytes]:
        """Yield the lines in order, without repetition; nothing can be added afterwards."""
        if self._runs:
            self._write()
        self._lines.sort()
        with ExitStack() as files:
            runs = [files.enter_context(run.open("rb")) for run in self._runs]
            before = b""
            for line in merge(*runs) if runs else self._lines:
                if line != before:
                    yield line
                    before = line
        for run in self._runs:
            run.unlink()
        self._lines = []

    def _write(self) -> None:
        """Put the lines in memory into a file, in order."""
        self._lines.sort()
        run = self._folder / f"{self._name}-{len(self._runs)}.run"
        with run.open("wb") as file:
            file.writelines(self._lines)
        self._runs.append(run)
        self._written(run)
        self._lines, self._size = [], 0
