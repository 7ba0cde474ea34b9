"""Statements on why a sponsor left.

They are held to what notes and titles say of the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.claim import Claim
from webapp.fact_check.judging import noted
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.told_dates import ENDS
from webapp.mentions.mention import Mention

_NOTES: Final = {
    "mutual": r"mutual",
    "immediate": r"immediate",
    "motor": r"motor sport",
    "war": r"\bwar\b",
    "priorities": r"priorit",
    "lawsuit": r"\bsu(?:ed|ing|es)\b|lawsuit|court",
    "insolvency": r"bankrupt|creditor|insolven|collaps",
    "price": r"\bprice|\bcost|\bfee\b|expens",
    "politics": r"politic",
    "athletes": r"athlete",
    "digital": r"digital",
    "aims": r"\baims?\b|\bgoals?\b|objective",
    "review": r"review",
    "competitors": r"competitor|rival",
    "opposition": r"environment|climate|oppos|hostil|protest|mayor|objection",
    "strategy": r"strateg",
    "boycott": r"boycott",
}
"""How the notes of the graph word a reason."""

_BACK: Final = 5
"""Sentences in which a departure is spoken of."""


def reason_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield why a sponsor is said to have left, where a note on its end has the same reason."""
    told: set[tuple[str, str]] = set()
    for start, end, reason in view.table("reasons"):
        if view.strong_at(start) or view.negated(start) or not _of_departure(view):
            continue
        for mention in _left(view, start)[: 1 if reason == "immediate" else None]:
            behind = _noted(view, mention, _NOTES[reason])
            if not behind or (mention.iri, reason) in told:
                continue
            told.add((mention.iri, reason))
            label = view.facts.catalogue.label(mention.iri)
            reads = f"{label} left for this reason: {reason}"
            yield Claim(start, end, "reason", reads, noted(mention.iri, behind))
            break


def _of_departure(view: SentenceView) -> bool:
    """Tell whether a sentence, or one right before it, speaks of a departure."""
    words = ("leave", "lost", "ended")
    return any(back.cues(name) for back in view.backwards(_BACK) for name in words)


def _left(view: SentenceView, place: int) -> list[Mention]:
    """Return the sponsors named last before a place, the last one first."""
    found: list[Mention] = []
    for back in view.backwards(_BACK):
        named = back.sponsors()
        found += [m for m in reversed(named) if m.start < place or back is view]
        if found and back is not view:
            break
    return found


def _noted(view: SentenceView, mention: Mention, pattern: str) -> list[tuple[str, str]]:
    """Return the notes and titles on the end of a sponsor's partnerships that have a reason."""
    facts = view.facts
    texts = [(row.iri, row.texts) for row in facts.rows_of(mention.iri) if row.end_reason or row.status == "terminated"]
    texts += [(event.iri, event.title) for event in facts.events.get(mention.iri, ()) if event.kind in ENDS]
    return [(iri, text.removeprefix(". ")) for iri, text in texts if re.search(pattern, text, re.IGNORECASE)][:3]
