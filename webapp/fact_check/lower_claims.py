"""Statements on a tier by comparison.

An example is "Honda sits one rung lower". Only what the graph has is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from webapp.fact_check.about import Context
from webapp.fact_check.claim import Claim
from webapp.fact_check.context import context, of_sponsor, rows_in
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.fact_check.tier_claims import judge_tier
from webapp.mentions.mention import Mention

_LOWER: Final = re.compile(
    r"(?<!\w)(?:one (?:rung|tier|level|step|notch|rank|row|line)s? (?:further )?(?:lower|below|down|beneath)"
    r"|eine (?:stufe|ebene|etage|reihe) (?:tiefer|darunter|niedriger|weiter unten)|einen rang (?:tiefer|darunter)"
    r"|un (?:rang|echelon|etage|niveau|cran) (?:plus bas|au-dessous|en dessous|inferieur)"
    r"|un (?:peldano|escalon|nivel|rango) (?:mas abajo|por debajo|inferior))(?!\w)"
    r"|低一(?:级|档|层|等)|[下低]一(?:层级|级别|档次)|一(?:段|つ|ランク)下"
)
"""Words for the tier below the one that a text told of before."""

_BACK: Final = 3


def lower_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield that a sponsor is one tier below another, where their tiers are so."""
    low = view.low
    for match in _LOWER.finditer(low) if len(low) == len(view.text) else ():
        start, end = view.start + match.start(), view.start + match.end()
        where = replace(context(view, start), top=False, domestic=False)
        if view.unreal(start) or view.negated(start) or not where.games:
            continue
        for mention in (who := subjects(view, start, end)):
            own = replace(of_sponsor(view, mention.iri, where), top=False)
            rank = next(iter(_ranks(view, mention.iri, own)), 0)
            if rank > 1 and rank - 1 in _told_before(view, mention.iri, start, own):
                claim = judge_tier(view, mention, f"rank-{rank}", own, _place(view, mention, who, (start, end)))
                if claim.finding.verdict == "supported":
                    yield claim


def _place(view: SentenceView, mention: Mention, who: Sequence[Mention], words: tuple[int, int]) -> tuple[int, int]:
    """Return the place of a statement: the name in a list, else the words with a name right behind them."""
    if len(who) > 1 and mention.start >= view.start:
        return mention.start, mention.end
    near = 0 <= mention.start - words[1] <= _NEAR
    return (words[0], mention.end) if near else words


_NEAR: Final = 16
"""Characters between words for a lower tier and the sponsor behind them, which are then told together."""


def speaks_of_lower(view: SentenceView) -> bool:
    """Tell whether a sentence speaks of the tier below another."""
    return bool(_LOWER.search(view.low))


def _ranks(view: SentenceView, organization: str, where: Context) -> set[int]:
    """Return the ranks of the tiers in which an organization is at the Games spoken of."""
    tiers = view.facts.catalogue.tiers
    return {tiers[row.tier].rank for row in rows_in(view.facts, organization, where) if row.tier} - {0}


def _told_before(view: SentenceView, organization: str, place: int, where: Context) -> set[int]:
    """Return the ranks of the sponsors named last before a place, and those told as ranks."""
    for back in view.backwards(_BACK):
        named = [m for m in back.sponsors() if m.end <= place and m.iri != organization]
        told = {int(key[-1]) for one, _, key in back.table("tiers") if one < place and key.startswith("rank-")}
        ranks = told | {rank for m in named for rank in _ranks(view, m.iri, where)}
        if ranks:
            return ranks
    return set()
