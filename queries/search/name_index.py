"""The index of names, for search in spite of spelling.

Matching happens here rather than in SPARQL. SPARQL has no way to fold accents, or to measure how far a misspelt name is
from a right one. Names are in memory where they are few, and else in a file (see `name_entries`). `name_lookup` finds
the names that have the text itself. If there are none, `short_forms`, `near_sounds` and `near_spellings` find those
that are near.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import Final

from queries.search.folding import Spelling, fold, has_han
from queries.search.identifier_index import STATUSES, IdentifierIndex, Identifiers, read_identifier
from queries.search.name_entries import HeldEntries, NameEntries
from queries.search.name_forms import Form
from queries.search.name_lookup import NameLookup
from queries.search.name_match import CONFIRMED_SCORE, Name, NameMatch, Step
from queries.search.names_in_texts import NamesInTexts
from queries.search.near_sounds import NearSounds
from queries.search.near_spellings import NearSpellings
from queries.search.ranking import Ranking
from queries.search.short_forms import ShortForms

_LIKELY: Final = 1.73
"""The score from which on a slip is shown; what is less alike is rather something else."""

_APOSTROPHE: Final = re.compile("['’‘`´′＇]")  # noqa: RUF001
_POSSESSIVE: Final = re.compile(rf"(?<=\w){_APOSTROPHE.pattern}[sS](?=[?!.,;:]*$)")


class NameIndex:
    """All names, with the labels of the things, and the identifiers of these in other registers."""

    def __init__(
        self, entries: NameEntries, identifiers: Callable[[], Identifiers] = lambda: IdentifierIndex(())
    ) -> None:
        self._entries = entries
        self._identifiers = identifiers
        self._lookup, self._short_forms = NameLookup(entries), ShortForms(entries)
        self._sounds, self._spellings = NearSounds(entries), NearSpellings(entries)
        self.in_texts = NamesInTexts(entries, self._lookup, self._sounds, self._spellings)

    @classmethod
    def of(cls, names: Iterable[Name], weights: Mapping[str, int] | None = None) -> NameIndex:
        """Return an index of names in memory.

        `weights` says how much there is about a thing, which decides among equal matches.
        """
        return cls(HeldEntries(names, weights or {}))

    @property
    def labels(self) -> Mapping[str, str]:
        """The label of each thing by IRI."""
        return self._entries.labels

    @property
    def entries(self) -> Collection[Name]:
        """All names, but for words that only say where something is from."""
        return self._entries.names

    @cached_property
    def identifiers(self) -> Identifiers:
        """The identifiers of other registers, which somebody may type instead of a name."""
        return self._identifiers()

    def find(self, text: str) -> list[NameMatch]:
        """Return the things whose names are `text` or contain it at the beginnings of words, best first.

        Where `text` is an identifier of another register, they are those that have it.
        """
        return self._identified(text) or self._lookup.find(Spelling(text))

    def is_limited(self, text: str) -> bool:
        """Tell whether so many names have a text that `find` ranks only those of whose things there is most."""
        return self._lookup.is_limited(Spelling(text))

    def _identified(self, text: str) -> list[NameMatch]:
        if not read_identifier(text):
            return []
        return [
            NameMatch(
                Name(thing.iri, f"{thing.name} {thing.value}", "", "identifier", partner=False),
                self.labels[thing.iri],
                CONFIRMED_SCORE - 0.1 * STATUSES.index(thing.status),
                Step.IDENTIFIER,
            )
            for thing in self.identifiers.find(text)
            if thing.iri in self.labels
        ]

    def meant(self, text: str, fits: Callable[[str], bool] = lambda _: True) -> list[NameMatch]:
        """Return what `text` may name, of the things whose IRIs fit.

        These are the things of which it is the whole name. Without any, they are those that have it but for legal form
        or script, or else all that contain it. One means that the name is clear, several that somebody must choose.
        """
        hits = [hit for hit in self.find(text) if fits(hit.name.iri)]
        if not hits:
            return []
        if hits[0].step is Step.IDENTIFIER:
            return [hit for hit in hits if hit.score == hits[0].score]
        sure = Step.WHOLE if hits[0].step is Step.WHOLE else Step.SCRIPT if hits[0].whole else Step.INSIDE
        return [hit for hit in hits if hit.step >= sure]

    def near(self, text: str, limit: int = 5) -> list[NameMatch]:
        """Return things whose names are spelt or sound like `text`, or begin with its letters, most alike first."""
        return self._near(Spelling(text), limit)

    def search(self, text: str, limit: int = 50) -> list[NameMatch]:
        """Return what `find` does, or else what is `near`."""
        wanted = Spelling(text)
        return (self._identified(text) or self._lookup.find(wanted))[:limit] or self._near(wanted, min(limit, 8))

    def _near(self, wanted: Spelling, limit: int) -> list[NameMatch]:
        found = Ranking()
        self._short_forms.add(found, wanted)
        if wanted.latin and not has_han(wanted.text):
            self._sounds.add(found, wanted)
            self._spellings.add(found, wanted)
        return [hit for hit in found.ranked() if hit.score >= _LIKELY][:limit]

    def without_possessives(self, text: str) -> str:
        """Return a text without the "'s" of words that no name has: "Visa's", but "McDonald's"."""
        if not _APOSTROPHE.search(text):
            return text
        words = text.split()
        ends = [_POSSESSIVE.sub("", word) for word in words]
        return " ".join(
            end if end != word and not self._entries.of(Form.WORD, fold(word)) else word
            for word, end in zip(words, ends, strict=True)
        )
