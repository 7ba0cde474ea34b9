"""Words of notes on partnerships, without endings of plurals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from webapp.mentions.folding import folded

_SHORTEST: Final = 4
_WORD: Final = re.compile(r"(?<![\w-])[\w-]+(?![\w-])")


def stem_of(word: str) -> str:
    """Return a folded word without the ending of its plural.

    >>> stem_of("mats"), stem_of("batteries"), stem_of("glass")
    ('mat', 'battery', 'glass')
    """
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a note by their stems."""
    for match in _WORD.finditer(folded(text)):
        if len(match[0]) >= _SHORTEST and not match[0][0].isdigit():
            yield stem_of(match[0])


def usage(notes: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    """Return by which sponsors the words of notes are used; `notes` are pairs of sponsor and text."""
    found: dict[str, set[str]] = {}
    for partner, text in notes:
        for word in words_of(text):
            found.setdefault(word, set()).add(partner)
    return {word: frozenset(partners) for word, partners in found.items()}
