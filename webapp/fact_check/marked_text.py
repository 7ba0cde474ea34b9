"""A checked text in parts for its page.

Mentions are links. Statements stand beside the paragraph that makes them. The number of each stands where its words
end in the text, and words that the graph contradicts are marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from webapp.fact_check.claim import Claim
from webapp.fact_check.report import Report
from webapp.mentions.mention import Mention

_Piece: TypeAlias = tuple[int, int, Mention | None]
"""Where a piece begins and ends in the text, and what it names."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A statement with its number on the page."""

    number: int
    claim: Claim


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text: plain, or with what it names.

    `ended` are the statements whose words end in it.
    """

    text: str
    mention: Mention | None
    contradicted: bool
    ended: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or a piece of a long one, with the statements in it."""

    parts: list[Part]
    claims: list[Numbered]


def sentences_with_claims(report: Report) -> list[Passage]:
    """Return the passages of a text in their order."""
    checked = report.checked
    found = []
    number = 0
    claims = sorted(checked.claims, key=lambda claim: (claim.end, claim.start))
    for start, end in _passages(checked.text):
        inside = [claim for claim in claims if start <= claim.end - 1 < end]
        numbered = [Numbered(number, claim) for number, claim in enumerate(inside, number + 1)]
        number += len(numbered)
        parts = [_part(checked.text, piece, numbered) for piece in _pieces(checked.mentions, numbered, start, end)]
        found.append(Passage(parts, numbered))
    return found


def _passages(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of paragraphs; each line is one."""
    for match in re.finditer(r"[^\n]+", text):
        if match[0].strip():
            yield match.span()


def _pieces(mentions: tuple[Mention, ...], numbered: list[Numbered], start: int, end: int) -> Iterator[_Piece]:
    """Yield the pieces of a passage: a mention is one, and other text ends where statements begin or end."""
    cuts = {place for item in numbered for place in (item.claim.start, item.claim.end)}
    at = start
    for mention in (*mentions, None):
        until = mention.start if mention else end
        if until < at or (mention and mention.end > end):
            continue
        places = [at, *sorted(cut for cut in cuts if at < cut < until), until]
        yield from ((first, last, None) for first, last in pairwise(places) if first < last)
        if mention:
            yield mention.start, mention.end, mention
            at = mention.end


def _part(text: str, piece: _Piece, numbered: list[Numbered]) -> Part:
    first, last, mention = piece
    contradicted = any(
        item.claim.finding.verdict == "contradicted" and item.claim.start < last and item.claim.end > first
        for item in numbered
    )
    ended = tuple(item for item in numbered if first < item.claim.end <= last)
    return Part(text[first:last], mention, contradicted, ended)
