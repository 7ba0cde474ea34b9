"""The making of plain links from the rows of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ontology.namespaces import ID_BASE
from webapp.explorer.make_edges import stated
from webapp.explorer.network import TIMELESS, RelationEdge
from webapp.models.rows import (
    ExplorerLinksOfRow,
    ExplorerLinksRow,
    ExplorerRolesOfRow,
    ExplorerRolesRow,
    ExplorerSharedEventsOfRow,
    ExplorerSharedEventsRow,
)
from webapp.models.urls import Urls
from webapp.text.dates import first_day

_EventRow = ExplorerSharedEventsRow | ExplorerSharedEventsOfRow

_LINKS = {
    "partOf": ("part-of", "is a term of"),
    "broader": ("part-of", "is a part of"),
    "coversGames": ("covers", "covers"),
    "owner": ("owner", "belongs to"),
    "organisingCommittee": ("owner", "is organised by"),
    "parent": ("parent", "is a part of"),
    "successor": ("successor", "is succeeded by"),
}
"""Kind and words of the link that a property makes; the rest depends on what it joins."""


@dataclass(frozen=True, slots=True)
class LinkMaker:
    """What makes links; `sources` are those of roles and events by IRI."""

    urls: Urls
    sources: Mapping[str, Sequence[str]]

    def _id(self, iri: str) -> str:
        return self.urls.page(iri).removeprefix("/")

    def plain(self, rows: Iterable[ExplorerLinksRow | ExplorerLinksOfRow]) -> Iterator[RelationEdge]:
        """Yield the links that properties make."""
        for row in rows:
            name = row.property.rpartition("#")[2]
            source, target = self._id(row.thing), self._id(row.other)
            if name == "country":
                is_games = row.class_.endswith("#Games")
                kind, words = ("host", "was held in") if is_games else ("country", "is from")
            elif name in _LINKS:
                kind, words = _LINKS[name]
            else:
                continue
            yield RelationEdge(f"{kind}~{source}~{target}", kind, source, target, words)

    def roles(self, rows: Iterable[ExplorerRolesRow | ExplorerRolesOfRow]) -> Iterator[RelationEdge]:
        """Yield a link for each role that has a page."""
        for row in rows:
            if self.urls.kind(row.role) == "role":
                person, place = self._id(row.person), self._id(row.organization)
                span, sources = stated(row.start, row.end), tuple(self.sources.get(row.role, ()))
                id_ = row.role.removeprefix(ID_BASE)
                yield RelationEdge(id_, "role", person, place, row.title, row.role, span, sources)

    def events(self, rows: Iterable[_EventRow]) -> Iterator[RelationEdge]:
        """Yield a link from each person to each organization that an event names beside it.

        Of several events in one year the first counts. A link holds for the year of its event.
        """
        found: dict[tuple[str, str, str], _EventRow] = {}
        for row in rows:
            if self.urls.kind(row.event) != "event":
                continue
            key = self._id(row.person), self._id(row.organization), first_day(row.date)[:4]
            if key not in found or row.date < found[key].date:
                found[key] = row
        for (person, place, year), row in found.items():
            known = stated(row.date, row.date)
            span = replace(known, since=f"{year}-01-01", until=f"{year}-12-31") if year else TIMELESS
            id_, sources = f"event~{person}~{place}~{year}", tuple(self.sources.get(row.event, ()))
            yield RelationEdge(id_, "event", person, place, row.eventLabel, row.event, span, sources)
