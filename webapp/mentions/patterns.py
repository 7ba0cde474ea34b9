"""The search for many strings at once (Aho and Corasick, 1975)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, Generic, TypeVar

import ahocorasick

T = TypeVar("T")

UNSPACED: Final = re.compile("[\u0e00-\u0e7f\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""A letter of a script that sets no spaces between words."""

_HANGUL: Final = re.compile("[\uac00-\ud7af]")
_KATAKANA: Final = re.compile("[\u30a0-\u30ff]")
_INFLECTED: Final = re.compile("[\u0370-\u03ff\u0400-\u04ff\u0600-\u06ff\u0590-\u05ff]")
"""Scripts whose languages write endings, or articles, onto names."""


_KOREAN_GAMES: Final = re.compile("(?:동계|하계)?올림픽")
"""What Korean writes onto the name of a city."""

_ARTICLES: Final = re.compile(r"(?<!\w)[وف]?[بكل]?(?:ال)?$")
"""What Arabic writes onto the beginning of a word: "and", "in", "for", "the"."""


_COMPOUND: Final = re.compile("s?(?:partner|sponsor|lieferant|ausruster|kategorie|forderer|vertrag)")
"""What German writes onto the end of a word."""


def whole_end(text: str, end: int) -> int:
    """Return where a word ends whose ending a name leaves out, in scripts in which names have endings."""
    while end < len(text) and _INFLECTED.match(text[end - 1]) and text[end].isalpha():
        end += 1
    return end


class Patterns(Generic[T]):
    """An automaton that finds folded strings, and what each stands for."""

    def __init__(self, values: Mapping[str, T]) -> None:
        self._automaton = ahocorasick.Automaton()
        for text, value in values.items():
            self._automaton.add_word(text, (text, value))
        if values:
            self._automaton.make_automaton()
        self._some = bool(values)

    def find(self, text: str) -> Iterator[tuple[int, int, T]]:
        """Yield start, end and value of everything that stands in a folded text as whole words."""
        if not self._some:
            return
        for last, (found, value) in self._automaton.iter(text):
            start, end = last + 1 - len(found), last + 1
            if starts_word(text, start) and ends_word(text, end):
                yield start, end, value


def starts_word(text: str, start: int) -> bool:
    """Tell whether a word may begin here."""
    if not start:
        return True
    before, ch = text[start - 1], text[start]
    if not before.isalnum() or not ch.isalnum():
        return True
    if _KATAKANA.match(ch) and _KATAKANA.match(before):
        return False
    if UNSPACED.match(ch) or UNSPACED.match(before):
        return True
    if _HANGUL.match(before) and (not _HANGUL.match(ch) or _KOREAN_GAMES.match(text, start)):
        return True
    return "\u0600" <= ch <= "\u06ff" and _ARTICLES.search(text, max(0, start - 8), start) is not None


def ends_word(text: str, end: int) -> bool:  # noqa: PLR0911 - one return for each script
    """Tell whether a word may end here; an ending of a few letters may follow in some scripts."""
    if end >= len(text):
        return True
    ch, after = text[end - 1], text[end]
    if not after.isalnum() or not ch.isalnum():
        return True
    if _KATAKANA.match(ch) and _KATAKANA.match(after):
        return False
    if UNSPACED.match(ch) or UNSPACED.match(after) or _HANGUL.match(ch):
        return True
    if ch.isalpha() and after.isdigit():
        return True
    if _HANGUL.match(after):
        return True
    rest = re.match(r"[^\W\d_]*", text[end : end + 5])
    if _INFLECTED.match(ch):
        return rest is not None and len(rest[0]) <= 3
    if _COMPOUND.match(text, end):
        return True
    return ch.isascii() and ch.isalpha() and rest is not None and rest[0] == "s"
