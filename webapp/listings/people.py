"""The list of people: who signed, announced and spoke, for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.collation import collation_key
from queries.search.folding import fold
from webapp.listings.definition import CellPart, Facet, ListColumn, ListDefinition, Option, count_column, words
from webapp.listings.helpers import by_label, option, unique
from webapp.models.partnership import LabelledIri
from webapp.models.query_client import grouped, one_each
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import PeopleListRow
from webapp.models.site import SiteData
from webapp.text.english import integer

_SIDES = {True: Option("partner", "A partner", "2"), False: Option("movement", "The Olympic Movement and others", "1")}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row: a person with the titles and organizations that sources give."""

    thing: LabelledIri
    href: str
    titles: Sequence[str]
    organizations: Sequence[LabelledIri]
    parts: Sequence[CellPart]
    sides: Sequence[Option]
    events: int


def _load(here: SiteData) -> list[PersonRow]:
    found = [_somebody(own, here.catalogue) for own in grouped(here.ask.rows(PeopleListRow)).values()]
    return sorted(found, key=lambda row: (-row.events, *by_label(row.thing)))


def _somebody(rows: Sequence[PeopleListRow], catalogue: ReferenceData) -> PersonRow:
    first = one_each(rows)[0]
    organizations = list(
        dict.fromkeys(LabelledIri(row.organization, row.organizationLabel) for row in rows if row.organization)
    )
    page = catalogue.urls.page
    return PersonRow(
        LabelledIri(first.person, first.personLabel),
        page(first.person),
        list(dict.fromkeys(row.title for row in rows if row.title)),
        organizations,
        [CellPart(item.label, page(item.iri), iri=item.iri) for item in organizations],
        unique(_SIDES[item.iri in catalogue.partners] for item in organizations),
        integer(first.events),
    )


PEOPLE = ListDefinition(
    "people",
    "People",
    "person",
    "people",
    "Who announced, signed and spoke for the partners and for the Olympic Movement, as the sources name them.",
    _load,
    lambda row: row.thing.iri,
    lambda row: " ".join((row.thing.label, *row.titles, *(item.label for item in row.organizations))),
    (
        ListColumn(
            "name", "Person", lambda row: words(row.thing.label, row.href), lambda row: collation_key(row.thing.label)
        ),
        ListColumn("title", "Called by the sources", lambda row: [CellPart(title) for title in row.titles], many=True),
        ListColumn(
            "organization",
            "Organization",
            lambda row: row.parts,
            lambda row: fold(row.parts[0].text) if row.parts else "",
            many=True,
        ),
        count_column("events", "Events", lambda row: row.events),
    ),
    (
        Facet("organization", "Organization", lambda row: [option(item) for item in row.organizations]),
        Facet("side", "Side", lambda row: row.sides, ranked=False),
    ),
    "-events",
)
