"""All names in a file, read as far as needed.

It is an SQLite database that never changes, so that many processes and threads may read it. The operating system holds
what is read often, once for all of them. `things` has labels and weights. `names` has the names by their places, those
with most weight first. `found_by` has the places by form and key, and `broad` the first ones of what very many have.
"""

from __future__ import annotations

import json
import math
import sys
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from graph.stores.read_only_database import FileOfOneVersion, ReadOnlyDatabase
from queries.search.identifier_file import IdentifierFile
from queries.search.name_forms import Form
from queries.search.name_match import Entry, Name

SCHEMA: Final = """
    CREATE TABLE about (made_from TEXT NOT NULL);
    CREATE TABLE things (place INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, label TEXT, weight INTEGER NOT NULL);
    CREATE TABLE names (
        place INTEGER PRIMARY KEY, thing INTEGER NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL,
        kind TEXT NOT NULL, partner INTEGER NOT NULL, words TEXT NOT NULL
    );
    CREATE TABLE found_by (
        form INTEGER NOT NULL, key TEXT NOT NULL, places BLOB NOT NULL, PRIMARY KEY (form, key)
    ) WITHOUT ROWID;
    CREATE TABLE broad (start TEXT PRIMARY KEY, places BLOB NOT NULL) WITHOUT ROWID;
"""
_ENTRIES: Final = """
    SELECT names.place, iri, text, language, kind, partner, words, label, weight
    FROM names JOIN things ON things.place = thing WHERE names.place IN (SELECT value FROM json_each(?))
    ORDER BY names.place
"""
_NAMES: Final = """
    SELECT iri, text, language, kind, partner FROM names JOIN things ON things.place = thing
    WHERE kind <> 'demonym' ORDER BY names.place
"""
_BEGINNING: Final = "FROM found_by WHERE form = ? AND key >= ? AND key <= ?"

MOST: Final = 500
"""How many of the names that have a text are ranked at most."""

_LABELS: Final = 20_000
"""How many labels are remembered."""


class NameFile(FileOfOneVersion):
    """All names in a file; see `NameEntries`."""

    are_by_weight = True

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.labels = _Labels(self._file)
        self.identifiers = IdentifierFile(self._file)
        self.most = MOST

    @property
    def names(self) -> Sequence[Name]:
        """All names, but for words that only say where something is from."""
        rows = self._file.rows(_NAMES)
        return [Name(iri, text, language, kind, bool(partner)) for iri, text, language, kind, partner in rows]

    def at(self, places: Collection[int]) -> Sequence[Entry]:
        """Return the names at these places, in their order."""
        return [_entry(row) for row in self._file.rows(_ENTRIES, json.dumps(list(places)))] if places else []

    def first_of(self, start: str) -> Sequence[int] | None:
        """Return the first places of the names that begin so from some word on, if they are more than `most`."""
        rows = self._file.rows("SELECT places FROM broad WHERE start = ?", start)
        return read_places(rows[0][0]) if rows else None

    def of(self, form: Form, key: str) -> Sequence[int]:
        """Return the places of the names that have a key, in their order."""
        rows = self._file.rows("SELECT places FROM found_by WHERE form = ? AND key = ?", form, key)
        return read_places(rows[0][0]) if rows else ()

    def beginning(self, form: Form, start: str) -> Iterator[tuple[str, Sequence[int]]]:
        """Yield all keys that begin so, in their order, with the places of their names."""
        rows = self._file.rows(f"SELECT key, places {_BEGINNING} ORDER BY key", form, start, _end(start))
        return ((key, read_places(places)) for key, places in rows)

    def keys(self, form: Form, start: str = "", lengths: range | None = None) -> Sequence[str]:
        """Return the keys that begin so, in their order; those of these lengths, if any are given."""
        least, most = (lengths[0], lengths[-1]) if lengths else (0, sys.maxsize)
        text = f"SELECT key {_BEGINNING} AND length(key) BETWEEN ? AND ? ORDER BY key"
        return [key for (key,) in self._file.rows(text, form, start, _end(start), least, most)]

    def beginnings(self, form: Form, start: str, size: int) -> Sequence[str]:
        """Return the first `size` letters, each once, of the keys that begin so, in their order."""
        rows = self._file.rows(f"SELECT DISTINCT substr(key, 1, ?) {_BEGINNING}", size, form, start, _end(start))
        return sorted(beginning for (beginning,) in rows)

    def known(self, form: Form, keys: Collection[str]) -> Sequence[str]:
        """Return those of some keys that there are, in their order."""
        text = "SELECT key FROM found_by WHERE form = ? AND key IN (SELECT value FROM json_each(?)) ORDER BY key"
        return [key for (key,) in self._file.rows(text, form, json.dumps(list(keys)))]


class _Labels(Mapping[str, str]):
    """The labels of things by IRI; the latest are remembered."""

    def __init__(self, file: ReadOnlyDatabase) -> None:
        self._file = file
        self._label = lru_cache(_LABELS)(self._read)

    def _read(self, iri: str) -> str | None:
        rows = self._file.rows("SELECT label FROM things WHERE iri = ?", iri)
        return rows[0][0] if rows else None

    def __getitem__(self, iri: str) -> str:
        if (label := self._label(iri)) is None:
            raise KeyError(iri)
        return label

    def __iter__(self) -> Iterator[str]:
        return (iri for (iri,) in self._file.rows("SELECT iri FROM things WHERE label IS NOT NULL ORDER BY place"))

    def __len__(self) -> int:
        return int(self._file.rows("SELECT count(label) FROM things")[0][0])


def _entry(row: tuple[Any, ...]) -> Entry:
    place, iri, text, language, kind, partner, words, label, weight = row
    entry = Entry(text, Name(iri, text, language, kind, bool(partner)), place, label or text, math.log1p(weight))
    vars(entry)["all_words"] = tuple(words.split())  # which it would else find again
    return entry


def _end(start: str) -> str:
    return start + "\U0010ffff"


def read_places(content: bytes) -> Sequence[int]:
    """Read places, which are numbers of four bytes each."""
    places = array("I", content)
    if sys.byteorder == "big":
        places.byteswap()
    return places


def written_places(places: Sequence[int]) -> bytes:
    """Write places as `read_places` reads them."""
    content = array("I", places)
    if sys.byteorder == "big":
        content.byteswap()
    return content.tobytes()
