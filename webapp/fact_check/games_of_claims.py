"""Statements on the Games of which somebody is a partner.

An example is "of London 2012" in "the 22nd sponsor of London 2012". The number is a statement of its own, and says
nothing of the Games. Only what the graph has is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from webapp.fact_check.about import Context
from webapp.fact_check.claim import Claim
from webapp.fact_check.partner_claims import judge_partner
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.mention import Mention

_MORE: Final = frozenset({"tier", "ordinal", "category", "event", "after"})
"""Kinds of statements on a sponsor behind which its Games are named."""

_REACH: Final = 40
"""Characters between such a statement and the Games."""


def games_of_claims(view: SentenceView, told: Sequence[Claim]) -> Iterator[Claim]:
    """Yield of which Games a sponsor is a partner, where only more is told of it."""
    for games in view.of_kind("games"):
        inside = any(c.start < games.end and games.start < c.end for c in told)
        if inside or view.unreal(games.start) or view.negated(games.start) or not _of_partners(view, games):
            continue
        part = view.segment(games.start)
        here = [claim for claim in told if part[0] <= claim.start < part[1] and claim.kind != "money"]
        near = [c for c in here if c.kind in _MORE and c.end <= games.start <= c.end + _REACH and c.who is not None]
        who = near[-1].who if near else None
        if who is None or any(claim.finding.verdict != "supported" for claim in here):
            continue
        where = Context(games=(games.iri,), olympic=True)
        claim = judge_partner(view, who, where, (games.start, games.end), games.start)
        if claim.finding.verdict == "supported":
            yield claim


def _of_partners(view: SentenceView, games: Mention) -> bool:
    """Tell whether a word for partners or a tier stands in the clause of Games."""
    first, last = view.segment(games.start)
    tier = any(first <= one < last for one, _, _ in view.table("tiers"))
    return tier or view.has("partner", first, last) or view.has("worldwide", first, last)
