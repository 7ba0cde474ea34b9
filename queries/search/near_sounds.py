"""The names that sound like a text, in any script."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from queries.search.folding import Spelling, has_han
from queries.search.name_entries import Entry, NameEntries
from queries.search.name_match import Step
from queries.search.ranking import Ranking
from queries.search.romanize import consonants, is_latin, rough_sound

_LIKE_SOUND: Final = 0.15
"""What the same sound adds to the likeness of two spellings."""

_SAME_SOUND: Final = 0.5
_SAME_SHORT_SOUND: Final = 0.7
"""How alike the letters must be, from 0 to 1, for a sound to count; of two consonants nearly all."""

_SAME_ROUGH_SOUND: Final = 0.7
_FEW_CONSONANTS: Final = 4
"""How alike rough sounds must be, and from how many consonants on one of them may be another."""


class NearSounds:
    """The names by how they sound."""

    def __init__(self, entries: NameEntries) -> None:
        self._entries = entries

    def add(self, found: Ranking, wanted: Spelling, *, folded: bool = False) -> None:
        """Add what sounds so; of `folded` words in syllables the sound is lost."""
        if not is_latin(wanted.text) and not has_han(wanted.text) and not (folded and wanted.syllabic):
            self._add_rough_sounds(found, wanted)
        for entry in self._sounds.get(wanted.sound, ()) if len(wanted.sound) > 1 else ():
            likeness = OSA.normalized_similarity(wanted.latin, entry.latin)
            if likeness >= (_SAME_SOUND if len(wanted.sound) > 2 else _SAME_SHORT_SOUND):
                found.add(entry, Step.LIKE, min(0.99, likeness + _LIKE_SOUND))

    def _add_rough_sounds(self, found: Ranking, wanted: Spelling) -> None:
        """Add the names that another script writes so; few consonants must be followed by the same vowels."""
        sound = rough_sound(wanted.latin)
        heard = consonants(sound)
        places = set(self._consonants.get(heard, ())) if len(heard) > 1 else set()
        if len(heard) > _FEW_CONSONANTS:
            alike = process.extract(heard, self._skeletons, scorer=OSA.distance, score_cutoff=1, limit=20)
            places.update(place for text, _, _ in alike for place in self._consonants[text])
        for place in places:
            entry = self._entries.all[place]
            likeness = OSA.normalized_similarity(sound, rough_sound(entry.latin))
            if likeness == 1 or (len(heard) > 2 and likeness >= _SAME_ROUGH_SOUND):
                spelt = OSA.normalized_similarity(wanted.latin, entry.latin)
                found.add(entry, Step.LIKE, 0.75 * likeness + 0.24 * spelt)

    @cached_property
    def _sounds(self) -> dict[str, list[Entry]]:
        return self._entries.by(lambda entry: "" if entry.everyday or entry.text.isupper() else entry.sound)

    @cached_property
    def _consonants(self) -> dict[str, list[int]]:
        """The places of names by what is left of their sound without vowels."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for entry in self._entries.all:
            if entry.latin.isalpha() and not entry.everyday and not has_han(entry.text):
                found[consonants(rough_sound(entry.latin))].append(entry.place)
        return dict(found)

    @cached_property
    def _skeletons(self) -> list[str]:
        return [text for text in self._consonants if len(text) >= _FEW_CONSONANTS]
