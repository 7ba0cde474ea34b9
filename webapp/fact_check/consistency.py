"""Agreement between the verdicts on one clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from webapp.fact_check.claim import Claim
from webapp.fact_check.date_roles import is_dateline
from webapp.fact_check.sentence import SentenceView

_OPEN: Final = frozenset({"contradicted", "not-recorded"})
_SPECIFIC: Final = frozenset({"tier", "ordinal", "category", "count", "from", "until", "left", "event"})
_EXACT: Final = frozenset({"ordinal", "from", "event", "left"})
_DETAILS: Final = ("tiers", "ordinals")


def consistent(view: SentenceView, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield claims so that no clause with an open or false part is called supported."""
    claims = [claim for claim in claims if not _is_day_of_games(claim, claims)]
    claims = [_behind_dates(view, claim, claims) for claim in claims]
    claims = [_only_date(view, claim, claims) for claim in claims]
    claims = [_only_category(view, claim, claims) for claim in claims]
    for claim in claims:
        if claim.finding.verdict != "supported":
            yield claim
            continue
        if claim.only_describes and _beside_open(view, claim, claims):
            continue
        if claim.kind == "country" and _ranked(view, claim, claims):
            continue
        kept = _beside_false(view, _beside_countries(_beside_tiers(view, claim, claims), claims), claims)
        kept = _trimmed(view, kept)
        if kept.kind == "partner" and (_told(kept, claims) or unsaid(view, kept, claims) or _doubted(kept, claims)):
            continue
        unsure = _excluded(kept, claims) or _numbered(view, kept, claims) or _of_tier(view, kept, claims)
        if unsure or _alone(view, kept):
            yield replace(kept, finding=replace(kept.finding, verdict="not-recorded"))
            continue
        yield kept


