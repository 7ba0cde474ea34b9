"""Statements of a day by its distance from another one.

An example is "Comcast came along a year later". Only support is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Final

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.event_verdicts import event_words
from webapp.fact_check.judging import agree, span_words, statements
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.fact_check.told_dates import DEEDS, ENDS
from webapp.mentions.dates import first_day
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_UNITS: Final = {
    "day": r"days?|tage?n?|jours?|dias?|天|日",
    "week": r"weeks?|wochen?|semaines?|semanas?|周|星期|週間",
    "month": r"months?|monate?n?|mois|mes(?:es)?|个月|[かカヶ]月",
    "year": r"years?|jahre?n?|ans?|annees?|anos?|年",
}
_BEFORE: Final = "earlier|before|previously|zuvor|davor|vorher|fruher|plus tot|auparavant|avant|antes|之?前"
_AFTER: Final = "later|after|afterwards|on(?=[,\\s])|spater|danach|plus tard|apres|despues|mas tarde|之?后|後"
_NUMBER: Final = r"\d{1,2}|an?|one|eine?[mn]?|une?|una|[a-z]+|[一二两三四五六七八九十]"
_PHRASE: Final = re.compile(
    rf"(?<!\w)(?P<number>{_NUMBER})\s?(?:{'|'.join(f'(?P<{unit}>{words})' for unit, words in _UNITS.items())})"
    rf"\s?(?:(?P<before>{_BEFORE})|(?P<after>{_AFTER}))(?![a-z])"
)
_OBJECT: Final = re.compile(
    r"\s(?:the|its|their|it|they|der|dem|den|seine[mnr]?|ablauf|le|la|les|l'|son|sa|leur|de|del|que|el|los|las|su)\b"
)
"""What stands behind a word for "before" where it counts from a thing and not from the day told last."""

_ROOM: Final = {"day": 1, "week": 4, "month": 20, "year": 200}
"""Days by which a distance in days, weeks, months or years may be off."""

_DAYS: Final = {"day": 1, "week": 7, "month": 30.4}
_ONE: Final = frozenset({"a", "an", "one", "ein", "eine", "einem", "einen", "un", "une", "una", "一"})
_BACK: Final = 4


def relative_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield what happened so long before or after the day told last, where the graph has an event there."""
    low = folded(view.text)
    if view.strong or len(low) != len(view.text):
        return
    yield from _same_day(view, low)
    yield from _same_month(view, low)
    yield from _beside_day(view, low, _NEXT_DAY, 1)
    yield from _beside_day(view, low, _DAY_BEFORE, -1)
    for match in _PHRASE.finditer(low):
        start, end = view.start + match.start(), view.start + match.end()
        number, told = _value(view, match["number"], start), _last_told(view, start)
        if number is None or not told or view.negated(start):
            continue
        base = date.fromisoformat(first_day(told))
        if match["before"] and _OBJECT.match(low[match.end() :]):
            continue
        unit = next(name for name in _UNITS if match[name])
        steps = -number if match["before"] else number
        day = _years_on(base, steps) if unit == "year" else base + timedelta(days=round(steps * _DAYS[unit]))
        room = timedelta(days=_ROOM[unit])
        for mention in (_right_before(view, start) or subjects(view, start, end))[:1]:
            around = partial(_is_apart, told, str(day.year) if unit == "year" else "", _about(day, room))
            if claim := _held(view, mention, day, around, (start, end)):
                yield claim


def _years_on(base: date, steps: int) -> date:
    """Return the first day of the month that lies some years after a day."""
    return date(min(9999, max(1, base.year + steps)), base.month, 1)


def _right_before(view: SentenceView, start: int) -> list[Mention]:
    """Return the sponsor right before a distance: "Toyota joined in 2015, Bridgestone a year earlier"."""
    return [m for m in view.sponsors() if 0 <= start - m.end <= _CLOSE and m.iri in view.facts.partnerships]


_CLOSE: Final = 2

_SAME_DAY: Final = re.compile(
    r"(?:(?:on )?(?:the|that) (?:very )?same day|am (?:selben|gleichen) tag|(?:le )?meme jour"
    r"|(?:el |ese )?mismo dia|同一天|同日|当天|同じ日)"
)
"""Words for the day told last."""


_NEXT_DAY: Final = re.compile(
    r"\b(?:the (?:next|following) day|a day later|the day after|tags darauf|am folgetag"
    r"|am (?:nachsten|folgenden) tag|le lendemain|le jour suivant|al dia siguiente|el dia siguiente|un dia despues)\b"
    r"|次日|翌日|隔天|第二天"
)
_DAY_BEFORE: Final = re.compile(
    r"\b(?:the day before|a day earlier|the previous day|tags zuvor|am vortag|am tag zuvor|la veille|le jour precedent"
    r"|el dia anterior|la vispera|un dia antes)\b|前日|前一天"
)
"""Words for the day after, and the day before, the one told last."""


