"""The page about a person. It shows the roles over time, and the announcements with those who took part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from graph.collation import collation_key
from webapp.components.networks import event_network
from webapp.components.page_pictures import roles_timeline
from webapp.entities.entity_page import EntityPage, entity_page
from webapp.models.entity import Entity
from webapp.models.event import Event, events_of
from webapp.models.partnership import LabelledIri
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import EventsAboutRow, RolesOfPersonRow
from webapp.models.site import SiteData
from webapp.text.dates import dated, in_years, years
from webapp.text.english import count_phrase, join_words, the_body

_FUNCTION = re.compile(
    r"\b(president|chair|chairman|chairperson|chief|head|director|manager|officer|secretary|member|founder|creator"
    r"|mayor|minister|lawyer|spokesperson|representative|c[a-z]{1,2}o)\b",
    re.IGNORECASE,
)
"""What a person can be, CEO and CITO too; a role without any of these is an organization, or a part of its work."""

_WHOSE = re.compile(r"the (organising committee|foundation|agency)$")
"""How the title of a role ends that speaks of the organization without its name."""


def render(here: SiteData, subject: Entity) -> EntityPage:
    """Return the page; three queries besides the one of the subject."""
    ask, catalogue, iri = here.ask, here.catalogue, subject.iri
    roles = ask.rows(RolesOfPersonRow, person=iri)
    events = events_of(ask.rows(EventsAboutRow, thing=iri), iri)
    met = Counter(other for event in events for other in (*event.people, *event.organizations))
    return entity_page(
        subject,
        "entities/person.html",
        summary=summary(subject, roles, events, catalogue),
        roles=roles,
        timeline=roles_timeline(catalogue, LabelledIri(iri, subject.label), roles),
        events=list(reversed(events)),
        event_drawing=event_network(catalogue, LabelledIri(iri, subject.label), events),
        met=sorted(met.items(), key=lambda item: (-item[1], collation_key(item[0].label))),
        refs=catalogue.citations(iri),
    )


def summary(
    subject: Entity, roles: Sequence[RolesOfPersonRow], events: Sequence[Event], catalogue: ReferenceData
) -> list[str]:
    """Say who the person is by their roles, and at how many events they are recorded."""
    functions = {_function(row, catalogue): row for row in roles if _FUNCTION.search(row.roleTitle)}
    others = list(dict.fromkeys(_beside(row) for row in roles if not _FUNCTION.search(row.roleTitle)))
    sentences = []
    if len(functions) == 1 and not others:
        [(function, row)] = functions.items()
        sentences = [f"{subject.label} {_was(function, row)}."]
    elif functions or others:
        words = [f"as {join_words([_with_years(*item) for item in functions.items()])}"] if functions else []
        words += [f"with {join_words(others)}"] if others else []
        sentences = [f"{subject.label} appears in the sources {join_words(words)}."]
    if events:
        named = count_phrase(len(events), "announcement or other event", "announcements and other events")
        when = in_years(events[0].date, events[-1].date)
        sentences.append(f"The sources tell of {named} with {subject.label}{f', {when}' if when else ''}.")
    return sentences or [f"No role of {subject.label} is recorded, and no event."]


def _was(function: str, role: RolesOfPersonRow) -> str:
    """Say what a person was, and in which years as far as the sources give them."""
    start, end = dated(role.start)[:4], dated(role.end)[:4]
    if start and end:
        return f"was {function} {in_years(start, end)}"
    return f"became {function} in {start}" if start else f"appears in the sources as {function}"


def _with_years(function: str, role: RolesOfPersonRow) -> str:
    known = years(role.start, role.end)
    return f"{function} ({known})" if known else function


def _function(role: RolesOfPersonRow, catalogue: ReferenceData) -> str:
    """Return what the person was, and of which organization where the title does not name it."""
    title, name = role.roleTitle, role.organizationLabel
    short = catalogue.short(role.organization, name)
    if not name or _names(title, (name, short)):
        return title
    if _WHOSE.search(title):
        return _WHOSE.sub(lambda _: the_body(name), title)
    return f"{title} ({short})" if "," in title or " of " in title else f"{title} of {the_body(name)}"


def _names(title: str, names: Sequence[str]) -> bool:
    """Return whether a title has one of the names in it, or an acronym that begins one. ISL is such an acronym."""
    letters = [first for first in (name.partition(" ")[0] for name in names) if first.isalpha() and first.isupper()]
    return any(name.replace(".", "") in title for name in (*names, *letters))


def _beside(role: RolesOfPersonRow) -> str:
    """Return the organization of a role that names no function."""
    title, name = role.roleTitle, role.organizationLabel
    return the_body(title) if title in name or not name else f"{the_body(name)} ({title})"
