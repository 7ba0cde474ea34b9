"""The names that were probably meant, by their spelling."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, Indel, Levenshtein

from graph.forms import slug, without_accents

_SHORTEST: Final = 4
"""Characters that a text must have to be compared by spelling, and in which one mistake is likely."""

_LONGEST: Final = 100
"""Characters of a text that are compared; hardly a name has more, and visitors may send any number."""

_OTHER_ORDER: Final = 0.95
"""What the same words in another order are worth, beside those in their own."""

_SAME_WORDS: Final = 80
"""How like the words must be, in any order, from 0 to 100: the letters of sorted words are often alike."""

_FAR: Final = 0.2
"""How much less like than the best a name may be to stand beside it."""


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
    words = sorted(written.split("-"))
    for choice in (keys, names):
        # the same words in another order, or what begins with the text
        longer = [key for key in choice if key.startswith(f"{written}-") or sorted(key.split("-")) == words]
        if longer:
            return choice[min(longer, key=len)]
    # a name with its legal form, or with a word that says what it is
    shorter = [key for key in (*keys, *names) if len(key) >= _SHORTEST and written.startswith(f"{key}-")]
    if shorter:
        first = max(shorter, key=len)
        return keys.get(first) or names[first]
    close = process.extractOne(written, list(keys), scorer=Indel.normalized_similarity, score_cutoff=0.75)
    return keys[close[0]] if close else None


def alike(text: str, known: Iterable[str], limit: int = 3, least: float = 0.6) -> list[str]:
    """Return the known names that are most like a text, the likest first.

    Args:
        text: What somebody wrote.
        known: The names that there are.
        limit: How many are returned at most.
        least: How like the text each must be, from 0 to 1; see `likeness_to`.
    """
    likeness = likeness_to(text, least)
    return likest({name: likeness(name) for name in known}, limit, least)


def likest(scores: Mapping[str, float], limit: int, least: float) -> list[str]:
    """Return the names with the highest scores, the highest first; none that is far behind the first."""
    fitting = sorted((-score, name) for name, score in scores.items() if score >= least)
    return [name for score, name in fitting[:limit] if score - fitting[0][0] <= _FAR]


def likeness_to(text: str, least: float) -> Callable[[str], float]:
    """Return a function that tells how like `text` a name is, from 0 to 1; a likeness below `least` may be told as 0.

    Case, accents, hyphens, underscores and spaces do not count, and the order of words counts little. A name that
    contains the text is much like it.
    """
    one = _folded(text[:_LONGEST])

    def likeness(name: str) -> float:
        other = _folded(name)
        if one == other:
            return 1.0
        if one in other and len(one) > 1:
            return 0.8 + 0.2 * len(one) / len(other)
        spelling = Indel.normalized_similarity(one, other, score_cutoff=least)
        swapped = OSA.normalized_similarity(one, other, score_cutoff=least)
        words = fuzz.token_sort_ratio(one, other, score_cutoff=_SAME_WORDS) / 100
        return max(spelling, swapped, _OTHER_ORDER * words)

    return likeness


def _folded(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", without_accents(text.casefold())).strip()
