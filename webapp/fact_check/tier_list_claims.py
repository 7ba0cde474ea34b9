"""Statements on the tier of all members of a list.

An example is "the seven supporters are Adecco, Cisco and UPS". The plain word before the list names a tier of the Games
spoken of. Only what the graph has is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from webapp.fact_check.claim import Claim
from webapp.fact_check.context import context, of_sponsor, rows_in
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.tier_claims import is_in_one, judge_tier, tiers_there
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention

_REACH: Final = 28
"""Characters between a word for a tier and the list of its members."""

_VERBS: Final = ("sign", "join", "leave", "renew", "hold", "pay", "replace", "replaced_by", "unreal", "negation")

_PLAIN: Final = frozenset({"official-partner", "official-sponsor"})
"""Tiers whose plain words are used of any partner."""


def tier_list_claims(view: SentenceView, told: Sequence[Claim]) -> Iterator[Claim]:
    """Yield in which tier the members of a list are, where no other reader tells one."""
    for _, end, key in view.table("ranks"):
        group = _list_behind(view, end)
        if view.unreal(end - 1) or view.negated(end - 1) or (view.forms.unspaced and key in _PLAIN):
            continue
        for mention in group:
            over = [c for c in told if c.start < mention.end and mention.start < c.end]
            where = of_sponsor(view, mention.iri, context(view, end - 1))
            if where.games and not any(c.kind == "tier" and c.finding.verdict != "not-recorded" for c in over):
                claim = judge_tier(view, mention, key, where, (mention.start, mention.end))
                if claim.finding.verdict == "supported":
                    yield claim


def roster_claims(view: SentenceView, told: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the tier with which a sentence begins of each sponsor behind it, with words on each between them."""
    listed = len(view.sponsors()) > _FEW and not view.strong and not view.forms.unspaced
    for start, end, key in view.table("tiers") if listed else ():
        for mention in _roster(view, start, end):
            over = any(_is_on(c, mention) and _is_told(c) for c in told)
            where = replace(of_sponsor(view, mention.iri, context(view, start)), top=False, domestic=False)
            if over or not where.games or view.unreal(mention.start) or view.negated(mention.start):
                continue
            claim = judge_tier(view, mention, key, where, (mention.start, mention.end))
            if claim.finding.verdict == "supported":
                yield claim


_FEW: Final = 2

_PART: Final = re.compile("[;.]")
_OPENING: Final = 5
"""Words, at most, before a tier with which a part of a sentence begins."""

_TURN: Final = re.compile(
    r"\b(?:while|whereas|but|unlike|except|wahrend|aber|anders als|mais|tandis|sauf|contrairement|pero|mientras|salvo"
    r"|a diferencia|below|above|beneath|darunter|daruber|au-dessous|au-dessus|por encima|por debajo)\b|而|但"
)
"""Words behind which a sentence goes on about others."""


def _is_told(claim: Claim) -> bool:
    """Tell whether a claim on a name tells its tier, or is false or an open number."""
    verdict = claim.finding.verdict
    return (
        verdict == "contradicted"
        or (claim.kind == "tier" and verdict == "supported")
        or (claim.kind == "ordinal" and verdict == "not-recorded")
    )


def _is_on(claim: Claim, mention: Mention) -> bool:
    return claim.start < mention.end and mention.start < claim.end


def _roster(view: SentenceView, start: int, end: int) -> list[Mention]:
    """Return the sponsors behind a tier that begins a part of a sentence, up to the next tier or turn."""
    opened = _PART.split(view.slice(view.start, start))[-1]
    before = [m for m in view.sponsors() if start - len(opened) <= m.start < start]
    if before or len(opened.split()) > _OPENING:
        return []
    closed = _PART.search(view.slice(end, view.end))
    last = end + closed.start() if closed else view.end
    turn = _TURN.search(folded(view.slice(end, last)))
    last = min([last, *(one for one, _, _ in view.table("tiers") if one >= end)])
    last = min(last, end + turn.start()) if turn else last
    return [m for m in view.sponsors() if end <= m.start < last]


def _list_behind(view: SentenceView, end: int) -> list[Mention]:
    """Return the list of sponsors right behind a word, if no verb of another statement stands between."""
    sponsors = [m for m in view.sponsors() if m.start >= end]
    if not sponsors or sponsors[0].start - end > _REACH:
        return []
    apart = set(".;。；") & set(view.slice(end, sponsors[0].start))  # noqa: RUF001
    group = view.lists(sponsors, described=True)[0]
    told = any(view.has(name, end, sponsors[0].start) for name in _VERBS)
    return group if len(group) > 1 and not apart and not told else []


def without_other_tiers(view: SentenceView, told: Sequence[Claim]) -> Iterator[Claim]:
    """Yield claims, but for bare ones on members of a list that is told with another tier."""
    groups = view.lists(view.sponsors(), described=True) if view.table("ranks") else []
    places = {(m.start, m.end) for group in groups for m in group if is_of_other_tier(view, m, group)}
    yield from (c for c in told if c.kind != "partner" or (c.start, c.end) not in places)


def is_of_other_tier(view: SentenceView, mention: Mention, group: Sequence[Mention]) -> bool:
    """Tell whether a plain word for another tier stands before the list that a sponsor is in."""
    before = [key for _, end, key in view.table("ranks") if 0 <= group[0].start - end <= _REACH and key not in _PLAIN]
    rows = [row for row in rows_in(view.facts, mention.iri, context(view, mention.start)) if row.tier] if before else []
    named = tiers_there(view.facts, rows, before)
    return bool(named) and not is_in_one(rows, named)
