"""The totals of a large network, worked out once for a version."""

from __future__ import annotations

from collections.abc import Iterable

from webapp.explorer.make_edges import EdgeMaker, tier_class
from webapp.explorer.network import (
    CATEGORY,
    COUNTRY,
    GAMES,
    KINDS,
    ORGANIZATION,
    PARTNER,
    PERSON,
    PROGRAMME,
    TIERS,
    NetworkTotals,
)
from webapp.models.once import once_per_build
from webapp.models.partnership import every_partnership, sizes
from webapp.models.reference_data import ReferenceData
from webapp.text.dates import dated


@once_per_build
def totals(catalogue: ReferenceData) -> NetworkTotals:
    """Return the totals of the network of a version."""
    index, maker = every_partnership(catalogue).of, EdgeMaker(catalogue, lambda _: True, {})
    partners = [iri for iri, deals in index.items() if deals[0].partner.iri == iri]
    deals = [deal for partner in partners for deal in index[partner]]
    tiers = {tier_class(deal.programme_kind, deal.rank)[0] for deal in deals}
    categories = {category.iri for deal in deals for category in deal.categories}
    countries = {catalogue.partner_countries.get(partner, "") for partner in partners} - {""}
    number = sizes(catalogue)
    counts = {
        PARTNER: len(partners),
        PROGRAMME: len(catalogue.programmes),
        GAMES: len(catalogue.games),
        CATEGORY: len(catalogue.groups),
        COUNTRY: len(countries),
        PERSON: number.get("Person", 0),
        ORGANIZATION: max(0, number.get("Organization", 0) - len(partners)),
    }

    def labels(iris: Iterable[str]) -> dict[str, str]:
        return {maker.id(iri): catalogue.label(iri) for iri in iris}

    days = {day for deal in deals for day in (deal.first_day, deal.last_day)}
    days |= {dated(day) for row in catalogue.games_rows for day in (row.opening, row.closing)}
    exact = sorted(day for day in days if len(day) == len("YYYY-MM-DD"))
    return NetworkTotals(
        counts={kind: counts[kind] for kind in KINDS if counts[kind]},
        dates=(exact[0], exact[-1]) if exact else ("", ""),
        tiers=tuple(tier for tier in TIERS if tier in tiers),
        seasons={catalogue.games[games].season for deal in deals for games in deal.games},
        categories=labels(categories),
        groups=labels({catalogue.groups[category] for category in categories}),
        group_of={maker.id(iri): maker.id(group) for iri, group in catalogue.groups.items() if group != iri},
        countries=labels(countries),
    )
