"""Statements on the tiers of partners."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from webapp.fact_check.about import Context
from webapp.fact_check.claim import Claim, Finding, Verdict
from webapp.fact_check.context import context, name_of, of_sponsor, rows_in
from webapp.fact_check.facts import Facts, Partnership
from webapp.fact_check.judging import history, statements
from webapp.fact_check.partner_claims import place_of
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_GENERIC: Final = frozenset({"official-partner", "official-sponsor"})


def tier_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield in which tier a partner is said to be."""
    ranks = list(_ranks(view))
    for start, end, tier in [*view.table("tiers"), *ranks]:
        if view.unreal(start) or view.negated(start) or _counted(view, start, end) or _is_topic(view, start, end):
            continue
        where = replace(context(view, start), top=False, domestic=False)
        if not where.games and not where.paralympic:
            continue
        for mention in (who := _ahead(view, start, end) or subjects(view, start, end)):
            place = place_of(view, mention, who, start, end)
            if len(who) > 1 and mention is not who[-1] and view.start <= mention.start < view.end:
                place = mention.start, mention.end
            elif len(who) > 1 and 0 <= start - mention.end <= _NEAR:
                place = mention.start, end
            limited = view.has("limits", *view.segment(start)) or (start, end, tier) in ranks
            own = replace(of_sponsor(view, mention.iri, where), top=False)
            yield judge_tier(view, mention, tier, own, place, limited=limited)
        for mention in _goes_on(view, start, end, who):
            own = replace(of_sponsor(view, mention.iri, where), top=False)
            claim = judge_tier(view, mention, tier, own, (mention.start, mention.end))
            if claim.finding.verdict == "supported":
                yield claim


def _goes_on(view: SentenceView, start: int, end: int, who: list[Mention]) -> list[Mention]:
    """Return further members of a list behind a tier, where words without a verb stand between them."""
    last = max((m.end for m in who if m.start >= end), default=0)
    found: list[Mention] = []
    if view.forms.unspaced or not last or view.segment(start)[0] > start:
        return found
    for mention in [m for m in view.sponsors() if m.start >= last]:
        gap = view.slice(last, mention.start)
        verbs = any(view.has(name, last, mention.start) for name in _VERBS)
        if len(gap) > _GAP or verbs or not _NEXT.search(gap) or re.search("[;:.!?]", gap):
            break
        found.append(mention)
        last = mention.end
    return found


_NEAR: Final = 4
"""Characters between the last sponsor of a list and its tier, which are then told together."""

_VERBS: Final = ("sign", "join", "leave", "renew", "hold", "pay", "partner", "worldwide", "replace", "replaced_by")
_GAP: Final = 44
"""Characters between members of a list that describe one of them: "Iveco mit 1200 Bussen, die Staatsbahn …"."""

_NEXT: Final = re.compile(r",|\b(?:and|und|et|y|e|sowie)\b")


def _ahead(view: SentenceView, start: int, end: int) -> list[Mention]:
    """Return the list behind a tier with which a part of a sentence begins: "in silver, among others, Easy"."""
    if view.forms.unspaced:
        return []
    before = re.split("[;:.]", view.slice(view.start, start))[-1]
    if len(before.split()) > _OPENING or any(start - len(before) <= m.start < start for m in view.sponsors()):
        return []
    ends = re.search("[;.]", view.slice(end, view.end))
    last = end + ends.start() if ends else view.end
    last = min([last, *(one for one, _, _ in view.table("tiers") if one >= end)])
    inside = [m for m in view.sponsors() if end <= m.start < last]
    verbs = any(view.has(name, end, inside[0].start) for name in ("sign", "leave", "renew")) if inside else True
    group = view.lists(inside, described=True)[0] if inside else []
    return group if len(group) > 1 and not verbs else []


_OPENING: Final = 4
"""Words, at most, before a tier with which a part of a sentence begins."""

