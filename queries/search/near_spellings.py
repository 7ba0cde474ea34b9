"""The names that are spelt like a text, but for slips.

Slips are rapidfuzz's: letters left out, put in, changed, or changed about ("omgea"), each counted once. SPARQL cannot
measure them. Only names are compared whose first letters somebody may mistype so.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from queries.search.folding import Spelling
from queries.search.name_entries import NameEntries, unioned
from queries.search.name_forms import SHORTEST_WORD_SLIP, Form, count_letter
from queries.search.name_match import Step
from queries.search.ranking import Ranking

_SHORTEST_SLIP: Final = 4
"""Letters of the shortest text that is compared with its slips."""

_UNFINISHED: Final = 6
"""From how many letters on a text may be a misspelt beginning of a longer name."""

_MOST_NAMES: Final = 40
_MOST_WORDS: Final = 20
"""How many names and words are looked at, the most alike first."""

_FIRST: Final = 50
"""How many names of a key are looked at where they are in the order of their weights."""

_LONG: Final = 5
"""From how many letters on the first one may be left out."""

_DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Near:
    """A key that is like a text, by the number of slips between them, with the places of its names."""

    distance: int
    likeness: float
    places: Sequence[int]


class NearSpellings:
    """The names in Latin letters, their words, and their first words."""

    def __init__(self, entries: NameEntries) -> None:
        self._entries = entries

    def add(self, found: Ranking, wanted: Spelling) -> None:
        """Add the names that are spelt like a text, as a whole, word by word, or at their beginning."""
        if len(wanted.latin) >= _SHORTEST_SLIP:
            self.add_slips(found, wanted.latin)
            self._add_like_words(found, wanted.latin_words)
            self._add_like_beginnings(found, wanted.latin_words)

    def add_slips(self, found: Ranking, typed: str, *, whole: bool = False) -> None:
        """Add names that are spelt like the text; unless it is `whole`, by their beginnings and words, too."""
        forms = {Form.SPELT: 1.0}
        if len(typed) >= SHORTEST_WORD_SLIP and not whole:
            forms[Form.SPELT_WORD] = 0.9
        self._add_nearest(found, (near for form, weight in forms.items() for near in self._like(form, typed, weight)))
        if len(typed) >= _UNFINISHED and not whole:
            begun = (near for form, weight in forms.items() for near in self._begun_like(form, typed, 0.9 * weight))
            self._add_nearest(found, begun)

    def _add_nearest(self, found: Ranking, known: Iterable[_Near]) -> None:
        for near in sorted(known, key=lambda near: (near.distance, near.places[0]))[:_MOST_NAMES]:
            places = near.places[:_FIRST] if self._entries.are_by_weight else near.places
            for entry in self._entries.at(places):
                found.add(entry, Step.LIKE, near.likeness)

    def _like(self, form: Form, typed: str, weight: float) -> Iterator[_Near]:
        """Yield the keys that are like a text."""
        for text, distance in _nearest(typed, self._keys(form, typed)):
            yield _Near(distance, weight * _likeness(typed, text, distance), self._entries.of(form, text))

    def _begun_like(self, form: Form, typed: str, weight: float) -> Iterator[_Near]:
        """Yield the keys whose beginning, of as many letters, is like a text."""
        starts = [*_first_letters(typed), *(letter + typed[1:] for letter in string.ascii_lowercase)]
        begun = (text for start in starts for text in self._entries.beginnings(form, start, len(typed)))
        for text, distance in _nearest(typed, begun):
            for _, places in self._entries.beginning(form, text):
                yield _Near(distance, weight * _likeness(typed, text, distance), places)

    def _add_like_words(self, found: Ranking, words: Sequence[str]) -> None:
        """Add the names that have a word like each word of the text, some with slips."""
        if len(words) < 2:
            return
        places: dict[int, float] | None = None
        for word in words:
            here = dict.fromkeys(self._with_word(word), 1.0) if len(word) > 1 else {}
            if len(word) >= SHORTEST_WORD_SLIP:
                for text, distance in _nearest(word, self._keys(Form.LATIN_WORD, word))[:_MOST_WORDS]:
                    like = _likeness(word, text, distance)
                    here |= {place: like for place in self._with_word(text) if here.get(place, 0.0) < like}
            places = here if places is None else {at: min(places[at], here[at]) for at in places.keys() & here.keys()}
            if not places:
                return
        likeness = places or {}
        nearest = nsmallest(_FIRST, likeness, key=lambda at: (-likeness[at], at))
        for entry in self._entries.at(nearest if self._entries.are_by_weight else likeness.keys()):
            found.add(entry, Step.LIKE, 0.85 * likeness[entry.place])

    def _with_word(self, word: str) -> Iterator[int]:
        return unioned(self._entries.beginning(Form.LATIN_WORD, word))

    def _add_like_beginnings(self, found: Ranking, words: Sequence[str]) -> None:
        """Add the names whose first words, as many as the text has, are spelt nearly so."""
        if len(words) < 2:
            return
        typed, number = "".join(words), count_letter(len(words))
        near = [
            (distance, place, text)
            for text, distance in _nearest(typed, self._keys(Form.FIRST_WORDS, typed, number))
            for place in self._entries.of(Form.FIRST_WORDS, number + text)
        ]
        likeness = {place: _likeness(typed, text, distance) for distance, place, text in sorted(near)[:_MOST_WORDS]}
        for entry in self._entries.at(likeness.keys()):
            found.add(entry, Step.LIKE, 0.95 * likeness[entry.place])

    def _keys(self, form: Form, typed: str, lead: str = "") -> Iterator[str]:
        """Yield keys among which are all that somebody may mistype so; `lead` is before each, and left out."""
        size, slips = len(lead + typed), _slips(typed)
        lengths = range(size - slips, size + slips + 1)
        keys = [key for start in _first_letters(typed) for key in self._entries.keys(form, lead + start, lengths)]
        if len(typed) >= _LONG:
            ends = (typed, typed[1:])
            others = {lead + letter + end for letter in string.ascii_lowercase for end in ends} | {lead + typed[1:]}
            keys += self._entries.known(form, others)
        return (key.removeprefix(lead) for key in keys)


def _first_letters(typed: str) -> list[str]:
    """Return how names begin that a text is compared with: as it does, or with its first letters changed about."""
    return list(dict.fromkeys((typed[0], typed[1::-1])))


def _nearest(typed: str, texts: Iterable[str]) -> list[tuple[str, int]]:
    """Return the texts that somebody may mistype so, with the number of slips; those with the fewest come first."""
    known = sorted(set(texts))
    near = process.extract(typed, known, scorer=OSA.distance, score_cutoff=_slips(typed), limit=None)
    return [(text, int(distance)) for text, distance, _ in near if _may_slip(typed, text)]


def _likeness(typed: str, text: str, distance: int) -> float:
    """Return how alike two texts are, from 0 to 1."""
    return 1 - distance / max(len(text), len(typed))


def _slips(typed: str) -> int:
    """Return how many slips a text of this length may hold."""
    return 1 if len(typed) <= 5 else 2 if len(typed) <= 9 else 3


def _may_slip(typed: str, name: str) -> bool:
    """Tell whether somebody may type the one for the other.

    Nobody mistypes a year, or the first letter of a short name; of four letters two may change places. The first letter
    may be left out. Who mistypes another has the first one right.
    """
    if _DIGITS.findall(typed) != _DIGITS.findall(name):
        return False
    if len(typed) <= 4 or len(name) <= 4:
        return sorted(typed) == sorted(name)
    if typed == name[1:] or typed[0] == name[0] or typed[:2] == name[1::-1]:
        return True
    return len(typed) > 5 and OSA.distance(typed, name, score_cutoff=1) == 1
