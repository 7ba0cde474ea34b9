"""The names that sound like a text, in any script."""

from __future__ import annotations

from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from queries.search.folding import Spelling, has_han
from queries.search.name_entries import NameEntries
from queries.search.name_forms import Form
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

_MOST_ALIKE: Final = 20
"""How many other sounds are looked at, the most alike first."""


class NearSounds:
    """The names by how they sound."""

    def __init__(self, entries: NameEntries) -> None:
        self._entries = entries

    def add(self, found: Ranking, wanted: Spelling, *, folded: bool = False) -> None:
        """Add what sounds so; of `folded` words in syllables the sound is lost."""
        if not is_latin(wanted.text) and not has_han(wanted.text) and not (folded and wanted.syllabic):
            self._add_rough_sounds(found, wanted)
        alike = self._entries.of(Form.SOUND, wanted.sound) if len(wanted.sound) > 1 else ()
        for entry in self._entries.at(alike):
            likeness = OSA.normalized_similarity(wanted.latin, entry.latin)
            if likeness >= (_SAME_SOUND if len(wanted.sound) > 2 else _SAME_SHORT_SOUND):
                found.add(entry, Step.LIKE, min(0.99, likeness + _LIKE_SOUND))

    def _add_rough_sounds(self, found: Ranking, wanted: Spelling) -> None:
        """Add the names that another script writes so; few consonants must be followed by the same vowels."""
        sound = rough_sound(wanted.latin)
        heard = consonants(sound)
        places = set(self._entries.of(Form.CONSONANTS, heard)) if len(heard) > 1 else set()
        if len(heard) > _FEW_CONSONANTS:
            lengths = range(max(_FEW_CONSONANTS, len(heard) - 1), len(heard) + 2)
            known = self._entries.keys(Form.CONSONANTS, lengths=lengths)
            near = process.extract(heard, known, scorer=OSA.distance, score_cutoff=1, limit=_MOST_ALIKE)
            places.update(place for text, _, _ in near for place in self._entries.of(Form.CONSONANTS, text))
        for entry in self._entries.at(places):
            likeness = OSA.normalized_similarity(sound, rough_sound(entry.latin))
            if likeness == 1 or (len(heard) > 2 and likeness >= _SAME_ROUGH_SOUND):
                spelt = OSA.normalized_similarity(wanted.latin, entry.latin)
                found.add(entry, Step.LIKE, 0.75 * likeness + 0.24 * spelt)
