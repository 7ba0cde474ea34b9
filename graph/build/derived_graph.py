"""The derived graph: what follows from the curated facts.

It makes simple questions simple. Nothing here is a fact of its own: each rule is stated where it is applied, and
`graph/data/README.md` tells them too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox
from rdflib import DCTERMS, SDO, SKOS

from graph.build.curated_graph import ALIAS_PROPERTIES
from graph.build.load_tables import Tables
from graph.build.quad_builder import Statements, day, text
from graph.build.row_models import (
    PARENTS,
    SUCCESSORS,
    EventRow,
    GamesRow,
    PartnershipRow,
    PersonRow,
    ProgrammeRow,
)
from graph.dates import Basis, PartialDate
from graph.iris import mint
from graph.registers import iri_of
from graph.stores.store import Term
from ontology.namespaces import DERIVED_GRAPH
from ontology.terms import OP

_FROM = str(OP["from"])
_ALIASES = frozenset(map(str, ALIAS_PROPERTIES.values()))


MATCHES = {
    "confirmed": str(SKOS.exactMatch),
    "ambiguous": str(SKOS.closeMatch),
    "brand-item": str(SKOS.relatedMatch),
}
"""The property of a link for each status of an identifier. None is `owl:sameAs`: registers cut the world otherwise."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and the last day of something, both included, and what they rest on.

    A day is None where it is not known or still open.
    """

    first: date | None
    first_basis: Basis
    last: date | None
    last_basis: Basis


def derive(tables: Tables, take: Callable[[list[ox.Quad]], None]) -> None:
    """Hand over what follows from the tables, some at a time; what follows from statements is in `shortcuts`."""
    out = Statements(DERIVED_GRAPH, take)
    periods = _Periods(tables)
    for programme in out.each(tables.programmes):
        _state_bounds(out, mint("programme", programme.id), periods.programme(programme))
    for row in out.each(tables.partnerships):
        _state_bounds(out, mint("partnership", row.id), periods.partnership(row))
    _sponsorships(out, tables, periods)
    _successions(out, tables, periods)
    _relations(out, tables)
    _participant_roles(out, tables)
    _category_names(out, tables)
    _links(out, tables)
    out.hand_over()


def _state_bounds(out: Statements, node: ox.NamedNode, bounds: Bounds) -> None:
    out.add(node, _FROM, day(bounds.first))
    out.add(node, OP.fromBasis, mint("date-basis", bounds.first_basis))
    out.add(node, OP.until, day(bounds.last))
    out.add(node, OP.untilBasis, mint("date-basis", bounds.last_basis))


class _Periods:
    """When programmes and partnerships hold, as far as the tables let one say."""

    def __init__(self, tables: Tables) -> None:
        self._games = {row.id: row for row in tables.games}
        self._programmes = {row.id: self.programme(row) for row in tables.programmes}

    def programme(self, row: ProgrammeRow) -> Bounds:
        """Own dates; a domestic programme without an end ends with the year in which its last Games closed."""
        first, first_basis = _stated(row.start.first_day if row.start else None)
        last, last_basis = _stated(row.end.last_day if row.end else None)
        if last is None and row.kind == "domestic":
            closings = [day for games in row.games if (day := _last_day(self._games[games]))]
            last, last_basis = _assumed(date(max(closings).year, 12, 31) if closings else None)
        return Bounds(first, first_basis, last, last_basis)

    def partnership(self, row: PartnershipRow) -> Bounds:
        """Own dates. Without a start: not before it was announced; where that is unknown too, the programme's."""
        programme = self._programmes[row.programme]
        first, first_basis = _stated(_first(row.start))
        if first is None and row.announced:
            first, first_basis = row.announced.first_day, Basis.ANNOUNCED
        elif first is None:
            first, first_basis = _assumed(programme.first)
        last, last_basis = _stated(row.end.last_day) if row.end else _assumed(programme.last)
        return Bounds(first, first_basis, last, last_basis)

    def covers(self, row: PartnershipRow, games: GamesRow) -> bool:
        """Whether the partnership was in force at these Games.

        A row may end with the year in which the Games were due. It counts, though they were held later: Tokyo 2020.
        """
        bounds = self.partnership(row)
        due = date(games.year.first_day.year, 12, 31)
        opening = min(games.opening.first_day, due) if games.opening else due
        closing = _last_day(games) or due
        return (bounds.first is None or bounds.first <= closing) and (bounds.last is None or bounds.last >= opening)


def _stated(known: date | None) -> tuple[date | None, Basis]:
    return known, Basis.STATED if known else Basis.UNKNOWN


def _assumed(taken: date | None) -> tuple[date | None, Basis]:
    return taken, Basis.ASSUMED if taken else Basis.UNKNOWN


def _first(moment: PartialDate | None) -> date | None:
    return moment.first_day if moment else None


def _last_day(games: GamesRow) -> date | None:
    return games.closing.last_day if games.closing else None


