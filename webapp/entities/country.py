"""The page about a country. It shows the country's companies over time, its Games, and its partners' programmes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.collation import collation_key
from webapp.components.companies import Company, companies_of, country_timeline, parts_of
from webapp.entities.entity_page import EntityPage, entity_page, numbered, part_asked_for
from webapp.models.colour_families import legend
from webapp.models.entity import Entity
from webapp.models.grouping import grouped_by
from webapp.models.once import once_per_build
from webapp.models.partnership import LabelledIri, Partnership, partnerships_from
from webapp.models.query_client import one_each
from webapp.models.reference_data import ReferenceData, slug
from webapp.models.result_file import OneByOne
from webapp.models.rows import CountriesListRow, EvidenceInCountryRow, InCountryRow
from webapp.models.site import SiteData
from webapp.text.english import capital, count_phrase, integer, join_words, the_country

_BY_PROGRAMME = "programmes"
"""The part of a long page that has its partners by programme."""

_ORGANIZATIONS = "organizations"
"""The part of a long page that has the other organizations."""

_EVENTS = 60
"""Events that are listed, the latest."""

_GAMES = 60
"""Games that are listed, the latest; the summary names them where there are no more."""

_FEW = 60
"""Other organizations up to which they have no part of their own."""


@dataclass(frozen=True, slots=True)
class ProgrammeShare:
    """A programme with the partners that it had from the country; `deals` are the partnerships that say so.

    `left` are those who gave up within the programme; `partners` are the others.
    """

    programme: LabelledIri
    partners: tuple[LabelledIri, ...]
    left: tuple[LabelledIri, ...]
    deals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hosted:
    """A Games that the country hosted, or was or is to host (`state`), with its number of recorded partners."""

    thing: LabelledIri
    state: str
    partners: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page about a country says of all that is recorded there, and the parts with its companies.

    Many `organizations` are only counted. The latest `games` and `events` are listed; `every_game` and `every_event`
    count them, and `hosted` those Games that are over.
    """

    summary: Sequence[str]
    companies: int
    worldwide: int
    programmes: int
    parts: Sequence[Sequence[Company]]
    games: Sequence[Hosted]
    every_game: int
    hosted: int
    organizations: Sequence[InCountryRow]
    every_organization: int
    events: Sequence[InCountryRow]
    every_event: int


def render(here: SiteData, subject: Entity) -> EntityPage:
    """Return the page; two queries besides the one of the subject."""
    ask, catalogue, iri = here.ask, here.catalogue, subject.iri
    whole = overview(catalogue, LabelledIri(iri, subject.label))
    parts = numbered(whole.parts)
    others = [_BY_PROGRAMME] if len(parts) > 1 else []
    others += [_ORGANIZATIONS] if whole.every_organization > _FEW else []
    part = part_asked_for([*parts, *others])
    place = parts.index(part) if part in parts else 0
    shown = whole.parts[place] if whole.parts and part in parts else []
    shares_here = len(parts) == 1 or part == _BY_PROGRAMME
    cited = partnerships_from(catalogue, iri) if shares_here else [deal for company in shown for deal in company.deals]
    organizations_here = part == (_ORGANIZATIONS if _ORGANIZATIONS in others else parts[0])
    listed = part == _ORGANIZATIONS
    there = [*(game.thing.iri for game in whole.games), *(row.thing for row in whole.events)]
    return entity_page(
        subject,
        "entities/country.html",
        every_ref=lambda: catalogue.citations_of(
            iri,
            [deal.iri for deal in partnerships_from(catalogue, iri)],
            ask.rows(EvidenceInCountryRow, country=iri),
        ),
        summary=whole.summary,
        companies=whole.companies,
        worldwide=whole.worldwide,
        shown=shown,
        part=part,
        parts=parts,
        first=1 + sum(map(len, whole.parts[:place])),
        timeline=country_timeline(
            catalogue, LabelledIri(iri, subject.label), shown, {game.thing.iri for game in whole.games}
        ),
        families=legend({catalogue.families[deal.category.iri] for company in shown for deal in company.deals}),
        programmes=whole.programmes,
        shares=_shares(cited, catalogue) if shares_here else [],
        shares_here=shares_here,
        begins=part == parts[0],
        games=whole.games,
        every_game=whole.every_game,
        hosted=whole.hosted,
        games_there=f"/games?country={slug(iri)}",
        organizations=_places(ask.rows(InCountryRow, country=iri), catalogue)["Organization"]
        if listed
        else whole.organizations,
        every_organization=whole.every_organization,
        organizations_here=organizations_here,
        events=whole.events,
        every_event=whole.every_event,
        events_there=f"/events?country={slug(iri)}",
        refs=catalogue.citations_of(iri, [deal.iri for deal in cited], catalogue.evidence_in(iri, there)),
    )


