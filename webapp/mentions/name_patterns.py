"""The names of things, and how strictly each is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from queries.search.folding import without_forms, without_glued_forms, words_of
from queries.search.name_match import Name
from webapp.mentions import data_files
from webapp.mentions.folding import folded
from webapp.mentions.mention import Kind
from webapp.mentions.patterns import UNSPACED

_KINDS: Final[dict[str, Kind]] = {"organization": "organization", "person": "person", "programme": "programme"}
_STEMMED: Final = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_SHORT: Final = 3
_LONG: Final = 6
_SHORT_NAME: Final = 12
"""Characters of a name of which every word must have its capital."""


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A name of a thing: how it is written, and whether it is `doubtful`, a word or a short form."""

    iri: str
    kind: Kind
    written: str
    doubtful: bool
    partner: bool
    preferred: bool


def name_patterns(names: Iterable[Name]) -> dict[str, list[NamePattern]]:
    """Return the patterns of all names of organizations, people and programmes, by their folded form."""
    words = frozenset(folded(word) for word in data_files.words_of("ambiguous")["words"])
    never = frozenset(map(folded, data_files.words_of("ambiguous")["never"]))
    found: dict[str, list[NamePattern]] = {}
    for name in names:
        kind = _KINDS.get(name.iri.rsplit("/", 2)[1])
        if kind is None or name.kind == "address":
            continue
        short = dict.fromkeys(_shortened(name), True) if kind == "organization" else {}
        for written in (*_variants(name.text, kind), *short):
            key = folded(written)
            if key in never:
                continue
            doubtful = _doubtful(key, words) or written in short
            pattern = NamePattern(
                name.iri, kind, written, doubtful, name.partner, name.kind == "label" and written not in short
            )
            for form in (*_forms(key), *(_declined(key) if name.language == "de" else ())):
                patterns = found.setdefault(form, [])
                if all(other.iri != name.iri for other in patterns):
                    patterns.append(pattern)
    return {key: sorted(patterns, key=_rank) for key, patterns in found.items()}


def _rank(pattern: NamePattern) -> tuple[bool, bool, str]:
    return not pattern.preferred, not pattern.partner, pattern.iri


def _doubtful(key: str, words: frozenset[str]) -> bool:
    if UNSPACED.search(key):
        return key in words or len(key) < 2
    return key in words or len(key) < _SHORT


def _variants(text: str, kind: Kind) -> Iterator[str]:
    """Yield a name, and the same without what people leave out of it."""
    text = text.strip().strip('"«»“”')
    yield text
    if kind != "organization":
        return
    bare = re.sub(r"\s*\([^)]*\)\s*", " ", text).strip()
    if bare and bare != text and len(bare) > 2:
        yield bare
    if UNSPACED.search(text):
        short = without_glued_forms(text)
        if len(short) > 1 and short != text:
            yield short
        return
    tokens = bare.replace(",", " ").split()
    if len(tokens) > 1 and tokens[0].lower() == "the":
        tokens = tokens[1:]
        yield " ".join(tokens)
    words = words_of(" ".join(tokens))
    kept = without_forms(words)
    if len(words) == len(tokens) and 0 < len(kept) < len(tokens):
        at = next(i for i in range(len(words)) if words[i : i + len(kept)] == kept)
        short = " ".join(tokens[at : at + len(kept)])
        if len(short) > _SHORT or short.isupper():
            yield short


def _shortened(name: Name) -> Iterator[str]:
    """Yield what is left of a partner's name without words for what it makes."""
    words = data_files.words_of("ambiguous")
    tokens = name.text.replace(",", "").split()
    if not name.partner or name.kind != "label" or len(tokens) > 4:
        return
    while len(tokens) > 1 and tokens[-1].lower() in words["shortened_last"]:
        tokens = tokens[:-1]
    if len(tokens) > 1 and tokens[0].lower() in words["shortened_first"]:
        tokens = tokens[1:]
    if "of" in tokens[2:]:
        tokens = tokens[: tokens.index("of", 2)]
    short = " ".join(tokens)
    if short != name.text and len(tokens[0]) > _SHORT and tokens[0].lower() not in words["not_shortened"]:
        yield short


def _declined(key: str) -> Iterator[str]:
    """Yield a folded German name with its adjectives in other cases."""
    for ending in ("en", "em", "er", "e"):
        yield re.sub(r"\b(\w{5,}?)(?:es|er|e)(?=\s)", rf"\1{ending}", key)


def _forms(key: str) -> Iterator[str]:
    """Yield a folded name, and how else it is written: with spaces for hyphens, without apostrophes, "and" for "&"."""
    forms = {key}
    forms |= {form.replace("'", "") for form in forms}
    forms |= {re.sub(r"\s*&\s*", sign, form) for form in forms for sign in (" & ", "&", " and ")}
    forms |= {form.replace("-", sign) for form in forms for sign in (" ", "")}
    forms |= {form.replace("・", "") for form in forms}
    if _STEMMED.match(key) and len(key) >= _LONG and key[-1] in "аяьйеыαηοςσυ":
        forms.add(key[:-1])
    return (form for form in forms if len(form) > 1)


def _capitals(text: str) -> int:
    """Return how many words of a name begin with a capital."""
    return sum(word[0].isupper() for word in text.split())


def fits(pattern: NamePattern, written: str) -> bool:
    """Tell whether a name is written in a case that fits it."""
    name = pattern.written
    first = next((ch for ch in name if ch.isalpha()), "")
    if not first or first.lower() == first.upper():
        return True
    letters = [ch for ch in written if ch.isalpha()]
    if not letters:
        return True
    if name.isupper() and sum(map(str.isalpha, name)) <= 5:
        return written.upper() == written or (len(letters) > _SHORT and letters[0].isupper())
    if len(name) <= _SHORT_NAME and _capitals(written) < _capitals(name) and letters[0].isupper():
        return False
    if first.islower() or letters[0].isupper():
        return True
    return not pattern.doubtful and pattern.kind == "organization" and pattern.partner and len(letters) >= _LONG