_LEVEL: Final = re.compile("(?:级别|层级|等级|級|クラス)")
"""What makes a rank of a word for partners before it."""

_BESIDE: Final = 12
"""Characters between a word for a rank and the tier."""


def _ranks(view: SentenceView) -> Iterator[tuple[int, int, str]]:
    """Yield the tiers that a word for a rank makes of plain words: "has the rank of partner"."""
    words = view.table("ranks")
    ranked = False
    named = view.table("tiers")
    for start, end, tier in words:
        if any(one < end and start < two for one, two, _ in named):
            continue
        cues = [cue for cue in view.cues("rank") if 0 <= start - cue[1] <= _BESIDE]
        if view.forms.unspaced and _LEVEL.match(view.slice(end, view.end)):
            cues = cues or [(start, end)]
        likewise = ranked and any(0 <= start - two <= 2 for _, two in view.cues("as"))
        if cues or likewise:
            ranked = True
            yield (cues[-1][0] if cues else start), end, tier


def judge_tier(  # noqa: PLR0913 - a tier and its place
    view: SentenceView, mention: Mention, tier: str, where: Context, place: tuple[int, int], *, limited: bool = False
) -> Claim:
    """Return the statement that a partner is in a tier, with its verdict."""
    facts = view.facts
    rows = [row for row in rows_in(facts, mention.iri, where) if slug(row.whole) != "top"]
    name = facts.catalogue.label(mention.iri)
    reads = f"{name}: {tier.replace('-', ' ')} of {name_of(where, facts)}"
    told = [row for row in rows if row.tier]
    words = "; ".join(
        f"{name}: {facts.catalogue.tiers[row.tier].label}, {facts.catalogue.label(row.programme)}" for row in told
    )
    query, arguments = history(mention.iri)
    verdict = _tier_verdict(view, mention.iri, tier, told, limited=limited)
    elsewhere = where.carried and any(is_tier(row.tier, tier) for row in facts.rows_of(mention.iri))
    verdict = "not-recorded" if verdict == "contradicted" and elsewhere else verdict
    finding = Finding(verdict, f"{words}." if words else "No tier is recorded.", statements(told), query, arguments)
    return Claim(*place, "tier", reads, finding, mention)


def _is_topic(view: SentenceView, start: int, end: int) -> bool:
    """Tell whether a Japanese sentence begins with a tier as what it goes on about, before it names a sponsor."""
    after = _RANK_NOUN.sub("", view.slice(end, end + _TOPIC))[:2]
    named = any(m.start < start for m in view.of_kind("organization") if not view.facts.is_committee(m.iri))
    return view.forms.language == "ja" and after.startswith(("では", "には", "は", "で")) and not named


_RANK_NOUN: Final = re.compile("^(?:スポンサー|パートナー|サポーター)")
_TOPIC: Final = 7
"""A noun that a tier is part of, and how far behind a tier it and its particle reach."""

_NUMBER: Final = re.compile(r"(?:は|が|共有|共|也有|有|达到?|也是|均为|亦为)?\s?\d")
"""A number right behind a tier in Chinese or Japanese."""


def _counted(view: SentenceView, start: int, end: int) -> bool:
    """Tell whether a number stands right beside a tier: the tier is then counted, and nobody's."""
    if view.forms.unspaced and _NUMBER.match(view.slice(end, end + 4)):
        return True
    numbers = [
        (one, two)
        for one, two, _ in view.table("numbers")
        if not any(m.start <= one and two <= m.end for m in view.mentions)
    ]
    if any(m.start < start - 1 and start - 2 <= m.end for m in view.of_kind("organization")):
        return False
    return any(0 <= start - two <= 2 for _, two in numbers) or view.slice(start - 2, start).strip().isdigit()


