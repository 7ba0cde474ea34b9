"""The names that words of a longer text may stand for.

`mentions` looks them up, one run of words after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from queries.search.folding import Spelling, stems
from queries.search.name_entries import NameEntries, unioned
from queries.search.name_forms import SHORTEST_WORD_SLIP, Form
from queries.search.name_lookup import NameLookup
from queries.search.name_match import Entry, NameMatch, Step
from queries.search.near_sounds import NearSounds
from queries.search.near_spellings import NearSpellings
from queries.search.ranking import Ranking

_SURELY_MEANT: Final = 0.78
"""How alike a misspelt name must be to be taken for one within a longer text."""


class NamesInTexts:
    """The names as they stand within texts, and words for who comes from a country."""

    def __init__(self, entries: NameEntries, lookup: NameLookup, sounds: NearSounds, spellings: NearSpellings) -> None:
        self._entries, self._lookup, self._sounds, self._spellings = entries, lookup, sounds, spellings

    def named(self, words: Sequence[str]) -> list[NameMatch]:
        """Return the things with a name of exactly these words, however they are inflected (English)."""
        exact = self._lookup.whole(Spelling(" ".join(words)))
        if exact:
            return exact
        found = Ranking()
        for form, key in ((Form.DEMONYM, "".join(words)), (Form.STEMS, " ".join(stems(words)))):
            for entry in self._with(form, key):
                found.add(entry, Step.INSIDE, 0.6)
        return found.ranked()

    def written_in(self, word: str) -> list[NameMatch]:
        """Return the things with the longest name that stands in a word of a script without spaces."""
        found = Ranking()
        for size in range(len(word), 0, -1):
            parts = {word[at : at + size] for at in range(len(word) - size + 1)}
            for part in self._entries.known(Form.SYLLABIC, parts):
                for entry in self._with(Form.SYLLABIC, part):
                    found.add(entry, Step.INSIDE, 0.5)
            if found:
                break
        return found.ranked()

    def misspelt(self, words: Sequence[str]) -> list[NameMatch]:
        """Return the things with a whole name that is spelt or sounds nearly like these words."""
        found, wanted = Ranking(), Spelling(" ".join(words))
        if len(wanted.latin) >= SHORTEST_WORD_SLIP:
            self._sounds.add(found, wanted, folded=True)
            self._spellings.add_slips(found, wanted.latin, whole=True)
        return [hit for hit in found.ranked() if hit.score >= Step.LIKE + _SURELY_MEANT]

    def containing(self, words: Sequence[str], *, unfinished: bool = False) -> list[NameMatch]:
        """Return the things with a name that has these whole words in this order; the last may be `unfinished`.

        One word alone names no organization, unless its address is just that. So "kodak" is Eastman Kodak, but
        "president" is not Uni-President. It names a country only as the last word of its name: "korea", but not "new".
        """
        found = Ranking()
        size = len(words)
        begun_so = self._entries.beginning(Form.WORD, words[0]) if unfinished and size == 1 else ()
        for entry in self._entries.at({*self._entries.of(Form.WORD, words[0]), *unioned(begun_so)}):
            if size == 1 and entry.of_organization and not entry.name.iri.endswith("/" + words[0]):
                continue
            if size == 1 and "/country/" in entry.name.iri and entry.words[-1] != words[0]:
                continue
            for at in range(len(entry.words) - size + 1):
                part = entry.words[at : at + size]
                same = part == tuple(words)
                begun = unfinished and part[:-1] == tuple(words[:-1]) and part[-1].startswith(words[-1])
                if same or begun:
                    found.add(entry, Step.INSIDE, 0.4 if same else 0.2)
        return found.ranked()

    def respelt(self, word: str) -> str:
        """Return the word in a name of Games that a word with one typing error stands for; nothing without one.

        Who mistypes a word has its first letter right.
        """
        near = self._entries.keys(Form.GAMES_WORD, word[:1])
        found = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=1)
        return found[0] if found and len(word) >= SHORTEST_WORD_SLIP else ""

    def begun(self, word: str) -> list[NameMatch]:
        """Return the organizations with a name of several words of which this is the first."""
        found = Ranking()
        for entry in self._with(Form.WORD, word):
            if entry.of_organization and len(entry.words) > 1 and entry.words[0] == word:
                found.add(entry, Step.BEGINNING, 0.4)
        return found.ranked()

    def _with(self, form: Form, key: str) -> Sequence[Entry]:
        return self._entries.at(self._entries.of(form, key))
