"""Distances between days.

The words for them are here, and what happened to a sponsor at the end of one.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.event_verdicts import event_words
from webapp.fact_check.judging import agree, span_words, statements
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.told_dates import DEEDS, ENDS
from webapp.mentions.dates import first_day
from webapp.mentions.dates import last_day as last_day_of
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

UNITS: Final = {
    "day": r"days?|tage?n?|jours?|dias?|天|日",
    "week": r"weeks?|wochen?|semaines?|semanas?|周|星期|週間",
    "month": r"months?|monate?n?|mois|mes(?:es)?|个月|[かカヶ]月",
    "year": r"years?|jahre?n?|ans?|annees?|anos?|年",
}
NUMBER: Final = r"\d{1,2}|an?|one|eine?[mnr]?|une?|una|[a-z]+|[一二两三四五六七八九十]"
DISTANCE: Final = rf"(?P<number>{NUMBER})\s?(?:{'|'.join(f'(?P<{unit}>{words})' for unit, words in UNITS.items())})"
"""A number of days, weeks, months or years."""

ROOM: Final = {"day": 1, "week": 4, "month": 20, "year": 200}
"""Days by which a distance in days, weeks, months or years may be off."""

_DAYS: Final = {"day": 1, "week": 7, "month": 30.4}
_ONE: Final = frozenset({"a", "an", "one", "ein", "eine", "einer", "einem", "einen", "un", "une", "una", "一"})
_BACK: Final = 4


def counted(view: SentenceView, match: re.Match[str]) -> tuple[int, str] | None:
    """Return the number and the unit of a distance, if its number is known."""
    number = _value(view, match["number"], view.start + match.start("number"))
    return None if number is None else (number, next(name for name in UNITS if match[name]))


def moved(base: date, number: int, unit: str) -> date:
    """Return the day that lies so many units after a day, or before it."""
    return _years_on(base, number) if unit == "year" else base + timedelta(days=round(number * _DAYS[unit]))


def _years_on(base: date, steps: int) -> date:
    """Return the first day of the month that lies some years after a day."""
    return date(min(9999, max(1, base.year + steps)), base.month, 1)


def _value(view: SentenceView, word: str, place: int) -> int | None:
    """Return the value of a number in digits or words."""
    if word.isdigit():
        return int(word)
    if word in _ONE:
        return 1
    if word in "二三四五六七八九十":
        return "一二三四五六七八九十".index(word) + 1
    return next((int(key) for one, _, key in view.table("numbers") if one == place), 2 if word == "两" else None)


def last_day(view: SentenceView, place: int) -> date | None:
    """Return the first day of what `last_told` returns, or nothing of a bare year."""
    told = last_told(view, place)
    return date.fromisoformat(first_day(told)) if len(told) > len("2012") else None


def last_told(view: SentenceView, place: int) -> str:
    """Return the date told last before a place, here or in the sentences before, else the day of the text."""
    for back in view.backwards(_BACK):
        every = [m.id for m in back.of_kind("date") if m.end <= place and m.id and "/" not in m.id]
        told = [iso for iso in every if len(iso) > len("2012")] or every
        if told:
            return told[-1]
    return view.today


def today(view: SentenceView) -> date | None:
    """Return the day of the text, if it is told."""
    return date.fromisoformat(view.today) if len(view.today) == _DAY else None


_DAY: Final = len("2012-07-27")


def held(  # noqa: PLR0913 - a day, its room and its place
    view: SentenceView,
    mention: Mention,
    day: date,
    room: timedelta,
    place: tuple[int, int],
    *,
    whole: bool,
    told: str = "",
) -> Claim | None:
    """Return the statement that something happened to a sponsor around a day, if the graph has it.

    What agrees with the date `told` from which a distance counts is no answer.
    """

    def near(iso: str) -> bool:
        if told and agree(told, iso):
            return False
        if whole:
            return iso[:4] == str(day.year)
        if len(iso) < _DAY:
            wide = room if room.days >= ROOM["year"] else timedelta(0)
            within = first_day(iso) <= (day + wide).isoformat() and (day - wide).isoformat() <= last_day_of(iso)
            return len(iso) > len("2012") and room.days >= ROOM["week"] and within
        return abs(date.fromisoformat(iso) - day) <= room

    facts = view.facts
    events = [e for e in facts.events.get(mention.iri, ()) if e.kind in DEEDS | ENDS and near(e.date)]
    rows = [row for row in facts.rows_of(mention.iri) if near(row.announced) or near(row.starts)]
    if not events and not rows:
        return None
    words = event_words(events[:3]) or span_words(facts, rows)
    behind = tuple(event.iri for event in events[:3]) or statements(rows[:3])
    return happened(view, mention, day.isoformat(), place, words, behind)


def happened(  # noqa: PLR0913, PLR0917 - a day, its place, and what the graph has of it
    view: SentenceView, mention: Mention, day: str, place: tuple[int, int], words: str, behind: tuple[str, ...]
) -> Claim:
    """Return the statement that something happened to a sponsor around a day."""
    reads = f"{view.facts.catalogue.label(mention.iri)}: something happened around {day}"
    finding = Finding("supported", words, behind, "announcements", {"who": slug(mention.iri)})
    return Claim(*place, "event", reads, finding)