def _tier_verdict(  # noqa: PLR0911 - one return for each reason
    view: SentenceView, partner: str, tier: str, rows: list[Partnership], *, limited: bool
) -> Verdict:
    """Return the verdict on a tier by its name, or by its rank such as `rank-1`."""
    facts = view.facts
    ranks = {facts.catalogue.tiers[row.tier].rank for row in rows} - {0}
    if tier.startswith("rank-"):
        if int(tier[-1]) in ranks:
            return "supported"
        return "contradicted" if len(ranks) == 1 else "not-recorded"
    if any(is_tier(row.tier, tier) for row in rows):
        return "supported"
    if len(rows) != 1 or (tier in _GENERIC and not limited and not _told_apart(view, tier, rows[0])):
        return "not-recorded"
    if limited and ranks == {1}:
        return "contradicted"
    programme, own = rows[0].programme, _metal(slug(rows[0].tier))
    if own and _metal(tier) and own != _metal(tier):
        return "contradicted"
    if not any(is_tier(name, tier) for name in facts.tiers_of(programme)):
        return "not-recorded"
    titles = (event.title for event in facts.events.get(partner, ()) if programme in event.others)
    words = folded(" ".join((rows[0].texts, *titles)))
    if tier in _GENERIC:
        return "contradicted"
    named = [word for word in tier.split("-") if word not in {"official", "partner", "sponsor"}]
    return "contradicted" if named and not any(word in words for word in named) else "not-recorded"


def _told_apart(view: SentenceView, tier: str, row: Partnership) -> bool:
    """Tell whether a text names another tier of the programme, so that it uses the names of tiers with care."""
    known = view.facts.tiers_of(row.programme)
    others = view.told_tiers - {tier}
    return any(is_tier(one, tier) for one in known) and any(is_tier(one, name) for one in known for name in others)


def _metal(tier: str) -> str:
    """Return the metal that a tier is called after, in English."""
    own = tier.rpartition("--")[2]
    return next((metal for metal, words in _METALS.items() if any(word in own.split("-") for word in words)), "")


_METALS: Final = {
    "gold": ("gold", "oro"),
    "silver": ("silver", "plata"),
    "bronze": ("bronze", "bronce"),
    "platinum": ("platinum",),
}

_NAMES: Final = {
    "official-supplier": {"official-supplier", "supplier", "official-provider-supplier", "sydney-2000-supplier"},
    "official-supporter": {"official-supporter", "supporter"},
    "official-sponsor": {"official-sponsor", "beijing-2008-sponsor", "sponsor"},
    "official-partner": {"official-partner", "beijing-2008-partner", "partner"},
    "premium-partner": {"premium-partner", "national-premium-partner"},
    "exclusive-supplier": {"exclusive-supplier", "official-exclusive-supplier"},
    "gold-partner": {"gold-partner", "gold-sponsor", "oro"},
    "gold-sponsor": {"gold-partner", "gold-sponsor", "oro"},
    "silver-partner": {"silver-partner", "silver-sponsor", "plata"},
    "bronze-partner": {"bronze-partner", "bronze-sponsor", "bronce"},
}
"""The names of tiers in the graph that a tier of a text may mean."""


def is_tier(iri: str, tier: str) -> bool:
    """Tell whether a tier of the graph may be meant by a tier of a text."""
    own = slug(iri).rpartition("--")[2]
    return own in _NAMES.get(tier, {tier})


def tiers_there(facts: Facts, rows: Sequence[Partnership], tiers: Sequence[str]) -> list[str]:
    """Return those words for tiers that name one of the programmes of partnerships."""
    own = (
        {iri for programme in {row.programme for row in rows} for iri in facts.tiers_of(programme)} if tiers else set()
    )
    return [key for key in tiers if any(is_tier(iri, key) for iri in own)]


def is_in_one(rows: Sequence[Partnership], tiers: Sequence[str]) -> bool:
    """Tell whether one of some partnerships is in one of some tiers."""
    return any(is_tier(row.tier, key) for row in rows for key in tiers)
