"""Results of the whole graph in a file.

They are read as far as needed. What is worked out once for a version takes minutes where a graph is very large. So a
build writes it into an SQLite database beside the snapshot; see `webapp.models.write_result_file`. A result is a
pickled Python object. What is large is in parts: a `OneByOne` has each member by itself, and a `ByKey` each value.
Partnerships and named things are in the file once, whatever has them. Only the operator can write there, and no class
is loaded but those of results.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final, TypeVar, cast, overload

from graph.stores.read_only_database import FileOfOneVersion
from queries.search.name_file import read_places

T = TypeVar("T")

SCHEMA: Final = """
    CREATE TABLE about (made_from TEXT NOT NULL);
    CREATE TABLE results (key TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE shared (place INTEGER PRIMARY KEY, content BLOB NOT NULL);
    CREATE TABLE members (place INTEGER PRIMARY KEY, content BLOB NOT NULL);
    CREATE TABLE entries (
        place INTEGER PRIMARY KEY, mapping INTEGER NOT NULL, key TEXT NOT NULL, content BLOB NOT NULL,
        UNIQUE (mapping, key)
    );
"""

SHARED, SEQUENCE, MAPPING, SET, FROZEN_SET, CODE = "shared", "sequence", "mapping", "set", "frozen set", "code"
"""What a reference stands for: an object that several results have, a `OneByOne`, a `ByKey`, a set, or a function."""

_ROOMS: Final = ("webapp.",)
_OTHERS: Final = {
    ("array", "_array_reconstructor"),
    ("array", "array"),
    ("builtins", "frozenset"),
    ("builtins", "set"),
    ("copyreg", "__newobj__"),
    ("markupsafe", "Markup"),
    ("pyoxigraph", "Literal"),
    ("pyoxigraph", "NamedNode"),
}
"""What results are made of beside classes of the site, by module and name."""

_REMEMBERED: Final = 1_000
"""How many members and values are remembered, beside those that several results share."""

_AT_ONCE: Final = 1_000
"""How many objects are read at once where all are, so that others may read in between."""

_shared: set[type] = set()


class OneByOne(tuple[T, ...]):
    """A sequence of which a file has each member by itself."""

    __slots__ = ()


class ByKey(dict[str, T]):
    """A mapping of which a file has each value by itself."""


def shared(class_: type[T]) -> type[T]:
    """Have objects of a class stand in a file once, whatever has them; equal ones are one."""
    _shared.add(class_)
    return class_


def is_shared(class_: type) -> bool:
    """Tell whether objects of a class stand in a file once."""
    return class_ in _shared


class ResultFile(FileOfOneVersion):
    """Results in a file, by their keys."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._known: dict[int, object] = {}
        self.member = lru_cache(_REMEMBERED)(self._member)
        self.value = lru_cache(_REMEMBERED)(self._value)

    def get(self, key: str) -> object:
        """Return a result.

        Raises:
            KeyError: there is none of this key.
        """
        rows = self._file.rows("SELECT content FROM results WHERE key = ?", key)
        if not rows:
            raise KeyError(key)
        return self._object(rows[0][0])

    def shared(self, place: int) -> object:
        """Return an object that several results have, which is one object in memory, too."""
        if place not in self._known:
            content = self._file.rows("SELECT content FROM shared WHERE place = ?", place)[0][0]
            self._known[place] = self._object(content)
        return self._known[place]

    def hold_shared(self) -> None:
        """Read all objects that several results have, so that pages find them in memory."""
        for start in range(0, self._file.rows("SELECT count(*) FROM shared")[0][0], _AT_ONCE):
            text = "SELECT place, content FROM shared WHERE place > ? AND place <= ?"
            for place, content in self._file.rows(text, start, start + _AT_ONCE):
                if place not in self._known:
                    self._known[place] = self._object(content)

    def keys(self, mapping: int) -> Iterator[str]:
        """Return the keys of a mapping in their order."""
        rows = self._file.rows("SELECT key FROM entries WHERE mapping = ? ORDER BY place", mapping)
        return (key for (key,) in rows)

    def _member(self, place: int) -> object:
        return self._object(self._file.rows("SELECT content FROM members WHERE place = ?", place)[0][0])

    def _value(self, mapping: int, key: str) -> object:
        rows = self._file.rows("SELECT content FROM entries WHERE mapping = ? AND key = ?", mapping, key)
        if not rows:
            raise KeyError(key)
        return self._object(rows[0][0])

    def _object(self, content: bytes) -> object:
        return _Unpickler(content, self).load()


class Results:
    """The results of several files; the first one that has a result counts."""

    def __init__(self, files: Sequence[ResultFile]) -> None:
        self._files = files

    def get(self, key: str) -> object:
        """Return a result.

        Raises:
            KeyError: no file has it.
        """
        for file in self._files:
            with suppress(KeyError):
                return file.get(key)
        raise KeyError(key)

    def hold_shared(self) -> None:
        """Read what several results of the first file have, which are the partnerships and what they name."""
        self._files[0].hold_shared()


class _Unpickler(pickle.Unpickler):
    def __init__(self, content: bytes, file: ResultFile) -> None:
        super().__init__(BytesIO(content))
        self._file = file

    def find_class(self, module: str, name: str, /) -> object:
        """Return a class that results are made of.

        Raises:
            UnpicklingError: it is another one.
        """
        if module.startswith(_ROOMS) or (module, name) in _OTHERS:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"No result is made of {module}.{name}.")

    def persistent_load(self, pid: Any, /) -> object:  # noqa: ANN401 - so it is in the library
        """Return what a reference leads to."""
        kind, where = pid
        if kind == SHARED:
            return self._file.shared(where)
        if kind == CODE:
            return _not_there
        if kind in (SET, FROZEN_SET):
            return set(where) if kind == SET else frozenset(where)
        return StoredMapping(self._file, where) if kind == MAPPING else StoredSequence(self._file, *where)


