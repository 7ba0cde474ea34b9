"""The pictures of pages about one thing. Which kind of page has which network or timeline is said here alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.collation import collation_key
from webapp.components.networks import (
    branch_network,
    by_category,
    by_group,
    category_network,
    root_node,
    tier_node,
)
from webapp.components.timelines import editions, fields_timeline, holders_timeline
from webapp.models.partnership import LabelledIri, Partnership, Tier, grouped_by_partner
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import RolesOfPersonRow
from webapp.svg.network import ResponsiveSvg
from webapp.svg.timeline import Lane, Section, Span, Timeline, timeline
from webapp.text.dates import dated, decimal_year, period, years

_LEAVES = 60
"""Partners in the picture of a group of categories."""


def games_network(catalogue: ReferenceData, games: LabelledIri, tiers: Sequence[Tier]) -> ResponsiveSvg | None:
    """Draw a Games, the tiers of its programmes and their partners."""
    if not tiers:
        return None
    branches = [(tier_node(tier, catalogue, name_programme=True), tier.partnerships) for tier in tiers]
    deals = (deal for tier in tiers for deal in tier.partnerships)
    return branch_network(catalogue, root_node(games, "games", deals), branches, "field")


def programme_network(
    catalogue: ReferenceData, iri: str, deals: Sequence[Partnership], tiers: Sequence[Tier]
) -> ResponsiveSvg | None:
    """Draw tiers as branches; a programme of one tier by fields instead."""
    if not deals:
        return None
    named = LabelledIri(iri, catalogue.programmes[iri].short.removesuffix(" domestic"))
    root = root_node(named, "programme", deals)
    if len(tiers) > 1:
        branches = [(tier_node(tier, catalogue, name_programme=False), tier.partnerships) for tier in tiers]
        return branch_network(catalogue, root, branches, "field")
    return branch_network(catalogue, root, by_group(catalogue, deals), "field")


def is_group(catalogue: ReferenceData, category: str) -> bool:
    """Tell whether a category has narrower ones."""
    return any(row.group == category for row in catalogue.category_rows)


def category_timeline(catalogue: ReferenceData, category: LabelledIri, deals: Sequence[Partnership]) -> Timeline | None:
    """Draw who held a category, or when each of its narrower ones was held."""
    if not deals:
        return None
    return (fields_timeline if is_group(catalogue, category.iri) else holders_timeline)(catalogue, category, deals)


@dataclass(frozen=True, slots=True)
class CategoryPicture:
    """The network of a category. It may show `leaves` of `all` that a group has, a partner once in each category."""

    drawing: ResponsiveSvg
    leaves: int
    all: int


def category_picture(
    catalogue: ReferenceData, category: LabelledIri, deals: Sequence[Partnership]
) -> CategoryPicture | None:
    """Draw the network of a category: its partners and programmes, or its narrower categories.

    Of a large group those partners are drawn that have the most partnerships in one of its categories.
    """
    if not deals:
        return None
    if not is_group(catalogue, category.iri):
        drawing = category_network(catalogue, category, deals)
        return CategoryPicture(drawing, 0, 0) if drawing else None
    branches = by_category(catalogue, deals)
    leaves = [
        (len(own), branch.key, partner)
        for branch, held in branches
        for partner, own in grouped_by_partner(held).items()
    ]
    leaves.sort(key=lambda leaf: (-leaf[0], collation_key(leaf[2].label), leaf[1]))
    shown = {(branch, partner) for _, branch, partner in leaves[:_LEAVES]}
    parts = ((branch, [deal for deal in held if (branch.key, deal.partner) in shown]) for branch, held in branches)
    root, branches = root_node(category, "category", deals), [(branch, held) for branch, held in parts if held]
    drawing = branch_network(catalogue, root, branches, "years")
    return CategoryPicture(drawing, len(shown), len(leaves)) if drawing else None


def roles_timeline(catalogue: ReferenceData, person: LabelledIri, roles: Sequence[RolesOfPersonRow]) -> Timeline | None:
    """Draw the roles whose years a source gives; a picture of one role would say no more than the list."""
    timed = [row for row in roles if dated(row.start)]
    if len(timed) < 2:
        return None
    lanes = tuple(Lane(row.roleTitle, (_role(catalogue, row),), note=row.organizationLabel) for row in timed)
    return timeline([Section("", lanes)], editions(catalogue, set()), f"Roles of {person.label} over time")


def _role(catalogue: ReferenceData, row: RolesOfPersonRow) -> Span:
    end = decimal_year(row.end, last=True) if dated(row.end) else None
    words = ", ".join(filter(None, (row.roleTitle, row.organizationLabel, period(row.start, row.end))))
    href = catalogue.urls.page(row.role)
    return Span(years(row.start, row.end), words, decimal_year(row.start), end, "role", "part-2", href)
