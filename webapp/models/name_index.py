"""The index of names, for search in spite of spelling.

It finds names in any script, without regard to case, accents, spaces or punctuation, and misspelt ones too. All names
(some two thousand) fit in memory, so matching happens here rather than in SPARQL. SPARQL has no way to fold accents, or
to measure how far a misspelt name is from a right one. Distances are rapidfuzz's: letters left out, put in, changed, or
changed about ("omgea"), each counted once.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from webapp.text.english import ENGLISH

_WHOLE, _BEGINNING, _WORDS, _WITHIN = 5.0, 4.0, 3.0, 2.0
"""What a match is worth: the whole name, its beginning, the beginnings of its words, anywhere. A near miss is below."""

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"})  # noqa: RUF001
"""Letters with a stroke, and ligatures, which Unicode does not take apart."""

_SEPARATORS = frozenset("-_/.,()&+·・")
_SHORTEST_FUZZY = 4
_SHORTEST_WITHIN = 3
_UNFINISHED = 5
"""From how many letters on a text may be a misspelt beginning of a longer word."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a thing. `kind` is the local name of the property. `partner` says that the thing is a partner."""

    iri: str
    text: str
    language: str
    kind: str
    partner: bool

    @property
    def preferred(self) -> bool:
        """Whether this is the thing's label."""
        return self.kind == "label"


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A thing that was found, the name that matched, and its label. `near` says that no name has the text itself."""

    name: Name
    label: str
    score: float
    near: bool = False

    @property
    def whole(self) -> bool:
        """Whether the text is the whole of the name."""
        return self.score >= _WHOLE


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name as it is compared: its words, and all letters without spaces."""

    name: Name
    words: tuple[str, ...]
    dense: str

    @classmethod
    def of(cls, name: Name) -> _Entry:
        words = fold(name.text).split()
        if len(words) > 1 and words[0] == "the":
            del words[0]
        return cls(name, tuple(words), "".join(words))


def fold(text: str) -> str:
    """Reduce a text to what counts in a comparison.

    >>> fold("  Nestlé (Schöller) "), fold("McDonald's"), fold("Ørsted")
    ('nestle scholler', 'mcdonalds', 'orsted')
    """
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_LETTERS)
    spaced = (" " if ch in _SEPARATORS else ch for ch in decomposed if not unicodedata.combining(ch))
    return " ".join("".join(ch for ch in spaced if ch.isalnum() or ch == " ").split())


def labels_of(names: Sequence[Name]) -> dict[str, str]:
    """Return the label of each thing by IRI; of several the English one, or else the first."""
    last_first = (name for name in reversed(names) if name.preferred)
    return {name.iri: name.text for name in sorted(last_first, key=lambda name: name.language in ENGLISH)}


class NameIndex:
    """All names, folded once; `weights` says how much there is about a thing, which decides among equal matches."""

    def __init__(self, entries: Iterable[Name], weights: Mapping[str, int] | None = None) -> None:
        self.entries = tuple(entries)
        self._weights = weights or {}
        self._entries = [_Entry.of(name) for name in self.entries]

    @cached_property
    def labels(self) -> dict[str, str]:
        """The label of each thing, by IRI."""
        return labels_of(self.entries)

    def find(self, text: str) -> list[NameMatch]:
        """Return the things whose names contain `text`, best first."""
        wanted = _Entry.of(Name("", text, "", "", partner=False))
        if not wanted.dense:
            return []
        best: dict[str, NameMatch] = {}
        for entry in self._entries:
            self._add_match(best, entry, _worth(wanted, entry))
        return _ranked(best.values())

    def near(self, text: str, limit: int = 5) -> list[NameMatch]:
        """Return things whose names, or words of them, resemble `text`, most alike first."""
        wanted = "".join(_Entry.of(Name("", text, "", "", partner=False)).words)
        if len(wanted) < _SHORTEST_FUZZY:
            return []
        best: dict[str, NameMatch] = {}
        slips = 1 if len(wanted) <= 5 else 2 if len(wanted) <= 9 else 3  # how many a text of this length may hold
        # as much of each spelling as somebody has typed so far; nothing while that is too little to tell
        beginnings = [text[: len(wanted)] for text in self._texts] if len(wanted) >= _UNFINISHED else []
        for texts, weight in ((self._texts, 1.0), (beginnings, 0.9)):
            alike = process.extract(wanted, texts, scorer=OSA.distance, score_cutoff=slips, limit=10 * limit)
            for found, distance, place in alike:
                likeness = 1 - distance / max(len(found), len(wanted))
                self._add_match(best, self._spelt[place][1], weight * likeness, near=True)
        return _ranked(best.values())[:limit]

    def search(self, text: str, limit: int = 50) -> list[NameMatch]:
        """Return what `find` does, and near misses too where no name has a word that begins like `text`."""
        hits = self.find(text)
        if hits and hits[0].score >= _WORDS:
            return hits[:limit]
        known = {hit.name.iri for hit in hits}
        return [*hits, *(hit for hit in self.near(text, limit=8) if hit.name.iri not in known)][:limit]

    @cached_property
    def _spelt(self) -> list[tuple[str, _Entry]]:
        """Every name without spaces, and every word of several, with its entry."""
        found = []
        for entry in self._entries:
            words = [word for word in entry.words if len(word) >= _SHORTEST_FUZZY] if len(entry.words) > 1 else []
            found += [(spelling, entry) for spelling in dict.fromkeys((entry.dense, *words))]
        return found

    @cached_property
    def _texts(self) -> list[str]:
        return [text for text, _ in self._spelt]

    def _add_match(self, best: dict[str, NameMatch], entry: _Entry, worth: float, *, near: bool = False) -> None:
        """Take the best match of each thing. How much there is about it counts for less than how well it matches."""
        if not worth:
            return
        name = entry.name
        weight = math.log1p(self._weights.get(name.iri, 0)) * (0.02 if near else 0.08)
        score = worth + weight + (0.005 if name.preferred else 0)
        if name.iri not in best or score > best[name.iri].score:
            best[name.iri] = NameMatch(name, self.labels.get(name.iri, name.text), score, near)


def _worth(wanted: _Entry, entry: _Entry) -> float:
    """Rate a match; within one rating, the name that has the least besides comes first."""
    if wanted.dense not in entry.dense and not _by_words(wanted, entry):
        return 0.0
    closeness = 0.3 * len(wanted.dense) / (len(entry.dense) + 1)
    if entry.dense == wanted.dense:
        return _WHOLE
    if entry.dense.startswith(wanted.dense):
        return _BEGINNING + closeness
    if _by_words(wanted, entry) or _at_word(wanted.dense, entry.words):
        return _WORDS + closeness
    return _WITHIN + closeness if len(wanted.dense) >= _SHORTEST_WITHIN or not wanted.dense.isascii() else 0.0


def _by_words(wanted: _Entry, entry: _Entry) -> bool:
    """Tell whether each word that was typed begins a word of the name, in any order; never for lone letters."""
    return any(len(typed) > 1 or not typed.isascii() for typed in wanted.words) and all(
        any(word.startswith(typed) for word in entry.words) for typed in wanted.words
    )


def _at_word(dense: str, words: Sequence[str]) -> bool:
    """Tell whether the text begins at a word, though the name may have spaces where the text has none."""
    return any("".join(words[place:]).startswith(dense) for place in range(1, len(words)))


def _ranked(hits: Iterable[NameMatch]) -> list[NameMatch]:
    return sorted(hits, key=lambda hit: (-hit.score, not hit.name.partner, hit.label, hit.name.iri))
