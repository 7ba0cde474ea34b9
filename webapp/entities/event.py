"""The page about an event. It shows what happened, who took part, and what else these people and organizations did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from webapp.entities.entity_page import EntityPage, entity_page
from webapp.models.entity import Entity
from webapp.models.event import EVENT, Event, events_of
from webapp.models.partnership import LabelledIri
from webapp.models.rows import EventsBesideRow, ParticipantsRow
from webapp.models.site import SiteData
from webapp.text.dates import dated, first_day, on_date
from webapp.text.english import capital, join_words, the_body

_CONCERNED = 3
"""Partnerships whose programmes are named; of one announcement there are seldom more."""


@dataclass
class Other:
    """Another event with those who took part in both."""

    event: LabelledIri
    kind: str
    date: str
    shared: list[LabelledIri]


def render(here: SiteData, subject: Entity) -> EntityPage:
    """Return the page; a query for each of three partnerships, and three more, besides the one of the subject."""
    ask, catalogue, iri = here.ask, here.catalogue, subject.iri
    event = _event(ask.rows(ParticipantsRow, event=iri), subject)
    others = _others(ask.rows(EventsBesideRow, event=iri), event.date)
    return entity_page(
        subject,
        "entities/event.html",
        event=event,
        summary=summary(event),
        others=others,
        programmes=_programmes(here, subject) if event.date else [],
        day=first_day(event.date),
        refs=catalogue.citations(iri),
    )


def _programmes(here: SiteData, subject: Entity) -> list[LabelledIri]:
    """Return the programmes that the event concerns and that had begun then; TOP where it names none."""
    concerned = subject.things("concerns")[:_CONCERNED]
    found = [thing for thing in concerned if thing.iri in here.catalogue.programmes]
    deals = (Entity.load(here.ask, thing.iri) for thing in concerned if thing not in found)
    found += [programme for deal in deals if deal and (programme := deal.thing("programme"))]
    begun = [item for item in found if here.catalogue.programmes[item.iri].start <= subject.text("date")]
    wholes = dict.fromkeys(item.whole for item in here.catalogue.programmes.values() if item.whole)
    return list(dict.fromkeys(begun)) or [LabelledIri(iri, here.catalogue.label(iri)) for iri in wholes][:1]


def _event(rows: Sequence[ParticipantsRow], subject: Entity) -> Event:
    """Return the event with everybody in it; an event that names nobody is read from its own statements."""
    if rows:
        return events_of(rows, "")[0]
    kind, country = subject.thing("eventKind"), subject.thing("country")
    return Event(
        subject.iri,
        subject.label,
        kind.label if kind else EVENT,
        subject.text("date"),
        subject.text("place"),
        country,
    )


def _others(rows: Iterable[EventsBesideRow], date: str) -> list[Other]:
    """Return the other events, those that share the most participants first, then those nearest in time."""
    found: dict[str, Other] = {}
    for row in rows:
        thing = LabelledIri(row.event, row.eventLabel)
        other = found.setdefault(thing.iri, Other(thing, row.kindLabel or EVENT, row.date, []))
        other.shared.append(LabelledIri(row.shared, row.sharedLabel))
    return sorted(found.values(), key=lambda other: (-len(other.shared), _distance(other.date, date), other.event.iri))


def _distance(one: str, other: str) -> int:
    """Return roughly how many days lie between two dates, of whatever precision; many where one is not known."""
    if not dated(one) or not dated(other):
        return 10**6
    return abs(_days(one) - _days(other))


def _days(date: str) -> int:
    year, month, day = (*map(int, date.split("-")), 7, 1)[:3]
    return year * 365 + month * 30 + day


def summary(event: Event) -> list[str]:
    """Say what happened, when, where, and who took part."""
    when = f" {on_date(event.date)}" if dated(event.date) else ""
    where = f" in {event.where}{',' if ', ' in event.where and when else ''}" if event.where else ""
    named = [person.label for person in event.people] + [the_body(body.label) for body in event.organizations]
    took_part = [f"The sources say that {join_words(named)} took part."] if named else []
    return [f"{capital(event.kind)}{where}{when}.", *took_part]
