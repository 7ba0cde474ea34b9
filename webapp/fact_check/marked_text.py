"""A checked text in parts for its page.

Mentions are links. Statements stand beside the paragraph that makes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from webapp.fact_check.claim import Claim
from webapp.fact_check.report import Report
from webapp.mentions.mention import Mention

_LONG = 400


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text: plain, or with what it names."""

    text: str
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Numbered:
    """A statement with its number on the page."""

    number: int
    claim: Claim


@dataclass(slots=True)
class Passage:
    """A paragraph, or a piece of a long one, with the statements in it."""

    parts: list[Part] = field(default_factory=list)
    claims: list[Numbered] = field(default_factory=list)


def sentences_with_claims(report: Report) -> list[Passage]:
    """Return the passages of a text in their order."""
    checked = report.checked
    found = []
    number = 0
    claims = sorted(checked.claims, key=lambda claim: claim.start)
    for start, end in _passages(checked.text):
        passage = Passage(list(_parts(checked.text, checked.mentions, start, end)))
        for claim in claims:
            if start <= claim.end - 1 < end:
                number += 1
                passage.claims.append(Numbered(number, claim))
        found.append(passage)
    return found


def _passages(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of paragraphs; each line is one."""
    for match in re.finditer(r"[^\n]+", text):
        if match[0].strip():
            yield match.span()


def _parts(text: str, mentions: tuple[Mention, ...], start: int, end: int) -> Iterator[Part]:
    at = start
    for mention in mentions:
        if mention.start < at or mention.end > end:
            continue
        if mention.start > at:
            yield Part(text[at : mention.start])
        yield Part(text[mention.start : mention.end], mention)
        at = mention.end
    if at < end:
        yield Part(text[at:end])
