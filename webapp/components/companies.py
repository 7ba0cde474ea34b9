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

_MOST_LANES = 60
"""Worldwide companies in the first part, at most."""

_EVERYWHERE = ("term", "worldwide")
_UNKNOWN = "9999"
"""Sorts after every day."""

_WORLDWIDE = "With a worldwide partnership"
_DOMESTIC = "In domestic programmes only"


@dataclass(frozen=True, slots=True)
class Company:
    """A company of the country: its partnerships in order of time, and when each began.

    `starts` has a day, or nothing, for each partnership, and whether that is its own date. Its first year is `sure`
    where a partnership itself or Games give it. The start of a programme does not.
    """

    partner: LabelledIri
    deals: tuple[Partnership, ...]
    starts: tuple[tuple[str, bool], ...]

    @property
    def fields(self) -> tuple[LabelledIri, ...]:
        """The categories of all its partnerships."""
        return tuple(dict.fromkeys(category for deal in self.deals for category in deal.categories))

    @property
    def programmes(self) -> int:
        """How many programmes it was in."""
        return len({deal.programme for deal in self.deals})

    @property
    def games(self) -> int:
        """How many Games its partnerships cover."""
        return len({games for deal in self.deals for games in deal.games})

    @property
    def first(self) -> str:
        """The first day of all, or nothing."""
        return min((day for day, _ in self.starts if day), default="")

    @property
    def sure(self) -> bool:
        """Whether the year of that is sure."""
        year = self.first[:4]
        return any(sure for day, sure in self.starts if day and day[:4] == year)

    @property
    def worldwide(self) -> bool:
        """Whether it has or had a worldwide partnership."""
        return any(deal.programme_kind in _EVERYWHERE for deal in self.deals)

    @property
    def years(self) -> str:
        """Over which years it was a partner, and which end of that is assumed or not recorded."""
        begun = [(day, deal) for (day, _), deal in zip(self.starts, self.deals, strict=True) if day]
        day, first = min(begun, key=lambda pair: (pair[0], pair[1].assumed_start), default=("", None))
        last = max(self.deals, key=lambda deal: (deal.last_day or "9999", not deal.assumed_end))
        known = years(day, last.last_day)
        start = bool(first and first.assumed_start)
        return with_assumed(known, start=start, end=last.assumed_end and bool(last.last_day))


def companies_of(deals: Sequence[Partnership], catalogue: ReferenceData) -> list[Company]:
    """Return the companies with these partnerships, the earliest first."""
    found = [
        Company(partner, tuple(own), tuple(_start(deal, catalogue) for deal in own))
        for partner, own in grouped_by_partner(deals).items()
    ]
    return sorted(found, key=lambda company: (company.first or _UNKNOWN, collation_key(company.partner.label)))


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
    worldwide = sum(company.worldwide for company in companies)
    first = min(max(_LANES, worldwide), _MOST_LANES)  # the picture of part 1 has all worldwide ones, if it has room
    starts = [0, *range(first, len(ranked), _LANES)] if ranked else []
    places = {company.partner: place for place, company in enumerate(companies)}
    parts = [ranked[at : at + (_LANES if at else first)] for at in starts]
    return [sorted(part, key=lambda company: places[company.partner]) for part in parts]


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
