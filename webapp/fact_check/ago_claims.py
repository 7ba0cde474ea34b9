"""Statements of a day by its distance from the text.

Examples are "two weeks ago Microsoft was added" and "presented last week". Only support is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from webapp.fact_check.claim import Claim
from webapp.fact_check.distances import DISTANCE, ROOM, counted, held, last_day, moved, today
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.mentions.mention import Mention

_AGO: Final = (
    re.compile(rf"(?<!\w)(?:vor|il y a|hace|voici)\s(?:[a-z]+\s){{0,2}}?{DISTANCE}(?![a-z])"),
    re.compile(rf"(?<!\w)(?:(?:less|more) than\s)?{DISTANCE}\sago(?!\w)"),
    re.compile(rf"(?<!\w)(?:depuis|seit|desde hace|for the (?:last|past))\s{DISTANCE}(?![a-z])"),
)
"""Words for a distance that counts back from the day of the text."""

_LAST_WEEK: Final = re.compile(
    r"(?<!\w)(?:last week|the week before|(?:in der |der )?(?:vergangenen?|letzten?|vorigen?) woche"
    r"|la semaine (?:derniere|passee|precedente)|la semana pasada|la pasada semana)(?!\w)"
)
_SAME_MONTH: Final = re.compile(
    r"(?<!\w)(?:(?:in |of )?(?:the|that) same month|im (?:selben|gleichen) monat|(?:le |du )?meme mois"
    r"|(?:el |en el |ese |del )?mismo mes)(?!\w)"
)
_NEXT_MONTH: Final = re.compile(
    r"(?<!\w)(?:the (?:following|next) month|a month later|im (?:folgenden|nachsten) monat|im monat darauf"
    r"|le mois suivant|el mes siguiente|al mes siguiente)(?!\w)"
)
_WEEK: Final = 7
_MONTH: Final = 31


def ago_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield what happened so long before the day of the text, where the graph has an event there."""
    low = view.low
    if view.strong or len(low) != len(view.text):
        return
    for place, day, room in _days(view, low):
        over = any(m.start < place[1] and place[0] < m.end for m in view.of_kind("date"))
        if over or view.negated(place[0]) or view.unreal(place[0]):
            continue
        for mention in _who(view, *place):
            if claim := held(view, mention, day, room, place, whole=False):
                yield claim


def _days(view: SentenceView, low: str) -> Iterator[tuple[tuple[int, int], date, timedelta]]:
    """Yield the days of a sentence that are told by their distance, each with its place and its room."""
    now = today(view)
    for pattern in _AGO if now else ():
        for match in pattern.finditer(low):
            if now and (distance := counted(view, match)):
                number, unit = distance
                yield _place(view, match), moved(now, -number, unit), timedelta(days=ROOM[unit])
    for match in _LAST_WEEK.finditer(low) if now else ():
        if now:
            yield _place(view, match), now - timedelta(days=_WEEK), timedelta(days=_WEEK - 1)
    for pattern, step in ((_SAME_MONTH, 0), (_NEXT_MONTH, 1)):
        for match in pattern.finditer(low):
            base = last_day(view, view.start + match.start())
            if base:
                middle = base.replace(day=15) + timedelta(days=step * _MONTH)
                yield _place(view, match), middle, timedelta(days=_MONTH // 2)


def _place(view: SentenceView, match: re.Match[str]) -> tuple[int, int]:
    return view.start + match.start(), view.start + match.end()


def _who(view: SentenceView, start: int, end: int) -> list[Mention]:
    """Return the sponsor spoken of, else the nearest one in the same part of the sentence."""
    if who := subjects(view, start, end)[:1]:
        return who
    first, last = view.segment(start)
    inside = [m for m in view.sponsors() if first <= m.start < last]
    return sorted(inside, key=lambda m: min(abs(m.start - end), abs(start - m.end)))[:1]
