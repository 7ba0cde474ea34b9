"""The things that a longer text names, one after the other.

So "tokyo 2020 airline" names Games and a category. From the left, the longest run of words that is a whole name is
taken. Else it is the longest run that stands in names, or one that is nearly a name. Words that say nothing of which
thing is meant ("who sponsors …") are passed over. All others are not understood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from queries.search.folding import is_syllabic, words_of
from queries.search.name_index import NameIndex, NameMatch

_LONGEST_RUN: Final = 8
_MOST_WORDS: Final = 40
"""Words of a text that are read."""

_FEW_WORDS: Final = 12
_LONGEST_SLIP: Final = 3
"""Words of a text, and of a name in it, that may be misspelt."""

_SHORTEST: Final = 3
"""Letters of the shortest single word that is looked for within names."""

_QUESTION_WORDS: Final = """
    a about all an and any are at be been brand brands by companies company contract deal deals did do does during firm
    firms for from games had has have held how in is list made make makes many me much of official officially olympia
    olympiad olympic olympics on or paid partner partnered partners partnership partnerships pay provide provided
    provider providers provides show sponsor sponsored sponsoring sponsors sponsorship sponsorships supplied supplier
    suppliers supplies supply support supported supporter supporters tell the their them there these they this to was
    were what when where which who whose why with
    """
_UNCOUNTED: Final = frozenset({"a", "an", "the"})
_FILLERS: Final = frozenset(_QUESTION_WORDS.split())
"""English words of questions about partnerships that name no thing by themselves."""


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
    mentions: list[Mention] = []
    unknown: list[str] = []
    at = 0
    while at < len(words):
        mention, size = _longest(index, words, at, unfinished=bool(mentions) and not unknown)
        if mention:
            mentions.append(mention)
        elif words[at] not in _FILLERS:
            unknown.append(words[at])
        at += size
    if unknown:
        mentions = [mention for mention in mentions if mention.kind != "part" or not _is_surname(mention)]
    return Reading(tuple(mentions), tuple(unknown))


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
        if run[0] not in _UNCOUNTED and (found := index.named(run)):
            return Mention(" ".join(run), tuple(found), "whole"), len(run)
    for run in runs:
        if run[0] in _FILLERS or run[-1] in _FILLERS or (len(run) == 1 and len(run[0]) < _SHORTEST):
            continue
        begun = unfinished and at + len(run) == len(words) and len(run[-1]) >= _SHORTEST
        if found := index.containing(run, unfinished=begun):
            return Mention(" ".join(run), tuple(found), "part"), len(run)
    if words[at] not in _FILLERS and is_syllabic(words[at]) and (found := index.written_in(words[at])):
        return Mention(words[at], tuple(found), "part"), 1
    for run in runs:
        clean = run[0] not in _FILLERS and run[-1] not in _FILLERS
        if clean and len(run) <= _LONGEST_SLIP and len(words) <= _FEW_WORDS and (found := index.misspelt(run)):
            return Mention(" ".join(run), tuple(found), "slip"), len(run)
    return None, 1
