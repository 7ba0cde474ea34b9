"""The list of events: announcements, signings, renewals, terminations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.collation import collation_key
from webapp.listings.definition import CellPart, Facet, ListColumn, ListDefinition, named, words
from webapp.listings.helpers import decades, linked, option
from webapp.models.partnership import LabelledIri
from webapp.models.query_client import grouped, one_each
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import EventsListRow
from webapp.models.site import SiteData
from webapp.text.dates import format_date
from webapp.text.english import capital


@dataclass(frozen=True, slots=True)
class EventRow:
    """A row; `date` is at the precision of the source."""

    thing: LabelledIri
    href: str
    kind: LabelledIri | None
    date: str
    place: str
    country: LabelledIri | None
    country_href: str
    involved: Sequence[CellPart]


def _load(here: SiteData) -> list[EventRow]:
    found = [_happening(own, here.catalogue) for own in grouped(here.ask.rows(EventsListRow)).values()]
    return sorted(found, key=lambda row: (row.date, row.thing.iri), reverse=True)


def _happening(rows: Sequence[EventsListRow], catalogue: ReferenceData) -> EventRow:
    first = one_each(rows)[0]
    page = catalogue.urls.page
    country = LabelledIri(first.country, first.countryLabel) if first.country else None
    involved = {row.organization: row.organizationLabel for row in rows if row.organization}
    return EventRow(
        LabelledIri(first.event, first.eventLabel),
        page(first.event),
        LabelledIri(first.kind, first.kindLabel) if first.kind else None,
        first.date,
        first.place,
        country,
        page(country.iri) if country else "",
        [CellPart(catalogue.short(iri, label), page(iri), iri=iri) for iri, label in involved.items()],
    )


def _place(row: EventRow) -> dict[str, Any]:
    country = named(row.country.iri, row.country.label) if row.country else None
    return {"name": row.place or None, "country": country}


EVENTS = ListDefinition(
    "events",
    "Events",
    "event",
    "events",
    "Announcements, signings, renewals and endings, with the day and the place where a source gives them.",
    _load,
    lambda row: row.thing.iri,
    lambda row: " ".join((row.thing.label, row.place, *(part.text for part in row.involved))),
    (
        ListColumn(
            "name", "Event", lambda row: words(row.thing.label, row.href), lambda row: collation_key(row.thing.label)
        ),
        ListColumn(
            "date",
            "Date",
            lambda row: words(format_date(row.date)),
            lambda row: row.date,
            True,
            short=True,
            data=lambda row: row.date or None,
        ),
        ListColumn(
            "kind",
            "Kind",
            lambda row: words(capital(row.kind.label)) if row.kind else (),
            lambda row: row.kind.label if row.kind else "",
            short=True,
        ),
        ListColumn(
            "place",
            "Place",
            lambda row: (*words(row.place), *linked(row.country, row.country_href)),
            lambda row: collation_key(row.country.label) if row.country else "",
            data=_place,
        ),
        ListColumn("involved", "Involved", lambda row: row.involved, many=True),
    ),
    (
        Facet("kind", "Kind", lambda row: [option(row.kind)] if row.kind else []),
        Facet("decade", "Decade", lambda row: decades(row.date, ""), ranked=False),
        Facet("country", "Country", lambda row: [option(row.country)] if row.country else []),
    ),
    "-date",
)
