"""Saved answers of long queries, beside a snapshot.

The snapshot is one that is read from disk, and the queries are about the whole graph. A site asks them once for a
version. Where there is very much, each takes many seconds, and each worker and each start would ask again. To read an
answer takes a fraction of that. Nothing depends on the files: what cannot be read is asked again, and what cannot be
written is not saved. They go with the snapshot.
"""

from __future__ import annotations

import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import zstandard

from graph.build.swap import whole
from graph.rdf_formats import TSV
from graph.stores.store import EmbeddedStore, Rows

_LONG: Final = 1.0
"""Seconds of processor time from which on an answer is saved."""

_FORMAT: Final = ox.QueryResultsFormat.TSV


class SavedAnswers:
    """The answers of a store, in a folder."""

    def __init__(self, store: EmbeddedStore, folder: Path) -> None:
        self._store, self._folder = store, folder

    @classmethod
    def of(cls, store: object, folder: Path | None = None) -> SavedAnswers | None:
        """Return those beside a store that is read from disk, or in a folder; None for any other store."""
        if isinstance(store, EmbeddedStore) and store.folder is not None and store.version:
            return cls(store, folder or store.folder.parent / "answers")
        return None

    def rows(self, text: str) -> Rows:
        """Return the answer of a SELECT: the saved one, or else the store's, which is saved if it took long."""
        path = self._folder / f"{sha256(f'{ox.__version__} {text}'.encode()).hexdigest()}.tsv.zst"
        with suppress(OSError, zstandard.ZstdError, SyntaxError):
            return _read(zstandard.ZstdDecompressor().decompress(path.read_bytes()))
        start = time.thread_time()
        content = self._store.raw(text, TSV.media_type)
        if time.thread_time() - start > _LONG:
            with suppress(OSError):
                self._save(path, content)
        return _read(content)

    def _save(self, path: Path, content: bytes) -> None:
        if not self._folder.exists():
            self._folder.mkdir(exist_ok=True)
            self._folder.chmod(0o755)
        with whole(path) as file:
            file.write(zstandard.ZstdCompressor(write_checksum=True).compress(content))


def _read(content: bytes) -> Rows:
    answer = ox.parse_query_results(content, format=_FORMAT)
    if not isinstance(answer, ox.QuerySolutions):
        raise SyntaxError("this is no table of solutions")
    return Rows(tuple(variable.value for variable in answer.variables), tuple(tuple(row) for row in answer))
