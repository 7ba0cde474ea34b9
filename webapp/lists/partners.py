# ruff: noqa: RUF001 - typographic dashes are meant
"""The list of partners: who, from where, in which fields, when, at how many Games."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.asking import Row
from webapp.catalogue import Catalogue, slug
from webapp.dates import years
from webapp.listing.model import Column, Facet, Listing, Option, Part, between, number, words
from webapp.lists.common import by_label, decades, linked, option, unique
from webapp.partnerships import Thing
from webapp.search import fold
from webapp.site import Site

_REACHES = {
    "term": Option("top", "TOP, worldwide", "1"),
    "worldwide": Option("worldwide", "Other worldwide programmes", "2"),
    "domestic": Option("domestic", "Domestic programmes of Games", "3"),
}
_STATES = {
    "active": Option("current", "Partner now", "1"),
    "announced": Option("announced", "Announced", "2"),
    "": Option("past", "Past", "3"),
}
_OPEN = "9999"


@dataclass(frozen=True, slots=True)
class Partner:
    """A row: an organization with what its partnerships add up to; `first` and `last` are days, empty if unknown."""

    thing: Thing
    href: str
    country: Thing | None
    country_href: str
    kind: Option
    reaches: Sequence[Option]
    state: Option
    groups: Sequence[Thing]
    families: Sequence[str]
    decades: Sequence[Option]
    partnerships: int
    games: int
    first: str
    last: str


def _load(here: Site) -> list[Partner]:
    catalogue = here.catalogue
    deals: dict[str, list[Row]] = {}
    for row in here.ask.rows("partnerships-list"):
        deals.setdefault(row["partner"], []).append(row)
    kinds = {row["organization"]: row for row in here.ask.rows("organization-kinds")}
    rows = [_partner(row, deals[row["partner"]], kinds[row["partner"]], catalogue) for row in catalogue.partner_rows]
    return sorted(rows, key=lambda row: by_label(row.thing.iri, row.thing.label))


def _partner(row: Row, deals: Sequence[Row], kind: Row, catalogue: Catalogue) -> Partner:
    groups = list(dict.fromkeys(catalogue.groups[deal["category"]] for deal in deals))
    statuses = {slug(deal["status"]) for deal in deals}
    country = Thing(row["country"], row["countryLabel"]) if row["country"] else None
    return Partner(
        Thing(row["partner"], row["partnerLabel"]),
        catalogue.urls.page(row["partner"]),
        country,
        catalogue.urls.page(row["country"]) if country else "",
        option(Thing(kind["kind"], kind["kindLabel"])),
        unique(_REACHES[slug(deal["programmeKind"])] for deal in deals),
        next((found for status, found in _STATES.items() if status in statuses), _STATES[""]),
        [Thing(group, catalogue.label(group)) for group in groups],
        [catalogue.families[group] for group in groups],
        unique(found for deal in deals for found in decades(deal["from"], deal["until"])),
        row.whole("partnerships"),
        row.whole("gamesCount"),
        row["first"].replace(_OPEN, ""),
        row["last"].replace(_OPEN, ""),
    )


def _span(partner: Partner) -> str:
    if partner.state is not _STATES[""] and not partner.last:
        return f"{partner.first[:4]}–"
    return years(partner.first, partner.last)


PARTNERS = Listing(
    "partners",
    "Partners",
    "partner",
    "partners",
    "Every company and organization with a recorded partnership of the Olympic Movement.",
    _load,
    lambda row: row.thing.iri,
    lambda row: row.thing.label,
    (
        Column("name", "Partner", lambda row: words(row.thing.label, row.href), lambda row: fold(row.thing.label)),
        Column(
            "country",
            "Country",
            lambda row: linked(row.country, row.country_href),
            lambda row: fold(row.country.label) if row.country else "",
        ),
        Column(
            "fields",
            "Fields",
            lambda row: [
                Part(group.label, family=family, iri=group.iri)
                for group, family in zip(row.groups, row.families, strict=True)
            ],
            many=True,
        ),
        Column(
            "years",
            "Years",
            lambda row: words(_span(row)),
            lambda row: row.first[:4],
            falling=True,
            short=True,
            data=lambda row: between(row.first, row.last),
        ),
        Column(
            "partnerships",
            "Partnerships",
            lambda row: number(row.partnerships),
            lambda row: row.partnerships,
            True,
            True,
        ),
        Column("games", "Games", lambda row: number(row.games), lambda row: row.games, True, True),
    ),
    (
        Facet("state", "State", lambda row: [row.state], ranked=False),
        Facet("programme", "Programme", lambda row: row.reaches, ranked=False),
        Facet("country", "Country", lambda row: [option(row.country)] if row.country else []),
        Facet("field", "Field", lambda row: [option(group) for group in row.groups]),
        Facet("decade", "Decade", lambda row: row.decades, ranked=False),
        Facet("kind", "Kind", lambda row: [row.kind]),
    ),
    "name",
)
