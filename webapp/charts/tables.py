"""The numbers of charts as tables. They have names, identifiers, dates with what these rest on, and sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from webapp.charts.chart import ChartTable, TableColumn
from webapp.models.event import Event
from webapp.models.evidence import CitationNumbers, Source
from webapp.models.partnership import Partnership
from webapp.models.reference_data import ReferenceData, slug
from webapp.models.rows import PartnershipsListRow, RolesOfPersonRow

_SOURCES = (
    TableColumn("sources", "Identifiers of the sources, separated by “; ”"),
    TableColumn("source_titles", "Titles of these sources with their publishers, in the same order"),
)
_BASIS = "stated by a source, announced, assumed (that of the programme) or unknown"
_TIME = (
    TableColumn("start", "First day, month or year, in ISO 8601, at the precision of the source"),
    TableColumn("start_basis", f"What the start rests on: {_BASIS}"),
    TableColumn("end", "Last day, month or year, in ISO 8601, at the precision of the source"),
    TableColumn("end_basis", f"What the end rests on: {_BASIS}"),
)
_PARTNERSHIPS = (
    TableColumn("partner", "Name of the partner"),
    TableColumn("partner_short", "Its name in pictures"),
    TableColumn("programme", "Name of the programme"),
    TableColumn("programme_short", "Its name in pictures"),
    TableColumn("tier", "Name of the tier, as the organiser gave it; empty where no source names it"),
    TableColumn("categories", "Product categories, separated by “; ”; our classification"),
    *_TIME,
    TableColumn("announced", "When it was announced, in ISO 8601"),
    TableColumn("status", "completed, active, announced or terminated (ended before its time)"),
    TableColumn("jointly_with", "Partners that held it jointly"),
    TableColumn("games", "Games at which it was in force, separated by “; ”"),
    TableColumn("partnership_iri", "Identifier of the partnership, whose page has all evidence"),
    TableColumn("partner_iri", "Identifier of the partner"),
    TableColumn("programme_iri", "Identifier of the programme"),
    TableColumn("tier_iri", "Identifier of the tier"),
    TableColumn("category_iris", "Identifiers of the categories"),
    TableColumn("games_iris", "Identifiers of the Games"),
    *_SOURCES,
)


def sources_of(catalogue: ReferenceData, partnerships: Iterable[str]) -> list[Source]:
    """Return the sources of partnerships, each as often as it is one."""
    rows = (row for iri in partnerships for row in catalogue.evidence_by_partnership.get(iri, ()))
    return [catalogue.sources[row.source] for row in rows]


def partnership_table(catalogue: ReferenceData, deals: Sequence[Partnership]) -> ChartTable:
    """Return the table of partnerships, one a row."""
    return ChartTable(_PARTNERSHIPS, tuple(_partnership(catalogue, deal) for deal in deals))


def _partnership(catalogue: ReferenceData, deal: Partnership) -> tuple[str, ...]:
    begins = {"stated": deal.start, "announced": deal.announced}.get(deal.from_basis, deal.first_day)
    ends = deal.end if deal.until_basis == "stated" else deal.last_day
    return (
        deal.partner.label,
        catalogue.short(deal.partner.iri, deal.partner.label),
        deal.programme.label,
        catalogue.programmes[deal.programme.iri].short,
        deal.tier.label if deal.tier else "",
        _joined(category.label for category in deal.categories),
        begins,
        deal.from_basis,
        ends,
        deal.until_basis,
        deal.announced,
        deal.status,
        _joined(other.label for other in deal.joint),
        _joined(catalogue.games[games].label for games in deal.games),
        deal.iri,
        deal.partner.iri,
        deal.programme.iri,
        deal.tier.iri if deal.tier else "",
        _joined(category.iri for category in deal.categories),
        _joined(deal.games),
        *cited(sources_of(catalogue, [deal.iri])),
    )


_LISTED = (
    TableColumn("partner", "Name of the partner"),
    TableColumn("programme", "Name of the programme"),
    TableColumn("category", "Main product category; our classification"),
    TableColumn("field", "Group of categories, which the colour follows"),
    *_TIME,
    TableColumn("status", "completed, active, announced or terminated (ended before its time)"),
    TableColumn("partnership_iri", "Identifier of the partnership, whose page has all evidence"),
    TableColumn("partner_iri", "Identifier of the partner"),
    TableColumn("programme_iri", "Identifier of the programme"),
    TableColumn("category_iri", "Identifier of the category"),
    *_SOURCES,
)


def listed_table(catalogue: ReferenceData, rows: Sequence[PartnershipsListRow]) -> ChartTable:
    """Return the table of the list of partnerships, one a row."""
    return ChartTable(_LISTED, tuple(_listed(catalogue, row) for row in rows))


def _listed(catalogue: ReferenceData, row: PartnershipsListRow) -> tuple[str, ...]:
    things = (row.partner, row.programme, row.category, catalogue.groups[row.category])
    return (
        *map(catalogue.label, things),
        row.from_,
        slug(row.fromBasis),
        row.until,
        slug(row.untilBasis),
        slug(row.status),
        row.partnership,
        *things[:3],
        *cited(sources_of(catalogue, [row.partnership])),
    )


_EVENTS = (
    TableColumn("event", "Name of the event"),
    TableColumn("kind", "announcement, signing, renewal, termination and so on"),
    TableColumn("date", "Day, month or year, in ISO 8601, at the precision of the source"),
    TableColumn("place", "Place in words"),
    TableColumn("participant", "Person or organization that took part"),
    TableColumn("participant_short", "Its name in pictures"),
    TableColumn("role", "What the person was, by the roles recorded"),
    TableColumn("event_iri", "Identifier of the event"),
    TableColumn("participant_iri", "Identifier of the person or organization"),
    *_SOURCES,
)


def event_table(catalogue: ReferenceData, events: Sequence[Event], refs: CitationNumbers) -> ChartTable:
    """Return the table of events, a row for each who took part."""
    return ChartTable(_EVENTS, tuple(row for event in events for row in _event(catalogue, event, refs)))


def _event(catalogue: ReferenceData, event: Event, refs: CitationNumbers) -> Iterable[tuple[str, ...]]:
    people = [(person, _joined(dict.fromkeys(roles.values()))) for person, roles in event.people.items()]
    for other, role in (*people, *((body, "") for body in event.organizations)):
        happened = (event.label, event.kind, event.date, event.where)
        names = (other.label, catalogue.short(other.iri, other.label))
        yield *happened, *names, role, event.iri, other.iri, *cited(refs.sources(event.iri))


_ROLES = (
    TableColumn("role", "Title of the role"),
    TableColumn("organization", "Where the person had it"),
    TableColumn("start", "First day, month or year, in ISO 8601, at the precision of the source"),
    TableColumn("end", "Last day, month or year, in ISO 8601; empty where it goes on or is not known"),
    TableColumn("role_iri", "Identifier of the role"),
    TableColumn("organization_iri", "Identifier of the organization"),
    *_SOURCES,
)


def role_table(roles: Sequence[RolesOfPersonRow], refs: CitationNumbers) -> ChartTable:
    """Return the table of the roles of a person."""
    rows = (
        (
            *(row.roleTitle, row.organizationLabel, row.start, row.end, row.role, row.organization),
            *cited(refs.sources(row.role)),
        )
        for row in roles
    )
    return ChartTable(_ROLES, tuple(rows))


def cited(sources: Sequence[Source]) -> tuple[str, str]:
    """Return the cells of the columns of sources: identifiers, and titles with publishers."""
    found = list({source.iri: source for source in sources}.values())
    titles = (", ".join(filter(None, (source.title, source.publisher))) for source in found)
    return _joined(source.iri for source in found), _joined(titles)


def with_sources(columns: Sequence[TableColumn]) -> tuple[TableColumn, ...]:
    """Return columns with those of sources behind them."""
    return (*columns, *_SOURCES)


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(texts)
