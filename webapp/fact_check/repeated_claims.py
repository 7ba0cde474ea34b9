"""Statements that repeat the one before of another sponsor.

An example is "and so did Bridgestone".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from webapp.fact_check.claim import Claim
from webapp.fact_check.date_roles import dated
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.time_claims import dated_claim
from webapp.mentions.mention import Mention

_BESIDE = 25

_ARRIVALS = ("join", "replace", "takes_over")
"""Words beside which "likewise" repeats no departure: "Cisco moved in, likewise in tier one"."""


def repeated_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield what is said to hold of a further sponsor, too, where the graph supports it."""
    before = view.last_dated or (view.previous.last_dated if view.previous else None)
    if before is None:
        return
    kind, found, where = before
    days = list(dated(view)) if view.cues("likewise") else []
    for start, end in view.cues("likewise"):
        mention = _sponsor_of(view, start, end)
        if mention is None or view.unreal(start) or view.negated(start):
            continue
        first, last = view.segment(start)
        own = [one for one in days if first <= one.mention.start < last and one.iso]
        if found.mention.start >= start and not own:
            continue
        if any(0 <= one - end <= 1 for one, _ in view.cues("as")):
            continue
        if kind == "left" and any(view.has(name, first, last) for name in _ARRIVALS):
            continue
        claim = dated_claim(view, kind, mention, own[0] if own else found, where)
        if claim.finding.verdict == "supported":
            tail = max(end, own[0].end) if own else end
            near = mention.start if first <= mention.start else start
            yield replace(claim, start=min(near, start), end=max(tail, mention.end))


def _sponsor_of(view: SentenceView, start: int, end: int) -> Mention | None:
    """Return the sponsor beside a word such as "likewise": right after it, else before it in the sentence."""
    sponsors = view.sponsors()
    after = [m for m in sponsors if 0 <= m.start - end <= _BESIDE and view.segment(m.start) == view.segment(start)]
    before = [m for m in sponsors if m.end <= start]
    return next(iter([*after[:1], *before[-1:]]), None)
