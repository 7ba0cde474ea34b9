"""The page about a person: roles over time, and the announcements in which they took part, with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flask import Response

from webapp import replies
from webapp.asking import Row
from webapp.chronicles import editions
from webapp.dates import moment, period, years
from webapp.drawing.chronicle import Chronicle, Lane, Section, Span, chronicle
from webapp.evidence import References
from webapp.meetings import meetings
from webapp.pages.events import Event, events_of
from webapp.pages.subject import Subject
from webapp.partnerships import Thing
from webapp.site import Site
from webapp.wording import count, listed


def show(here: Site, subject: Subject) -> Response:
    """Render the page; three queries besides the one of the subject."""
    ask, catalogue, iri = here.ask, here.catalogue, subject.iri
    roles = ask.rows("roles-of-person", person=iri)
    events = events_of(ask.rows("events-about", thing=iri), iri)
    return replies.entity_page(
        catalogue.urls.page(iri),
        iri,
        "person.html",
        subject=subject,
        summary=summary(subject, roles, events),
        roles=roles,
        timeline=_timeline(here, subject, roles),
        events=list(reversed(events)),
        meetings=meetings(catalogue, Thing(iri, subject.label), events),
        met=_met(events),
        refs=References(ask.rows("evidence-about", thing=iri), catalogue.sources),
    )


def _timeline(here: Site, subject: Subject, roles: Sequence[Row]) -> Chronicle | None:
    """Draw the roles whose years a source gives; a picture of one role would say no more than the list."""
    dated = [row for row in roles if row["start"]]
    if len(dated) < 2:
        return None
    lanes = tuple(Lane(row["roleTitle"], (_span(here, row),), note=row["organizationLabel"]) for row in dated)
    return chronicle([Section("", lanes)], editions(here.catalogue, set()), f"Roles of {subject.label} over time")


def _span(here: Site, row: Row) -> Span:
    end = moment(row["end"], last=True) if row["end"] else None
    words = ", ".join(filter(None, (row["roleTitle"], row["organizationLabel"], period(row["start"], row["end"]))))
    href = here.catalogue.urls.page(row["role"])
    return Span(years(row["start"], row["end"]), words, moment(row["start"]), end, "role", "technology", href)


def _met(events: Sequence[Event]) -> list[tuple[Thing, int]]:
    """Return the people and organizations at the same events, by how many."""
    found = Counter(other for event in events for other in (*event.people, *event.organizations))
    return sorted(found.items(), key=lambda item: (-item[1], item[0].label))


def summary(subject: Subject, roles: Sequence[Row], events: Sequence[Event]) -> list[str]:
    """Say who the person is by their roles, and at how many events they are recorded."""
    titles = list(dict.fromkeys(row["roleTitle"] for row in roles))
    sentences = [f"{subject.label} is recorded as {listed(titles)}."] if titles else []
    if events:
        span = years(events[0].date, events[-1].date)
        named = count(len(events), "announcement or other event", "announcements and other events")
        sentences.append(f"The sources name {named} with them{f', {span}' if span else ''}.")
    return sentences
