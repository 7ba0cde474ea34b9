"""The names that have a text itself.

It is the whole name, or stands at the beginnings of words. What stands inside a word only is no match: "EDF" is not in
"packaged food".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import OSA

from queries.search.folding import Spelling
from queries.search.name_entries import SMALL_WORDS, Beginnings, NameEntries
from queries.search.name_match import NameMatch, Step
from queries.search.ranking import Ranking, closeness

_WHOLE_WORDS: Final = 0.15
"""What it adds that a name begins with whole words of a text: "fuji" is Fuji Photo Film before Fujitsu."""


class NameLookup:
    """The names by all their letters, and by those from the beginning of each word on."""

    def __init__(self, entries: NameEntries) -> None:
        self._entries = entries
        self._whole, self._bare, self._latin = (
            entries.by(part)
            for part in (lambda entry: entry.dense, lambda entry: entry.bare, lambda entry: entry.latin)
        )
        for entry in entries.all:
            if (joined := "".join(entry.all_words)) != entry.dense:
                self._whole.setdefault(joined, []).append(entry)
        self._tails = Beginnings(
            ("".join(entry.words[at:]), entry.place)
            for entry in entries.all
            for at in range(len(entry.words))
            if at == 0 or entry.words[at] not in SMALL_WORDS
        )

    def find(self, wanted: Spelling) -> list[NameMatch]:
        """Return the things whose names are a text or contain it at the beginnings of words, best first."""
        found = Ranking(self._entries)
        if not wanted.dense:
            return []
        self._add_whole(found, wanted)
        for words, dense in dict.fromkeys(((wanted.all_words, wanted.dense), (wanted.bare_words, wanted.bare))):
            self._add_words(found, words, dense)
        if not found and wanted.latin and wanted.latin != wanted.bare:
            self._add_words(found, wanted.latin_words, wanted.latin)
        if wanted.syllabic and len(wanted.text.strip()) > 1:
            for entry in self._entries.syllabic:
                if wanted.dense in entry.dense or wanted.bare in entry.dense:
                    found.add(entry, Step.WITHIN, closeness(wanted.dense, entry.dense))
        return found.ranked()

    def whole(self, wanted: Spelling) -> list[NameMatch]:
        """Return the things that have a text as a whole name, but for legal forms and script."""
        found = Ranking(self._entries)
        self._add_whole(found, wanted)
        return found.ranked()

    def _add_whole(self, found: Ranking, wanted: Spelling) -> None:
        for key, known, step in (
            (wanted.dense, self._whole, Step.WHOLE),
            (wanted.bare, self._bare, Step.FORM),
            (wanted.latin, self._latin, Step.SCRIPT),
        ):
            for entry in known.get(key, ()) if key else ():
                rest = 0.9 * OSA.normalized_similarity(wanted.dense, entry.dense) if step is Step.FORM else 0.3
                found.add(entry, step, rest)

    def _add_words(self, found: Ranking, words: Sequence[str], dense: str) -> None:
        """Add the names in which each word begins a word, and those that begin so if spaces do not count."""
        if not dense or (len(words) > 1 and all(len(word) == 1 or word in SMALL_WORDS for word in words)):
            return  # "C & A" is not the beginning of Canada
        spread, typed = self._spread(words), tuple(words)
        for place in spread | set(self._tails.find(dense)):
            entry = self._entries.all[place]
            step = Step.BEGINNING if entry.dense.startswith(dense) else Step.WORDS
            ends = entry.words[: len(typed)] == typed
            found.add(entry, step, closeness(dense, entry.dense) + (_WHOLE_WORDS if ends else 0))

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
            here = {
                place
                for place in self._entries.words.find(word)
                if any(
                    known == word or (known.startswith(word) and not alone and known not in SMALL_WORDS)
                    for known in self._entries.all[place].all_words
                )
            }
            places = here if places is None else places & here
            if not places:
                break
        return places or set()
