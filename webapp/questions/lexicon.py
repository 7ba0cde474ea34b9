"""The words of questions in six languages. The tables are in `words/`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any, Final

from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from queries.search.folding import fold
from webapp.mentions import data_files

LANGUAGES: Final = ("en", "de", "fr", "es", "zh", "ja")
UNSPACED: Final = frozenset({"zh", "ja"})

_LONGEST: Final = 6
"""Words of the longest phrase."""

_SLIP: Final = 6
"""Letters of the shortest word in which a typing error is looked for."""

_COMMON: Final = 100
"""How often a word must stand in the texts behind the dictionary; those of a lower count are often names."""

_ALIKE: Final = ("aeiouy", "sczkx", "bpv", "mn", "dt", "lr")
"""Letters that sound alike."""

_KEYBOARD: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

_TERM_PHRASES: Final = ("{} {}", "{} top {}", "{}{}")
"""How an ordinal and a word for a term stand together, in languages with and without spaces."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a word or phrase of a question stands for.

    `kind` is neutral, concepts, time, tiers, things, indicators, terms, statuses or refused. `value` depends on that.
    It is a concept, a kind of time, or a word in the name of a tier. Of a thing it is kind and slug. Of a term it is
    its place among the terms, of what is refused the reason.
    """

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language: whole phrases, and beginnings of words."""

    language: str
    phrases: Mapping[str, tuple[Word, ...]]
    beginnings: Mapping[str, Word]

    def longest(self, words: Sequence[str], at: int) -> tuple[tuple[Word, ...], int]:
        """Return what the longest phrase from a place on stands for, and how many words it has."""
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            if found := self.phrases.get(" ".join(words[at : at + size])):
                return found, size
        word = words[at]
        if word.endswith("s") and (one := self.phrases.get(word[:-1])) and one[0].kind == "things":
            return one, 1
        for size in range(len(word), 2, -1):
            if begun := self.beginnings.get(word[:size]):
                return (begun,), 1
        return (), 1

    def unspaced(self, text: str, at: int) -> tuple[tuple[Word, ...], int]:
        """Return what the longest phrase at a place of a text without spaces stands for, and its length."""
        for size in range(min(16, len(text) - at), 0, -1):
            if found := self.phrases.get(text[at : at + size]):
                return found, size
        return (), 1

    def misspelt(self, word: str) -> tuple[tuple[Word, ...], str]:
        """Return what a word with one typing error stands for, and the right word; nothing for short ones.

        Who mistypes a word has its first letter right. Another letter in place of one is an error only if they are
        alike. Else "sinned" would be "signed". A real word is none: "founded" is not "funded".
        """
        if len(word) < _SLIP or word in real_words():
            return (), ""
        for known, found in self.phrases.items():
            if _is_slip(word, known):
                return found, known
        for known, begun in self.beginnings.items():
            if any(_is_slip(word[: len(known) + more], known) for more in (0, -1, 1)):
                return (begun,), known
        return (), ""


def _is_slip(word: str, known: str) -> bool:
    """Tell whether a word is another with one typing error: no letter stands for one that is unlike it.

    >>> _is_slip("tickst", "ticket"), _is_slip("sposnor", "sponsor"), _is_slip("sinned", "signed")
    (False, True, False)
    """
    if " " in known or len(known) < _SLIP or known[0] != word[:1] or OSA.distance(word, known, score_cutoff=1) > 1:
        return False
    unlike = [(one, other) for one, other in zip(word, known, strict=False) if one != other]
    if len(word) != len(known) or len(unlike) != 1:
        return True
    (one, other), *_ = unlike
    beside = any(one + other in row or other + one in row for row in _KEYBOARD)
    return beside or any(one in group and other in group for group in _ALIKE)


@cache
def lexicon(language: str) -> Lexicon:
    """Return the words of a language."""
    table = tomllib.loads((files(__package__) / "words" / f"{language}.toml").read_text(encoding="utf-8"))
    phrases: dict[str, list[Word]] = {}
    beginnings: dict[str, Word] = {}
    adjectives = {f"country/{slug}": words for slug, words in data_files.words_of("nationalities")[language].items()}
    fields = {f"category/{slug}": words for slug, words in data_files.words_of("categories").items()}
    terms = _terms(table.pop("ordinals", {}), table.pop("term", []))
    for written, word in (*_entries(table), *_entries({"things": adjectives | fields, "terms": terms})):
        if written.endswith("*"):
            beginnings[fold(written[:-1])] = word
        else:
            known = phrases.setdefault(fold(written), [])
            known += [] if word in known or (known and word.value in fields) else [word]
    return Lexicon(language, {text: tuple(found) for text, found in phrases.items()}, beginnings)


def _terms(ordinals: Mapping[str, Sequence[str]], terms: Sequence[str]) -> dict[str, list[str]]:
    """Return the ways to name the first, second and further terms of a programme: "second TOP term"."""
    return {
        place: [phrase.format(*pair) for pair in product(words, terms) for phrase in _TERM_PHRASES]
        for place, words in ordinals.items()
    }


@cache
def real_words() -> frozenset[str]:
    """Return common English words of at least five letters. None of them is a typing error."""
    counts: Mapping[str, int] = SpellChecker().word_frequency.dictionary
    return frozenset(word for word, count in counts.items() if len(word) >= _SLIP - 1 and count >= _COMMON)


def unanswered() -> list[str]:
    """Return the kinds of questions that no query answers."""
    text = (files(__package__) / "unanswered.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line]


def _entries(table: Mapping[str, Any]) -> Iterator[tuple[str, Word]]:
    for kind, content in table.items():
        groups = content if isinstance(content, dict) else {"": content}
        for value, words in groups.items():
            for written in words:
                yield written, Word(kind, value)