def _is_day_of_games(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Tell whether the date of an open or false statement is a day of Games, as another one tells."""
    return (
        claim.kind in _DATED
        and claim.finding.verdict in _OPEN
        and any(
            one.finding.verdict == "supported"
            and one.finding.query == "games-overview"
            and one.start <= claim.start
            and claim.end <= one.end
            for one in claims
        )
    )


def _behind_dates(view: SentenceView, claim: Claim, claims: Sequence[Claim]) -> Claim:
    """Return a claim on a tier, number or category without the date before its words, if one is false."""
    false = [one for one in claims if one.kind in _DATED and one.finding.verdict in _OPEN and _overlap(one, claim)]
    if claim.kind not in {"tier", "ordinal", "category"} or (claim.finding.verdict == "supported" and not false):
        return claim
    dates = [m.end for m in view.mentions if m.kind == "date" and claim.start < m.start and m.end < claim.end]
    return (
        replace(claim, start=max(dates))
        if dates and max(dates) - claim.start < claim.end - max(dates) + _NEAR
        else claim
    )


def _only_date(view: SentenceView, claim: Claim, claims: Sequence[Claim]) -> Claim:
    """Return an open or false claim on a date without the words of a supported number, tier or category."""
    if claim.kind not in _DATED or claim.finding.verdict not in _OPEN:
        return claim
    dates = [m for m in view.mentions if m.kind == "date" and claim.start <= m.start and m.end <= claim.end]
    if len(dates) != 1:
        return claim
    others = [
        other
        for other in claims
        if other.finding.verdict == "supported" and other.kind in _DETAILED and _overlap(other, claim)
    ]
    if not others or any(other.start < dates[0].end and dates[0].start < other.end for other in others):
        return claim
    return replace(claim, start=dates[0].start, end=dates[0].end)


def _only_category(view: SentenceView, claim: Claim, claims: Sequence[Claim]) -> Claim:
    """Return a supported claim on a category without the words of an open or false date before it."""
    if claim.kind != "category" or claim.finding.verdict != "supported":
        return claim
    dates = [c for c in claims if c.kind in _DATED and c.finding.verdict in _OPEN and _overlap(c, claim)]
    named = [m for m in view.of_kind("category") if claim.start <= m.start and m.end <= claim.end]
    days = [m for m in view.of_kind("date") for c in dates if c.start <= m.start and m.end <= c.end]
    if not dates or not named or any(m.end > named[-1].start for m in days):
        return claim
    return replace(claim, start=named[-1].start)


_DETAILED: Final = frozenset({"ordinal", "tier", "category", "count"})


def _beside_open(view: SentenceView, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Tell whether a description stands in an open or false statement, or right behind a false one."""
    part = view.segment(claim.start)
    return any(
        (other.finding.verdict in _OPEN and other.kind != "money" and _overlap(claim, other))
        or (
            other.finding.verdict == "contradicted"
            and other.kind in {"tier", "partner"}
            and 0 <= claim.start - other.end <= _NEAR
            and view.segment(max(other.start, other.end - 1)) == part
        )
        for other in claims
    )


_SHARED: Final = frozenset({"partner", "left", "from", "event", "category", "before"})


def _alone(view: SentenceView, claim: Claim) -> bool:
    """Tell whether a statement says that it holds of one sponsor alone, which no row states."""
    if claim.kind not in _SHARED:
        return False
    return any(claim.start - _NEAR <= one < claim.end + 1 for one, _ in view.cues("sole")) and (
        view.segment(claim.start) == view.segment(view.cues("sole")[0][0])
    )


def _numbered(view: SentenceView, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Tell whether a number that no supported statement answers for counts the partners of a tier."""
    if claim.kind != "tier":
        return False
    answered = [
        other for other in claims if other.kind in {"ordinal", "count"} and other.finding.verdict == "supported"
    ]
    tiers = [(one, two) for one, two, _ in view.table("tiers")]
    words = [
        (one, two)
        for one, two, _ in view.table("ordinals")
        if claim.start - _NUMBER <= one < claim.end and not any(first <= one < last for first, last in tiers)
    ]
    part = view.segment(max(claim.start, claim.end - 1))
    return any(
        view.segment(one) == part and not any(other.start < two and one < other.end for other in answered)
        for one, two in words
    )


def _of_tier(view: SentenceView, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Tell whether an open or false tier stands right behind a number: "the first company of tier three"."""
    return claim.kind == "ordinal" and any(
        other.kind == "tier"
        and other.finding.verdict in _OPEN
        and 0 <= other.start - claim.end <= _BEHIND
        and not set(",;，；、。") & set(view.slice(claim.end, other.start))  # noqa: RUF001
        for other in claims
    )


_BEHIND: Final = 16
"""Characters between a number and the tier whose partners it counts."""


def _ranked(view: SentenceView, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Tell whether an open number counts the companies of a country: "the second Chinese company"."""
    words = [(one, two) for one, two, _ in view.table("ordinals") if claim.start - _BESIDE <= one < claim.end]
    told = [c for c in claims if c.kind == "ordinal" and c.finding.verdict == "supported"]
    return any(not any(c.start < two and one < c.end for c in told) for one, two in words)


_NUMBER: Final = 32
"""Characters before a tier in which a number counts its partners."""

_NEAR: Final = 40


def _overlap(one: Claim, other: Claim) -> bool:
    return one.start < other.end and other.start < one.end


def _beside_countries(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """Return a claim without the words of a false country before it."""
    for other in claims:
        false = other.kind == "country" and other.finding.verdict in _OPEN
        if false and claim.kind != "country" and _overlap(claim, other) and other.end < claim.end:
            claim = replace(claim, start=other.end)
    return claim


def _beside_tiers(view: SentenceView, claim: Claim, claims: Sequence[Claim]) -> Claim:
    """Return a claim on a category by its words alone, where a tier or number beside them is false."""
    if claim.kind != "category" or claim.only_describes:
        return claim
    beside = [c for c in claims if c.kind in _BESIDE_CATEGORIES and c.finding.verdict in _OPEN and _overlap(c, claim)]
    own = [m for m in view.of_kind("category") if claim.start <= m.start and m.end <= claim.end]
    if not beside or not own or any(c.start < own[-1].end and own[-1].start < c.end for c in beside):
        return claim
    return replace(claim, start=own[-1].start, end=own[-1].end)


_BESIDE_CATEGORIES: Final = frozenset({"tier", "ordinal", "partner"})


def _beside_false(view: SentenceView, claim: Claim, claims: Sequence[Claim]) -> Claim:
    """Return the claim on a date without the words of another false statement beside that date."""
    dates = [m for m in view.mentions if m.kind == "date" and claim.start <= m.start and m.end <= claim.end]
    if claim.kind not in _DATED or len(dates) != 1:
        return claim
    for other in claims:
        false = other.finding.verdict in _OPEN and other.kind in _BESIDE_DATES and other is not claim
        if (
            not false
            or not _overlap(claim, other)
            or _overlap(other, replace(claim, start=dates[0].start, end=dates[0].end))
        ):
            continue
        behind = other.end <= dates[0].start
        claim = replace(claim, start=other.end) if behind else replace(claim, end=other.start)
    return claim


_DATED: Final = frozenset({"event", "from", "until", "left"})
_BESIDE_DATES: Final = frozenset({"category", "before", "money", "ordinal", "tier", "count"})


def _trimmed(view: SentenceView, claim: Claim) -> Claim:
    """Return a claim without marks and spaces at its beginning."""
    words = view.slice(claim.start, claim.end)
    return replace(claim, start=claim.end - len(words.lstrip(" ,;，、；"))) if words else claim  # noqa: RUF001


def _told(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Tell whether a more specific claim says the same words, so that the bare one adds nothing."""
    return any(
        other.kind in {"tier", "ordinal", "category"} and _overlap(claim, _without_name(other)) for other in claims
    )


def _without_name(claim: Claim) -> Claim:
    """Return a claim on a category without the name of the sponsor behind it: "家电企业TCL"."""
    named = claim.who is not None and claim.kind == "category" and claim.start < claim.who.start
    return replace(claim, end=min(claim.end, claim.who.start)) if named and claim.who else claim


def _doubted(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Tell whether a more specific claim on the same words is not supported."""
    return any(
        other.kind in _SPECIFIC and other.finding.verdict != "supported" and _overlap(claim, other) for other in claims
    )


def _excluded(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Tell whether another claim on the same words is contradicted, or is a number that is not known."""
    if claim.kind == "country":
        return False
    return any(
        other is not claim
        and _overlap(claim, other)
        and (other.finding.verdict == "contradicted" or (other.kind in _EXACT and other.finding.verdict in _OPEN))
        for other in claims
        if other.kind != "country"
    ) or any(
        other.kind in {"from", "until"} and other.finding.verdict in _OPEN and 0 <= other.start - claim.end <= _BESIDE
        for other in claims
        if claim.kind in {"partner", "tier", "category"} or (claim.kind == "from" and other.kind == "until")
    )


_BESIDE: Final = 2
"""Characters between a statement and a date that it is told with."""


def unsaid(view: SentenceView, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Tell whether the clause has a tier, a number or a date that no supported claim answers for."""
    first, last = view.segment(claim.start)[0], view.segment(max(claim.start, claim.end - 1))[1]
    if view.has("limits", first, last):
        return True
    details = [(one, two) for name in _DETAILS for one, two, _ in view.table(name)]
    details += [(m.start, m.end) for m in view.mentions if m.kind == "date" and not is_dateline(view, m)]
    answered = [
        c
        for c in claims
        if c.kind != "partner" and (c.finding.verdict == "supported" or (c.kind == "event" and not _overlap(c, claim)))
    ]
    return any(first <= one < last and not any(c.start < two and one < c.end for c in answered) for one, two in details)
