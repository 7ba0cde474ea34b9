"""Statements on sponsors beside whom another one stands.

An example is "Allianz joins Visa and Samsung on the list of worldwide partners". Only what the graph has is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from webapp.fact_check.about import Context
from webapp.fact_check.claim import Claim
from webapp.fact_check.context import context, of_sponsor
from webapp.fact_check.partner_claims import judge_partner
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import companions_of
from webapp.fact_check.tier_claims import judge_tier
from webapp.mentions.mention import Mention

_CLOSE: Final = 6
"""Characters between a sponsor and a date that is told of it: "after EDF, in May 2020"."""


_OWNED: Final = re.compile(r"['’]s")  # noqa: RUF001
"""What makes one of the company what stands behind its name: "beside Mizuho's Yasuhiro Sato"."""


def companion_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield that the sponsors beside whom another one stands are partners too, each by itself."""
    groups = view.lists(view.sponsors(), described=True)
    told: set[str] = set()
    for start, end in [*view.cues("companions"), *view.cues("remain")]:
        group = companions_of(view, groups, start, end)
        if not group or _is_open(view, start) or view.negated(start) or not _on_partners(view):
            continue
        where = context(view, start)
        for mention in group if where.some else ():
            dated = any(0 <= m.start - mention.end <= _CLOSE for m in view.of_kind("date"))
            if mention.iri in told or dated or _OWNED.match(view.slice(mention.end, mention.end + 2)):
                continue
            told.add(mention.iri)
            yield from _beside(view, mention, where, start)


def _is_open(view: SentenceView, start: int) -> bool:
    """Tell whether what stands before a place is a plan or a rumour; a plan behind it is another statement."""
    first, _ = view.segment(start)
    return view.strong_at(start) or view.has("unreal", first, start)


def _on_partners(view: SentenceView) -> bool:
    """Tell whether a sentence speaks of partners, or goes on about one who signed."""
    names = ("partner", "worldwide", "sign", "join", "renew", "leave")
    told = view.table("tiers") or view.of_kind("programme") or view.trades
    return bool(told) or any(view.cues(name) for name in names)


def _beside(view: SentenceView, mention: Mention, where: Context, cue: int) -> Iterator[Claim]:
    """Yield that a sponsor is a partner, or in the tier that the clause names, where the graph has it."""
    place = mention.start, mention.end
    first, last = view.segment(mention.start)
    tiers = [key for one, _, key in view.table("tiers") if min(first, cue) <= one < last]
    tiers = tiers or [key for one, _, key in view.table("tiers") if one < cue][-1:]
    own = of_sponsor(view, mention.iri, where)
    if tiers and own.games:
        claim = judge_tier(view, mention, tiers[0], replace(own, top=False, domestic=False), place)
    else:
        claim = judge_partner(view, mention, own, place, cue)
    if claim.finding.verdict == "supported":
        yield claim
