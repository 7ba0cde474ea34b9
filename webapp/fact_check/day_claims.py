"""Statements on dates of which no other reader tells anything.

The sponsor nearest to the day has an event on it. An example is "Salomon, the outfitter, as early as October 2023".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.date_roles import dated
from webapp.fact_check.dated import Dated
from webapp.fact_check.event_verdicts import event_words
from webapp.fact_check.judging import agree, span_words, statements
from webapp.fact_check.loose_dates import plans, told_elsewhere
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.told_dates import DEEDS, ENDS
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug


def day_claims(view: SentenceView, told: Sequence[Claim]) -> Iterator[Claim]:
    """Yield that something happened to the sponsor nearest to a day, where the graph has it."""
    for found in dated(view):
        over = [c for c in told if c.start < found.mention.end and found.mention.start < c.end]
        if found.role != "at" or not found.iso or view.strong_at(found.start) or plans(view, found):
            continue
        if view.negated(found.start) or any(c.finding.verdict != "not-recorded" for c in over):
            continue
        for mention in nearest(view, found):
            judged = any(c.who is not None and c.who.iri == mention.iri for c in over)
            if not judged and not told_elsewhere(view, found, mention.iri) and (claim := _held(view, mention, found)):
                yield claim


def nearest(view: SentenceView, found: Dated) -> list[Mention]:
    """Return the sponsor right before a day in its clause, else behind it, else the one spoken of before."""
    first, last = view.segment(found.mention.start)
    sponsors = view.sponsors()
    inside = [m for m in sponsors if first <= m.start < last]
    before = [m for m in inside if m.end <= found.start]
    if inside:
        return before[-1:] or inside[:1]
    earlier = [m for m in sponsors if m.end <= first]
    if sponsors:
        return earlier[-1:]
    back = view.previous
    if back is None or len(back.subject) != 1:
        return []
    return list(back.context_and_own(back.subject[0]))[:1]


def _held(view: SentenceView, mention: Mention, found: Dated) -> Claim | None:
    """Return the statement that something happened to a sponsor on a day, if the graph has it."""
    facts = view.facts
    leaves = view.has("leave", *view.segment(found.start))
    by_year = len(found.iso) == len("2012")
    if by_year and not facts.rows_of(mention.iri):
        return None
    kinds = ENDS if leaves else DEEDS if by_year else DEEDS | ENDS
    events = [e for e in facts.events.get(mention.iri, ()) if e.kind in kinds and agree(found.iso, e.date)]
    rows = [] if leaves else [row for row in facts.rows_of(mention.iri) if agree(found.iso, row.announced)]
    if not events and not rows:
        return None
    words = event_words(events[:3]) or span_words(facts, rows)
    behind = tuple(event.iri for event in events[:3]) or statements(rows[:3])
    finding = Finding("supported", words, behind, "announcements", {"who": slug(mention.iri)})
    reads = f"{facts.catalogue.label(mention.iri)}: something happened {found.iso}"
    return Claim(found.start, found.end, "event", reads, finding, mention)
