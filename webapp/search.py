"""Finding things by name: in any script, without regard to case, accents or punctuation, and near misses.

All names fit in memory (some two thousand), so matching happens here rather than in SPARQL, which has no way to fold
accents or to measure how far a misspelt name is from a right one.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_NEAR = 0.72


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a thing; `kind` is the local name of the property, `partner` says that the thing is a partner."""

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
class Hit:
    """A thing that was found, by which of its names, and its label."""

    name: Name
    label: str
    score: float


def fold(text: str) -> str:
    """Reduce a text to what counts in a comparison.

    >>> fold("  Nestlé (Schöller) "), fold("McDonald's")
    ('nestle scholler', 'mcdonalds')
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = (" " if ch in "-_/.,()&+" else ch for ch in decomposed if not unicodedata.combining(ch))
    return " ".join("".join(ch for ch in kept if ch.isalnum() or ch == " ").split())


class Index:
    """All names, folded once."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.entries = tuple(names)
        self._folded = [fold(name.text) for name in self.entries]
        self.labels = {name.iri: name.text for name in self.entries if name.preferred}

    def find(self, text: str) -> list[Hit]:
        """Return the things whose names contain `text`, best first: whole names, then beginnings, then the rest."""
        wanted = fold(text)
        if not wanted:
            return []
        best: dict[str, Hit] = {}
        for name, folded in zip(self.entries, self._folded, strict=True):
            self._keep(best, name, _score(wanted, folded))
        return _ranked(best)

    def near(self, text: str, limit: int = 5) -> list[Hit]:
        """Return things whose names resemble `text`, most alike first."""
        wanted = fold(text)
        best: dict[str, Hit] = {}
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(wanted)
        for name, folded in zip(self.entries, self._folded, strict=True):
            matcher.set_seq1(folded)
            if matcher.real_quick_ratio() >= _NEAR and matcher.quick_ratio() >= _NEAR:
                self._keep(best, name, matcher.ratio() if matcher.ratio() >= _NEAR else 0.0)
        return _ranked(best)[:limit]

    def _keep(self, best: dict[str, Hit], name: Name, score: float) -> None:
        if score and (name.iri not in best or score > best[name.iri].score):
            best[name.iri] = Hit(name, self.labels.get(name.iri, name.text), score)


def _score(wanted: str, folded: str) -> float:
    """Rate a match: 4 the whole name, 3 its beginning, 2 the beginning of a word, 1 anywhere; shorter names first."""
    if wanted not in folded:
        return 0.0
    closeness = len(wanted) / (len(folded) + 1)
    if folded == wanted:
        return 4 + closeness
    if folded.startswith(wanted):
        return 3 + closeness
    return (2 if f" {wanted}" in folded else 1) + closeness


def _ranked(hits: dict[str, Hit]) -> list[Hit]:
    return sorted(hits.values(), key=lambda hit: (-hit.score, not hit.name.partner, hit.label, hit.name.iri))
