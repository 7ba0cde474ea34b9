"""The page about a partner and its whole Olympic history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.collation import collation_key
from webapp.components.networks import event_network, partner_network
from webapp.components.page_pictures import is_group
from webapp.components.timelines import partner_timeline
from webapp.entities.entity_page import EntityPage, entity_page
from webapp.entities.partner_summary import summary
from webapp.models.colour_families import legend
from webapp.models.entity import Entity
from webapp.models.event import events_of
from webapp.models.grouping import grouped_by, grouped_by_beginning
from webapp.models.partnership import (
    LabelledIri,
    Partnership,
    games_of_partners,
    partners_at_same_games,
    partnerships_about,
    partnerships_beside,
)
from webapp.models.reference_data import ReferenceData, once_per_build
from webapp.models.relation import relations
from webapp.models.reported_value import money_of
from webapp.models.result_file import ByKey
from webapp.models.rows import (
    ContributionsRow,
    CoverageOfPartnerRow,
    EventsAboutRow,
    PeopleOfOrganizationRow,
    RelationsOfRow,
)
from webapp.models.site import SiteData
from webapp.models.succession import HolderSeries, evidence_of_tenures, lines, lines_of
from webapp.text.english import with_the

_SECTIONS = {
    "term": "Worldwide: the TOP programme",
    "worldwide": "Worldwide: other programmes",
    "domestic": "Domestic",
    "": "In programmes of a kind that is not stated",
}


@dataclass(frozen=True, slots=True)
class CoveredGames:
    """A Games that the agreement is stated to cover, and the statement that says so."""

    games: LabelledIri
    statement: str


@dataclass(frozen=True, slots=True)
class Related:
    """A company that has something in common with the partner: what it is measured by, and how much of it."""

    partner: LabelledIri
    number: int


@dataclass(frozen=True, slots=True)
class Contributed:
    """What a partner brings, or with all others of a `programme`; the words that several begin with stand once."""

    programme: str
    groups: list[tuple[str, list[tuple[str, ContributionsRow]]]]


def render(here: SiteData, subject: Entity) -> EntityPage:
    """Return the page; nine queries besides the one of the subject."""
    ask, catalogue, iri = here.ask, here.catalogue, subject.iri
    deals = partnerships_about(catalogue, iri)
    deals.sort(key=lambda deal: (catalogue.programmes[deal.programme.iri].order, deal.first_day, deal.iri))
    covered = [(deal.iri, games) for deal in deals for games in deal.games]
    coverage = [
        CoveredGames(LabelledIri(row.games, row.gamesLabel), row.coverage)
        for row in ask.rows(CoverageOfPartnerRow, partner=iri)
    ]
    coverage.sort(key=lambda item: catalogue.games[item.games.iri].order)
    games = sorted({games for _, games in covered}, key=lambda games: catalogue.games[games].order)
    drawing = partner_network(
        catalogue, LabelledIri(iri, subject.label), deals, covered, {item.games.iri for item in coverage}
    )
    events = events_of(ask.rows(EventsAboutRow, thing=iri), iri)
    beside = partnerships_beside(catalogue, iri)
    categories = list(dict.fromkeys(category for deal in deals for category in deal.categories))
    tenures = [tenure for line in _lines(catalogue, categories, beside) for tenure in line.tenures(iri)]
    return entity_page(
        subject,
        "entities/partner.html",
        summary=summary(subject, deals, [item.games for item in coverage], catalogue),
        sections=_sections(deals),
        deals=deals,
        categories=categories,
        category_pages=[(catalogue.urls.page(category.iri), category.label) for category in categories],
        games=[LabelledIri(item, catalogue.games[item].label) for item in games],
        coverage=coverage,
        timeline=partner_timeline(catalogue, LabelledIri(iri, subject.label), deals),
        drawing=drawing,
        families=legend({catalogue.families[deal.category.iri] for deal in deals}),
        contributions=_contributions(ask.rows(ContributionsRow, partner=iri), catalogue),
        events=events,
        event_drawing=event_network(catalogue, LabelledIri(iri, catalogue.short(iri, subject.label)), events),
        money=money_of(catalogue, iri),
        people=ask.rows(PeopleOfOrganizationRow, organization=iri),
        relations=relations(ask.rows(RelationsOfRow, organization=iri)),
        tenures=tenures,
        same_games=_most_first(Related(other, shared) for other, shared in partners_at_same_games(catalogue, iri)),
        same_category=_most_first(
            Related(*item) for item in Counter(deal.partner for deal in beside if deal.partner.iri != iri).items()
        ),
        same_country=_same_country(iri, subject.thing("country"), catalogue),
        refs=catalogue.citations(iri, evidence_of_tenures(tenures, catalogue)),
    )


def _lines(
    catalogue: ReferenceData, categories: Sequence[LabelledIri], beside: Sequence[Partnership]
) -> list[HolderSeries]:
    """Return the lines of its categories; those of one category are worked out once, since many partners share it."""
    if len(categories) == 1 and not is_group(catalogue, categories[0].iri):
        return lines_of(catalogue, categories[0].iri, beside)
    return lines(catalogue, beside)


def _same_country(iri: str, country: LabelledIri | None, catalogue: ReferenceData) -> list[Related]:
    """Return the other partners from a country, by the number of Games."""
    partners = by_country(catalogue).get(country.iri, []) if country else []
    return [item for item in partners if item.partner.iri != iri]


@once_per_build
def by_country(catalogue: ReferenceData) -> ByKey[list[Related]]:
    """Return the partners from each country, by the number of Games."""
    found: dict[str, list[Related]] = {}
    for partner, country, games in games_of_partners(catalogue):
        found.setdefault(country, []).append(Related(partner, games))
    return ByKey({country: _most_first(partners) for country, partners in found.items()})


def _most_first(related: Iterable[Related]) -> list[Related]:
    return sorted(related, key=lambda item: (-item.number, collation_key(item.partner.label), item.partner.iri))


def _contributions(rows: Sequence[ContributionsRow], catalogue: ReferenceData) -> list[Contributed]:
    """Return each contribution once: the partner's own first, then what all partners of a programme bring together."""
    once = {row.contribution: row for row in rows}.values()
    parts = grouped_by(once, lambda row: "" if row.partner else row.programme)
    return [
        Contributed(
            with_the(catalogue.label(programme)) if programme else "",
            grouped_by_beginning(part, lambda row: row.description),
        )
        for programme, part in parts.items()
    ]


def _sections(deals: Sequence[Partnership]) -> list[tuple[str, list[Partnership]]]:
    parts: dict[str, list[Partnership]] = {kind: [] for kind in _SECTIONS}
    for deal in deals:
        parts[deal.programme_kind if deal.programme_kind in parts else ""].append(deal)
    return [(_SECTIONS[kind], part) for kind, part in parts.items() if part]
