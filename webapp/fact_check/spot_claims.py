"""Statements on where something was signed or announced, told in passing.

An example is "the contract, presented at the Grand Palais". The place is one of an event of the sponsor spoken of. Only
support is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.context import context
from webapp.fact_check.date_roles import dated
from webapp.fact_check.event_verdicts import event_words, is_place, stands_in
from webapp.fact_check.facts import Event
from webapp.fact_check.judging import agree
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.site_words import cities_told
from webapp.fact_check.told_dates import DEEDS, ENDS
from webapp.mentions.folding import folded
from webapp.mentions.reader import slug_of

_VERBS: Final = ("sign", "renew", "join", "attend", "leave", "replace", "takes_over", "said")
"""Words for what happens in a place."""

_PART: Final = re.compile(r"[A-ZÀ-Þ][\w'’-]{4,}(?:\s(?:[A-ZÀ-Þ][\w'’-]+))*")  # noqa: RUF001
"""The names of which the place of an event is made: "Grand Palais Éphémère", "Linate"."""

_AT: Final = re.compile(
    r"(?:(?:\b(?:in|at|on|im|am|an|auf|beim|bei|zu|dans|au|a|a la|en|sur|sous|de|del|du|el|la|le|the|airport|flughafen"
    r"|aeroport|aeropuerto|town|center|centre|stadt|ville|ciudad|palace|palais|palast)|l'|d')\s?)+$"
)
"""What stands before the name of a place, with words for what it is."""

_BACK: Final = 2


def spot_claims(view: SentenceView, told: Sequence[Claim]) -> Iterator[Claim]:
    """Yield where something happened to the sponsor spoken of, for places of which nothing else is told."""
    events = _events(view)
    found: set[str] = set()
    told_by = (*_mentioned(view, events), *_written(view, events), *_host_city(view, events), *_worded(view, events))
    for start, end, matching in told_by:
        inside = any(claim.start < end and start < claim.end for claim in told if claim.kind == "event")
        if inside or view.strong_at(start) or view.has("unreal", *view.segment(start)) or view.negated(start):
            continue
        written = folded(view.slice(start, end))
        if written in found:
            continue
        found.add(written)
        finding = Finding(
            "supported", event_words(matching[:3]), tuple(event.iri for event in matching[:3]), "announcements"
        )
        yield Claim(start, end, "event", f"something happened in {view.slice(start, end)}", finding)


def _events(view: SentenceView) -> list[Event]:
    """Return the events with a place of the sponsors spoken of, on days that fit."""
    named = [m.iri for m in view.sponsors()] or list(view.previous.subject if view.previous else ())
    days = [found.iso for found in dated(view) if found.role == "at" and found.iso]
    every = {event.iri: event for iri in named for event in view.facts.events.get(iri, ()) if event.place}
    fitting = [event for event in every.values() if event.kind in DEEDS | ENDS]
    fitting = [event for event in fitting if not view.today or event.date <= view.today]
    if days:
        return [event for event in fitting if any(agree(day, event.date) for day in days)]
    before = view.previous.of_kind("date") if view.previous else []
    then = [event for event in fitting if any(m.id and agree(m.id, event.date) for m in before)]
    people = {iri for m in view.of_kind("person") for iri in m.iris}
    met = [event for event in fitting if event.others & people]
    return then or met or ([] if len(set(named)) > 1 else fitting)


def _mentioned(view: SentenceView, events: Sequence[Event]) -> Iterator[tuple[int, int, list[Event]]]:
    """Yield the cities of a sentence in which events were, with the events."""
    for place in view.of_kind("place"):
        first, last = view.segment(place.start)
        spoken = any(view.has(name, first, last) for name in _VERBS) or any(
            first <= m.start < last for m in view.mentions if m.kind in {"date", "person"}
        )
        matching = [event for event in events if is_place(event, [place])]
        if matching and spoken and stands_in(view, place):
            yield max(view.start, place.start), place.end, matching


def _host_city(view: SentenceView, events: Sequence[Event]) -> Iterator[tuple[int, int, list[Event]]]:
    """Yield words for the host city of the Games spoken of, in which events were, with the events."""
    cities = {slug_of(view.facts.games[iri].city) for iri in context(view, view.start).games or (view.home,) if iri}
    matching = [event for event in events if any(city and city in slug_of(event.place) for city in cities)]
    for match in _HOST.finditer(view.base.text) if matching else ():
        first, last = view.base.span(*match.span())
        yield view.start + first, view.start + last, matching


def _worded(view: SentenceView, events: Sequence[Event]) -> Iterator[tuple[int, int, list[Event]]]:
    """Yield words such as "here" and "the Russian capital" for cities in which events were, with the events."""
    for start, end, city in cities_told(view):
        if matching := [event for event in events if city in slug_of(event.place)]:
            yield start, end, matching


_HOST: Final = re.compile(
    r"\b(?:in the host (?:city|town)|in the (?:olympic|games) city|in der (?:gastgeber|austragungs|olympia)stadt"
    r"|dans la ville (?:hote|olympique)|en la (?:ciudad|villa|sede) (?:anfitriona|olimpica))\b"
    r"|在(?:主办|举办)城市|開催都市で"
)
"""Words for the host city as a place."""


def _written(view: SentenceView, events: Sequence[Event]) -> Iterator[tuple[int, int, list[Event]]]:
    """Yield the names of places in a sentence that are in those of events, but no cities, with the events."""
    low = view.low
    if len(low) != len(view.text):
        return
    for event in events:
        for part in _PART.findall(event.place):
            at = low.find(folded(part))
            start = view.start + at
            taken = any(m.start < start + len(part) and start < m.end for m in view.mentions)
            if at >= 0 and not taken and _AT.search(low[:at]):
                yield start, start + len(part), [event]
