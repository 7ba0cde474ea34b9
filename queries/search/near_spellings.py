"""The names that are spelt like a text, but for slips.

Slips are rapidfuzz's: letters left out, put in, changed, or changed about ("omgea"), each counted once. SPARQL cannot
measure them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from queries.search.folding import Spelling, has_han
from queries.search.name_entries import Beginnings, NameEntries
from queries.search.name_match import Step
from queries.search.ranking import Ranking

_SHORTEST_SLIP: Final = 4
"""Letters of the shortest text that is compared with its slips."""

SHORTEST_WORD_SLIP: Final = 5
"""Letters of the shortest word within a text, or within a name, that may have slips."""

_UNFINISHED: Final = 6
"""From how many letters on a text may be a misspelt beginning of a longer name."""

_DIGITS: Final = re.compile(r"\d+")


class NearSpellings:
    """The names in Latin letters, their words, and their first words."""

    def __init__(self, entries: NameEntries) -> None:
        self._entries = entries
        self._first: dict[int, dict[int, str]] = {}

    def add(self, found: Ranking, wanted: Spelling) -> None:
        """Add the names that are spelt like a text, as a whole, word by word, or at their beginning."""
        if len(wanted.latin) >= _SHORTEST_SLIP:
            self.add_slips(found, wanted.latin)
            self._add_like_words(found, wanted.latin_words)
            self._add_like_beginnings(found, wanted.latin_words)

    def add_slips(self, found: Ranking, typed: str, *, whole: bool = False) -> None:
        """Add names that are spelt like the text; unless it is `whole`, by their beginnings and words, too."""
        slips = _slips(typed)
        choices = [(self._spelt_texts, 1.0)]
        if len(typed) >= _UNFINISHED and not whole:
            choices.append(([text[: len(typed)] for text in self._spelt_texts], 0.9))
        for texts, weight in choices:
            for text, distance, at in process.extract(typed, texts, scorer=OSA.distance, score_cutoff=slips, limit=40):
                if _may_slip(typed, text):
                    likeness = weight * (1 - distance / max(len(text), len(typed)))
                    for place, is_name in self._spelt[self._spelt_texts[at]]:
                        if is_name or (len(typed) >= SHORTEST_WORD_SLIP and not whole):
                            found.add(self._entries.all[place], Step.LIKE, likeness * (1 if is_name else 0.9))

    def _add_like_words(self, found: Ranking, words: Sequence[str]) -> None:
        """Add the names that have a word like each word of the text, some with slips."""
        if len(words) < 2:
            return
        places: dict[int, float] | None = None
        for word in words:
            here: dict[int, float] = {}
            for place in self._latin_words.find(word) if len(word) > 1 else ():
                here[place] = 1.0
            if len(word) >= SHORTEST_WORD_SLIP:
                for text, distance, _ in process.extract(
                    word, self._vocabulary, scorer=OSA.distance, score_cutoff=_slips(word), limit=20
                ):
                    for place in self._latin_words.find(text) if _may_slip(word, text) else ():
                        here[place] = max(here.get(place, 0.0), 1 - distance / max(len(text), len(word)))
            places = here if places is None else {at: min(places[at], here[at]) for at in places.keys() & here.keys()}
            if not places:
                return
        for place, likeness in (places or {}).items():
            found.add(self._entries.all[place], Step.LIKE, 0.85 * likeness)

    def _add_like_beginnings(self, found: Ranking, words: Sequence[str]) -> None:
        """Add the names whose first words, as many as the text has, are spelt nearly so."""
        size, typed = len(words), "".join(words)
        if size < 2:
            return
        for text, distance, place in process.extract(
            typed, self._first_words(size), scorer=OSA.distance, score_cutoff=_slips(typed), limit=20
        ):
            if _may_slip(typed, text):
                found.add(self._entries.all[place], Step.LIKE, 0.95 * (1 - distance / max(len(text), len(typed))))

    @cached_property
    def _spelt_texts(self) -> list[str]:
        return list(self._spelt)

    @cached_property
    def _spelt(self) -> dict[str, list[tuple[int, bool]]]:
        """Every name in Latin letters without spaces, and every word of several, with the places of the names."""
        found: defaultdict[str, list[tuple[int, bool]]] = defaultdict(list)
        for entry in self._entries.all:
            words = entry.latin_words
            if entry.everyday or (has_han(entry.text) and entry.name.language == "ja"):
                continue  # anyascii reads characters as Chinese
            long = [word for word in words if len(word) >= SHORTEST_WORD_SLIP] if len(words) > 1 else []
            for text in dict.fromkeys((entry.latin, *long)):
                if text:
                    found[text].append((entry.place, text == entry.latin))
        return dict(found)

    def _first_words(self, size: int) -> dict[int, str]:
        """Return the first words of the names that have more than so many, by place."""
        if size not in self._first:
            self._first[size] = {
                entry.place: "".join(entry.latin_words[:size])
                for entry in self._entries.all
                if len(entry.latin_words) > size and not entry.everyday
            }
        return self._first[size]

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted({word for entry in self._entries.all for word in entry.latin_words if len(word) > 3})

    @cached_property
    def _latin_words(self) -> Beginnings:
        return Beginnings((word, entry.place) for entry in self._entries.all for word in entry.latin_words)


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
