"""The partnerships that join several things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from webapp.models.grouping import grouped_by
from webapp.models.reference_data import ReferenceData, once_per_version
from webapp.models.rows import ExplorerCategoriesRow, ExplorerCoverageRow, ExplorerPartnershipsRow

_PLACES = ("/games/", "/programme/", "/organization/")
"""Kinds of things of which each names a set of partners: two Games are joined by partners of both."""


@dataclass(frozen=True, slots=True)
class Deal:
    """A partnership: who, in which programme, in which categories, the main one first."""

    iri: str
    partner: str
    programme: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deals:
    """All partnerships, and those that each thing has a part in, by IRI."""

    all: dict[str, Deal]
    of: dict[str, frozenset[str]]

    def of_any(self, things: Iterable[str]) -> frozenset[str]:
        """Return the partnerships that one of these things has a part in."""
        return frozenset().union(*(self.of.get(thing, frozenset()) for thing in things))


@once_per_version
def deals_of(catalogue: ReferenceData) -> Deals:
    """Gather the partnerships of Games, programmes, categories, countries, partners and organising committees."""
    more = grouped_by(catalogue.ask.rows(ExplorerCategoriesRow), lambda row: row.partnership)
    known: dict[str, Deal] = {}
    of: defaultdict[str, set[str]] = defaultdict(set)
    for row in catalogue.ask.rows(ExplorerPartnershipsRow):
        categories = dict.fromkeys((row.category, *(other.category for other in more.get(row.partnership, ()))))
        known[row.partnership] = Deal(row.partnership, row.partner, row.programme, tuple(categories))
        programme = catalogue.programmes[row.programme]
        groups = (catalogue.groups[category] for category in categories)
        country = catalogue.partner_countries.get(row.partner, "")
        owner = programme.owner if programme.owner not in catalogue.partners else ""
        for thing in (row.partner, row.programme, programme.whole, owner, country, *categories, *groups):
            of[thing].add(row.partnership)
    for cover in catalogue.ask.rows(ExplorerCoverageRow):
        of[cover.games].add(cover.partnership)
    return Deals(known, {thing: frozenset(deals) for thing, deals in of.items() if thing})


def joining(catalogue: ReferenceData, sets: Sequence[Sequence[str]]) -> list[list[Deal]]:
    """Return the partnerships that join things, by partner, those with most first.

    Args:
        catalogue: The reference data.
        sets: IRIs of things; each holds what one name may mean.

    A partner of two Games has partnerships of each. Of Games and a category, one partnership is of both.
    """
    deals = deals_of(catalogue)
    places: list[frozenset[str]] = []
    others: list[frozenset[str]] = []
    for things in sets:
        if found := deals.of_any(things):
            place = any(kind in things[0] for kind in _PLACES) and things[0] not in catalogue.partners
            (places if place else others).append(found)
    if len(places) + len(others) < len(sets) or len(sets) < 2:
        return []
    base = frozenset.intersection(*others) if others else frozenset(deals.all)
    parts = [base & place for place in places] or [base]
    partners = set.intersection(*({deals.all[deal].partner for deal in part} for part in parts))
    joined = sorted(deal for deal in frozenset().union(*parts) if deals.all[deal].partner in partners)
    by_partner = grouped_by((deals.all[deal] for deal in joined), lambda deal: deal.partner)
    return sorted(by_partner.values(), key=lambda own: (-len(own), catalogue.label(own[0].partner)))
