"""The companies of a country with their partnerships. The page of the country lists them, and a timeline draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.collation import collation_key
from webapp.components.timelines import companies_timeline
from webapp.models.partnership import LabelledIri, Partnership, grouped_by_partner
from webapp.models.reference_data import ReferenceData
from webapp.svg.timeline import Timeline
from webapp.text.dates import with_assumed, years
from webapp.text.english import the_country

_LANES = 20
"""Companies in a part of the page, or all worldwide ones in the first; links lead to the other parts."""

_EVERYWHERE = ("term", "worldwide")
_UNKNOWN = "9999"
"""Sorts after every day."""

_WORLDWIDE = "With a worldwide partnership"
_DOMESTIC = "In domestic programmes only"


@dataclass(frozen=True, slots=True)
class Company:
    """A company of the country: its partnerships in order of time, and what they were in.

    Its first year is `sure` where a partnership itself or Games give it. The start of a programme does not.
    """

    partner: LabelledIri
    deals: tuple[Partnership, ...]
    fields: tuple[LabelledIri, ...]
    programmes: int
    games: int
    years: str
    first: str
    sure: bool
    worldwide: bool


def companies_of(deals: Sequence[Partnership], catalogue: ReferenceData) -> list[Company]:
    """Return the companies with these partnerships, the earliest first."""
    found = [_company(partner, own, catalogue) for partner, own in grouped_by_partner(deals).items()]
    return sorted(found, key=lambda company: (company.first or _UNKNOWN, collation_key(company.partner.label)))


def _company(partner: LabelledIri, own: Sequence[Partnership], catalogue: ReferenceData) -> Company:
    starts = [(day, sure) for day, sure in (_start(deal, catalogue) for deal in own) if day]
    first = min(starts, default=("", False))[0]
    return Company(
        partner,
        tuple(own),
        tuple(dict.fromkeys(category for deal in own for category in deal.categories)),
        len({deal.programme for deal in own}),
        len({games for deal in own for games in deal.games}),
        _years(own, catalogue),
        first,
        any(sure for day, sure in starts if day[:4] == first[:4]),
        any(deal.programme_kind in _EVERYWHERE for deal in own),
    )


def _years(own: Sequence[Partnership], catalogue: ReferenceData) -> str:
    """Say over which years a company was a partner, and which end of that is assumed or not recorded."""
    begun = [deal for deal in own if _start(deal, catalogue)[0]]
    first = min(begun, key=lambda deal: (_start(deal, catalogue)[0], deal.assumed_start), default=None)
    last = max(own, key=lambda deal: (deal.last_day or "9999", not deal.assumed_end))
    known = years(_start(first, catalogue)[0] if first else "", last.last_day)
    return with_assumed(known, start=bool(first and first.assumed_start), end=last.assumed_end and bool(last.last_day))


def _start(deal: Partnership, catalogue: ReferenceData) -> tuple[str, bool]:
    """Return when a partnership began, and whether that is its own date: many join a programme after its start."""
    programme = catalogue.programmes[deal.programme.iri]
    return deal.first_day or programme.begins, bool(deal.start) or not programme.start


def parts_of(companies: Sequence[Company]) -> list[list[Company]]:
    """Return the companies of each part: worldwide ones first, then by partnerships; within a part by time."""
    ranked = sorted(
        companies,
        key=lambda company: (
            not company.worldwide,
            -len(company.deals),
            company.first,
            collation_key(company.partner.label),
        ),
    )
    first = max(_LANES, sum(company.worldwide for company in companies))  # the picture of part 1 has all worldwide ones
    starts = [0, *range(first, len(ranked), _LANES)] if ranked else []
    parts = [{company.partner for company in ranked[at : at + (_LANES if at else first)]} for at in starts]
    return [[company for company in companies if company.partner in part] for part in parts]


def country_timeline(
    catalogue: ReferenceData, country: LabelledIri, companies: Sequence[Company], hosted: set[str]
) -> Timeline | None:
    """Draw the companies of a country over time, those with a worldwide partnership first."""
    if not companies:
        return None
    groups = [
        (heading, [(company.partner, company.deals) for company in companies if company.worldwide is worldwide])
        for heading, worldwide in ((_WORLDWIDE, True), (_DOMESTIC, False))
    ]
    title = f"Timeline of the partners from {the_country(country.label)}"
    return companies_timeline(catalogue, title, [group for group in groups if group[1]], hosted)
