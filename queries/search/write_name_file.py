"""The writing of all names to a file. The same names give the same bytes, as far as SQLite is the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from heapq import nsmallest
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from queries.search import identifier_file
from queries.search.identifier_index import IdentifiedThing
from queries.search.name_entries import entries_of, labels_of, places_by_key
from queries.search.name_file import MOST, SCHEMA, written_places
from queries.search.name_forms import Form
from queries.search.name_match import Entry, Name

_UNSAFE: Final = "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
"""A file that is not whole is not used, so nothing of it need be saved on the way."""


def write(
    path: Path,
    made_from: str,
    names: Iterable[Name],
    weights: Mapping[str, int],
    identifiers: Iterable[IdentifiedThing] = (),
) -> None:
    """Write names, with the weights of things and their identifiers, to a new file.

    `made_from` says what they are made from.

    Raises:
        OSError: it cannot be written.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.executescript(_UNSAFE + SCHEMA + identifier_file.SCHEMA + "BEGIN")
            _fill(database, made_from, tuple(names), weights)
            rows = identifier_file.rows_of(identifiers)
            database.executemany("INSERT INTO identifiers VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
            database.execute("COMMIT")
    except sqlite3.Error as error:
        raise OSError(f"{path} cannot be written: {error}") from error


def _fill(database: sqlite3.Connection, made_from: str, names: tuple[Name, ...], weights: Mapping[str, int]) -> None:
    names = tuple(sorted(names, key=lambda name: -weights.get(name.iri, 0)))
    labels = labels_of(names)
    entries = entries_of(names, labels, weights)
    things = {iri: place for place, iri in enumerate(dict.fromkeys(name.iri for name in names))}
    database.execute("INSERT INTO about VALUES (?)", (made_from,))
    database.executemany(
        "INSERT INTO things VALUES (?, ?, ?, ?)",
        ((place, iri, labels.get(iri), weights.get(iri, 0)) for iri, place in things.items()),
    )
    rows = ((entry.place, things[entry.name.iri], *_row(entry)) for entry in entries)
    database.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    for form in Form:
        known = places_by_key(entries, form)
        keys = ((form, key, written_places(known[key])) for key in sorted(known))
        database.executemany("INSERT INTO found_by VALUES (?, ?, ?)", keys)
        if form is Form.TAIL:
            first = ((start, written_places(places)) for start, places in _broad(known))
            database.executemany("INSERT INTO broad VALUES (?, ?)", first)


def _broad(known: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, Sequence[int]]]:
    """Yield the beginnings of keys that more names have than are ranked, with the first places of these."""
    ahead = [(1, sorted(known))]
    while ahead:
        size, keys = ahead.pop()
        for start, group in groupby(keys, itemgetter(slice(size))):
            some = list(group)
            places = {place for key in some for place in known[key]} if len(start) == size else ()
            if len(places) > MOST:
                yield start, nsmallest(MOST, places)
                ahead.append((size + 1, some))


def _row(entry: Entry) -> tuple[str, str, str, bool, str]:
    name = entry.name
    return name.text, name.language, name.kind, name.partner, " ".join(entry.all_words)
