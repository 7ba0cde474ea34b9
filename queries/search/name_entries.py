"""All names in the forms in which they are compared."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from queries.search.folding import Spelling
from queries.search.name_match import Name

ENGLISH: Final = ("", "en")
"""The languages of names that English readers use."""

_ARTICLES: Final = """
    a an and d da de degli dei del dell della delle dello der des di die do dos du e el et for in l la las le les los of
    the to und van von y das
    """
SMALL_WORDS: Final = frozenset(_ARTICLES.split())
"""Words that count only when they are typed in full: "Dell" is not in "Ferrovie dello Stato"."""


@dataclass(frozen=True, eq=False)
class Entry(Spelling):
    """A name in the forms in which it is compared, with its place among all."""

    name: Name
    place: int

    @property
    def everyday(self) -> bool:
        """Whether it is a word that is no name, which must be spelt right."""
        return self.name.kind == "everyday"

    @property
    def of_organization(self) -> bool:
        """Whether it is a name of an organization."""
        return "/organization/" in self.name.iri


class Beginnings:
    """Texts with what they belong to, found by how they begin."""

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        known = sorted(set(pairs))
        self._texts = [text for text, _ in known]
        self._places = [place for _, place in known]

    def has(self, text: str) -> bool:
        """Tell whether this is one of the texts."""
        at = bisect_left(self._texts, text)
        return self._texts[at : at + 1] == [text]

    def find(self, beginning: str) -> list[int]:
        """Return the places of all texts that begin so."""
        first = bisect_left(self._texts, beginning)
        return self._places[first : bisect_right(self._texts, beginning + "\U0010ffff", lo=first)]


class NameEntries:
    """All names, folded once, with the labels and the weights of the things.

    A weight says how much there is about a thing: a logarithm.
    """

    def __init__(self, names: Sequence[Name], weights: Mapping[str, int]) -> None:
        self.all = [Entry(name.text, name, place) for place, name in enumerate(names)]
        self.labels = _labels(names)
        self.weights = {iri: math.log1p(weight) for iri, weight in weights.items()}

    @cached_property
    def words(self) -> Beginnings:
        """All words of the names."""
        return Beginnings((word, entry.place) for entry in self.all for word in entry.all_words)

    def by(self, part: Callable[[Entry], str]) -> dict[str, list[Entry]]:
        """Return the names by one of their forms; those that have none are left out."""
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.all:
            if key := part(entry):
                found[key].append(entry)
        return dict(found)

    @cached_property
    def syllabic(self) -> list[Entry]:
        """The names in scripts without spaces."""
        return [entry for entry in self.all if entry.syllabic]


def _labels(names: Sequence[Name]) -> dict[str, str]:
    """Return the label of each thing by IRI; of several the English one, or else the first."""
    last_first = (name for name in reversed(names) if name.preferred)
    return {name.iri: name.text for name in sorted(last_first, key=lambda name: name.language in ENGLISH)}