def _sponsorships(out: Statements, tables: Tables, periods: _Periods) -> None:
    """Join each partnership to the Games at which it was in force, and so partner and Games, both ways."""
    games = {row.id: row for row in tables.games}
    programmes = {row.id: row for row in tables.programmes}
    for row in out.each(tables.partnerships):
        partner, programme = mint("organization", row.partner), programmes[row.programme]
        out.add(partner, OP.participatesIn, mint("programme", programme.id))
        if programme.part_of:
            out.add(partner, OP.participatesIn, mint("programme", programme.part_of))
        for slug in programme.games:
            if periods.covers(row, games[slug]):
                edition = mint("games", slug)
                out.add(mint("partnership", row.id), OP.coversGames, edition)
                out.add(edition, str(SDO.sponsor), partner)
                out.add(partner, OP.partnerOf, edition)


def _successions(out: Statements, tables: Tables, periods: _Periods) -> None:
    """Join each partnership to those that it directly follows in its category, within a programme and its terms."""
    whole = {row.id: row.part_of or row.id for row in tables.programmes}
    seats: defaultdict[tuple[str, str], list[PartnershipRow]] = defaultdict(list)
    for row in tables.partnerships:
        for category in row.categories:
            seats[whole[row.programme], category].append(row)
    for holders in out.each(seats.values()):
        for row in holders:
            for before in _direct_predecessors(row, holders, periods):
                relation = OP.renews if before.partner == row.partner else OP.succeeds
                out.add(mint("partnership", row.id), relation, mint("partnership", before.id))


def _direct_predecessors(
    row: PartnershipRow, holders: list[PartnershipRow], periods: _Periods
) -> Iterator[PartnershipRow]:
    """The holders that ended last among those that began earlier and ended by the year in which this one begins.

    The year, not the day: rights under TOP IX ran into 2021, while TOP X begins with that year.
    """
    start = periods.partnership(row).first
    earlier = []
    for other in holders:
        bounds = periods.partnership(other)
        if start and bounds.first and bounds.last and bounds.first < start and bounds.last.year <= start.year:
            earlier.append((bounds.last, other))
    latest = max((last for last, _ in earlier), default=None)
    yield from (other for last, other in earlier if last == latest)


def _relations(out: Statements, tables: Tables) -> None:
    """State parents and successors in short, without the dates and sources of the relation."""
    for row in out.each(tables.organization_relations):
        if row.organization in tables.published:
            node, other = mint("organization", row.organization), mint("organization", row.other)
            out.add(node, OP.parent, other if row.relation in PARENTS else None)
            out.add(node, OP.successor, other if row.relation in SUCCESSORS else None)


def _participant_roles(out: Statements, tables: Tables) -> None:
    """State in which roles people took part in events: those that their dates or sources allow to tell."""
    published = {row.id: row.published.first_day.year for row in tables.sources if row.published}
    roles: dict[str, list[PersonRow]] = defaultdict(list)
    for row in tables.people:
        roles[row.person].append(row)
    for event in out.each(tables.events):
        for role in (role for person in event.people for role in roles[person]):
            if _was_held(role, event, {published[source] for source in role.sources if source in published}):
                out.add(mint("event", event.id), OP.participantRole, mint("role", role.id))


def _was_held(role: PersonRow, event: EventRow, published: Set[int]) -> bool:
    """Return whether a role was held at an event, by its dates, or else by its sources and their years."""
    if event.date and (role.start or role.end):
        begun = role.start is None or role.start.first_day <= event.date.last_day
        return begun and (role.end is None or event.date.first_day <= role.end.last_day)
    return bool(set(role.sources) & set(event.sources)) or bool(event.date and event.date.first_day.year in published)


def _category_names(out: Statements, tables: Tables) -> None:
    """State the names of all categories of a partnership in one text, the main one first."""
    labels = {row.id: row.label for row in tables.categories}
    for row in out.each(tables.partnerships):
        names = "; ".join(labels[category] for category in row.categories)
        out.add(mint("partnership", row.id), OP.categoryNames, text(names))


def _links(out: Statements, tables: Tables) -> None:
    """Join things to what other registers have of them, by how sure that is; `schema:sameAs` is for sure ones alone."""
    for row in out.each(tables.identifiers):
        iri = iri_of(row.scheme, row.value)
        if not iri or (row.about_kind == "organization" and row.about not in tables.published):
            continue
        node, other = mint(row.about_kind, row.about), ox.NamedNode(iri)
        out.add(node, MATCHES[row.status], other)
        out.add(node, str(SDO.sameAs), other if row.status == "confirmed" else None)


def shortcuts(curated: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return the sources of each statement directly, and every alias, of whatever kind, as `skos:altLabel`.

    A statement, its evidence and the sources of that are among the curated statements, or none of them is.
    """
    out = Statements(DERIVED_GRAPH)
    sources: defaultdict[Term, list[Term]] = defaultdict(list)
    supported: list[tuple[ox.NamedNode, Term]] = []
    source, evidence = str(OP.source), str(OP.evidence)
    for quad in curated:
        subject, predicate = quad.subject, quad.predicate.value
        if not isinstance(subject, ox.NamedNode):
            continue
        if predicate == source:
            sources[subject].append(quad.object)
        elif predicate == evidence:
            supported.append((subject, quad.object))
        elif predicate in _ALIASES:
            out.add(subject, str(SKOS.altLabel), quad.object)
    for statement, node in supported:
        out.add(statement, str(DCTERMS.source), *sources[node])
    return out.quads
