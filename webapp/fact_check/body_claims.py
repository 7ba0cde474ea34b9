"""Statements of a day on committees, agencies and people.

An example is "Meridian took Olympic marketing over from ISL in 1996". Only what the graph has is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.event_verdicts import event_words, is_place, stands_in
from webapp.fact_check.facts import Event
from webapp.fact_check.judging import agree
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_YEAR: Final = len("2012")


def body_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield that something happened on a day to bodies or people that a part of a sentence names."""
    for day in view.of_kind("date"):
        first, last = view.segment(day.start)
        if not day.id or "/" in day.id or view.unreal(day.start) or view.negated(day.start):
            continue
        if any(first <= m.start < last for m in view.sponsors() if m.iri in view.facts.partnerships):
            continue
        named = {iri: m for m in _named(view, first, last) for iri in m.iris}
        events = (one for iri in named for one in view.facts.events.get(iri, ()))
        event = next((one for one in events if _fits(one, day, set(named))), None)
        if event is not None and not _elsewhere(view, event, first, last):
            who = next(iri for iri in named if iri in event.others)
            finding = Finding("supported", event_words([event]), (event.iri,), "announcements", {"who": slug(who)})
            reads = f"{view.facts.catalogue.label(who)}: something happened {day.id}"
            yield Claim(day.start, day.end, "event", reads, finding)
            for place in view.of_kind("place"):
                if first <= place.start < last and stands_in(view, place) and is_place(event, [place]):
                    yield Claim(place.start, place.end, "event", f"{reads} in {place.text}", finding)


def _named(view: SentenceView, first: int, last: int) -> list[Mention]:
    """Return the bodies and people of a part of a sentence, or of the sentence where the part has none."""
    kinds = {"organization", "person"}
    every = [m for m in view.mentions if m.kind in kinds and m.iri not in view.facts.partnerships]
    return [m for m in every if first <= m.start < last] or every


def _fits(event: Event, day: Mention, named: set[str]) -> bool:
    """Tell whether an event was on a day; in a year alone, two must be named that took part."""
    known = len(event.others & named)
    return agree(day.id, event.date) and (len(day.id) > _YEAR or known > 1)


def _elsewhere(view: SentenceView, event: Event, first: int, last: int) -> bool:
    """Tell whether the words around a day name another place than that of an event."""
    places = [m for m in view.of_kind("place") if first <= m.start < last and stands_in(view, m)]
    return bool(event.place and places) and not is_place(event, places)