@once_per_build
def overview(catalogue: ReferenceData, country: LabelledIri) -> Overview:
    """Look at all that is recorded of a country."""
    deals = partnerships_from(catalogue, country.iri)
    companies = companies_of(deals, catalogue)
    places = _places(catalogue.ask.rows(InCountryRow, country=country.iri), catalogue)
    hosted = {row.thing for row in places["Games"]}
    games = [
        Hosted(LabelledIri(row.games, row.gamesLabel), slug(row.status), integer(row.partners))
        for row in sorted(catalogue.games_rows, key=lambda row: catalogue.games[row.games].order)
        if row.games in hosted
    ]
    organizations, events = places["Organization"], places["Event"]
    return Overview(
        summary(country.label, companies, games),
        len(companies),
        sum(company.worldwide for company in companies),
        len({deal.programme for deal in deals}),
        OneByOne(parts_of(companies)),
        games[-_GAMES:],
        len(games),
        sum(game.state == "completed" for game in games),
        organizations if len(organizations) <= _FEW else (),
        len(organizations),
        events[: -_EVENTS - 1 : -1],
        len(events),
    )


def look_at_all(catalogue: ReferenceData) -> None:
    """Make the overview of each country, which takes longer the more there is of it."""
    for row in one_each(catalogue.ask.rows(CountriesListRow)):
        overview(catalogue, LabelledIri(row.country, row.countryLabel))


def _shares(deals: Sequence[Partnership], catalogue: ReferenceData) -> list[ProgrammeShare]:
    programmes = catalogue.programmes
    ordered = sorted(deals, key=lambda deal: (programmes[deal.programme.iri].order, collation_key(deal.partner.label)))
    return [_share(programme, own) for programme, own in grouped_by(ordered, lambda deal: deal.programme).items()]


def _share(programme: LabelledIri, own: Sequence[Partnership]) -> ProgrammeShare:
    stayed = dict.fromkeys(deal.partner for deal in own if deal.status != "terminated")
    left = dict.fromkeys(deal.partner for deal in own if deal.partner not in stayed)
    return ProgrammeShare(programme, tuple(stayed), tuple(left), tuple(deal.iri for deal in own))


def _places(rows: Sequence[InCountryRow], catalogue: ReferenceData) -> dict[str, list[InCountryRow]]:
    """Return what the graph places in the country, but for its partners, by the name of its class."""
    found: dict[str, list[InCountryRow]] = {"Games": [], "Organization": [], "Event": []}
    for row in rows:
        if row.thing not in catalogue.partners:
            found[row.class_.rpartition("#")[2]].append(row)
    return found


def summary(label: str, companies: Sequence[Company], games: Sequence[Hosted]) -> list[str]:
    """Say how many partners come from the country, since when, and which Games it hosted."""
    name = the_country(label)
    past = [game.thing.label for game in games if game.state == "completed"]
    ahead = [game.thing.label for game in games if game.state == "scheduled"]
    words = [f"hosted {_named(past)}"] if past else []
    words += [f"is to host {_named(ahead)}"] if ahead else []
    hosted = f"{capital(name)} {' and '.join(words)}." if words else ""
    if not companies:
        return list(filter(None, [f"No partner from {name} is recorded.", hosted]))
    worldwide = sum(company.worldwide for company in companies)
    known = [company for company in companies if company.first]
    since = _since(known) if len(known) == len(companies) else ""
    number = count_phrase(len(companies), f"partner from {name} is", f"partners from {name} are")
    sentences = [f"{capital(number)} recorded here{since}."]
    if worldwide and len(companies) > 1:
        been = count_phrase(worldwide, "of them has been a worldwide partner", "of them have been worldwide partners")
        sentences.append(f"{capital(been)}.")
    return [*sentences, hosted] if hosted else sentences


def _named(games: Sequence[str]) -> str:
    """Name Games in a sentence, or say how many they are."""
    return join_words(games) if len(games) <= _GAMES else f"{len(games):,} Games"


def _since(companies: Sequence[Company]) -> str:
    """Say since when there are partners, and who was the first if it is known: the end of a sentence."""
    year = companies[0].first[:4]
    earliest = [company for company in companies if company.first[:4] == year]
    sure = any(company.sure for company in earliest)
    since = f"from {year} on" if sure else f"in programmes from {year} on"
    if len(companies) == 1:
        return f": {companies[0].partner.label}, {since}"
    first = f"; the first was {earliest[0].partner.label}, in {year}"
    return first if sure and len(earliest) == 1 else f", {since}"
