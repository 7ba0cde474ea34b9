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
from webapp.fact_check.tier_claims import judge_tier
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention

_CLOSE: Final = 48
"""Characters between a word for "joins" or "alongside" and the list of those beside whom a sponsor stands."""

_PLAIN: Final = re.compile(
    r"\s?(?:(?:a|the|its|their|der|die|das|den|dem|le|la|les|l'|el|los|las|a|au|aux|de|des|del|zu|zum|zur|zu den"
    r"|list|group|club|circle|family|roster|ranks|line-up|lineup|stable|sponsors?|partners?|partnern|sponsoren"
    r"|companies|firms|names|of|that|which|who|includes?|including|such as|like|and|already|olympic|worldwide|global|top"
    r"|(?:other )?global|fellow|giants?|brands?|grupo|lista|patrocinadores|socios|marcas|empresas|que|incluye|como"
    r"|liste|groupe|parrains|partenaires|sponsoren|kreis|reihe|marken|konzernen?|wie|etwa|mit)\s?)*"
)
"""What stands between such a word and the list."""

_BEFORE_LIST: Final = re.compile(r"(?:一同|一起|并列|比肩|同列|等)")
"""What follows a list of companions in Chinese."""


def companion_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield that the sponsors beside whom another one stands are partners too, each by itself."""
    groups = view.lists(view.sponsors(), described=True)
    told: set[str] = set()
    for start, end in [*view.cues("companions"), *view.cues("remain")]:
        group = _companions(view, groups, start, end)
        if not group or view.unreal(start) or view.negated(start) or not _on_partners(view, start):
            continue
        where = context(view, start)
        for mention in group if where.some else ():
            if mention.iri in told:
                continue
            told.add(mention.iri)
            yield from _beside(view, mention, where, start)


def companions(view: SentenceView) -> list[Mention]:
    """Return the sponsors beside whom another one stands, of whom the next sentence does not go on."""
    groups = view.lists(view.sponsors(), described=True)
    found = (_companions(view, groups, start, end) for start, end in view.cues("companions"))
    return [mention for group in found for mention in group]


def _companions(view: SentenceView, groups: list[list[Mention]], start: int, end: int) -> list[Mention]:
    """Return the list behind a word for "alongside", or before a word for "remain"."""
    if (start, end) in view.cues("remain"):
        return next((g for g in groups if 0 <= start - g[-1].end <= 2), [])
    near = next((g for g in groups if 0 <= g[0].start - end <= _CLOSE), [])
    return near if near and _PLAIN.fullmatch(folded(view.slice(end, near[0].start))) else []


def _on_partners(view: SentenceView, place: int) -> bool:
    """Tell whether a sentence speaks of partners, or goes on about one who signed."""
    names = ("partner", "worldwide", "sign", "join", "renew", "leave")
    return any(view.cues(name) for name in names) or bool(view.table("tiers")) or bool(view.of_kind("programme"))


def _beside(view: SentenceView, mention: Mention, where: Context, cue: int) -> Iterator[Claim]:
    """Yield that a sponsor is a partner, or in the tier that the clause names, where the graph has it."""
    place = mention.start, mention.end
    first, last = view.segment(mention.start)
    tiers = [key for one, _, key in view.table("tiers") if min(first, cue) <= one < last]
    own = of_sponsor(view, mention.iri, where)
    if tiers and own.games:
        claim = judge_tier(view, mention, tiers[0], replace(own, top=False, domestic=False), place)
    else:
        claim = judge_partner(view, mention, own, place, cue)
    if claim.finding.verdict == "supported":
        yield claim
