"""The writing of results to a file.

What they are for is said in `webapp.models.result_file`.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BytesIO
from pathlib import Path
from types import FunctionType
from typing import Any, Final

from queries.search.name_file import written_places
from webapp.models.result_file import (
    CODE,
    FROZEN_SET,
    MAPPING,
    SCHEMA,
    SEQUENCE,
    SET,
    SHARED,
    ByKey,
    OneByOne,
    is_shared,
)

_UNSAFE: Final = "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
"""A file that is not whole is not used, so nothing of it need be saved on the way."""

_PROTOCOL: Final = 5

_PLAIN: Final = frozenset({str, int, float, bool, type(None), bytes, tuple, list, dict})
"""Classes of which no part is in the file by itself: most parts of results, which are told apart first."""


class ResultWriter:
    """A file of results that is written, one result after another."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._shared: dict[object, int] = {}
        self._parts: dict[int, tuple[object, object]] = {}  # by identity; what has it is held, so that it stays so
        self._places: dict[int, tuple[object, int]] = {}  # the same of shared objects of the result that is written
        self._members = self._mappings = 0

    def put(self, key: str, result: object) -> None:
        """Write a result."""
        self._database.execute("INSERT OR REPLACE INTO results VALUES (?, ?)", (key, self._written(result)))
        self._places.clear()  # of equal objects in several results one is held

    def reference(self, part: object) -> object:
        """Return what stands for a part of a result that is in the file by itself; None for any other.

        Sets have an order there, so that the same results give the same bytes.
        """
        if isinstance(part, FunctionType) and "<locals>" in part.__qualname__:
            return CODE, None
        if isinstance(part, set | frozenset):
            return SET if isinstance(part, set) else FROZEN_SET, tuple(sorted(part, key=repr))
        if is_shared(type(part)):
            return SHARED, self._place_of_shared(part)
        if not isinstance(part, OneByOne | ByKey):
            return None
        if id(part) not in self._parts:
            self._parts[id(part)] = part, self._sequence(part) if isinstance(part, OneByOne) else self._mapping(part)
        return self._parts[id(part)][1]

    def _sequence(self, members: OneByOne[Any]) -> object:
        if members and all(is_shared(type(member)) for member in members):
            return SEQUENCE, (written_places([self._place_of_shared(member) for member in members]), True)
        return SEQUENCE, (written_places([self._member(member) for member in members]), False)

    def _mapping(self, values: ByKey[Any]) -> object:
        self._mappings += 1
        number = self._mappings
        for key, value in values.items():
            row = number, key, self._written(value)
            self._database.execute("INSERT INTO entries (mapping, key, content) VALUES (?, ?, ?)", row)
        return MAPPING, number

    def _place_of_shared(self, part: object) -> int:
        if id(part) not in self._places:
            if part not in self._shared:
                content = self._written(part)  # which puts what it has before it
                self._shared[part] = len(self._shared) + 1
                self._database.execute("INSERT INTO shared VALUES (?, ?)", (self._shared[part], content))
            self._places[id(part)] = part, self._shared[part]
        return self._places[id(part)][1]

    def _member(self, part: object) -> int:
        content = self._written(part)
        self._members += 1
        self._database.execute("INSERT INTO members VALUES (?, ?)", (self._members, content))
        return self._members

    def _written(self, part: object) -> bytes:
        file = BytesIO()
        _Pickler(file, self, part).dump(part)
        return file.getvalue()


class _Pickler(pickle.Pickler):
    def __init__(self, file: BytesIO, writer: ResultWriter, whole: object) -> None:
        super().__init__(file, _PROTOCOL)
        self._writer = writer
        self._whole = whole if is_shared(type(whole)) else None

    def persistent_id(self, obj: object, /) -> object:
        """Return what stands for a part of the result, if the part is in the file by itself."""
        return None if type(obj) in _PLAIN or obj is self._whole else self._writer.reference(obj)


@contextmanager
def writing(path: Path, made_from: str) -> Iterator[ResultWriter]:
    """Yield what writes to a new file; `made_from` says what the results are made from.

    Raises:
        OSError: it cannot be written.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.executescript(_UNSAFE + SCHEMA + "BEGIN")
            database.execute("INSERT INTO about VALUES (?)", (made_from,))
            yield ResultWriter(database)
            database.execute("COMMIT")
    except sqlite3.Error as error:
        raise OSError(f"{path} cannot be written: {error}") from error
