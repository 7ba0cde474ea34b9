"""Statements on sponsors that a text only names as partners.

An example is "all places are sold: to Bell Canada, which signed first, and to RONA". Only what the graph has is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from webapp.fact_check.about import Context
from webapp.fact_check.claim import Claim
from webapp.fact_check.consistency import unsaid
from webapp.fact_check.context import context, of_sponsor, rows_in
from webapp.fact_check.likewise_claims import is_likewise, speaks_of_level
from webapp.fact_check.lower_claims import speaks_of_lower
from webapp.fact_check.partner_claims import judge_partner
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.tier_claims import is_tier
from webapp.fact_check.tier_list_claims import is_of_other_tier
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_OTHER: Final = ("leave", "replace", "replaced_by", "lost", "former", "ended")

_BEFORE: Final = re.compile(
    r"(?:^|[,;:，；：、和与及やと]|[(]"  # noqa: RUF001
    r"|\b(?:and|und|et|y|e|as well as|sowie|ainsi que|asi como|from|to|by|of|with|de|d'|a|al|von|bis|bei|mit|an|avec"
    r"|con|par|por|unter ihnen|are|is|sind|ist|sont|est|son|es|finds|finden)\b)"
    r"\s?(?:(?:the|to|from|by|de|d'|du|del|la|le|el|les|los|a|al|von|bis|der|die|das|den|dem)\s?)?$"
)
_AFTER: Final = re.compile(
    r"\s?(?:$|[,;.:)，；。、和与及やとな(（也都等]"  # noqa: RUF001
    r"|(?:and|und|et|y|e|as well as|sowie|ainsi que|asi como|to|bis|a|are|are on|completed|sind|sont|son|en passant"
    r"|at the|on the|in the|aufs?|im|au|en)\b)"
)
"""What stands around a sponsor of which its own words say nothing more."""


def named_claims(view: SentenceView, told: Sequence[Claim], before: AbstractSet[str]) -> Iterator[Claim]:
    """Yield that a sponsor of which no other reader tells anything is a partner of what is spoken of."""
    groups = view.lists(view.sponsors(), described=True)
    for mention in view.sponsors():
        group = next((one for one in groups if mention in one), [mention])
        if mention.iri in before or any(view.has(name, *view.segment(mention.start)) for name in _OTHER):
            continue
        if view.unreal(mention.start) or view.negated(mention.start) or is_likewise(view, group):
            continue
        if _LATER.match(folded(view.slice(mention.end, view.end))):
            continue
        if is_of_other_tier(view, mention, group) or _is_of_other_trade(view, mention, group):
            continue
        bare = _is_bare(view, mention, group) and not _is_told(mention, told)
        if not bare and (len(group) == 1 or _is_told_together(mention, group, told)):
            continue
        where = _spoken_of(view, mention)
        own = of_sponsor(view, mention.iri, where)
        if not own.named and not own.paralympic:
            continue
        claim = judge_partner(view, mention, own, (mention.start, mention.end), mention.start)
        open_ = len(group) <= _PAIR and unsaid(view, claim, told)
        if claim.finding.verdict == "supported" and not open_ and _of_tier(view, mention, own):
            yield claim


def _is_of_other_trade(view: SentenceView, mention: Mention, group: Sequence[Mention]) -> bool:
    """Tell whether a word for a trade is the topic of a list, and is not of this member: "旅行はJTBとヤマト"."""
    own = {iri for row in view.facts.rows_of(mention.iri) for iri in row.categories}
    trades = [iris for _, two, iris in view.trades if _TOPIC.fullmatch(view.slice(two, group[0].start))]
    return len(group) > 1 and bool(trades) and not any(own & set(iris) for iris in trades)


_LATER: Final = re.compile(
    r",\s(?:which|who|der|die|das|qui|que)\s[^,;.]{0,40}\b(?:earlier|later|before|after|fruher|spater|zuvor|danach"
    r"|plus tot|plus tard|avant|apres|antes|despues|mas tarde)\b"
)
"""A relative clause on when a sponsor came has a reader of its own: "Comcast, which came two years later"."""

_TOPIC: Final = re.compile("(?:分野)?で?は|(?:类别|领域)?(?:由|归|是)")
"""What makes a word for a trade the topic of the list behind it."""

_PAIR: Final = 2
"""Members of a list, at most, of which a date or a number in the clause is told."""


def _is_told(mention: Mention, told: Sequence[Claim]) -> bool:
    """Tell whether a sponsor has a verdict, on its name or beside it."""
    return any(
        (c.start < mention.end and mention.start < c.end) or (c.who is not None and c.who.iri == mention.iri)
        for c in told
    )


def _is_told_together(mention: Mention, group: Sequence[Mention], told: Sequence[Claim]) -> bool:
    """Tell whether a member of a list has a verdict on its name, or the whole list has one."""
    over = [c for c in told if c.start < mention.end and mention.start < c.end]
    shared = (c for c in told if c.finding.verdict != "not-recorded" and c.kind in _SHARED)
    return any(c.finding.verdict != "not-recorded" or c.kind in _DETAILS for c in over) or any(
        c.who in group and c.end > group[-1].end for c in shared
    )


_SHARED: Final = frozenset({"event", "category", "partner", "from", "until"})
"""Kinds of statements on a whole list whose place is the words behind it."""

_DETAILS: Final = frozenset({"tier", "ordinal", "category", "count", "partner"})
"""Kinds of statements that leave open what else is told on the same words."""


def _spoken_of(view: SentenceView, mention: Mention) -> Context:
    """Return of what a sentence speaks: where nothing is named, of TOP if the IOC was named last."""
    where = context(view, mention.start)
    for back in view.earlier(0 if where.named else _BACK):
        if back.of_kind("games"):
            break
        rings = _RINGS.search(folded(back.text))
        if rings or back.cues("worldwide") or any(slug(m.iri) == "ioc" for m in back.of_kind("organization")):
            return replace(where, top=True, olympic=True, carried=True)
    return where


_RINGS: Final = re.compile(
    r"\b(?:olympic rings|the rings|(?:olympischen? )?ringen?|anneaux|anillos|aros olimpicos)\b|五环|五輪の輪"
)
_BACK: Final = 6


def _of_tier(view: SentenceView, mention: Mention, where: Context) -> bool:
    """Tell whether a sponsor is in one of the tiers that the sentence names, if it names any."""
    tiers = {key for _, _, key in view.table("tiers")}
    own = [row.tier for row in rows_in(view.facts, mention.iri, where) if row.tier]
    ranks = {f"rank-{view.facts.catalogue.tiers[iri].rank}" for iri in own}
    if own and not tiers and (view.cues("rank") or speaks_of_lower(view) or speaks_of_level(view)):
        return False
    return not own or not tiers or bool(ranks & tiers) or any(is_tier(iri, key) for iri in own for key in tiers)


_FEW: Final = 2
"""Sponsors of a sentence that lists none, at most, of which each has a verb of its own."""


def _is_bare(view: SentenceView, mention: Mention, group: Sequence[Mention]) -> bool:
    """Tell whether a sponsor stands between words that say nothing of it alone."""
    before, after = (
        folded(view.slice(max(view.start, mention.start - 24), mention.start)),
        folded(view.slice(mention.end, mention.end + 24)),
    )
    listed = len(group) > 1
    ends = bool(_AFTER.match(after)) or (listed and (after[:1] in set("がはも") or mention is group[-1]))
    return bool(_BEFORE.search(before)) and ends and (listed or len(view.sponsors()) > _FEW)
