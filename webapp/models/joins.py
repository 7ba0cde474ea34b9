"""The partnerships that join several things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from webapp.models.grouping import grouped_by
from webapp.models.once import once_per_version
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import PartnershipPartsRow

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
    known: dict[str, Deal] = {}
    of: defaultdict[str, set[str]] = defaultdict(set)
    for iri, rows in grouped_by(catalogue.ask.rows(PartnershipPartsRow), lambda row: row.partnership).items():
        first, parts = rows[0], [row.part for row in rows]
        categories = tuple(dict.fromkeys((first.main, *(part for part in parts if part in catalogue.groups))))
        known[iri] = Deal(iri, first.partner, first.programme, categories)
        programme = catalogue.programmes[first.programme]
        owner = programme.owner if programme.owner not in catalogue.partners else ""
        country = catalogue.partner_countries.get(first.partner, "")
        groups = (catalogue.groups[category] for category in categories)
        for thing in (first.partner, first.programme, programme.whole, owner, country, *parts, *groups):
            of[thing].add(iri)
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
