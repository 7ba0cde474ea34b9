"""The page about an organization that is no partner itself. It shows what it ran and announced, and its people."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.namespaces import ONTOLOGY_NAMESPACE
from queries.parameters import with_article
from webapp.components.networks import event_network
from webapp.entities.entity_page import EntityPage, entity_page
from webapp.models.entity import Entity
from webapp.models.event import Event, events_of
from webapp.models.look_ups import Programme
from webapp.models.partnership import LabelledIri
from webapp.models.relation import relations
from webapp.models.rows import EventsAboutRow, PeopleOfOrganizationRow, RelationsOfRow, ThingMentionsRow
from webapp.models.site import SiteData
from webapp.text.dates import in_years
from webapp.text.english import count_phrase, join_words, the_body_at_start, the_country, with_the

_SHOWN = {
    ONTOLOGY_NAMESPACE + name
    for name in ("owner", "organisingCommittee", "parent", "successor", "relationOf", "relatedTo", "involves", "roleIn")
}
"""What may refer to an organization that has a part of the page to itself."""

_NAMED = 4
"""Programmes that the summary names; of more it gives the number."""

NO_PROGRAMME = "(before an organised programme)"
"""How the label of something ends that gathers the partners of Games without a programme."""


def render(here: SiteData, subject: Entity) -> EntityPage:
    """Return the page; four queries besides the one of the subject."""
    ask, catalogue, iri = here.ask, here.catalogue, subject.iri
    mentions = ask.rows(ThingMentionsRow, thing=iri)
    events = events_of(ask.rows(EventsAboutRow, thing=iri), iri)
    programmes = [programme for programme in catalogue.programmes.values() if programme.owner == iri]
    games = sorted(_with(mentions, "organisingCommittee"), key=lambda item: catalogue.games[item.iri].order)
    return entity_page(
        subject,
        "entities/organization.html",
        summary=summary(subject, programmes, games, events),
        programmes=programmes,
        games=games,
        events=list(reversed(events)),
        event_drawing=event_network(catalogue, LabelledIri(iri, catalogue.short(iri, subject.label)), events),
        people=sorted(ask.rows(PeopleOfOrganizationRow, organization=iri), key=lambda row: row.start, reverse=True),
        relations=relations(ask.rows(RelationsOfRow, organization=iri)),
        others=[LabelledIri(row.subject, row.subjectLabel) for row in mentions if row.property not in _SHOWN],
        refs=catalogue.citations(iri),
    )


def _with(mentions: Sequence[ThingMentionsRow], property_: str) -> list[LabelledIri]:
    """Return what refers to the organization by a property."""
    wanted = ONTOLOGY_NAMESPACE + property_
    return [LabelledIri(row.subject, row.subjectLabel) for row in mentions if row.property == wanted]


def summary(
    subject: Entity, programmes: Sequence[Programme], games: Sequence[LabelledIri], events: Sequence[Event]
) -> list[str]:
    """Say what kind of organization it is, what it ran and organised, and how many events are recorded with it."""
    kind, country = subject.thing("organizationKind"), subject.thing("country")
    what = with_article(kind.label if kind else "organization")
    where = f" in {the_country(country.label)}" if country else ""
    names = join_words([item.label for item in games])
    if games and not subject.label.endswith(names):  # unlike "Organising committee of Rome 1960"
        what, where = f"the organising committee of {names}", f",{where}" if where else ""
    sentences = [f"{the_body_at_start(subject.label)} is {what}{where}."]
    if ran := [programme for programme in programmes if not programme.whole]:
        sentences.append(_ran(ran))
    if events:
        named = count_phrase(len(events), "announcement or other event", "announcements and other events")
        when = in_years(events[0].date, events[-1].date)
        sentences.append(f"The sources tell of {named} with it{f', {when}' if when else ''}.")
    if len(sentences) == 1:
        sentences.append("No partnership of its own is recorded.")
    return sentences


def _ran(programmes: Sequence[Programme]) -> str:
    """Name the programmes, and how many partners there were where there is only one."""
    first = programmes[0]
    partners = count_phrase(first.partners, "partner") if len(programmes) == 1 and first.partners else ""
    if partners and first.label.endswith(NO_PROGRAMME):
        verb = "is" if first.partners == 1 else "are"
        return f"{partners.capitalize()} {verb} recorded with it, before there was an organised programme."
    recorded = f", in which {partners} {'is' if first.partners == 1 else 'are'} recorded" if partners else ""
    names = [with_the(item.label) for item in programmes]
    named = join_words(names) if len(names) <= _NAMED else count_phrase(len(names), "sponsorship programme")
    return f"It ran {named}{recorded}."
