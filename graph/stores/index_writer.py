"""The writing of an index of statements, file by file.

A thread loads them beside other work. The engine is given bytes and no file. It would ask a file for two kilobytes at a
time, and wait each time for the other threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Final, Self

import pyoxigraph as ox

from graph.stores import checksums
from graph.stores.line_parts import line_parts

_PART: Final = 64_000_000
"""Bytes of N-Quads that are loaded at a time. The engine takes some five times as much memory for them."""

_MERGED: Final = 300_000_000
"""Bytes of N-Quads beyond which the files of an index are merged, since a look-up in many takes longer."""


class IndexWriter:
    """An index in a new folder, from files of N-Quads that our engine wrote: their IRIs are not checked again.

    It is whole when `finish` was called and the `with` has ended.
    """

    def __init__(self, folder: Path, *, part: int = _PART, merged: int = _MERGED) -> None:
        self._folder, self._part, self._merged = folder, part, merged
        self._pool = ThreadPoolExecutor(1)
        self._steps: list[Future[None]] = []
        self._files = ExitStack()
        self._size = 0
        self._store = ox.Store(str(folder))

    def add(self, nquads: Path) -> None:
        """Load a file when those before it are loaded; it may be removed at once.

        Raises:
            OSError: it cannot be read.
        """
        file = self._files.enter_context(nquads.open("rb"))
        self._size += nquads.stat().st_size
        self._steps.append(self._pool.submit(self._load, file))

    def finish(self) -> None:
        """Make the index whole, once all files are loaded; none can be added afterwards."""
        self._steps.append(self._pool.submit(self._finish, tuple(self._steps)))

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Wait for the index; where something has failed, only for the file that is loaded.

        Raises:
            OSError: a file cannot be read or written.
            SyntaxError: a file is not N-Quads.
        """
        with self._files:
            self._pool.shutdown(cancel_futures=kind is not None)
        if kind is None:
            for step in self._steps:
                step.result()

    def _load(self, file: BinaryIO) -> None:
        with file:
            for part in line_parts(file, self._part):
                self._store.bulk_load(input=part, format=ox.RdfFormat.N_QUADS, lenient=True)

    def _finish(self, loaded: Sequence[Future[None]]) -> None:
        for step in loaded:
            step.result()  # which raises what has failed
        if self._size > self._merged:
            self._store.optimize()
        self._store.flush()
        del self._store  # which closes its files
        checksums.note(self._folder)