def _not_there(*_: object, **__: object) -> str:
    """Stand for a function that was made for a result, such as one that draws it in any width.

    Raises:
        NotImplementedError: always; pages show what was drawn.
    """
    raise NotImplementedError("A result in a file is there as it was worked out, without what could do it otherwise.")


class StoredSequence(Sequence[T]):
    """A `OneByOne` in a file; `shared` says whether its members are objects that several results have."""

    __slots__ = ("_file", "_places", "_shared")

    def __init__(self, file: ResultFile, places: bytes | Sequence[int], shared: bool) -> None:
        self._file, self._shared = file, shared
        self._places = read_places(places) if isinstance(places, bytes) else places

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        """Return a member, or a part, which is read when it is used."""
        if isinstance(index, slice):
            return StoredSequence(self._file, self._places[index], self._shared)
        return cast(T, self._read(self._places[index]))

    def __iter__(self) -> Iterator[T]:
        """Yield all members; a category may have thousands."""
        return map(cast(Callable[[int], T], self._read), self._places)

    @property
    def _read(self) -> Callable[[int], object]:
        return self._file.shared if self._shared else self._file.member

    def __len__(self) -> int:
        """Return the number of members."""
        return len(self._places)


class StoredMapping(Mapping[str, T]):
    """A `ByKey` in a file."""

    __slots__ = ("_file", "_number")

    def __init__(self, file: ResultFile, number: int) -> None:
        self._file, self._number = file, number

    def __getitem__(self, key: str) -> T:
        """Return the value of a key."""
        return cast(T, self._file.value(self._number, key))

    def __iter__(self) -> Iterator[str]:
        """Return the keys in their order."""
        return self._file.keys(self._number)

    def __len__(self) -> int:
        """Return the number of keys."""
        return sum(1 for _ in self)
