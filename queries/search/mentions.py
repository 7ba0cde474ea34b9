"""The things that a longer text names, one after the other.

So "tokyo 2020 airline" names Games and a category. From the left, the longest run of words that is a whole name is
taken. Else it is the longest run that stands in names, or one that is nearly a name. Words that say nothing of which
thing is meant ("who sponsors …") are passed over. All others are not understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from queries.search.folding import fold, is_syllabic, words_of
from queries.search.name_index import NameIndex
from queries.search.name_match import NameMatch

_LONGEST_RUN: Final = 8
_MOST_WORDS: Final = 40
"""Words of a text that are read."""

_FEW_WORDS: Final = 12
_LONGEST_SLIP: Final = 3
"""Words of a text, and of a name in it, that may be misspelt."""

_YEAR: Final = re.compile(r"(?:18|19|20)\d\d")
_SHORTEST: Final = 3
"""Letters of the shortest single word that is looked for within names."""

_QUESTION_WORDS: Final = """
    a about after all an and any are at be been before between brand brands by chain companies company contract
    current dame deal deals did do does dr during end ended firm firms first for former from games had has have held
    how in is join joined last leave left list long lord made main make maker makers makes many me most mr mrs ms
    much not of official officially olympia olympiad olympic olympics on or paid partner partnered partners
    partnership partnerships pay provide provided provider providers provides quit show signed since sir sponsor
    sponsored sponsoring sponsors sponsorship sponsorships supplied supplier suppliers supplies supply support
    supported supporter supporters tell the their them there these they this to until versus vs was were what when
    where which who whose why with
    """
_FOREIGN_WORDS: Final = """
    aux das de del der des di die du el giochi hivernaux invierno invernali jeux jo jogos juegos le les los olimpici
    olimpicos olympique olympiques olympische olympischen partenaire partenaires patrocinador patrocinadores spiele
    sponsoren verano von オリンピック スポンサー 奥运会 赞助商 올림픽 후원사
    """
_TITLES: Final = frozenset({"ceo", "chair", "chairman", "chairwoman", "chief", "executive", "mayor", "president"})
"""Words before the name of a person."""

_UNCOUNTED: Final = frozenset({"a", "an", "the"})
_FILLERS: Final = frozenset(_QUESTION_WORDS.split()) | {fold(word) for word in _FOREIGN_WORDS.split()}
"""Words of questions about partnerships that name no thing by themselves."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text, and the things that they may name, the likeliest first.

    They are a `whole` name, `part` of one, or a whole name with a `slip`.
    """

    words: str
    matches: tuple[NameMatch, ...]
    kind: Literal["whole", "part", "slip"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text names, in its order, and which of its words were not understood."""

    mentions: tuple[Mention, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether everything in the text is a whole name or says nothing."""
        return bool(self.mentions) and not self.unknown and all(mention.kind == "whole" for mention in self.mentions)


def read(index: NameIndex, text: str) -> Reading:
    """Read the things that a text names."""
    words = words_of(text)[:_MOST_WORDS]
    parts: list[_Part] = []
    at = 0
    while at < len(words):
        named = any(part.mention for part in parts)
        mention, size = _longest(index, words, at, unfinished=named and all(part.understood for part in parts))
        parts.append(_Part(" ".join(words[at : at + size]), mention))
        at += size
    _drop_other_years(parts)
    mentions = [part.mention for part in parts if part.mention]
    unknown = tuple(part.words for part in parts if not part.understood)
    if not _TITLES.issuperset(unknown):
        mentions = [mention for mention in mentions if mention.kind != "part" or not _is_surname(mention)]
    return Reading(tuple(mentions), unknown)


@dataclass(slots=True)
class _Part:
    """Words of a text that follow each other, and what they name."""

    words: str
    mention: Mention | None

    @property
    def understood(self) -> bool:
        """Whether it names something, or says nothing."""
        return bool(self.mention) or self.words in _FILLERS

    @property
    def is_city(self) -> bool:
        """Whether it names Games by their city alone."""
        named = self.mention
        return named is not None and named.kind == "part" and "/games/" in named.matches[0].name.iri


def _drop_other_years(parts: Sequence[_Part]) -> None:
    """Let a year name nothing beside an unknown word, nor it and a city that had no Games then.

    So "Madrid 2020" does not mean Tokyo 2020, nor does "Tokyo 1920".
    """
    for year, beside in (*pairwise(parts), *((after, before) for before, after in pairwise(parts))):
        if _YEAR.fullmatch(year.words) and not _YEAR.fullmatch(beside.words):
            if beside.is_city:
                year.mention = beside.mention = None
            elif not beside.understood:
                year.mention = None


def _is_surname(mention: Mention) -> bool:
    """Tell whether a word only stands in names of people: "burger king" does not mean a Mr King."""
    return " " not in mention.words and all("/person/" in match.name.iri for match in mention.matches)


def without_fillers(text: str) -> str:
    """Return the words that may name something: "london 2012" of "London Olympics 2012"; nothing where all do."""
    words = words_of(text)
    left = [word for word in words if word not in _FILLERS]
    return " ".join(left) if len(left) < len(words) else ""


def _longest(index: NameIndex, words: Sequence[str], at: int, *, unfinished: bool) -> tuple[Mention | None, int]:
    """Return what the longest run of words from a place on names, and how many words it has.

    The last word may be `unfinished` where all before it was understood: somebody is typing.
    """
    runs = [
        run
        for end in range(min(len(words), at + _LONGEST_RUN), at, -1)
        if not _FILLERS.issuperset(run := words[at:end])
    ]
    for run in runs:
        if run[0] not in _UNCOUNTED and (found := index.in_texts.named(run)):
            return Mention(" ".join(run), tuple(found), "whole"), len(run)
        if len(run) > 1 and (found := _containing(index, run, unfinished=False)):
            return Mention(" ".join(run), tuple(found), "part"), len(run)
    for run in runs:
        begun = unfinished and at + len(run) == len(words) and len(run[-1]) >= _SHORTEST
        if found := _containing(index, run, unfinished=begun):
            return Mention(" ".join(run), tuple(found), "part"), len(run)
    if words[at] not in _FILLERS and is_syllabic(words[at]) and (found := index.in_texts.written_in(words[at])):
        return Mention(words[at], tuple(found), "part"), 1
    for run in runs:
        clean = run[0] not in _FILLERS and run[-1] not in _FILLERS
        if clean and len(run) <= _LONGEST_SLIP and len(words) <= _FEW_WORDS and (found := index.in_texts.misspelt(run)):
            return Mention(" ".join(run), tuple(found), "slip"), len(run)
    return None, 1


def _containing(index: NameIndex, run: Sequence[str], *, unfinished: bool) -> list[NameMatch]:
    """Return what has a run of words in its name; a run that begins or ends with a filler is passed over."""
    if run[0] in _FILLERS or run[-1] in _FILLERS or (len(run) == 1 and len(run[0]) < _SHORTEST):
        return []
    return index.in_texts.containing(run, unfinished=unfinished)
