"""Verdicts on who signed or announced, when and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from webapp.fact_check.claim import Verdict
from webapp.fact_check.dated import Dated
from webapp.fact_check.facts import Event, Facts, Partnership
from webapp.fact_check.judging import agree, all_texts, statements
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.told_dates import (
    DEEDS,
    ENDS,
    all_told,
    beginnings,
    is_none_of,
    is_written,
    of_programmes,
    olympic,
)
from webapp.mentions.mention import Mention


def judge_event(
    view: SentenceView, organization: str, found: Dated, rows: list[Partnership], words: str
) -> tuple[Verdict, list[str], str]:
    """Return the verdict on a signature or announcement, its statements, and words for them."""
    facts = view.facts
    unlike = ENDS if _tells_of_beginning(view) else frozenset()
    events = [event for event in facts.events.get(organization, ()) if event.kind in DEEDS | ENDS | {"acquisition"}]
    told = [event for event in events if agree(found.iso, event.date) and event.kind not in unlike]
    if told:
        return "supported", [event.iri for event in told], event_words(told)
    announced = [
        row for row in rows if agree(found.iso, row.announced) or (len(found.iso) > 4 and agree(found.iso, row.starts))
    ]
    if announced:
        return "supported", list(statements(announced)), words
    excluded = _other_day(facts, organization, found, rows, events)
    if excluded is None and (other := _announced_else(facts, organization, found, rows)):
        return "contradicted", list(statements(other)), words
    return excluded or ("not-recorded", [], event_words(events[:4]) or words)


def _tells_of_beginning(view: SentenceView) -> bool:
    """Tell whether a sentence says that a contract was made or made longer, and of no end and no denial."""
    told = {name for name in (*_BEGINS, *_NO_BEGINNING) if view.has(name, view.start, view.end)}
    return not told.isdisjoint(_BEGINS) and told.isdisjoint(_NO_BEGINNING)


_BEGINS: Final = ("contract", "join")
_NO_BEGINNING: Final = ("leave", "negation")
"""Words for the beginning of a contract, and those beside which it is none."""


def judge_place(view: SentenceView, organization: str, found: Dated) -> tuple[Mention, Verdict, list[str], str] | None:
    """Return the place that is told with the day of an event, with the verdict on it."""
    first, last = view.segment(found.mention.start)
    inside = sorted(
        (m for m in view.of_kind("place") if (first <= m.start < last or _follows(found, m)) and stands_in(view, m)),
        key=lambda m: -abs(m.start - found.start),
    )
    dates = [m for m in view.of_kind("date") if first <= m.start < last and m is not found.mention]
    own = abs(found.mention.start - inside[-1].start) if inside else 0
    if any(0 <= inside[-1].start - m.end < own for m in dates if inside) or _is_before(view, found, inside):
        return None
    places = list({m.id: m for m in inside}.values())
    events = [
        event for event in view.facts.events.get(organization, ())
        if event.kind in DEEDS | ENDS and event.place and agree(found.iso, event.date)
    ]  # fmt: skip
    if len(places) != 1 or not events:
        return None
    right = [event for event in events if is_place(event, places)]
    exact = len(found.iso) == 10 or len(events) == 1
    verdict: Verdict = "supported" if right else "contradicted" if exact else "not-recorded"
    return places[0], verdict, [event.iri for event in right or events], event_words(right or events)


def _is_before(view: SentenceView, found: Dated, places: Sequence[Mention]) -> bool:
    """Tell whether a place belongs to another day before it, as another sponsor stands between it and a day."""
    if len(places) != 1 or places[0].start > found.mention.start:
        return False
    place = places[0].end
    earlier = any(0 <= place - m.end <= _PLACED for m in view.of_kind("date") if m is not found.mention)
    return earlier and any(place <= m.start < found.mention.start for m in view.sponsors())


_PLACED: Final = 30
"""Characters between a day and the place that is told with it."""


def _other_day(
    facts: Facts, organization: str, found: Dated, rows: list[Partnership], events: list[Event]
) -> tuple[Verdict, list[str], str] | None:
    """Return whether what was signed or announced, known by its day, was on another day."""
    year = found.iso[:4]
    about = of_programmes((event for event in events if event.kind in DEEDS | ENDS), rows)
    days = beginnings(facts, organization, events)
    known = not is_none_of(found.iso, days) or found.iso in all_texts(facts, organization)
    of_year = [event for event in about if event.date[:4] == year]
    deeds = [event for event in about if event.kind in DEEDS]
    told = [event for event in events if event.date[:4] == year]
    excluding: list[Event] = []
    if not known and len(found.iso) > len("2012") and 0 < len(of_year) <= _SEVERAL and told == of_year:
        excluding = of_year if all(len(event.date) >= len("2012-07") for event in of_year) else []
    elif not known and not told and len(deeds) == 1 and not is_written(facts, organization, year, but_ends=True):
        excluding = deeds if len(deeds[0].date) >= len("2012-07") else []
    elif (
        not known
        and deeds
        and all_told(facts, organization, rows, found.iso)
        and not is_written(facts, organization, year, but_ends=True)
    ):
        excluding = deeds
    elif not known and deeds and _long_before(found.iso, days) and not is_written(facts, organization, year):
        excluding = deeds[:1]
    return ("contradicted", [event.iri for event in excluding], event_words(excluding)) if excluding else None


def _announced_else(facts: Facts, organization: str, found: Dated, rows: list[Partnership]) -> list[Partnership]:
    """Return the partnerships spoken of where all were announced on other days, and no note has the year."""
    about = [row for row in olympic(rows) if not row.end or row.end >= found.iso]
    if not about or len({row.whole for row in about}) > 1 or not all(len(row.announced) == _DAY for row in about):
        return []
    days = {day for row in about for day in (row.announced, row.start)}
    days |= {event.date for event in facts.events.get(organization, ())}
    excluded = is_none_of(found.iso, days) and not is_written(facts, organization, found.iso[:4], but_ends=True)
    return about if excluded and len(found.iso) > len("2012") else []


_DAY: Final = len("2012-07-27")


def _long_before(iso: str, days: set[str]) -> bool:
    """Tell whether a date lies in an earlier year than all that is told of a partner."""
    return int(iso[:4]) < min(int(day[:4]) for day in days)


_SEVERAL: Final = 2
"""Events of one year, at most, of which a further one would be known."""


def stands_in(view: SentenceView, place: Mention) -> bool:
    """Tell whether a place stands after a word for "in"."""
    before = view.slice(place.start - 6, place.start).lower()
    return (
        bool(re.search(r"(?:\bin|\bat|\ba|\bà|\ben|在|于|\bau)\s?$", before))
        or view.slice(place.end, place.end + 1)
        in {
            "で",
            "举",
        }
        or view.slice(place.end, place.end + 3) in {"都内で", "市内で"}
    )


def _follows(found: Dated, place: Mention) -> bool:
    """Tell whether a place stands right after a date and a comma."""
    return 0 <= place.start - found.mention.end <= _COMMA_IN


_COMMA_IN: Final = len(", dans ")


def is_place(event: Event, places: list[Mention]) -> bool:
    """Tell whether an event was in one of some places."""
    from webapp.mentions.reader import slug_of

    return any(place.id in slug_of(event.place) for place in places)


def event_words(events: Sequence[Event]) -> str:
    """Return title, day and place of events."""
    return "; ".join(f"{event.title}: {event.date}{f', {event.place}' if event.place else ''}" for event in events)
