"""Statements that sponsors belong to those spoken of before.

Examples are "among them are Eni and Enel" and "one of them was El Corte Inglés". The tier, or the programme, is that
told last. Only what the graph has is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from webapp.fact_check.claim import Claim
from webapp.fact_check.context import context, of_sponsor
from webapp.fact_check.partner_claims import judge_partner
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.tier_claims import judge_tier
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_AMONG: Final = re.compile(
    r"(?<!\w)(?:among them(?:selves)?|amongst them|one of (?:them|these|which)|another of (?:them|these)"
    r"|they (?:are|include|were|included)|these (?:are|include|were|included)|unter ihnen|darunter|zu ihnen"
    r"|dazu (?:gehor|zahl)\w*|eine[rs]? (?:von ihnen|davon)|parmi (?:eux|elles)|l'un(?:e)? d'(?:eux|elles)"
    r"|en (?:font|faisaient) partie"
    r"|entre (?:ellos|ellas)|un[oa] de (?:ellos|ellas)|forman? parte de (?:ellos|ellas))(?!\w)"
)
"""Words for membership in what was told before, in front of sponsors or behind them."""

_COMPLETE: Final = re.compile(
    r"(?<!\w)(?:complet\w+|round\w* (?:out|off)|make up|makes up|fill|fills|vervollstandig\w*|runden?|rundet)\s"
    r"(?:the|die|den|das|le|la|el)\s(?:\w+\s)?(?:group|list|line-up|lineup|roster|tier|rung|club|circle|quartet|gruppe"
    r"|liste|riege|kreis|groupe|cercle|lista|grupo|circulo)"
    r"|en (?:etaient|sont|font partie)(?!\w)"
)
"""Words for membership behind sponsors."""

_BACK: Final = 2
_REACH: Final = 40


def member_claims(view: SentenceView, told: Sequence[Claim]) -> Iterator[Claim]:
    """Yield that sponsors are in the tier, or the programme, of those spoken of before."""
    low = view.low
    if view.strong or view.forms.unspaced or len(low) != len(view.text) or view.previous is None:
        return
    for mention in _members(view, low):
        over = [c for c in told if c.start < mention.end and mention.start < c.end]
        if any(c.kind == "tier" and c.finding.verdict != "not-recorded" for c in over) or view.unreal(mention.start):
            continue
        if view.negated(mention.start) or any(view.has(name, *view.segment(mention.start)) for name in _AWAY):
            continue
        claim = _claim(view, mention)
        again = claim is not None and any(c.kind == claim.kind for c in over)
        if claim is not None and claim.finding.verdict == "supported" and not again:
            yield claim


_AWAY: Final = ("leave", "not_subject", "former")


def _members(view: SentenceView, low: str) -> list[Mention]:
    """Return the sponsors that a sentence says to belong to those before."""
    if _told_here(view):
        return []
    if among := _AMONG.search(low):
        behind = [m for m in view.sponsors() if m.start >= view.start + among.end()]
        near = behind and behind[0].start - view.start - among.end() <= _REACH
        return view.sponsors() if not near else behind
    if complete := _COMPLETE.search(low):
        return [m for m in view.sponsors() if m.end <= view.start + complete.start()]
    return []


def _told_here(view: SentenceView) -> bool:
    """Tell whether a sentence itself has a tier or a word for partners, to whom its sponsors then belong."""
    return bool(view.table("tiers") or view.cues("worldwide"))


def _claim(view: SentenceView, mention: Mention) -> Claim | None:
    """Return the statement that a sponsor belongs to those told last."""
    place = mention.start, mention.end
    where = of_sponsor(view, mention.iri, context(view, mention.start))
    for back in view.earlier(_BACK):
        if tiers := back.table("tiers"):
            games = where.games or _games_of(view, mention)
            own = replace(where, games=games, top=False, domestic=False)
            return judge_tier(view, mention, tiers[-1][2], own, place) if games else None
        if back.cues("worldwide") or any(m.kind == "programme" for m in back.mentions):
            terms = [m.iri for m in back.of_kind("programme") if slug(m.iri) != "top"]
            last = next((m.iri for one in view.earlier() for m in reversed(one.of_kind("games"))), "")
            games = (last,) if last and not terms else ()
            own = replace(where, games=games, programme=terms[-1] if terms else "", top=not terms)
            return judge_partner(view, mention, own, place, mention.start)
        if back.cues("partner") and where.named:
            return judge_partner(view, mention, where, place, mention.start)
    return None


def _games_of(view: SentenceView, mention: Mention) -> tuple[str, ...]:
    """Return the Games that were named last of those at which a sponsor has a tier."""
    named = (m.iri for back in view.backwards() for m in reversed(back.of_kind("games")))
    rows = [row for row in view.facts.rows_of(mention.iri) if row.tier]
    return next(((iri,) for iri in named if any(iri in row.games for row in rows)), ())
