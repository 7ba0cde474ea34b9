"""Saved answers of long queries, beside a snapshot or for a server.

The snapshot is one that is read from disk, and the queries are about the whole graph. A site asks them once for a
version. Where there is very much, each takes many seconds, and each worker and each start would ask again. To read an
answer takes a fraction of that. Nothing depends on the files: what cannot be read is asked again, and what cannot be
written is not saved. They go with the snapshot. Those of a server are in the home folder, for the version that it has.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
import zstandard

from graph import locks
from graph.build.swap import whole
from graph.paths import HomeError, default_home
from graph.rdf_formats import TSV
from graph.stores.store import EmbeddedStore, Rows, Store, StoreError

if TYPE_CHECKING:
    from graph.stores.remote_store import RemoteStore

_LONG: Final = 1.0
"""Seconds of processor time from which on an answer is saved."""

_LONG_OF_SERVER: Final = 0.1
"""Seconds by the clock from which on an answer of a server is saved."""

_FORMAT: Final = ox.QueryResultsFormat.TSV


class SavedAnswers:
    """The answers of a store, in a folder."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store, self._folder = store, folder

    @classmethod
    def of(cls, store: object, folder: Path | None = None) -> SavedAnswers | None:
        """Return those beside a store on disk, of a server, or in a folder; None for any other store."""
        if isinstance(store, EmbeddedStore):
            if store.folder is not None and store.version:
                return cls(store, folder or store.folder.parent / "answers")
            return None
        from graph.stores.remote_store import RemoteStore

        if isinstance(store, RemoteStore):
            with suppress(HomeError):
                return AnswersOfServer(store, default_home() / "answers" / _digest(store.url)[:16])
        return None

    def rows(self, text: str) -> Rows:
        """Return the answer of a SELECT: the saved one, or else the store's, which is saved if it took long.

        Raises:
            StoreError: it is not saved, and the store cannot answer.
        """
        return self._rows(self._folder, text, time.thread_time, _LONG)

    def _rows(self, folder: Path, text: str, clock: Callable[[], float], long: float) -> Rows:
        path = folder / f"{_digest(f'{ox.__version__} {text}')}.tsv.zst"
        if (saved := _saved(path)) is not None:
            return saved
        start = clock()
        content = self._store.raw(text, TSV.media_type)
        if clock() - start > long and self._is_of_version(folder):
            with suppress(OSError):
                self._save(path, content)
        return _read(content)

    def _is_of_version(self, folder: Path) -> bool:  # noqa: ARG002 - a server may have another one by now
        return True

    @staticmethod
    def _save(path: Path, content: bytes) -> None:
        if not path.parent.exists():
            path.parent.mkdir(exist_ok=True)
            path.parent.chmod(0o755)
        with whole(path) as file:
            file.write(zstandard.ZstdCompressor(write_checksum=True).compress(content))


class AnswersOfServer(SavedAnswers):
    """The answers of a server, which all processes of its site share.

    While one of them asks, the others wait for its answer. Those of a former version are removed.
    """

    def __init__(self, store: RemoteStore, folder: Path) -> None:
        super().__init__(store, folder)
        self._server = store

    def rows(self, text: str) -> Rows:
        """Return the answer of a SELECT; see `SavedAnswers.rows`."""
        folder = self._folder / _digest(self._server.version)[:16]
        with _alone(folder, text):
            return self._rows(folder, text, time.monotonic, _LONG_OF_SERVER)

    def _is_of_version(self, folder: Path) -> bool:
        """Tell whether the server still has the version of an answer that has come; another may have been pushed."""
        with suppress(StoreError):
            return _digest(self._server.held_version())[:16] == folder.name
        return False


@contextmanager
def _alone(folder: Path, text: str) -> Iterator[None]:
    """Let no other process or thread ask for the same meanwhile, where the folder can be written."""
    lock = None
    with suppress(OSError):
        if not folder.exists():
            folder.mkdir(parents=True, exist_ok=True)
            for former in folder.parent.glob("*"):
                if former != folder:
                    shutil.rmtree(former, ignore_errors=True)
        lock = locks.exclusive(folder / f"{_digest(text)}.lock", wait=True, create=True)
    try:
        yield
    finally:
        if lock:
            lock.release()


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _saved(path: Path) -> Rows | None:
    with suppress(OSError, zstandard.ZstdError, SyntaxError):
        return _read(zstandard.ZstdDecompressor().decompress(path.read_bytes()))
    return None


def _read(content: bytes) -> Rows:
    answer = ox.parse_query_results(content, format=_FORMAT)
    if not isinstance(answer, ox.QuerySolutions):
        raise SyntaxError("this is no table of solutions")
    return Rows(tuple(variable.value for variable in answer.variables), tuple(tuple(row) for row in answer))
