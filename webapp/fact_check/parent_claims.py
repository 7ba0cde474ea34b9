"""Statements on which company is part of which.

An example is "Sonatel, a subsidiary of Orange".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.mentions.mention import Mention

_REACH: Final = 50
"""Characters between a word for a subsidiary and the two companies."""


def parent_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield which company is said to be part of another, where the graph relates the two."""
    facts = view.facts
    named = view.sponsors()
    for start, end in view.cues("owned"):
        if not named or view.unreal(start) or view.negated(start):
            continue
        other = _nearest(named, start, end)
        before = [m for m in named if m.end <= start and m is not other] or [
            m for m in subjects(view, start, end) if m.iri != other.iri
        ]
        if not before and view.previous:
            before = [m for m in view.previous.of_kind("organization") if m.iri in view.previous.subject]
        one = next((m for m in reversed(before) if m.iri in _related(view, other)), None)
        if one is None:
            continue
        label = facts.catalogue.label
        place = min(start, other.start), max(end, other.end)
        words = f"{label(one.iri)} and {label(other.iri)} are related."
        finding = Finding("supported", words, (one.iri, other.iri), "find-organization", {"name": label(one.iri)})
        yield Claim(*place, "relation", f"{label(one.iri)} is part of {label(other.iri)}", finding)


def _nearest(named: list[Mention], start: int, end: int) -> Mention:
    """Return the company nearest to a word for a subsidiary, first of all the one after it."""
    after = [m for m in named if 0 <= m.start - end <= _REACH]
    return after[0] if after else min(named, key=lambda m: min(abs(m.start - end), abs(start - m.end)))


def _related(view: SentenceView, other: Mention) -> set[str]:
    """Return what is related to a company, directly or through one more."""
    near = {one for iri in other.iris for one in view.facts.related.get(iri, ())}
    return near | {two for one in near for two in view.facts.same.get(one, ())}
