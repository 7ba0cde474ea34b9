"""The network, loaded once for each version of the graph. Its rows come from the named queries `explorer-…`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.dates import PartialDate
from ontology.namespaces import ID_BASE, ONTOLOGY_NAMESPACE
from webapp.explorer.edges import neighbours
from webapp.explorer.network import (
    CATEGORY,
    KINDS,
    NO_TIER,
    PARTNER,
    TIMELESS,
    TOP_TIER,
    WORLDWIDE_TIER,
    NetworkModel,
    NetworkNode,
    PartnershipEdge,
    Period,
    RelationEdge,
)
from webapp.explorer.partner_records import records
from webapp.models.colour_families import NEUTRAL
from webapp.models.query_client import QueryClient, R, grouped, language_of, one_each
from webapp.models.reference_data import Programme, ReferenceData, once_per_version, slug
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
from webapp.text.dates import dated, first_day

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

_UNRANKED = 99


@once_per_version
def model(catalogue: ReferenceData, version: str) -> NetworkModel:
    """Return the network, which is loaded once for each version of the data."""
    return load(catalogue.ask, catalogue, version)


def load(ask: QueryClient, catalogue: ReferenceData, version: str) -> NetworkModel:
    """Make the network, with eight queries besides those of the reference data."""
    loader = _Loader(ask, catalogue)
    deals = [deal for deal in loader.deals() if loader.has(deal.partner, deal.programme, deal.category)]
    found = (link for link in loader.links() if loader.has(link.source, link.target) and link.source != link.target)
    links = list({link.id: link for link in found}.values())
    beside = neighbours(deals, links)
    nodes = {node.id: node for node in loader.nodes(deals) if node.id in beside}
    aliases = {node.iri.removeprefix(ID_BASE): node.id for node in nodes.values() if node.kind == PARTNER}
    seasons = {loader.id(game.iri): game.season for game in catalogue.games.values()}
    labels = {slug(row.season): row.seasonLabel for row in catalogue.games_rows if row.season}
    around = {id_: dict(Counter(other.partition("/")[0] for other in near)) for id_, near in beside.items()}
    return NetworkModel(version, nodes, deals, links, seasons, labels, around, aliases, records(deals, nodes))


class _Loader:
    def __init__(self, ask: QueryClient, catalogue: ReferenceData) -> None:
        self._ask, self._catalogue = ask, catalogue
        things = one_each(ask.rows(ExplorerThingsRow))
        self._things = [row for row in things if catalogue.urls.kind(row.thing) in KINDS]
        self._ids = {self.id(row.thing) for row in self._things}
        self._links = ask.rows(ExplorerLinksRow)
        cited = grouped(ask.rows(ExplorerSourcesRow))
        self._sources = {statement: tuple(row.source for row in rows) for statement, rows in cited.items()}
        games = (row for row in self._things if row.thing in catalogue.games)
        self._opening = {row.thing: first_day(row.from_) for row in games}

    def id(self, iri: str) -> str:
        """Return what the explorer calls a thing: the path of its page."""
        return self._catalogue.urls.page(iri).removeprefix("/")

    def has(self, *ends: str) -> bool:
        """Tell whether these are all things of the network; an edge to anything else would lead nowhere."""
        return self._ids.issuperset(ends)

    def nodes(self, deals: Iterable[PartnershipEdge]) -> Iterator[NetworkNode]:
        families: dict[str, Counter[str]] = {}
        spans: dict[str, list[PartnershipEdge]] = {}
        for deal in deals:
            families.setdefault(deal.partner, Counter())[deal.family] += 1
            spans.setdefault(deal.partner, []).append(deal)
        for row in self._things:
            iri, label = row.thing, row.thingLabel
            id_ = self.id(iri)
            kind = id_.partition("/")[0]
            common = families[id_].most_common() if id_ in families else []
            family = min(common, key=lambda item: (-item[1], item[0]))[0] if common else ""
            if kind == CATEGORY:
                family = self._family(iri)
            programme = self._catalogue.programmes.get(iri)
            span = _programme_span(row, programme) if programme else _stated(row.from_, row.until)
            if id_ in spans:
                span = Period.spanning([deal.span for deal in spans[id_]])
            short = programme.short if programme else self._catalogue.short(iri, label)
            yield NetworkNode(id_, iri, kind, label, language_of(row.thingLabel), short, family, span)

    def _family(self, category: str) -> str:
        return self._catalogue.families.get(category, NEUTRAL.name)

    def deals(self) -> Iterator[PartnershipEdge]:
        coverage = grouped(self._ask.rows(ExplorerCoverageRow))
        joint: dict[str, list[str]] = {}
        for link in self._links:
            if link.property == ONTOLOGY_NAMESPACE + "jointWith":
                joint.setdefault(link.thing, []).append(self.id(link.other))
        further = grouped(self._ask.rows(ExplorerCategoriesRow))
        calendar = self._catalogue.games
        for row in one_each(self._with_page(ExplorerPartnershipsRow, "partnership")):
            covered = (one.games for one in coverage.get(row.partnership, ()))
            known = (iri for iri in covered if self.has(self.id(iri)))
            others = (other for other in joint.get(row.partnership, ()) if self.has(other))
            categories = [row.category, *(one.category for one in further.get(row.partnership, ()))]
            fields = [iri for iri in categories if self.has(self.id(iri))]
            if fields:
                yield self._deal(row, sorted(known, key=lambda iri: calendar[iri].order), tuple(others), fields)

    def _deal(
        self, row: ExplorerPartnershipsRow, covered: list[str], joint: tuple[str, ...], fields: list[str]
    ) -> PartnershipEdge:
        programme = self._catalogue.programmes[row.programme]
        tier = self._catalogue.tiers[row.tier] if row.tier else None
        rank = tier.rank if tier else 0
        classes = {"term": (TOP_TIER, 0), "worldwide": (WORLDWIDE_TIER, 1)}
        domestic = (str(rank), rank + 1) if rank else (NO_TIER, _UNRANKED)
        name, order = classes.get(programme.kind, domestic)
        whole, categories = self.id(programme.whole), tuple(map(self.id, fields))
        groups = (self.id(self._catalogue.groups[iri]) for iri in fields)
        return PartnershipEdge(
            id=row.partnership.removeprefix(ID_BASE),
            iri=row.partnership,
            partner=self.id(row.partner),
            programme=self.id(row.programme),
            whole=whole if self.has(whole) and programme.whole != programme.iri else "",
            categories=categories,
            groups=tuple(group if self.has(group) else own for own, group in zip(categories, groups, strict=True)),
            tier=name,
            tier_iri=row.tier if self._catalogue.urls.page(row.tier) else "",
            tier_label=tier.label if tier else "",
            order=order,
            status=slug(row.status),
            span=self._span(row, programme, covered),
            sources=self._sources.get(row.partnership, ()),
            games=tuple(map(self.id, covered)),
            joint=joint,
            family=self._family(fields[0]),
        )

    def _span(self, row: ExplorerPartnershipsRow, programme: Programme, covered: list[str]) -> Period:
        """Return when a partnership held; without a first day it counts from the opening of its first Games."""
        openings = filter(None, (self._opening.get(iri, "") for iri in covered))
        return Period(
            first_day(row.from_) or min(openings, default=""),
            _last_day(row.until),
            row.start or row.announced or (row.from_ and (programme.start or row.from_[:4])),
            row.end or (row.until and (programme.end or row.until[:4])),
            slug(row.fromBasis) or "unknown",
            slug(row.untilBasis) or "unknown",
        )

    def _with_page(self, row: type[R], kind: str) -> list[R]:
        """Return the rows of a query whose first thing, of this kind, can be followed to a page."""
        urls = self._catalogue.urls
        return [one for one in self._ask.rows(row) if urls.kind(one[0]) == kind]

    def links(self) -> Iterator[RelationEdge]:
        """Yield every link once, those of one pair and kind in the order of their beginning."""
        yield from self._plain_links()
        yield from self._role_links()
        yield from self._event_links()

    def _plain_links(self) -> Iterator[RelationEdge]:
        for row in self._links:
            name = row.property.rpartition("#")[2]
            source, target = self.id(row.thing), self.id(row.other)
            if name == "country":
                is_games = row.class_.endswith("#Games")
                kind, words = ("host", "was held in") if is_games else ("country", "is from")
            elif name in _LINKS:
                kind, words = _LINKS[name]
            else:
                continue
            yield RelationEdge(f"{kind}~{source}~{target}", kind, source, target, words)

    def _role_links(self) -> Iterator[RelationEdge]:
        for row in self._with_page(ExplorerRolesRow, "role"):
            person, place = self.id(row.person), self.id(row.organization)
            span, sources = _stated(row.start, row.end), self._sources.get(row.role, ())
            id_ = row.role.removeprefix(ID_BASE)
            yield RelationEdge(id_, "role", person, place, row.title, row.role, span, sources)

    def _event_links(self) -> Iterator[RelationEdge]:
        """Yield a link from each person to each organization that an event names beside it.

        Of several events in one year the first counts. A link holds for the year of its event.
        """
        found: dict[tuple[str, str, str], ExplorerSharedEventsRow] = {}
        for row in self._with_page(ExplorerSharedEventsRow, "event"):
            key = self.id(row.person), self.id(row.organization), first_day(row.date)[:4]
            if key not in found or row.date < found[key].date:
                found[key] = row
        for (person, place, year), row in found.items():
            known = _stated(row.date, row.date)
            span = replace(known, since=f"{year}-01-01", until=f"{year}-12-31") if year else TIMELESS
            id_, sources = f"event~{person}~{place}~{year}", self._sources.get(row.event, ())
            yield RelationEdge(id_, "event", person, place, row.eventLabel, row.event, span, sources)


def _programme_span(row: ExplorerThingsRow, programme: Programme) -> Period:
    begins, ends = programme.start or row.from_[:4], programme.end or row.until[:4]
    return Period(first_day(row.from_), _last_day(row.until), begins, ends, slug(row.fromBasis), slug(row.untilBasis))


def _stated(start: str, end: str) -> Period:
    """Return the period between two dates that sources state, or do not."""
    bases = ("stated" if text else "" for text in (start, end))
    return Period(first_day(start), _last_day(end), start, end, *bases)


def _last_day(text: str) -> str:
    return PartialDate.parse(text).last_day.isoformat() if dated(text) else ""
