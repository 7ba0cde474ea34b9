"""The names that words of a question may stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import OSA

from graph.iris import parse
from queries.search.folding import words_of
from queries.search.name_index import NameIndex
from queries.search.name_match import NameMatch

Found = tuple[list[NameMatch], int]
"""The things that a run of words may name, and how many words it has."""

_LONGEST: Final = 8
"""Words of the longest name."""

_LEAST_SURNAME: Final = 4
"""Letters of the shortest name at the end of a person's that stands for the person."""

_LONGEST_PART: Final = 4
_LONGEST_SLIP: Final = 3
_LONGEST_SYLLABIC: Final = 12
"""Letters of the longest name in a script without spaces."""

_KINDS: Final = ("games", "programme", "category", "country", "organization", "person")
_PARTS: Final = frozenset({"games", "programme"})
"""Kinds of things that a part of a name may stand for: "london" for London 2012."""

_GENERIC: Final = frozenset(
    {
        *("winter", "summer", "youth", "the", "marketing", "domestic", "sponsorship", "programme", "commercial"),
        *("organised", "national", "partner", "partners", "bid", "committee", "games", "olympic", "olympics", "city"),
    }
)
"""Words that are in names of Games and programmes and name none by themselves."""

_ARTICLES: Final = frozenset(
    "a an the of in at for by with on to and or from as der die das le la les el los".split()  # noqa: SIM905
)
"""Words that name no thing when they stand alone."""

_LEAST_ALIKE: Final = 0.8
"""How alike the letters of a misspelt name must be."""


def kind_of(iri: str) -> str:
    """Return the kind of thing that an identifier names; nothing for what is not ours."""
    found = parse(iri)
    return found.kind if found else ""


def whole_name(index: NameIndex, words: Sequence[str], at: int) -> Found:
    """Return what the longest run of words from a place on names as a whole."""
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        run = words[at : at + size]
        if size == 1 and (run[0].isdigit() or len(run[0]) < 2 or run[0] in _ARTICLES):
            continue
        if found := _of_kinds(index.in_texts.named(run)):
            return found, size
    return [], 1


def part_of_name(index: NameIndex, words: Sequence[str], at: int) -> Found:
    """Return what has the longest run of words in its name; no words where there is nothing."""
    for size in range(min(_LONGEST_PART, len(words) - at), 0, -1):
        run = words[at : at + size]
        found = [hit for hit in index.in_texts.containing(run) if _may_be_part(hit, size, run[0])]
        if found and not _GENERIC.issuperset(run) and run[-1] not in _ARTICLES:
            return found, size
    return [], 0


def begun_names(index: NameIndex, words: Sequence[str], at: int) -> Found:
    """Return the partners whose names begin with the longest run of several words from a place on."""
    for size in range(_LONGEST_PART, 1, -1):
        run = words[at : at + size]
        begun = (hit for hit in index.in_texts.begun(run[0]) if hit.name.partner)
        found = [hit for hit in begun if tuple(words_of(hit.name.text)[:size]) == tuple(run)]
        if found and len(run) == size and run[-1] not in _ARTICLES:
            return found, size
    return [], 0


def begun_name(index: NameIndex, word: str) -> list[NameMatch]:
    """Return the partners with a name that begins with a word: "delta" for Delta Air Lines, beside Delta."""
    return [hit for hit in index.in_texts.begun(word) if hit.name.partner] if " " not in word else []


def misspelt_name(index: NameIndex, words: Sequence[str], at: int) -> Found:
    """Return what has a name that is nearly a run of words; no words where there is nothing."""
    for size in range(min(_LONGEST_SLIP, len(words) - at), 0, -1):
        run = words[at : at + size]
        if found := [hit for hit in _of_kinds(index.in_texts.misspelt(run)) if _alike(run, hit.name.text)]:
            return found, size
    return [], 0


def syllabic_name(index: NameIndex, text: str, at: int) -> Found:
    """Return what the longest run of letters names in a script without spaces."""
    for size in range(min(_LONGEST_SYLLABIC, len(text) - at), 1, -1):
        run = text[at : at + size]
        if " " not in run and (found := _of_kinds(index.in_texts.named([run]))):
            return found, size
    return [], 0


def _of_kinds(hits: Sequence[NameMatch]) -> list[NameMatch]:
    return [hit for hit in hits if kind_of(hit.name.iri) in _KINDS]


def _ends_with(name: str, word: str) -> bool:
    return len(word) >= _LEAST_SURNAME and list(words_of(name))[-1:] == [word]


def _may_be_part(hit: NameMatch, size: int, word: str) -> bool:
    kind = kind_of(hit.name.iri)
    alone = size == 1 and (
        kind in {"organization", "country"} or (kind == "person" and _ends_with(hit.name.text, word))
    )
    return kind in _PARTS or alone or (size > 1 and kind in _KINDS)


def _alike(run: Sequence[str], name: str) -> bool:
    """Tell whether the letters of words are like those of a name, or of its first words.

    A year that both have makes them no more alike.
    """
    parts = words_of(name)
    typed, whole, begun = (
        "".join(ch for ch in "".join(words) if not ch.isdigit()) for words in (run, parts, parts[: len(run)])
    )
    return max(OSA.normalized_similarity(typed, one) for one in (whole, begun)) >= _LEAST_ALIKE
