"""Certainty of contradictions.

A wrong "contradicted" harms more than silence, so what a text only implies contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from webapp.fact_check.claim import Claim
from webapp.fact_check.context import context
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_DATED: Final = frozenset({"event", "from", "left"})
"""Kinds of statements whose year must be written, as one told by other words is often read wrong."""

_NAMED: Final = _DATED | {"tier", "money"}
"""Kinds of statements whose sponsor must be named in the sentence, before them and in the same clause."""

_FIRST: Final = _NAMED | {"until", "category"}
"""Kinds of statements that are told of a sponsor before them."""

_SEVERAL: Final = 2

_APART: Final = re.compile("[;；:：]")  # noqa: RUF001
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")


def certain(view: SentenceView, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield claims; a contradiction becomes not recorded where its sponsor, its day or its Games are only implied."""
    claims = list(claims)
    for claim in claims:
        if claim.finding.verdict == "contradicted" and not (_is_certain(view, claim) or _is_odd(view, claim, claims)):
            yield replace(claim, finding=replace(claim.finding, verdict="not-recorded"))
        else:
            yield claim


def _is_odd(view: SentenceView, claim: Claim, claims: list[Claim]) -> bool:
    """Tell whether one member of a list is in another tier than the one that all others are in."""
    if claim.kind != "tier" or claim.who is None or view.strong or view.cues("unreal"):
        return False
    place = claim.start == claim.who.start and claim.end == claim.who.end
    tier = claim.reads.partition(": ")[2]
    same = [c for c in claims if c.kind == "tier" and c.reads.partition(": ")[2] == tier and c.who != claim.who]
    return place and len(same) >= _SEVERAL and all(c.finding.verdict == "supported" for c in same)


def _is_certain(view: SentenceView, claim: Claim) -> bool:
    """Tell whether a text says in so many words of whom, of what and of when a statement is."""
    if claim.kind != "money" and (view.strong or (view.cues("unreal") and not _is_apposition(view, claim))):
        return False
    if claim.kind in _DATED and not _has_year(view, claim):
        return False
    if _other_meant(view, claim):
        return False
    if claim.who is None or claim.kind not in _FIRST:
        return True
    return _is_of(view, claim, claim.who)


def _other_meant(view: SentenceView, claim: Claim) -> bool:
    """Tell whether a sponsor behind the beginning of a programme may be meant: "began with Lenovo in 2004"."""
    return claim.kind == "since" and any(claim.start <= m.start <= claim.end + _RIVALS for m in view.sponsors())


def _is_apposition(view: SentenceView, claim: Claim) -> bool:
    """Tell whether a country stands beside a name before a plan is told: "Samsung of Japan might leave"."""
    before = folded(view.slice(max(view.start, claim.start - _RIVALS), claim.start))
    later = all(one >= claim.end for one, _ in view.cues("unreal"))
    return claim.kind == "country" and later and not _RIVAL.search(before)


_RIVALS: Final = 20
_RIVAL: Final = re.compile(
    r"\b(?:rivale?|rivals|competitor|konkurrent|concurrent|competidor)\w*\s(?:of|von|de|du|des)\s?$"
)
"""Words that make a country behind a name that of a rival."""


def _is_of(view: SentenceView, claim: Claim, who: Mention) -> bool:
    """Tell whether a sponsor is named right where something is told of it, and is the only one there."""
    start = _value(view, claim)
    if who.start < view.start:
        return claim.kind not in _NAMED
    if who.start > start or _other_between(view, who, start):
        return False
    if claim.kind in {"from", "until"} and _person_between(view, who, start):
        return False
    if claim.kind in _NAMED and (_is_listed(view, who) or _APART.search(view.slice(who.end, start))):
        return False
    return claim.kind != "tier" or not _of_several_games(view, claim, who)


def _dates(view: SentenceView, claim: Claim) -> list[Mention]:
    """Return the dates that stand in the words of a claim."""
    return [m for m in view.of_kind("date") if m.start < claim.end and claim.start < m.end]


def _has_year(view: SentenceView, claim: Claim) -> bool:
    """Tell whether a claim is on a place, or on a date with its year, alone in its clause."""
    dates = _dates(view, claim)
    if not dates:
        return True
    if not _YEAR.search(dates[0].text):
        return False
    first, last = view.segment(dates[0].start)
    return claim.kind == "from" or sum(first <= m.start < last for m in view.of_kind("date")) == 1


def _value(view: SentenceView, claim: Claim) -> int:
    """Return where the date, amount, tier or category of a claim begins."""
    dates = _dates(view, claim) if claim.kind in _DATED | {"until"} else []
    if dates:
        return dates[0].start
    inside = claim.who is not None and claim.start <= claim.who.start < claim.end
    return claim.end if inside else claim.start


def _other_between(view: SentenceView, who: Mention, start: int) -> bool:
    """Tell whether a sponsor of another list stands between one and what is told of it."""
    group = _group(view, who)
    return any(who.end <= m.start < start and m not in group for m in view.sponsors())


def _person_between(view: SentenceView, who: Mention, start: int) -> bool:
    """Tell whether a person stands between a sponsor and a date, which may be that of an office."""
    return any(who.end <= m.start < start for m in view.of_kind("person"))


def _group(view: SentenceView, who: Mention) -> list[Mention]:
    """Return the list of sponsors in which one stands."""
    return next((group for group in view.lists(view.sponsors(), described=True) if who in group), [who])


def _is_listed(view: SentenceView, who: Mention) -> bool:
    """Tell whether a sponsor stands in a list, of which what follows may be told of one member alone."""
    return len(_group(view, who)) > 1


def _of_several_games(view: SentenceView, claim: Claim, who: Mention) -> bool:
    """Tell whether the Games of a tier are carried over, and others may be meant: the text or the sponsor has more."""
    if context(view, claim.start).carried and len(_games_so_far(view)) >= _SEVERAL:
        return True
    rows = view.facts.rows_of(who.iri) if context(view, claim.start).carried else []
    return len({row.programme for row in rows if row.tier and slug(row.whole) != "top"}) > 1


def _games_so_far(view: SentenceView) -> set[str]:
    """Return the Games that a text has named up to the end of a sentence."""
    found: set[str] = set()
    for back in view.backwards():
        found |= {mention.iri for mention in back.of_kind("games")}
    return found
