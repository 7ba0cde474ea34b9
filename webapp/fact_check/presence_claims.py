"""Statements on who signed or announced an agreement in person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.event_verdicts import event_words, is_place, stands_in
from webapp.fact_check.facts import Event
from webapp.fact_check.judging import agree
from webapp.fact_check.role_claims import TITLES, owner
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.told_dates import DEEDS, ENDS
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_BACK = 3


def presence_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield who is said to have signed, announced or attended, where an event of the sponsor names that person."""
    people = view.of_kind("person")
    verbs = [cue for name in ("sign", "attend", "renew", "join", "leave") for cue in view.cues(name)]
    if not people or view.strong:
        return
    spoken_of, own = _sponsors(view), _companies(view)
    days = [m.id for m in view.of_kind("date") if m.id]
    for person in people:
        if view.unreal(person.start) or view.negated(person.start) or _speaks(view, person):
            continue
        sponsors = spoken_of if _events(view, spoken_of, person, days) else own
        events = _events(view, sponsors, person, days)
        if events:
            verb = min(verbs, key=lambda cue: abs(cue[0] - person.start), default=(person.start, person.end))
            beside = view.segment(verb[0]) == view.segment(person.start)
            place = min(verb[0], person.start), max(verb[1], person.end)
            others = [m for m in people if m is not person] + view.of_kind("place")
            apart = any(place[0] <= m.start < place[1] for m in others) or _wrongly_titled(view, person, place)
            apart = apart or _beside_false(view, verb, events)
            if not beside or apart:
                place = person.start, person.end
            label = view.facts.catalogue.label(person.iri)
            words, behind = event_words(events[:3]), tuple(event.iri for event in events[:3])
            finding = Finding("supported", words, behind, "announcements", {"who": slug(sponsors[0])})
            yield Claim(*place, "event", f"{label} took part", finding)
            if not view.sponsors():
                yield from _placed(view, person, verb, events, sponsors[0])


def _beside_false(view: SentenceView, verb: tuple[int, int], events: Sequence[Event]) -> bool:
    """Tell whether somebody who took part in none of some events is said to have been there with another."""
    first, _ = view.segment(verb[0])
    there = {iri for event in events for iri in event.others}
    joint = verb in view.cues("attend")
    return joint and any(first <= m.start < verb[0] and not there & set(m.iris) for m in view.of_kind("person"))


def _wrongly_titled(view: SentenceView, person: Mention, place: tuple[int, int]) -> bool:
    """Tell whether words of an office that is not that of a person stand between two places."""
    roles = [role for iri in person.iris for role in view.facts.roles.get(iri, ())]
    for start, end, key in view.table("titles"):
        if place[0] <= start and end <= place[1]:
            body = owner(view, min(person.start, start), max(person.end, end))
            own = [role for role in roles if not body or role.organization in body]
            if roles and not any(re.search(TITLES[key], role.title.lower()) for role in own):
                return True
    return False


def _events(view: SentenceView, sponsors: Sequence[str], person: Mention, days: list[str]) -> list[Event]:
    """Return the events of sponsors in which a person took part, on days that a sentence names."""
    return [
        event
        for iri in sponsors
        for event in view.facts.events.get(iri, ())
        if event.kind in DEEDS | ENDS and event.others & set(person.iris) and _fits(event, days)
    ]


def _placed(
    view: SentenceView, person: Mention, verb: tuple[int, int], events: list[Event], sponsor: str
) -> Iterator[Claim]:
    """Yield where somebody signed in a sentence without a sponsor, if it is the place of an event of theirs."""
    if verb == (person.start, person.end):
        return
    first, last = view.segment(verb[0])
    for place in view.of_kind("place"):
        there = [event for event in events if event.place and is_place(event, [place])]
        if first <= place.start < last and stands_in(view, place) and there:
            finding = Finding(
                "supported",
                event_words(there),
                tuple(one.iri for one in there),
                "announcements",
                {"who": slug(sponsor)},
            )
            yield Claim(place.start, place.end, "event", f"something happened in {place.text}", finding)


def _speaks(view: SentenceView, person: Mention) -> bool:
    """Tell whether a sentence only quotes somebody."""
    return any(0 <= person.start - two <= _BESIDE or 0 <= one - person.end <= _BESIDE for one, two in view.cues("said"))


_BESIDE = 3
"""Characters between somebody and a word for saying."""


def _fits(event: Event, days: list[str]) -> bool:
    """Tell whether an event was on a day that the sentence names, if it names any."""
    return not days or any(agree(day, event.date) for day in days)


def _companies(view: SentenceView) -> list[str]:
    """Return the sponsors named in a text of which the people of a sentence are."""
    roles = view.facts.roles
    bodies = [role.organization for m in view.of_kind("person") for iri in m.iris for role in roles.get(iri, ())]
    return [iri for iri in dict.fromkeys(bodies) if iri in view.told_bodies and not view.facts.is_committee(iri)]


def _sponsors(view: SentenceView) -> list[str]:
    """Return the sponsors that a sentence or those before it spoke of last."""
    named = ([m.iri for m in back.sponsors()] for back in view.backwards(_BACK))
    return list(dict.fromkeys(next(filter(None, named), [])))
