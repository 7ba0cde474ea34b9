"""The forms of words of each language, as patterns over folded texts. The tables are in `words/`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from webapp.mentions import data_files
from webapp.mentions.folding import folded

LANGUAGES: Final = ("en", "de", "fr", "es", "zh", "ja")
UNSPACED: Final = frozenset({"zh", "ja"})
EXACT: Final = "_exact"
"""The end of the name of a list whose words count only with their accents."""

_KANA: Final = re.compile("[\u3041-\u30ff]")
_HAN: Final = re.compile("[\u3400-\u9fff]")
_LATIN: Final = re.compile(r"(?<![a-z'’])[a-z]+")  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Forms:
    """One language: a pattern for each kind of word, and tables of words for countries, titles, tiers and numbers.

    `exact` has the patterns of words that count only with their accents, as "wäre" does, which is no "Ware".
    """

    language: str
    patterns: Mapping[str, re.Pattern[str]]
    exact: Mapping[str, re.Pattern[str]]
    tables: Mapping[str, tuple[re.Pattern[str], Mapping[str, str]]]
    common: frozenset[str]

    @property
    def unspaced(self) -> bool:
        """Whether the language sets no spaces between words."""
        return self.language in UNSPACED


@cache
def forms(language: str) -> Forms:
    """Return the forms of a language."""
    table = tomllib.loads((files(__package__) / "words" / f"{language}.toml").read_text(encoding="utf-8"))
    table["countries"] = data_files.words_of("nationalities")[language]
    lists = {name: words for name, words in table.items() if isinstance(words, list)}
    groups = {name: words for name, words in table.items() if isinstance(words, dict)}
    spaced = language not in UNSPACED
    return Forms(
        language,
        {name: _pattern(map(folded, words), spaced) for name, words in lists.items() if not name.endswith(EXACT)},
        {
            name.removesuffix(EXACT): _pattern(words, spaced, re.IGNORECASE)
            for name, words in lists.items()
            if name.endswith(EXACT)
        },
        {name: _table(words, spaced) for name, words in groups.items()},
        frozenset(table["common"]),
    )


_NEVER: Final = re.compile(r"(?!)")


def _pattern(words: Iterable[str], spaced: bool, flags: int = 0) -> re.Pattern[str]:
    options = "|".join(_option(word, spaced) for word in sorted(words, key=len, reverse=True))
    if not options:
        return _NEVER
    return re.compile(rf"(?<!\w)(?:{options})(?!\w)" if spaced else options, flags)


def _option(word: str, spaced: bool) -> str:
    del spaced
    option = re.escape(word).replace(r"\ \*\ ", r"\s(?:\S+\s){0,5}")
    option = re.sub(r"\\ \\\*$", r"(?:\\s\\w+)?", option)
    return option.replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]")


def _table(groups: Mapping[str, Iterable[str]], spaced: bool) -> tuple[re.Pattern[str], Mapping[str, str]]:
    words = {folded(word): key for key, found in groups.items() for word in found}
    named = {f"k{number}": key for number, key in enumerate(dict.fromkeys(words.values()))}
    names = {key: name for name, key in named.items()}
    parts = []
    for key in dict.fromkeys(words.values()):
        own = sorted((word for word, of in words.items() if of == key), key=len, reverse=True)
        parts.append(f"(?P<{names[key]}>{'|'.join(_option(word, spaced) for word in own)})")
    options = "|".join(parts)
    return re.compile(rf"(?<!\w)(?:{options})(?!\w)" if spaced else options), named


def language_of(text: str, fallback: str = "en") -> str:
    """Return the language of a folded text, of those in which statements are read, or nothing for another script.

    >>> language_of("toyota was a partner of the games"), language_of("toyota ist partner"), language_of("トヨタは")
    ('en', 'de', 'ja')
    """
    if _KANA.search(text):
        return "ja"
    if _HAN.search(text):
        return "ja" if fallback == "ja" else "zh"
    words = _LATIN.findall(text)
    if not words:
        return ""
    common = {name: forms(name).common for name in LANGUAGES if name not in UNSPACED}
    counts = {name: sum(word in own for word in words) for name, own in common.items()}
    best = max(counts, key=lambda name: counts[name])
    own = counts.get(fallback, -_SURE)
    if counts[best] < own + (_SURE if own else 1):
        return fallback
    return best


_SURE: Final = 2
"""Common words that a language has more than the one expected, before a text is read in it.

One is enough where the text has none of the language expected.
"""
