"""Sentences of a text in any script.

The libraries of the field (pysbd 0.3.4, blingfire 0.1.8) have had no release for years. They know little of headlines
and datelines, on which the reading of news depends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_END: Final = re.compile(r"[。！？!?؟।]+[」』”’\")）]*|[.…]+[”’\"'»)]*(?=\s|$)|\n+")  # noqa: RUF001
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Inc|Corp|Co|Ltd|No|Nr|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mio|Mrd|bzw|ca|etc|approx|U\.S|U\.K|EE|z\.B|Sr|Sra|Bros|Jr|Gov|Gen|Mt|cf|M|Mme)$"
)
_NUMBERED: Final = re.compile(
    r"\b(?:der|die|das|de[nms]|als|zu[mr]|[abiv][mn]|beim|vom|war|wurde|wird|ist|ihr\w*|sein\w*|eine?\w*)\s\d{1,3}$"
)
"""A German number before the noun that it counts: "als 22. Sponsor"."""

_LONG: Final = 60
_LONGEST: Final = 1_000


class Sentence(NamedTuple):
    """A sentence by its place in a text; `paragraph` counts from 0."""

    start: int
    end: int
    paragraph: int


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text; a line that is no part of a wrapped paragraph is one, too."""
    start, paragraph = 0, 0
    for match in _END.finditer(text):
        end = match.end()
        if match[0][0] == "\n":
            wrapped = len(match[0]) == 1 and _LONG < match.start() - text.rfind("\n", 0, match.start()) < 110
            if wrapped:
                continue
        elif match[0][0] in ".…" and not _ends(text, start, match.start(), end):
            continue
        yield from _pieces(text, start, end, paragraph)
        start = end
        if match[0].count("\n") > 1:
            paragraph += 1
    yield from _pieces(text, start, len(text), paragraph)


def _ends(text: str, start: int, at: int, end: int) -> bool:
    if re.search(r"\bTOP [IVX]+$", text[max(start, at - 12) : at]):
        return True
    if _ABBREVIATION.search(text[max(start, at - 12) : at]):
        return False
    if _NUMBERED.search(text[max(start, at - 24) : at]):
        return False
    following = text[end : end + 40].lstrip(" ")
    if re.search(r"(?<!\d)\d{1,3}$", text[max(start, at - 4) : at]) and re.match(
        r"[A-ZÄÖÜa-zä]+\s\d|[a-zä]|(?:Januar|Februar|März|April|Mai|Ju[nl]i|August|September|Oktober|November|Dezember)\b",
        following,
    ):
        return False
    return not following[:1].islower()


def _pieces(text: str, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    while start < end and text[start].isspace():
        start += 1
    for at in range(start, end, _LONGEST):
        yield Sentence(at, min(end, at + _LONGEST), paragraph)
