"""Statements on the tiers of partners."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from webapp.fact_check.about import Context
from webapp.fact_check.claim import Claim, Finding, Verdict
from webapp.fact_check.context import context, name_of, rows_in, subjects
from webapp.fact_check.facts import Facts, Partnership
from webapp.fact_check.judging import history, statements
from webapp.fact_check.partner_claims import place_of
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_GENERIC: Final = frozenset({"official-partner"})


def tier_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield in which tier a partner is said to be."""
    for start, end, tier in view.table("tiers"):
        if view.unreal(start) or view.negated(start) or _counted(view, start, end):
            continue
        where = replace(context(view, start), top=False, domestic=False)
        if not where.games:
            continue
        for mention in (who := subjects(view, start, end)):
            place = place_of(view, mention, who, start, end)
            limited = view.has("limits", *view.segment(start))
            yield judge_tier(view, mention, tier, where, place, limited=limited)


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
    verdict = _tier_verdict(facts, mention.iri, tier, told, limited=limited)
    finding = Finding(verdict, f"{words}." if words else "No tier is recorded.", statements(told), query, arguments)
    return Claim(*place, "tier", reads, finding)


def _counted(view: SentenceView, start: int, end: int) -> bool:
    """Tell whether a number stands right beside a tier: the tier is then counted, and nobody's."""
    if view.forms.unspaced and re.match(r"(?:は|が|共有|共|有|达到?)?\s?\d", view.slice(end, end + 4)):
        return True
    numbers = [(one, two) for one, two, _ in view.table("numbers")]
    return any(0 <= start - two <= 2 for _, two in numbers) or view.slice(start - 2, start).strip().isdigit()


def _tier_verdict(  # noqa: PLR0911 - one return for each reason
    facts: Facts, partner: str, tier: str, rows: list[Partnership], *, limited: bool
) -> Verdict:
    """Return the verdict on a tier by its name, or by its rank such as `rank-1`."""
    ranks = {facts.catalogue.tiers[row.tier].rank for row in rows} - {0}
    if tier.startswith("rank-"):
        if int(tier[-1]) in ranks:
            return "supported"
        return "contradicted" if len(ranks) == 1 else "not-recorded"
    if any(_is_tier(row.tier, tier) for row in rows):
        return "supported"
    if len(rows) != 1 or (tier in _GENERIC and not limited):
        return "not-recorded"
    if limited and ranks == {1}:
        return "contradicted"
    programme = rows[0].programme
    known = {
        key.rpartition("--")[2] for key in map(slug, facts.catalogue.tiers) if key.startswith(f"{slug(programme)}--")
    }
    if not any(_is_tier(f"{slug(programme)}--{name}", tier) for name in known):
        return "not-recorded"
    titles = (event.title for event in facts.events.get(partner, ()) if programme in event.others)
    words = folded(" ".join((rows[0].texts, *titles)))
    if tier in _GENERIC:
        return "contradicted"
    own = [word for word in tier.split("-") if word not in {"official", "partner", "sponsor"}]
    return "contradicted" if own and not any(word in words for word in own) else "not-recorded"


def _is_tier(iri: str, tier: str) -> bool:
    own = slug(iri).rpartition("--")[2]
    if tier == "official-supplier":
        return own in {"official-supplier", "supplier", "official-provider-supplier", "sydney-2000-supplier"}
    if tier == "official-supporter":
        return own in {"official-supporter", "supporter"}
    if tier == "exclusive-supplier":
        return "exclusive-supplier" in own
    return own == tier
