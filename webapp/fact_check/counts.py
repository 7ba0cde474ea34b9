"""Statements on how many partners there were."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, NamedTuple

from webapp.fact_check.about import Context
from webapp.fact_check.claim import Claim, Finding, Verdict
from webapp.fact_check.context import name_of, term_told
from webapp.fact_check.count_scope import scope_of, signs_some
from webapp.fact_check.facts import Count, Facts, Partnership
from webapp.fact_check.judging import at
from webapp.fact_check.ordinals import named_tier, tier_of
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.tier_claims import is_tier
from webapp.mentions.dates import first_day, last_day
from webapp.mentions.folding import folded
from webapp.models.reference_data import slug


def judge_count(  # noqa: PLR0913, PLR0917 - a number, its place, and what it counts
    view: SentenceView, number: int, start: int, cue: int, where: Context, of_tier: str = ""
) -> Iterator[Claim]:
    """Yield how many partners there are said to be, with the verdict; `of_tier` where the tier stands apart."""
    facts = view.facts
    if not where.named:
        return
    where, sure = scope_of(view, start, cue, where)
    sure = sure and not signs_some(view, number, start, cue)
    tier = _named(view, of_tier, where) if of_tier else _tier(view, where, start, cue)
    licensed = bool(_LICENSED.search(folded(view.slice(*view.segment(start)))))
    if tier and where.games:
        where = replace(where, top=False)
    if where.top or slug(where.programme) == "top":
        where = _term(view, where, start)
    asked = _day_of(view, start, cue) or (_day_at(facts, where, view.today) if where.top else view.today)
    counts = [count for count in facts.counts if _is_about(facts, count, where, tier)]
    counts = [count for count in counts if (count.indicator == "licensees") == licensed]
    if not counts and tier in {"official-sponsor", "official-partner"}:
        tier = ""
        counts = [count for count in facts.counts if _is_about(facts, count, where, tier)]
    top = where.top or slug(where.programme).startswith("top")
    term = slug(where.programme).startswith("top-")
    seats = _seats(facts, asked) if top and not term and not where.games and asked else frozenset()
    if term and not counts:
        seats = _of_term(facts, where.programme)
    told = _Told(number, start, cue, where, tier, asked, counts, seats)
    agreeing = _agreeing(view, told)
    words = (
        "; ".join(f"{count.note}" for count in sorted(counts, key=lambda one: one.as_of)[:5]) or "No count is recorded."
    )
    if seats and asked:
        words += f" On {asked}: {' or '.join(map(str, sorted(seats)))} partners in the graph."
    verdict: Verdict = "supported" if agreeing or number in seats else _otherwise(view, told)
    verdict = "not-recorded" if verdict == "contradicted" and (licensed or not sure) else verdict
    query, arguments = (
        ("partners-on-date", {"programme": "top", "date": asked})
        if seats and len(asked) == 10
        else ("published-figures", {"indicator": "top-partners" if top else "domestic-partners"})
    )
    reads = f"{name_of(where, facts)}: {number} {tier.replace('-', ' ') or 'partners'}"
    behind = tuple(count.iri for count in agreeing or counts[:5])
    yield Claim(start, cue, "count", reads, Finding(verdict, words, behind, query, arguments))


_LICENSED: Final = re.compile(r"licen[cs]|lizen[zs]|特许|ライセンス")
"""Words for those who may use the emblem, who are counted apart from partners."""


def _day_at(facts: Facts, where: Context, today: str) -> str:
    """Return the day at which the worldwide partners of Games are counted: their opening, where that is past."""
    opening = str(facts.games[where.games[0]].opening) if len(where.games) == 1 else ""
    return opening if len(opening) == len("2010-02-12") and opening < today else today


class _Told(NamedTuple):
    """A number of partners by its place, what it counts on which day, and what is known of it."""

    number: int
    start: int
    cue: int
    where: Context
    tier: str
    asked: str
    counts: list[Count]
    seats: frozenset[int]


def _agreeing(view: SentenceView, told: _Told) -> list[Count]:
    """Return the published numbers that are the one of a text, unless another was published on its day."""
    term = slug(told.where.programme).startswith("top-")
    top = told.where.top or slug(told.where.programme).startswith("top")
    if _of_that_day(told.counts, told.number, told.asked, exact=bool(told.tier)):
        return []
    same = [count for count in told.counts if count.number == told.number]
    same = [count for count in same if not _is_outdated(count, told) and not _is_later(count, told)]
    agreeing = [c for c in same if not told.asked or told.where.games or term or _near(c.as_of, told.asked)]
    if agreeing or told.tier or term or not (top and view.today):
        return agreeing
    published = (c for c in view.facts.counts if c.indicator == "top-partners" and len(c.as_of) == len("2012-07-27"))
    return [count for count in published if count.number == told.number and _near(count.as_of, view.today)]


def _is_outdated(count: Count, told: _Told) -> bool:
    """Tell whether another number of the same tier was published after a count, and before the day asked for."""
    return bool(told.tier and told.asked and count.as_of) and any(
        other.number != count.number
        and not other.qualifier
        and (other.subject, other.tier) == (count.subject, count.tier)
        and last_day(count.as_of) < first_day(other.as_of)
        and last_day(other.as_of) <= first_day(told.asked)
        for other in told.counts
        if other.as_of
    )


def _is_later(count: Count, told: _Told) -> bool:
    """Tell whether a number was published after the day asked for, and another one shortly before that day."""
    asked = last_day(told.asked) if len(told.asked) > len("2012") else ""
    if not asked or not count.as_of or first_day(count.as_of) <= asked:
        return False
    before = [one for one in told.counts if one.as_of and last_day(one.as_of) <= asked and _near(one.as_of, asked)]
    return bool(before) and all(one.number != told.number for one in before)


def _otherwise(view: SentenceView, told: _Told) -> Verdict:
    """Return the verdict on a number that no published one agrees with."""
    facts, where = view.facts, told.where
    least = view.has("least", max(view.start, told.start - 24), told.start)
    of_term = slug(where.programme).startswith("top-") and bool(told.counts) and not told.tier
    if not least and (of_term or _of_that_day(told.counts, told.number, told.asked, exact=bool(told.tier))):
        return "contradicted"
    if not told.asked and not where.games:
        return "too-vague"
    if least or _of_some(view, told.start, told.cue):
        return "not-recorded"
    if where.top or slug(where.programme).startswith("top"):
        excluded = _beside_seats(facts, told.number, told.seats, told.asked)
    else:
        over = _are_over(facts, where, told.asked)
        spoken = bool(where.games) and (bool(told.tier) or where.domestic or not where.carried)
        excluded = spoken and _outside(told.counts, told.number, told.asked, exact=bool(told.tier), over=over)
    return "contradicted" if excluded else "not-recorded"


def _tier(view: SentenceView, where: Context, start: int, cue: int) -> str:
    """Return the tier whose partners a number counts, by its name."""
    worldwide = where.top and any(start <= one < cue for one, _ in view.cues("worldwide"))
    tier = tier_of(view, start, cue) or ("" if worldwide else _rank_of(view, where, start, cue))
    return _named(view, tier, where)


def _named(view: SentenceView, tier: str, where: Context) -> str:
    """Return a tier by its name at the Games spoken of."""
    return named_tier(view.facts, tier, where) if tier.startswith("rank-") else tier


def _rank_of(view: SentenceView, where: Context, start: int, cue: int) -> str:
    """Return the tier that a plain word such as "suppliers" means at Games whose partners are counted by it."""
    kinds = [key for first, last, key in view.table("ranks") if start <= first and last <= cue + 2]
    known = {count.tier.rpartition("--")[2] for count in view.facts.counts if count.subject in where.games}
    return next((key for key in kinds if key in known and key != "official-partner"), "")


def _term(view: SentenceView, where: Context, start: int) -> Context:
    """Return the term of TOP that a text names, or the first one where it tells how the programme began."""
    first, last = view.segment(start)
    if not where.games and (term := term_told(view, *view.segment(start))):
        return replace(where, programme=term, top=False)
    if view.has("begin", first, last) and not where.games and not view.of_kind("date"):
        terms = (iri for iri in view.facts.catalogue.programmes if slug(iri) == "top-01")
        return replace(where, programme=next(terms), top=False)
    return where


_BID: Final = re.compile(r"\bbids?\b|candidatur|bewerbung|申办|招致")


def _of_some(view: SentenceView, start: int, cue: int) -> bool:
    """Tell whether a number counts only some: those of a country, of a bid, or companies of any sort."""
    told = any(start <= one < cue for one, _, _ in view.table("countries"))
    named = any(start <= one <= cue for name in ("partner", "worldwide") for one, _ in view.cues(name))
    members = re.search(r"member|mitglied|membre|miembro|成员|メンバー|家|社", folded(view.slice(start, cue)))
    return (
        told
        or _of_a_country(view, start, cue)
        or bool(_BID.search(view.low))
        or not (named or members or _of_programme(view, start) or view.has("begin", *view.segment(start)))
    )


def _of_a_country(view: SentenceView, start: int, end: int) -> bool:
    """Tell whether a number counts those of the country spoken of, and not all partners."""
    behind = _FROM_THERE.match(folded(view.slice(end, end + _REACH)))
    return bool(behind or _OF_THERE.search(view.slice(max(view.start, start - _REACH), start)))


_FROM_THERE: Final = re.compile(
    r"\s?(?:\w+\s)?(?:(?:of|from)\s(?:that|this|the same|the|its)\s(?:country|nation)|from (?:there|home)"
    r"|aus\s(?:diesem|demselben|dem gleichen|dem|jenem)\sland|von dort"
    r"|(?:de ce|du meme|de leur)\spays|(?:de ese|de este|del mismo|de aquel|de su)\spais)\b"
)
_OF_THERE: Final = re.compile("(?:该国|这个国家|本国|同国|この国)(?:的|の|企業|企业)?$")
"""What says that a number counts those of the country spoken of: "three groups of that country"."""
_REACH: Final = 32


def _of_programme(view: SentenceView, start: int) -> bool:
    """Tell whether the part of a sentence with a number names a programme, whose members it then counts."""
    first, last = view.segment(start)
    return any(first <= m.start < last for m in view.of_kind("programme"))


def _day_of(view: SentenceView, start: int, cue: int) -> str:
    """Return the date for which a number of partners is told, where one stands beside it."""
    first, last = view.segment(start)
    near = [m for m in view.of_kind("date") if m.id and first <= m.start < last]
    after = [m.id for m in near if 0 <= m.start - cue <= 40]
    before = [m.id for m in near if 0 <= start - m.end <= 30 and not view.has("create", first, last)]
    return next(iter([*after, *before]), "") if not view.has("create", first, last) or after else ""


def _are_over(facts: Facts, where: Context, day: str) -> bool:
    """Tell whether Games had closed by a day, so that no partner came later."""
    return all((closing := str(facts.games[iri].closing)) and (not day or closing < day) for iri in where.games)


def _beside_seats(facts: Facts, number: int, seats: frozenset[int], day: str) -> bool:
    """Tell whether a number of TOP partners is neither the graph's of a day, nor one published near it."""
    if len(day) != len("2012-07-27") or not seats:
        return False
    published = {
        count.number for count in facts.counts
        if count.indicator == "top-partners" and len(count.as_of) == len(day) and _near(count.as_of, day)
    }  # fmt: skip
    return min(abs(number - one) for one in seats | published) > (1 if published else 2)


