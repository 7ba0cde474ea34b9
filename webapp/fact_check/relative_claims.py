"""Statements of a day by its distance from another one.

An example is "Comcast came along a year later". Only support is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from webapp.fact_check.claim import Claim
from webapp.fact_check.distances import DISTANCE, ROOM, counted, held, last_day, last_told, moved
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.mentions.dates import first_day
from webapp.mentions.mention import Mention

_BEFORE: Final = "earlier|before|previously|zuvor|davor|vorher|fruher|plus tot|auparavant|avant|antes|之?前"
_AFTER: Final = "later|after|afterwards|on(?=[,\\s])|spater|danach|darauf|plus tard|apres|despues|mas tarde|之?后|後"
_PHRASE: Final = re.compile(rf"(?<!\w){DISTANCE}\s?(?:(?P<before>{_BEFORE})|(?P<after>{_AFTER}))(?![a-z])")
_OBJECT: Final = re.compile(
    r"\s(?:the|its|their|it|they|der|dem|den|seine[mnr]?|ablauf|le|la|les|l'|son|sa|leur|de|del|que|el|los|las|su)\b"
)
"""What stands behind a word for "before" where it counts from a thing and not from the day told last."""


def relative_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield what happened so long before or after the day told last, where the graph has an event there."""
    low = view.low
    if view.strong or len(low) != len(view.text):
        return
    yield from _same_day(view, low)
    yield from _same_month(view, low)
    yield from _beside_day(view, low, _NEXT_DAY, 1)
    yield from _beside_day(view, low, _DAY_BEFORE, -1)
    for match in _PHRASE.finditer(low):
        start, end = view.start + match.start(), view.start + match.end()
        distance, told = counted(view, match), last_told(view, start)
        if distance is None or not told or view.negated(start):
            continue
        base = date.fromisoformat(first_day(told))
        if _OBJECT.match(low[match.end() :]) or _names_other(view, end):
            continue
        number, unit = distance
        day, room = moved(base, -number if match["before"] else number, unit), timedelta(days=ROOM[unit])
        for mention in (_right_before(view, start) or subjects(view, start, end))[:1]:
            if claim := held(view, mention, day, room, (start, end), whole=unit == "year", told=told):
                yield claim


def _names_other(view: SentenceView, end: int) -> bool:
    """Tell whether a sponsor stands right behind a distance, from whose deed it then counts."""
    return any(not view.slice(end, m.start).strip() for m in view.sponsors() if 0 <= m.start - end <= _CLOSE)


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
        base = last_day(view, start)
        behind = [m for m in view.sponsors() if 0 <= m.start - end <= _BEHIND][:1]
        if base is None or view.negated(start):
            continue
        for mention in behind or subjects(view, start, end)[:1]:
            if claim := held(view, mention, base + timedelta(days=step), timedelta(0), (start, end), whole=False):
                yield claim


_BEHIND: Final = 24
"""Characters between words for such a day and the sponsor of it."""


def _same_day(view: SentenceView, low: str) -> Iterator[Claim]:
    """Yield what happened on the day told last, where the graph has an event on it."""
    for match in _SAME_DAY.finditer(low):
        start, end = view.start + match.start(), view.start + match.end()
        base = last_day(view, start)
        if base is None or view.negated(start):
            continue
        for mention in subjects(view, start, end):
            if claim := held(view, mention, base, timedelta(days=1), (start, end), whole=False):
                yield claim


_SAME_MONTH: Final = re.compile(r"(?:同|当)月(?!\d)")
"""Words for the month told last in Chinese and Japanese: "日本郵政は同月、5社目となった"."""

_HALF: Final = 15
"""Days from the middle of a month to its ends."""

_PARTICLE: Final = 3
"""Characters between a sponsor and words for the month told last."""


def _same_month(view: SentenceView, low: str) -> Iterator[Claim]:
    """Yield what happened in the month told last to the sponsor right before its words, or right behind them."""
    for match in _SAME_MONTH.finditer(low) if view.forms.unspaced else ():
        start, end = view.start + match.start(), view.start + match.end()
        told = last_told(view, start)
        before = [m for m in view.sponsors() if 0 <= start - m.end <= _PARTICLE]
        behind = [m for m in view.sponsors() if 0 <= m.start - end <= _PARTICLE]
        if len(told) < len("2012-07") or view.negated(start):
            continue
        for mention in (before or behind)[:1]:
            middle = date.fromisoformat(first_day(told)).replace(day=_HALF)
            if claim := held(view, mention, middle, timedelta(days=_HALF), (start, end), whole=False):
                yield claim
