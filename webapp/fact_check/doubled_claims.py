"""Statements that say again what another one of their sentence says.

"Atos stays a partner of Paris 2024" has words for partners, a deed and Games. Each has a reader of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from webapp.fact_check.claim import Claim
from webapp.fact_check.sentence import SentenceView


def without_doubled(view: SentenceView, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield claims, without bare ones on a partner that others tell too, and departures told as events."""
    bare = [claim for claim in claims if claim.kind == "partner" and claim.finding.verdict == "supported"]
    for claim in claims:
        alike = [one for one in bare if one.reads == claim.reads] if claim in bare else []
        kept = [one for one in alike if _names(view, one)] or alike[:1]
        if claim.kind == "event" and any(one.kind == "left" and _is_same(one, claim) for one in claims):
            continue
        if not alike or (claim in kept and not any(_is_inside(claim, one) for one in kept)):
            yield claim


def _is_inside(claim: Claim, other: Claim) -> bool:
    """Tell whether the words of a statement are some of those of another one."""
    within = other.start <= claim.start and claim.end <= other.end
    return within and (claim.start, claim.end) != (other.start, other.end)


def _is_same(one: Claim, other: Claim) -> bool:
    """Tell whether two statements are supported and on the same words: "A, B and C announced that they leave"."""
    both = one.finding.verdict == other.finding.verdict == "supported"
    return both and (one.start, one.end) == (other.start, other.end)


def _names(view: SentenceView, claim: Claim) -> bool:
    """Tell whether the words of a statement name a sponsor or Games."""
    named = [*view.sponsors(), *view.of_kind("games")]
    return any(claim.start < m.end and m.start < claim.end for m in named)