def _outside(counts: list[Count], number: int, day: str, *, exact: bool, over: bool) -> bool:
    """Tell whether a number lies outside the published ones before and after a day; partners only come.

    Without a tier, numbers depend on who is counted: only one far outside counts.
    """
    exactly = [count for count in counts if not count.qualifier and count.as_of]
    if not exactly or len(exactly) != len(counts) or any(count.number == number for count in counts):
        return False
    if not exact and _differ(exactly):
        return False
    before = [count.number for count in exactly if not day or first_day(count.as_of) <= last_day(day)]
    after = [count.number for count in exactly if not day or last_day(count.as_of) >= first_day(day)]
    most = max(after or before) if after or over else 0
    room = 0 if exact else _ROOM
    return bool(most and number > most + room) or bool(before and exact and number < max(before) and not over)


def _differ(counts: list[Count]) -> bool:
    """Tell whether the last published numbers of the same time are far apart, as they count other companies."""
    last = max(counts, key=lambda count: count.as_of)
    return any(_near(count.as_of, last.as_of) and abs(count.number - last.number) > _ROOM for count in counts)


def _of_that_day(counts: list[Count], number: int, day: str, *, exact: bool) -> bool:
    """Tell whether another number of the same partners was published on a day, or on one right beside it."""
    if len(day) != len("2012-07-27"):
        return False
    first, last = (date.fromisoformat(day) + timedelta(days=days) for days in (-_DAYS, _DAYS))
    same = [
        count.number
        for count in counts
        if len(count.as_of) == len(day) and not count.qualifier and first <= date.fromisoformat(count.as_of) <= last
    ]
    return bool(same) and all(abs(number - one) > (0 if exact else 1) for one in same)


