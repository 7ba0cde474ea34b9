"""The names of everything, and what each is found by.

Texts are compared in several forms (see `name_forms`). Whoever looks for names asks `NameEntries` for those that have a
key in a form, and gets their places. A place is a number; names are in the order of their places. `HeldEntries` has all
names in memory. `name_file` has them in a file.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, Protocol

from queries.search.name_forms import Form, keys_of
from queries.search.name_match import Entry, Name

_LAST: Final = "\U0010ffff"
"""What comes after everything that a text may continue with."""


class NameEntries(Protocol):
    """All names, found by their keys."""

    @property
    def labels(self) -> Mapping[str, str]:
        """The label of each thing by IRI; of several the English one, or else the first."""

    @property
    def names(self) -> Collection[Name]:
        """All names, but for words that only say where something is from."""

    @property
    def most(self) -> int:
        """How many names are ranked at most; the places are in the order of the weights where there may be more."""

    @property
    def are_by_weight(self) -> bool:
        """Whether the places are in the order of the weights of the things, the most first."""

    def first_of(self, start: str) -> Sequence[int] | None:
        """Return the first places of the names that begin so from some word on, if they are more than `most`.

        Nothing is returned of fewer names, which are found by their keys.
        """

    def at(self, places: Collection[int]) -> Sequence[Entry]:
        """Return the names at these places, in their order."""

    def of(self, form: Form, key: str) -> Sequence[int]:
        """Return the places of the names that have a key, in their order."""

    def beginning(self, form: Form, start: str) -> Iterable[tuple[str, Sequence[int]]]:
        """Return all keys that begin so, in their order, with the places of their names."""

    def keys(self, form: Form, start: str = "", lengths: range | None = None) -> Sequence[str]:
        """Return the keys that begin so, in their order; those of these lengths, if any are given."""

    def beginnings(self, form: Form, start: str, size: int) -> Sequence[str]:
        """Return the first `size` letters, each once, of the keys that begin so, in their order."""

    def known(self, form: Form, keys: Collection[str]) -> Sequence[str]:
        """Return those of some keys that there are, in their order."""


class HeldEntries:
    """All names in memory; the keys of a form are worked out when they are first needed."""

    are_by_weight = False

    def __init__(self, names: Iterable[Name], weights: Mapping[str, int]) -> None:
        every = tuple(names)
        self.labels = labels_of(every)
        self._entries = entries_of(every, self.labels, weights)
        self._places: dict[Form, dict[str, list[int]]] = {}
        self._keys: dict[Form, list[str]] = {}
        self.most = len(every)

    def first_of(self, start: str) -> None:
        """Return nothing: names in memory are so few that all are ranked."""

    @property
    def names(self) -> Sequence[Name]:
        """All names, but for words that only say where something is from."""
        return [entry.name for entry in self._entries if not entry.name.demonym]

    def at(self, places: Collection[int]) -> Sequence[Entry]:
        """Return the names at these places, in their order."""
        return [self._entries[place] for place in sorted(places)]

    def of(self, form: Form, key: str) -> Sequence[int]:
        """Return the places of the names that have a key, in their order."""
        return self._known(form).get(key, ())

    def beginning(self, form: Form, start: str) -> Iterable[tuple[str, Sequence[int]]]:
        """Return all keys that begin so, in their order, with the places of their names."""
        known = self._known(form)
        return [(key, known[key]) for key in self.keys(form, start)]

    def keys(self, form: Form, start: str = "", lengths: range | None = None) -> Sequence[str]:
        """Return the keys that begin so, in their order; those of these lengths, if any are given."""
        if form not in self._keys:
            self._keys[form] = sorted(self._known(form))
        keys = self._keys[form]
        first = bisect_left(keys, start)
        found = keys[first : bisect_right(keys, start + _LAST, lo=first)]
        return found if lengths is None else [key for key in found if len(key) in lengths]

    def beginnings(self, form: Form, start: str, size: int) -> Sequence[str]:
        """Return the first `size` letters, each once, of the keys that begin so, in their order."""
        return list(dict.fromkeys(key[:size] for key in self.keys(form, start)))

    def known(self, form: Form, keys: Collection[str]) -> Sequence[str]:
        """Return those of some keys that there are, in their order."""
        return sorted(self._known(form).keys() & set(keys))

    def _known(self, form: Form) -> dict[str, list[int]]:
        if form not in self._places:
            self._places[form] = places_by_key(self._entries, form)
        return self._places[form]


def entries_of(names: Iterable[Name], labels: Mapping[str, str], weights: Mapping[str, int]) -> list[Entry]:
    """Return names with their places, and with the labels and weights of their things."""
    return [
        Entry(name.text, name, place, labels.get(name.iri, name.text), math.log1p(weights.get(name.iri, 0)))
        for place, name in enumerate(names)
    ]


def places_by_key(entries: Iterable[Entry], form: Form) -> dict[str, list[int]]:
    """Return the places of names by their keys in a form."""
    found: dict[str, list[int]] = {}
    for entry in entries:
        for key in keys_of(form, entry):
            found.setdefault(key, []).append(entry.place)
    return found


def labels_of(names: Sequence[Name]) -> dict[str, str]:
    """Return the label of each thing by IRI; of several the English one, or else the first."""
    last_first = (name for name in reversed(names) if name.preferred)
    return {name.iri: name.text for name in sorted(last_first, key=lambda name: name.english)}


def unioned(found: Iterable[tuple[str, Sequence[int]]]) -> Iterator[int]:
    """Yield the places of several keys."""
    for _, places in found:
        yield from places
