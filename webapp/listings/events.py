"""The list of events: announcements, signings, renewals, terminations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from webapp.listings.definition import Column, Facet, Listing, Part, named, words
from webapp.listings.helpers import decades, linked, option
from webapp.models.name_index import fold
from webapp.models.partnership import Thing
from webapp.models.query_client import Row, one_each
from webapp.models.reference_data import Catalogue
from webapp.models.site import Site
from webapp.text.dates import spoken
from webapp.text.english import capital


@dataclass(frozen=True, slots=True)
class Happening:
    """A row; `date` is at the precision of the source."""

    thing: Thing
    href: str
    kind: Thing | None
    date: str
    place: str
    country: Thing | None
    country_href: str
    involved: Sequence[Part]


def _load(here: Site) -> list[Happening]:
    rows: dict[str, list[Row]] = {}
    for row in here.ask.rows("events-list"):
        rows.setdefault(row["event"], []).append(row)
    found = [_happening(own, here.catalogue) for own in rows.values()]
    return sorted(found, key=lambda row: (row.date, row.thing.iri), reverse=True)


def _happening(rows: Sequence[Row], catalogue: Catalogue) -> Happening:
    first = one_each(rows, "event", "eventLabel")[0]
    page = catalogue.urls.page
    country = Thing(first["country"], first["countryLabel"]) if first["country"] else None
    involved = {row["organization"]: row["organizationLabel"] for row in rows if row["organization"]}
    return Happening(
        Thing(first["event"], first["eventLabel"]),
        page(first["event"]),
        Thing(first["kind"], first["kindLabel"]) if first["kind"] else None,
        first["date"],
        first["place"],
        country,
        page(country.iri) if country else "",
        [Part(catalogue.short(iri, label), page(iri), iri=iri) for iri, label in involved.items()],
    )


def _kind(row: Happening) -> Sequence[Part]:
    return words(capital(row.kind.label)) if row.kind else ()


def _where(row: Happening) -> Sequence[Part]:
    place = (Part(row.place),) if row.place else ()
    return (*place, *linked(row.country, row.country_href))


def _place(row: Happening) -> dict[str, Any]:
    country = named(row.country.iri, row.country.label) if row.country else None
    return {"name": row.place or None, "country": country}


EVENTS = Listing(
    "events",
    "Events",
    "event",
    "events",
    "Announcements, signings, renewals and endings, with the day and the place where a source gives them.",
    _load,
    lambda row: row.thing.iri,
    lambda row: " ".join((row.thing.label, row.place, *(part.text for part in row.involved))),
    (
        Column("name", "Event", lambda row: words(row.thing.label, row.href), lambda row: fold(row.thing.label)),
        Column(
            "date",
            "Date",
            lambda row: words(spoken(row.date)),
            lambda row: row.date,
            True,
            short=True,
            data=lambda row: row.date or None,
        ),
        Column("kind", "Kind", _kind, lambda row: row.kind.label if row.kind else "", short=True),
        Column(
            "place",
            "Place",
            _where,
            lambda row: fold(row.country.label) if row.country else "",
            data=_place,
        ),
        Column("involved", "Involved", lambda row: row.involved, many=True),
    ),
    (
        Facet("kind", "Kind", lambda row: [option(row.kind)] if row.kind else []),
        Facet("decade", "Decade", lambda row: decades(row.date, ""), ranked=False),
        Facet("country", "Country", lambda row: [option(row.country)] if row.country else []),
    ),
    "-date",
)