_DAYS: Final = 3
"""Days around that of a text within which a number counts as the one of the day."""

_ROOM: Final = 4
"""Partners by which two counts of the same partners may differ, by who is counted."""


def _is_about(facts: Facts, count: Count, where: Context, tier: str) -> bool:
    if tier and not is_tier(count.tier, tier):
        return False
    if not tier and count.tier:
        return False
    if where.top and not slug(where.programme).startswith("top-"):
        return count.indicator == "top-partners" and (
            not where.games or count.subject in where.games or _covers(facts, count.subject, where.games)
        )
    if where.games:
        bids = {f"{slug(games)}-bid" for games in where.games}
        return (count.subject in where.games or slug(count.subject) in bids) and count.indicator != "top-partners"
    programme = slug(where.programme)
    return count.indicator == "top-partners" and (programme == "top" or slug(count.subject) == programme)


def _covers(facts: Facts, programme: str, games: tuple[str, ...]) -> bool:
    return programme in facts.catalogue.programmes and bool(
        set(facts.catalogue.programmes[programme].games) & set(games)
    )


def _near(as_of: str, day: str) -> bool:
    if len(as_of) == 10 and len(day) == 10:
        return abs((date.fromisoformat(as_of) - date.fromisoformat(day)).days) <= 92
    return as_of[:4] == day[:4]


