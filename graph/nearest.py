"""The key that was probably meant, by its spelling or by the name of its row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel, Levenshtein

from graph.forms import slug

_SHORTEST: Final = 4
"""Characters that a text must have to be compared by spelling, and in which one mistake is likely."""


def nearest(value: str, known: Iterable[str], names: Mapping[str, str] | None = None) -> str | None:
    """Return the key that was probably meant, or None.

    Args:
        value: What stands in the cell.
        known: The keys that may stand there.
        names: Keys by other texts for the same thing, such as names, each as `slug` writes it.
    """
    written = slug(value)
    keys = {slug(key): key for key in sorted(known)}
    names = names or {}
    if written in keys or written in names:
        return keys.get(written) or names.get(written)
    if len(written) < _SHORTEST:
        return None
    for choice in (keys, names):
        cutoff = len(written) // _SHORTEST
        found = process.extract(written, list(choice), scorer=OSA.distance, score_cutoff=cutoff, limit=None)
        if found:
            # Of the same number of mistakes, a wrong letter is likelier than two that changed places.
            return choice[min(found, key=lambda match: (match[1], Levenshtein.distance(written, match[0])))[0]]
    longer = [key for key in keys if key.startswith(f"{written}-")]
    if longer:
        return keys[min(longer, key=len)]
    close = process.extractOne(written, list(keys), scorer=Indel.normalized_similarity, score_cutoff=0.7)
    return keys[close[0]] if close else None
