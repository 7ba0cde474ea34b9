"""Statements on how long lay between what two sponsors did.

An example is "two days after Lenovo had made known that it goes".
Only support is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from webapp.fact_check.claim import Claim
from webapp.fact_check.distances import DISTANCE, ROOM, counted, happened, moved
from webapp.fact_check.event_verdicts import event_words
from webapp.fact_check.facts import Event
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.fact_check.succession_claims import spoken_of
from webapp.fact_check.told_dates import DEEDS, ENDS
from webapp.mentions.mention import Mention

_DAY: Final = len("2012-07-27")

_BETWEEN: Final = re.compile(
    rf"(?<!\w){DISTANCE}\s(?:(?P<after>after|nachdem|nach|apres|despues de|despues que)"
    r"|(?P<before>before|bevor|vor|avant|antes de|antes que))(?=\s|')[^,;.:]{2,80}"
)
"""A distance, and the deed from which it counts."""

_OF_GAMES: Final = re.compile(r"games|spiele|jeux|juegos|opening|closing|eroffnung|ouverture|cloture|apertura|clausura")
"""Words for Games, from whose days a distance may count."""


def between_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield how long before or after the deed of another sponsor something happened to the one spoken of."""
    low = view.low
    if view.strong or len(low) != len(view.text):
        return
    for match in _BETWEEN.finditer(low):
        start, end = view.start + match.start(), view.start + match.end()
        distance = counted(view, match)
        others = [m for m in view.sponsors() if start <= m.start < end][:1]
        if distance is None or view.negated(start) or (not others and _OF_GAMES.search(match[0])):
            continue
        number, unit = distance
        after = match["after"] is not None
        days = [date.fromisoformat(m.id) for m in view.of_kind("date") if start <= m.start < end and len(m.id) == _DAY]
        words = (
            start,
            others[0].end if others and not days else view.start + match.end("after" if after else "before"),
        )
        for mention in _who(view, start, end, others):
            bases = days or list(_days(view, others or _beside(view, mention)))
            found = [
                event
                for base in bases
                for event in _deeds(view, mention)
                if _fits(event.date, base, number if after else -number, unit)
            ]
            if found:
                behind = tuple(event.iri for event in found[:3])
                yield happened(view, mention, found[0].date, words, event_words(found[:3]), behind)
                break


def _who(view: SentenceView, start: int, end: int, others: Iterable[Mention]) -> list[Mention]:
    """Return the sponsors of whom a distance may be told, beside those from whose deed it counts."""
    away = {m.iri for m in others}
    named = [m for m in subjects(view, start, start + 1) if m.iri not in away]
    named += [m for m in view.sponsors() if m.iri not in away and not start <= m.start < end]
    return named or [m for m in spoken_of(view) if m.iri not in away]


def _beside(view: SentenceView, mention: Mention) -> list[Mention]:
    """Return the other sponsors of whom a sentence and the one before it speak: "its rival", "the shoe company"."""
    named = [*view.sponsors(), *(view.previous.sponsors() if view.previous else ())]
    return [other for other in named if other.iri != mention.iri]


def _days(view: SentenceView, sponsors: Iterable[Mention]) -> Iterator[date]:
    """Yield the days of the deeds of sponsors."""
    for mention in sponsors:
        yield from (date.fromisoformat(event.date) for event in _deeds(view, mention))


def _deeds(view: SentenceView, mention: Mention) -> list[Event]:
    """Return what a sponsor signed, announced or ended on days that the graph tells."""
    events = view.facts.events.get(mention.iri, ())
    return [event for event in events if event.kind in DEEDS | ENDS and len(event.date) == _DAY]


def _fits(iso: str, base: date, number: int, unit: str) -> bool:
    """Tell whether a day lies so many units from another one."""
    if unit == "year":
        return int(iso[:4]) - base.year == number
    return abs(date.fromisoformat(iso) - moved(base, number, unit)) <= timedelta(days=ROOM[unit])
