"""The names that have a text itself.

It is the whole name, or stands at the beginnings of words. What stands inside a word only is no match: "EDF" is not in
"packaged food".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from heapq import nsmallest
from typing import Final

from rapidfuzz.distance import OSA

from queries.search.folding import Spelling
from queries.search.name_entries import NameEntries, unioned
from queries.search.name_forms import SMALL_WORDS, Form
from queries.search.name_match import NameMatch, Step
from queries.search.ranking import Ranking, closeness

_WHOLE_WORDS: Final = 0.15
"""What it adds that a name begins with whole words of a text: "fuji" is Fuji Photo Film before Fujitsu."""


class NameLookup:
    """The names by all their letters, and by those from the beginning of each word on."""

    def __init__(self, entries: NameEntries) -> None:
        self._entries = entries

    def find(self, wanted: Spelling) -> list[NameMatch]:
        """Return the things whose names are a text or contain it at the beginnings of words, best first."""
        found = Ranking()
        if not wanted.dense:
            return []
        self._add_whole(found, wanted)
        for words, dense in dict.fromkeys(((wanted.all_words, wanted.dense), (wanted.bare_words, wanted.bare))):
            self._add_words(found, words, dense)
        if not found and wanted.latin and wanted.latin != wanted.bare:
            self._add_words(found, wanted.latin_words, wanted.latin)
        if wanted.syllabic and len(wanted.text.strip()) > 1:
            parts = {part for part in (wanted.dense, wanted.bare) if part}
            places = {place for part in parts for place in unioned(self._entries.beginning(Form.WITHIN, part))}
            for entry in self._entries.at(places):
                found.add(entry, Step.WITHIN, closeness(wanted.dense, entry.dense))
        return found.ranked()

    def whole(self, wanted: Spelling) -> list[NameMatch]:
        """Return the things that have a text as a whole name, but for legal forms and script."""
        found = Ranking()
        self._add_whole(found, wanted)
        return found.ranked()

    def _add_whole(self, found: Ranking, wanted: Spelling) -> None:
        for key, form, step in (
            (wanted.dense, Form.WHOLE, Step.WHOLE),
            (wanted.dense, Form.CONNECTED, Step.WHOLE),
            (wanted.bare, Form.BARE, Step.FORM),
            (wanted.latin, Form.LATIN, Step.SCRIPT),
        ):
            for entry in self._entries.at(self._entries.of(form, key)) if key else ():
                rest = 0.9 * OSA.normalized_similarity(wanted.dense, entry.dense) if step is Step.FORM else 0.3
                found.add(entry, step, rest)

    def _add_words(self, found: Ranking, words: Sequence[str], dense: str) -> None:
        """Add the names in which each word begins a word, and those that begin so if spaces do not count."""
        if not dense or (len(words) > 1 and all(len(word) == 1 or word in SMALL_WORDS for word in words)):
            return  # "C & A" is not the beginning of Canada
        typed = tuple(words)
        for entry in self._entries.at(self._heaviest(self._having(words, dense))):
            step = Step.BEGINNING if entry.dense.startswith(dense) else Step.WORDS
            ends = entry.words[: len(typed)] == typed
            found.add(entry, step, closeness(dense, entry.dense) + (_WHOLE_WORDS if ends else 0))

    def is_limited(self, wanted: Spelling) -> bool:
        """Tell whether more names have a text at the beginnings of words than are ranked."""
        places = self._having(wanted.all_words, wanted.dense)
        return len(places) > self._entries.most or self._entries.first_of(wanted.dense) is not None

    def _having(self, words: Sequence[str], dense: str) -> Collection[int]:
        """Return the names in which each word begins a word, and those that begin so if spaces do not count."""
        first = self._entries.first_of(dense) if len(words) == 1 else None
        if first is not None:
            return first
        return self._spread(words).union(*(places for _, places in self._entries.beginning(Form.TAIL, dense)))

    def _heaviest(self, places: Collection[int]) -> Collection[int]:
        """Return as many places as are ranked: those of the names of whose things there is most."""
        return places if len(places) <= self._entries.most else nsmallest(self._entries.most, places)

    def _spread(self, words: Sequence[str]) -> set[int]:
        """Return the names that have all these beginnings of words, in any order.

        A lone letter is a whole word ("P and G"). Only the last one may be a beginning, while more is typed ("tokyo
        2").
        """
        typed = [word for at, word in enumerate(words) if not (at > 0 and word in {"and", "und", "et"})] or list(words)
        long = any(len(word) > 2 or not word.isascii() for word in typed)
        if not any(len(word) > 1 or not word.isascii() for word in typed):
            return set()
        places: set[int] | None = None
        for at, word in enumerate(typed):
            alone = len(word) == 1 and word.isascii() and not (long and at == len(typed) - 1)
            here = set(self._entries.of(Form.WORD, word) if alone else self._begun(word))
            places = here if places is None else places & here
            if not places:
                break
        return places or set()

    def _begun(self, word: str) -> set[int]:
        """Return the names with a word that begins so; a small one must be there in full."""
        found = self._entries.beginning(Form.WORD, word)
        return set().union(*(places for known, places in found if known == word or known not in SMALL_WORDS))
