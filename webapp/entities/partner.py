"""The page about a partner and its whole Olympic history."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import overload

from graph.collation import CollationKey, collation_key
from webapp.components.networks import event_network, partner_network
from webapp.components.timelines import partner_timeline
from webapp.entities.entity_page import EntityPage, entity_page
from webapp.entities.partner_summary import summary
from webapp.models.colour_families import legend
from webapp.models.entity import Entity
from webapp.models.event import events_of
from webapp.models.grouping import grouped_by, grouped_by_beginning
from webapp.models.once import once_per_build, once_per_version
from webapp.models.partnership import (
    LabelledIri,
    Partnership,
    games_of_partners,
    holds_all,
    partners_at_same_games,
    partnerships_about,
    partnerships_beside,
)
from webapp.models.reference_data import ReferenceData
from webapp.models.relation import relations
from webapp.models.reported_value import money_of
from webapp.models.result_file import ByKey, OneByOne
from webapp.models.rows import (
    ContributionsRow,
    CoverageOfPartnerRow,
    EventsAboutRow,
    PeopleOfOrganizationRow,
    RelationsOfRow,
)
from webapp.models.site import SiteData
from webapp.models.succession import HolderSeries, evidence_of_tenures, lines, lines_of_categories
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
    categories = list(dict.fromkeys(category for deal in deals for category in deal.categories))
    field = _field(catalogue, iri, categories)
    tenures = [tenure for line in field.lines for tenure in line.tenures(iri)]
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
        same_category=field.others,
        same_country=_same_country(subject, len(games), catalogue),
        refs=catalogue.citations(iri, evidence_of_tenures(tenures, catalogue)),
    )


@dataclass(frozen=True, slots=True)
class _Field:
    """The categories of a partner: the lines of their holders, and the other partners in them."""

    lines: Sequence[HolderSeries]
    others: Sequence[Related]


def _field(catalogue: ReferenceData, iri: str, categories: Sequence[LabelledIri]) -> _Field:
    """Return what there is in the categories of a partner; what many partners share is worked out once."""
    if not holds_all(catalogue):
        beside = partnerships_beside(catalogue, iri)
        return _Field(lines(catalogue, beside), Others.of(_counted(beside), iri))
    found = lines_of_categories(catalogue, [category.iri for category in categories], iri)
    if len(categories) == 1:
        return _Field(found, Others.of(_partners_in(catalogue, categories[0].iri), iri))
    return _Field(found, Others.of(_counted(partnerships_beside(catalogue, iri)), iri))


@once_per_version
def _partners_in(catalogue: ReferenceData, category: str) -> list[Related]:
    deals = partnerships_about(catalogue, category)
    return _counted(deal for deal in deals if any(one.iri == category for one in deal.categories))


def _counted(deals: Iterable[Partnership]) -> list[Related]:
    return _most_first(Related(*item) for item in Counter(deal.partner for deal in deals).items())


@dataclass(frozen=True, slots=True)
class Others(Sequence[Related]):
    """Partners but for the one at a place, if it is among them. They are read as far as they are shown."""

    partners: Sequence[Related]
    place: int

    @classmethod
    def of(cls, partners: Sequence[Related], iri: str, itself: Related | None = None) -> Others:
        """Return partners but for one, which is looked for where it would stand as `itself`, and else everywhere."""
        place = bisect_left(partners, _rank(itself), key=_rank) if itself else len(partners)
        if place == len(partners) or partners[place].partner.iri != iri:
            place = next((place for place, item in enumerate(partners) if item.partner.iri == iri), len(partners))
        return cls(partners, place)

    @overload
    def __getitem__(self, index: int) -> Related: ...
    @overload
    def __getitem__(self, index: slice) -> list[Related]: ...
    def __getitem__(self, index: int | slice) -> Related | list[Related]:
        """Return one, or some."""
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = range(len(self))[index]
        return self.partners[place + (place >= self.place)]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.partners) - (self.place < len(self.partners))


def _same_country(subject: Entity, games: int, catalogue: ReferenceData) -> Sequence[Related]:
    """Return the other partners from the country of one that was a partner of so many Games."""
    country = subject.thing("country")
    partners = by_country(catalogue).get(country.iri, ()) if country else ()
    return Others.of(partners, subject.iri, Related(LabelledIri(subject.iri, subject.label), games))


@once_per_build
def by_country(catalogue: ReferenceData) -> ByKey[OneByOne[Related]]:
    """Return the partners from each country, by the number of Games."""
    found: dict[str, list[Related]] = {}
    for partner, country, games in games_of_partners(catalogue):
        found.setdefault(country, []).append(Related(partner, games))
    return ByKey({country: OneByOne(_most_first(partners)) for country, partners in found.items()})


def _most_first(related: Iterable[Related]) -> list[Related]:
    return sorted(related, key=_rank)


def _rank(item: Related) -> tuple[int, CollationKey, str]:
    return -item.number, collation_key(item.partner.label), item.partner.iri


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
