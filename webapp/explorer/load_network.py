"""The whole network of a small graph. Its rows come from the named queries `explorer-…`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ontology.namespaces import ID_BASE, ONTOLOGY_NAMESPACE
from webapp.explorer.edges import neighbours
from webapp.explorer.make_edges import EdgeMaker, last_day, stated
from webapp.explorer.make_links import LinkMaker
from webapp.explorer.network import (
    CATEGORY,
    KINDS,
    PARTNER,
    NetworkModel,
    NetworkNode,
    PartnershipEdge,
    Period,
    RelationEdge,
)
from webapp.explorer.partner_records import looks_of, records
from webapp.models.look_ups import Programme
from webapp.models.query_client import QueryClient, grouped, language_of, one_each
from webapp.models.reference_data import ReferenceData, slug
from webapp.models.rows import (
    ExplorerCategoriesRow,
    ExplorerCoverageRow,
    ExplorerLinksRow,
    ExplorerPartnershipsRow,
    ExplorerRolesRow,
    ExplorerSharedEventsRow,
    ExplorerSourcesRow,
    ExplorerThingsRow,
)
from webapp.text.dates import first_day


def load(ask: QueryClient, catalogue: ReferenceData, version: str) -> NetworkModel:
    """Make the network, with eight queries besides those of the reference data."""
    loader = _Loader(ask, catalogue)
    deals = list(loader.deals())
    found = (link for link in loader.links() if loader.has(link.source) and loader.has(link.target))
    links = list({link.id: link for link in found if link.source != link.target}.values())
    beside = neighbours(deals, links)
    nodes = {node.id: node for node in loader.nodes(deals) if node.id in beside}
    aliases = {node.iri.removeprefix(ID_BASE): node.id for node in nodes.values() if node.kind == PARTNER}
    seasons = {loader.id(game.iri): game.season for game in catalogue.games.values()}
    labels = {slug(row.season): row.seasonLabel for row in catalogue.games_rows if row.season}
    around = {id_: dict(Counter(other.partition("/")[0] for other in near)) for id_, near in beside.items()}
    return NetworkModel(
        version, nodes, deals, links, seasons, labels, around, aliases, records(deals, nodes), loader.sources
    )


class _Loader:
    def __init__(self, ask: QueryClient, catalogue: ReferenceData) -> None:
        self._ask, self._catalogue = ask, catalogue
        things = one_each(ask.rows(ExplorerThingsRow))
        self._things = [row for row in things if catalogue.urls.kind(row.thing) in KINDS]
        self._links = ask.rows(ExplorerLinksRow)
        cited = grouped(ask.rows(ExplorerSourcesRow))
        self.sources = {statement: tuple(row.source for row in rows) for statement, rows in cited.items()}
        games = (row for row in self._things if row.thing in catalogue.games)
        openings = {row.thing: first_day(row.from_) for row in games}
        self._maker = EdgeMaker(catalogue, self.has, openings)
        self._ids = {self.id(row.thing) for row in self._things}

    def id(self, iri: str) -> str:
        """Return what the explorer calls a thing: the path of its page."""
        return self._maker.id(iri)

    def has(self, id_: str) -> bool:
        """Tell whether this is a thing of the network; an edge to anything else would lead nowhere."""
        return id_ in self._ids

    def nodes(self, deals: Iterable[PartnershipEdge]) -> Iterator[NetworkNode]:
        looks = looks_of(deals)
        for row in self._things:
            iri, label = row.thing, row.thingLabel
            id_ = self.id(iri)
            kind = id_.partition("/")[0]
            programme = self._catalogue.programmes.get(iri)
            span = _programme_span(row, programme) if programme else stated(row.from_, row.until)
            family, span = looks.get(id_, ("", span))
            if kind == CATEGORY:
                family = self._maker.family(iri)
            short = programme.short if programme else self._catalogue.short(iri, label)
            yield NetworkNode(id_, iri, kind, label, language_of(row.thingLabel), short, family, span)

    def deals(self) -> Iterator[PartnershipEdge]:
        coverage = grouped(self._ask.rows(ExplorerCoverageRow))
        joint: dict[str, list[str]] = {}
        for link in self._links:
            if link.property == ONTOLOGY_NAMESPACE + "jointWith":
                joint.setdefault(link.thing, []).append(link.other)
        further = grouped(self._ask.rows(ExplorerCategoriesRow))
        urls = self._catalogue.urls
        rows = (row for row in self._ask.rows(ExplorerPartnershipsRow) if urls.kind(row.partnership) == "partnership")
        for row in one_each(rows):
            covered = (one.games for one in coverage.get(row.partnership, ()))
            categories = [row.category, *(one.category for one in further.get(row.partnership, ()))]
            if edge := self._maker.edge(row, covered, joint.get(row.partnership, ()), categories):
                yield edge

    def links(self) -> Iterator[RelationEdge]:
        """Yield every link once, those of one pair and kind in the order of their beginning."""
        maker = LinkMaker(self._catalogue.urls, self.sources)
        yield from maker.plain(self._links)
        yield from maker.roles(self._ask.rows(ExplorerRolesRow))
        yield from maker.events(self._ask.rows(ExplorerSharedEventsRow))


def _programme_span(row: ExplorerThingsRow, programme: Programme) -> Period:
    begins, ends = programme.start or row.from_[:4], programme.end or row.until[:4]
    return Period(first_day(row.from_), last_day(row.until), begins, ends, slug(row.fromBasis), slug(row.untilBasis))