def _seats(facts: Facts, day: str) -> frozenset[int]:
    """Return how many companies, and how many seats, TOP had on a day by stated and announced dates."""
    if len(day) == 7:
        return _seats(facts, first_day(day)) | _seats(facts, last_day(day))
    if len(day) != 10:
        return frozenset()
    rows = [
        row
        for rows in facts.partnerships.values()
        for row in rows
        if slug(row.whole) == "top" and at(row, day) == "yes"
    ]
    staying = [row for row in rows if row.end != day]
    return frozenset(_numbers(rows) | _numbers(staying) if staying != rows else _numbers(rows))


def _of_term(facts: Facts, programme: str) -> frozenset[int]:
    """Return how many companies, and how many seats, a term of TOP had of which all partners are known."""
    rows = [row for rows in facts.partnerships.values() for row in rows if row.programme == programme]
    return frozenset(_numbers(rows)) if programme in facts.complete else frozenset()


def _numbers(rows: list[Partnership]) -> set[int]:
    """Return how many companies some partnerships have, each by itself or joint partners as one."""
    companies = {row.partner for row in rows}
    joint = {frozenset({row.partner, *row.joint}) for row in rows if row.joint}
    return {len(companies), len(companies) - sum(len(group & companies) - 1 for group in joint)} - {0}
