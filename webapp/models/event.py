"""Announcements and other events, as pages tell them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from webapp.models.partnership import LabelledIri
from webapp.models.rows import EventsAboutRow, ParticipantsRow

EVENT = "event"
"""What an event is whose kind is not stated."""


@dataclass
class Event:
    """One event; `people` and `organizations` are those involved besides the subject of the page."""

    iri: str
    label: str
    kind: str
    date: str
    place: str
    country: LabelledIri | None
    organizations: dict[LabelledIri, None] = field(default_factory=dict)
    people: dict[LabelledIri, dict[str, str]] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """Its place in words."""
        return ", ".join(filter(None, (self.place, self.country.label if self.country else "")))


def events_of(rows: Iterable[EventsAboutRow | ParticipantsRow], subject: str) -> list[Event]:
    """Gather the rows, of which each participant and each role of an event has one, in their order."""
    events: dict[str, Event] = {}
    for row in rows:
        country = LabelledIri(row.country, row.countryLabel) if row.country else None
        event = events.setdefault(
            row.event,
            Event(row.event, row.eventLabel, row.kindLabel or EVENT, row.date, row.place, country),
        )
        other = LabelledIri(row.other, row.otherLabel)
        if other.iri == subject or not other.iri:
            continue
        if "/id/person/" in other.iri:
            roles = event.people.setdefault(other, {})
            if row.role:
                roles[row.role] = row.roleTitle
        else:
            event.organizations[other] = None
    return list(events.values())