def _beside_day(view: SentenceView, low: str, words: re.Pattern[str], step: int) -> Iterator[Claim]:
    """Yield what happened on a day beside the one told last to the sponsor behind its words."""
    for match in words.finditer(low):
        start, end = view.start + match.start(), view.start + match.end()
        base = _last_day(view, start)
        behind = [m for m in view.sponsors() if 0 <= m.start - end <= _BEHIND][:1]
        if base is None or view.negated(start):
            continue
        day = base + timedelta(days=step)
        for mention in behind or subjects(view, start, end)[:1]:
            if claim := _held(view, mention, day, _about(day, timedelta(0)), (start, end)):
                yield claim


_BEHIND: Final = 24
"""Characters between words for such a day and the sponsor of it."""


def _same_day(view: SentenceView, low: str) -> Iterator[Claim]:
    """Yield what happened on the day told last, where the graph has an event on it."""
    for match in _SAME_DAY.finditer(low):
        start, end = view.start + match.start(), view.start + match.end()
        base = _last_day(view, start)
        if base is None or view.negated(start):
            continue
        for mention in subjects(view, start, end):
            if claim := _held(view, mention, base, _about(base, timedelta(days=1)), (start, end)):
                yield claim


_SAME_MONTH: Final = re.compile(r"(?:同|当)月(?!\d)")
"""Words for the month told last in Chinese and Japanese: "日本郵政は同月、5社目となった"."""


def _same_month(view: SentenceView, low: str) -> Iterator[Claim]:
    """Yield what happened in the month told last to the sponsor right before its words, or right behind them."""
    for match in _SAME_MONTH.finditer(low) if view.forms.unspaced else ():
        start, end = view.start + match.start(), view.start + match.end()
        told = _last_told(view, start)[: len("2012-07")]
        before = [m for m in view.sponsors() if 0 <= start - m.end <= _PARTICLE]
        behind = [m for m in view.sponsors() if 0 <= m.start - end <= _PARTICLE]
        if len(told) < len("2012-07") or view.negated(start):
            continue
        for mention in (before or behind)[:1]:
            day = date.fromisoformat(first_day(told))
            if claim := _held(view, mention, day, partial(agree, told), (start, end)):
                yield claim


_PARTICLE: Final = 3
"""Characters between a sponsor and words for the month told last."""


def _value(view: SentenceView, word: str, place: int) -> int | None:
    """Return the value of a number in digits or words."""
    if word.isdigit():
        return int(word)
    if word in _ONE:
        return 1
    if word in "二三四五六七八九十":
        return "一二三四五六七八九十".index(word) + 1
    return next((int(key) for one, _, key in view.table("numbers") if one == place), 2 if word == "两" else None)


def _last_day(view: SentenceView, place: int) -> date | None:
    """Return the first day of what `_last_told` returns."""
    told = _last_told(view, place)
    return date.fromisoformat(first_day(told)) if told else None


def _last_told(view: SentenceView, place: int) -> str:
    """Return the date told last before a place, here or in the sentences before, else the day of the text."""
    for back in view.backwards(_BACK):
        every = [m.id for m in back.of_kind("date") if m.end <= place and m.id and "/" not in m.id]
        told = [iso for iso in every if len(iso) > len("2012")] or every
        if told:
            return told[-1]
    return view.today


def _is_apart(told: str, year: str, near: Callable[[str], bool], iso: str) -> bool:
    """Tell whether a date is of a year, or near a day, and is not the one counted from."""
    return not agree(told, iso) and (iso[:4] == year if year else near(iso))


def _about(day: date, room: timedelta) -> Callable[[str], bool]:
    """Return whether a date is a day but for so many days."""
    return lambda iso: len(iso) == len("2012-07-27") and abs(date.fromisoformat(iso) - day) <= room


def _held(
    view: SentenceView, mention: Mention, day: date, near: Callable[[str], bool], place: tuple[int, int]
) -> Claim | None:
    """Return the statement that something happened to a sponsor around a day, if the graph has it."""
    facts = view.facts
    events = [e for e in facts.events.get(mention.iri, ()) if e.kind in DEEDS | ENDS and near(e.date)]
    rows = [row for row in facts.rows_of(mention.iri) if near(row.announced) or near(row.starts)]
    if not events and not rows:
        return None
    words = event_words(events[:3]) or span_words(facts, rows)
    behind = tuple(event.iri for event in events[:3]) or statements(rows[:3])
    reads = f"{facts.catalogue.label(mention.iri)}: something happened around {day.isoformat()}"
    return Claim(
        *place, "event", reads, Finding("supported", words, behind, "announcements", {"who": slug(mention.iri)})
    )
