"""The plain links of single things of a large network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from ontology.namespaces import ONTOLOGY_NAMESPACE, PREFIXES
from webapp.explorer.make_links import LinkMaker
from webapp.explorer.network import KINDS, ORGANIZATION, PARTNER, PERSON, RelationEdge
from webapp.models.query_client import grouped
from webapp.models.reference_data import ReferenceData, games_hosts
from webapp.models.rows import (
    ExplorerLinksOfRow,
    ExplorerLinksRow,
    ExplorerRolesOfRow,
    ExplorerSharedEventsOfRow,
    ExplorerSourcesOfRow,
)

_KEPT: Final = 16
"""Things whose links are remembered: the picture, the panel and the counts ask for the same, one after the other."""


class LinkReader:
    """What reads links: by query all of one thing, and from the catalogue those that most things have."""

    def __init__(self, catalogue: ReferenceData) -> None:
        self._catalogue = catalogue
        self.of = lru_cache(_KEPT)(self._of)

    def _of(self, iri: str) -> list[RelationEdge]:
        """Return all plain links of a thing."""
        ask, urls = self._catalogue.ask, self._catalogue.urls
        found = list(LinkMaker(urls, {}).plain(ask.rows(ExplorerLinksOfRow, thing=iri)))
        if urls.kind(iri) in {PARTNER, ORGANIZATION, PERSON}:
            cited = grouped(ask.rows(ExplorerSourcesOfRow, thing=iri))
            maker = LinkMaker(urls, {statement: [row.source for row in rows] for statement, rows in cited.items()})
            events = ask.rows(ExplorerSharedEventsOfRow, thing=iri)
            found += maker.roles(ask.rows(ExplorerRolesOfRow, thing=iri))
            found += maker.events(row for row in events if iri in (row.person, row.organization))
        known = {link.id: link for link in found if link.source != link.target}
        return [link for link in known.values() if _is_node(link.source) and _is_node(link.target)]

    def structure(self, things: Iterable[str]) -> Iterator[RelationEdge]:
        """Yield the links from these things that the catalogue knows, and those from the Games of their programmes."""
        rows = [row for thing in things for row in self._rows(thing)]
        games = {row.other for row in rows if row.property.endswith("#coversGames")}
        rows += [row for one in sorted(games.difference(things)) for row in self._rows(one)]
        for link in LinkMaker(self._catalogue.urls, {}).plain(rows):
            if _is_node(link.source) and _is_node(link.target):
                yield link

    def _rows(self, thing: str) -> Iterator[ExplorerLinksRow]:
        catalogue, kind = self._catalogue, self._catalogue.urls.kind(thing)

        def row(class_: str, property_: str, other: str) -> ExplorerLinksRow:
            return ExplorerLinksRow(thing, ONTOLOGY_NAMESPACE + class_, property_, other)

        if kind == "programme" and thing in catalogue.programmes:
            programme = catalogue.programmes[thing]
            if programme.whole != thing:
                yield row("Programme", ONTOLOGY_NAMESPACE + "partOf", programme.whole)
            yield row("Programme", ONTOLOGY_NAMESPACE + "owner", programme.owner)
            yield from (row("Programme", ONTOLOGY_NAMESPACE + "coversGames", games) for games in programme.games)
        elif kind == "category" and catalogue.groups[thing] != thing:
            yield row("Category", PREFIXES["skos"] + "broader", catalogue.groups[thing])
        elif kind == "games":
            countries = games_hosts(catalogue).get(thing, ())
            yield from (row("Games", ONTOLOGY_NAMESPACE + "country", host.country) for host in countries)
        elif kind == PARTNER:
            country = catalogue.partner_countries.get(thing, "")
            yield row("Organization", ONTOLOGY_NAMESPACE + "country", country)


def _is_node(id_: str) -> bool:
    return id_.partition("/")[0] in KINDS
