# ruff: noqa: RUF001 - typographic dashes are meant
"""The list of partners. It says who they are, from where, in which fields, when, and at how many Games."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from graph.collation import collation_key
from graph.dates import Basis
from webapp.listings.definition import (
    CellPart,
    Facet,
    ListColumn,
    ListDefinition,
    Option,
    between,
    count_column,
    words,
)
from webapp.listings.helpers import by_label, decades, linked, option, unique
from webapp.models.grouping import grouped_by
from webapp.models.partnership import LabelledIri
from webapp.models.reference_data import ReferenceData, slug
from webapp.models.rows import OrganizationKindsRow, PartnershipsListRow, PartnersListRow
from webapp.models.site import SiteData
from webapp.text.dates import dated, with_assumed, years
from webapp.text.english import integer

_REACHES = {
    "term": Option("top", "TOP, worldwide", "1"),
    "worldwide": Option("worldwide", "Other worldwide programmes", "2"),
    "domestic": Option("domestic", "Domestic programmes of Games", "3"),
}
_PAST = "past"
_STATES = {
    "active": Option("current", "Partner now", "1"),
    "announced": Option("announced", "Announced", "2"),
    _PAST: Option("past", "Past", "3"),
}
_OPEN = "9999"


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A row: an organization with what its partnerships add up to.

    `first` and `last` are days, empty if unknown; `first_basis` and `last_basis` say what they rest on.
    """

    thing: LabelledIri
    href: str
    country: LabelledIri | None
    country_href: str
    kind: Option | None
    reaches: Sequence[Option]
    state: Option | None
    groups: Sequence[LabelledIri]
    families: Sequence[str]
    decades: Sequence[Option]
    partnerships: int
    games: int
    first: str
    first_basis: str
    last: str
    last_basis: str


def _load(here: SiteData) -> list[PartnerRow]:
    catalogue = here.catalogue
    deals = grouped_by(catalogue.partnership_rows, lambda row: row.partner)
    kinds = {row.organization: row for row in catalogue.organization_kinds}
    rows = [_partner(row, deals[row.partner], kinds.get(row.partner), catalogue) for row in catalogue.partner_rows]
    return sorted(rows, key=lambda row: by_label(row.thing))


def _partner(
    row: PartnersListRow,
    deals: Sequence[PartnershipsListRow],
    kind: OrganizationKindsRow | None,
    catalogue: ReferenceData,
) -> PartnerRow:
    groups = list(dict.fromkeys(catalogue.groups[deal.category] for deal in deals if deal.category))
    statuses = {slug(deal.status) for deal in deals}
    country = LabelledIri(row.country, row.countryLabel) if row.country else None
    return PartnerRow(
        LabelledIri(row.partner, row.partnerLabel),
        catalogue.urls.page(row.partner),
        country,
        catalogue.urls.page(row.country) if country else "",
        option(LabelledIri(kind.kind, kind.kindLabel)) if kind else None,
        unique(_REACHES[reach] for deal in deals if (reach := slug(deal.programmeKind)) in _REACHES),
        _state(statuses),
        [LabelledIri(group, catalogue.label(group)) for group in groups],
        [catalogue.families[group] for group in groups],
        unique(found for deal in deals for found in decades(deal.from_, deal.until)),
        integer(row.partnerships),
        integer(row.gamesCount),
        dated(row.first.replace(_OPEN, "")),
        slug(min(deals, key=lambda deal: deal.from_ or deal.until or _OPEN).fromBasis),
        dated(row.last.replace(_OPEN, "")),
        slug(max(deals, key=lambda deal: deal.until or _OPEN).untilBasis),
    )


def _state(statuses: Set[str]) -> Option | None:
    """Return whether a partner is one now, by the statuses of its partnerships; None where none has any."""
    found = next((state for status, state in _STATES.items() if status in statuses), _STATES[_PAST])
    return found if any(statuses) else None


def _span(partner: PartnerRow) -> str:
    if partner.state not in {None, _STATES[_PAST]} and partner.first and not partner.last:
        return f"{partner.first[:4]}–"
    assumed = {Basis.ASSUMED, Basis.UNKNOWN}
    ends = {"start": partner.first_basis in assumed, "end": bool(partner.last) and partner.last_basis in assumed}
    return with_assumed(years(partner.first, partner.last), **ends)


PARTNERS = ListDefinition(
    "partners",
    "Partners",
    "partner",
    "partners",
    "Every company and organization with a recorded partnership of the Olympic Movement.",
    _load,
    lambda row: row.thing.iri,
    lambda row: row.thing.label,
    (
        ListColumn(
            "name", "Partner", lambda row: words(row.thing.label, row.href), lambda row: collation_key(row.thing.label)
        ),
        ListColumn(
            "country",
            "Country",
            lambda row: linked(row.country, row.country_href),
            lambda row: collation_key(row.country.label) if row.country else "",
        ),
        ListColumn(
            "fields",
            "Fields",
            lambda row: [
                CellPart(group.label, family=family, iri=group.iri)
                for group, family in zip(row.groups, row.families, strict=True)
            ],
            many=True,
        ),
        ListColumn(
            "years",
            "Years",
            lambda row: words(_span(row)),
            lambda row: row.first[:4],
            falling=True,
            short=True,
            data=lambda row: (
                between(row.first, row.last) | {"fromBasis": row.first_basis, "untilBasis": row.last_basis}
            ),
        ),
        count_column("partnerships", "Partnerships", lambda row: row.partnerships),
        count_column("games", "Games", lambda row: row.games),
    ),
    (
        Facet("state", "State", lambda row: [row.state] if row.state else [], ranked=False),
        Facet("programme", "Programme", lambda row: row.reaches, ranked=False),
        Facet("country", "Country", lambda row: [option(row.country)] if row.country else []),
        Facet("field", "Field", lambda row: [option(group) for group in row.groups]),
        Facet("decade", "Decade", lambda row: row.decades, ranked=False),
        Facet("kind", "Kind", lambda row: [row.kind] if row.kind else []),
    ),
    "name",
)
