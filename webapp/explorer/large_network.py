"""A network that is too large for one picture.

It is read in the parts that views need. Its partnerships are those that pages look up. A part has the partners that a
view shows, all of their partnerships, and what these join. A view of a part is made as any other. It says how many more
there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from ontology.namespaces import ID_BASE
from webapp.explorer.edges import lasting
from webapp.explorer.fitting import Fit, fitting
from webapp.explorer.large_totals import totals
from webapp.explorer.links_of_things import LinkReader
from webapp.explorer.make_edges import EdgeMaker, tier_class
from webapp.explorer.make_nodes import NodeMaker
from webapp.explorer.network import (
    COUNTRY,
    KINDS,
    ORGANIZATION,
    PARTNER,
    PERSON,
    NetworkModel,
    NetworkNode,
    NetworkTotals,
    PartnershipEdge,
    RelationEdge,
    Told,
)
from webapp.explorer.partner_records import records
from webapp.explorer.reached import on_shortest_paths
from webapp.explorer.view_state import FIRST, ViewState
from webapp.models.once import once_per_build
from webapp.models.partnership import Partnership, every_partnership
from webapp.models.reference_data import ReferenceData, slug
from webapp.models.rows import ExplorerPartnershipsRow
from webapp.models.stored_things import ReadSingly
from webapp.models.urls import subject_of
from webapp.text.dates import first_day

MOST_NEIGHBOURS: Final = 300
"""How many neighbours of a kind are shown where all are asked for."""

_FEW: Final = 12
"""Things that a view names, up to which the links between them are read."""

MOST_PARTNERS: Final = 600
"""How many partners a view shows that begins with nothing in particular, where it shows partners alone."""

MOST_AMONG_OTHERS: Final = 200
"""How many it shows among things of other kinds."""


@dataclass
class _Chosen:
    """What a part is made of: partners by IRI, and links; `near` has all neighbours of opened nodes, by their kind."""

    partners: dict[str, None] = field(default_factory=dict)
    links: dict[str, RelationEdge] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    near: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    fitting: int = 0
    most: int = 0


class LargeNetwork:
    """The network of one version of a large graph."""

    def __init__(self, catalogue: ReferenceData, version: str) -> None:
        self.version = version
        self.season_labels = {slug(row.season): row.seasonLabel for row in catalogue.games_rows if row.season}
        self._catalogue = catalogue
        self._index = every_partnership(catalogue).of
        openings = {row.games: first_day(row.opening) for row in catalogue.games_rows}
        self._edges = EdgeMaker(catalogue, _is_node, openings)
        self._links = LinkReader(catalogue)
        self._seasons = {self._edges.id(game.iri): game.season for game in catalogue.games.values()}
        self._around = ReadSingly(self._neighbours, lambda _: {})
        self._sources = ReadSingly(self._cited, lambda _: ())

    @cached_property
    def totals(self) -> NetworkTotals:
        """What holds of the whole network."""
        return totals(self._catalogue)

    def resolve(self, text: str) -> str:
        """Return the id of a node as it is called here: a partner may also be called an organization; or nothing."""
        kind, _, name = text.partition("/")
        page = self._catalogue.urls.page(subject_of(kind, name)) if kind in KINDS else ""
        known = page in {f"/{text}", f"/{PARTNER}/{name}" if kind == ORGANIZATION else ""} and page
        return page.removeprefix("/") if known and self._catalogue.shows(page) else ""

    def node(self, id_: str) -> NetworkNode | None:
        """Return a node by its id, if there is one."""
        known = bool(id_) and self.resolve(id_) == id_
        return self._made((), (), {id_}).nodes[id_] if known else None

    def partnership(self, id_: str) -> tuple[NetworkModel, PartnershipEdge] | None:
        """Return a partnership by its id with the network that has its things, if there is one."""
        deal = self._by_iri.get(ID_BASE + id_)
        edge = self._edge(deal) if deal else None
        return (self._made([edge], (), set()), edge) if edge else None

    @cached_property
    def _by_iri(self) -> dict[str, Partnership]:
        return {deal.iri: deal for deals in self._index.values() for deal in deals}

    def neighbours_of(self, id_: str) -> Mapping[str, int]:
        """Return how many neighbours of each kind a node has."""
        return _counted(self._neighbour_ids(id_) | _others(id_, self._links.of(self._iri(id_))))

    def about(self, id_: str) -> NetworkModel:
        """Return what is said of a node: the partnerships of a partner, how many others there are, and plain links."""
        iri, kind = self._iri(id_), id_.partition("/")[0]
        deals = self._index.get(iri, ())
        days = {self._since(deal) for deal in deals}
        partners, programmes = ({getattr(deal, name).iri for deal in deals} for name in ("partner", "programme"))
        made = self._made(
            self._edges_of(deals) if kind == PARTNER else (),
            self._links.of(iri) if kind in {PERSON, ORGANIZATION} else (),
            {id_},
            around={id_: self.neighbours_of(id_)} if kind == COUNTRY else {},
        )
        return replace(made, told={id_: Told(len(deals), len(partners), len(programmes), days)})

    def _since(self, deal: Partnership) -> str:
        openings = (self._edges.openings.get(games, "") for games in deal.games)
        return deal.first_day or min(filter(None, openings), default="")

    def part(self, state: ViewState) -> NetworkModel:
        """Return what a view needs."""
        fit, chosen = fitting(self._catalogue, state, self._edges.openings), _Chosen()
        limits = self._limits(state)
        for id_, limit in limits.items():
            self._open(id_, limit, fit, state, chosen)
        beside = {*state.start, *state.mark, *(state.path or ())}
        chosen.partners |= dict.fromkeys(self._iri(id_) for id_ in sorted(beside) if id_.startswith(f"{PARTNER}/"))
        if state.whole and (state.partners or not state.focus):
            chosen.fitting, found = self._leading(fit, state) if state.filtered else _leading_of_all(self._catalogue)
            chosen.most = MOST_PARTNERS if state.partners else MOST_AMONG_OTHERS
            chosen.partners |= dict.fromkeys(found[: chosen.most])
        ways = on_shortest_paths(self._index, fit, *map(self._iri, state.path)) if state.path else []
        passed = {deal.partner.iri for deal in ways}
        if len(passed) <= MOST_NEIGHBOURS:
            chosen.partners |= dict.fromkeys(sorted(passed))
        deals = {deal.iri: deal for iri in chosen.partners for deal in self._index.get(iri, ())}
        deals |= {deal.iri: deal for deal in ways}
        named = {*beside, *limits, *state.hide}
        named |= {f"category/{name}" for name in state.category} | {f"country/{name}" for name in state.country}
        edges = self._edges_of(deals[iri] for iri in sorted(deals))
        around = {id_: _counted(self._neighbour_ids(id_) | chosen.near[id_, ""]) for id_ in limits}
        if len(beside) <= _FEW:
            chosen.links |= self._links_between(beside)
        return self._made(edges, chosen.links.values(), named, chosen, around)

    def _links_between(self, ids: set[str]) -> dict[str, RelationEdge]:
        links = (link for id_ in sorted(ids) for link in self._links.of(self._iri(id_)))
        return {link.id: link for link in links if {link.source, link.target} <= ids}

    def _limits(self, state: ViewState) -> dict[str, int]:
        """Return how many neighbours of each kind are shown of the nodes that a view opens."""
        found = {state.focus: MOST_NEIGHBOURS} if state.focus else {}
        lifted = {part.node for part in state.all}
        for part in state.open:
            found[part.node] = MOST_NEIGHBOURS if part.node in lifted else FIRST
        return found

    def _open(self, id_: str, limit: int, fit: Fit, state: ViewState, chosen: _Chosen) -> None:
        """Choose the first neighbours of a node: partners of the highest tiers, and the latest of other links."""
        iri = self._iri(id_)
        if id_.startswith(f"{PARTNER}/"):
            chosen.partners[iri] = None
        else:
            near = self._near(iri, fit)
            chosen.near[id_, PARTNER] = {self._edges.id(partner) for partner in near}
            chosen.partners |= dict.fromkeys(near[:limit])
        kept: dict[str, set[str]] = {}
        chosen.near[id_, ""] = set()
        for link in sorted(lasting(self._links.of(iri), state.date), key=lambda link: link.span.since, reverse=True):
            other = link.target if link.source == id_ else link.source
            kind = other.partition("/")[0]
            chosen.near.setdefault((id_, kind), set()).add(other)
            chosen.near[id_, ""].add(other)
            known = kept.setdefault(kind, set())
            if other in known or len(known) < limit:
                known.add(other)
                chosen.links[link.id] = link
                if kind == PARTNER:
                    chosen.partners[self._iri(other)] = None

    def _near(self, iri: str, fit: Fit) -> list[str]:
        """Return the partners of a thing: the highest tier first, then those of most partnerships, then by name."""
        best: dict[str, tuple[int, Partnership]] = {}
        for deal in self._index.get(iri, ()):
            if fit(deal):
                order = tier_class(deal.programme_kind, deal.rank)[1]
                if deal.partner.iri not in best or order < best[deal.partner.iri][0]:
                    best[deal.partner.iri] = order, deal

        def place(partner: str) -> tuple[int, int, str, str]:
            order, deal = best[partner]
            return order, -len(self._index[partner]), deal.partner.label.casefold(), partner

        return sorted(best, key=place)

    def _leading(self, fit: Fit, state: ViewState) -> tuple[int, list[str]]:
        return _leading(deal for deal in self._candidates(state) if fit(deal))

    def _candidates(self, state: ViewState) -> Iterable[Partnership]:
        """Return the partnerships among which all are that fit: no more than must be looked at."""
        kinds = (("category", state.category), ("country", state.country))
        narrow = [[self._index.get(subject_of(kind, name), ()) for name in names] for kind, names in kinds if names]
        if narrow:
            fewest = min(narrow, key=lambda found: sum(map(len, found)))
            return {deal.iri: deal for deals in fewest for deal in deals}.values()
        return _each_once(self._index)

    def _edge(self, deal: Partnership) -> PartnershipEdge | None:
        row = ExplorerPartnershipsRow(
            deal.iri,
            deal.partner.iri,
            deal.programme.iri,
            deal.category.iri,
            deal.status,
            deal.tier.iri if deal.tier else "",
            deal.start,
            deal.end,
            deal.announced,
            deal.first_day,
            deal.from_basis,
            deal.last_day,
            deal.until_basis,
        )
        joint, categories = ([thing.iri for thing in things] for things in (deal.joint, deal.categories))
        return self._edges.edge(row, deal.games, joint, categories)

    def _edges_of(self, deals: Iterable[Partnership]) -> list[PartnershipEdge]:
        return [edge for edge in map(self._edge, deals) if edge]

    def _made(
        self,
        deals: Iterable[PartnershipEdge],
        links: Iterable[RelationEdge],
        named: Iterable[str],
        chosen: _Chosen | None = None,
        around: Mapping[str, Mapping[str, int]] | None = None,
    ) -> NetworkModel:
        """Return the part that has these partnerships and links, and what stands in the catalogue about their ends."""
        deals, found = list(deals), {link.id: link for link in links}
        ids = {id_ for deal in deals for id_ in _ends(deal)} | set(named)
        ids |= {end for link in found.values() for end in (link.source, link.target)}
        found |= {link.id: link for link in self._links.structure(sorted({self._iri(id_) for id_ in ids}))}
        ids |= {end for link in found.values() for end in (link.source, link.target)}
        nodes = NodeMaker(self._catalogue, deals, self._partner_edges).nodes(ids)
        counted = ReadSingly(self._around.__getitem__, lambda _: {})
        counted.update({id_: dict(near) for id_, near in (around or {}).items()})
        chosen = chosen or _Chosen()
        partners = {self._edges.id(iri) for iri in chosen.partners}
        joined = {end for link in found.values() for end in (link.source, link.target)}
        here = {key: partners if key[1] == PARTNER else joined for key in chosen.near}
        left = {key: len(near - here[key]) for key, near in chosen.near.items() if near - here[key]}
        over = chosen.fitting if chosen.fitting > chosen.most else 0
        return NetworkModel(
            self.version,
            nodes,
            deals,
            list(found.values()),
            self._seasons,
            self.season_labels,
            counted,
            {},
            records(deals, nodes),
            self._sources,
            self.totals,
            left,
            over,
        )

    def _partner_edges(self, iri: str) -> list[PartnershipEdge]:
        return self._edges_of(self._index.get(iri, ()))

    def _iri(self, id_: str) -> str:
        return subject_of(*id_.split("/", 1))

    def _cited(self, partnership: str) -> tuple[str, ...]:
        rows = self._catalogue.evidence_by_partnership.get(partnership, ())
        return tuple(sorted({row.source for row in rows}))

    def _neighbours(self, id_: str) -> dict[str, int]:
        """Return how many neighbours of each kind a node has by its partnerships and by what the catalogue says."""
        return _counted(self._neighbour_ids(id_))

    def _neighbour_ids(self, id_: str) -> set[str]:
        iri, page = self._iri(id_), self._edges.id
        found = _others(id_, self._links.structure({iri}))
        for deal in self._index.get(iri, ()):
            if deal.partner.iri != iri:
                found.add(page(deal.partner.iri))
                continue
            whole = self._catalogue.programmes[deal.programme.iri].whole
            categories = [category.iri for category in deal.categories]
            groups = [self._catalogue.groups[category] for category in categories]
            joint = [other.iri for other in deal.joint]
            found |= {page(other) for other in (deal.programme.iri, whole, *categories, *groups, *deal.games, *joint)}
        return {other for other in found if _is_node(other) and other != id_}


def _each_once(index: Mapping[str, Sequence[Partnership]]) -> Iterable[Partnership]:
    return (deal for iri, deals in index.items() if deals[0].partner.iri == iri for deal in deals)


@once_per_build
def _leading_of_all(catalogue: ReferenceData) -> tuple[int, list[str]]:
    return _leading(_each_once(every_partnership(catalogue).of))


def _leading(deals: Iterable[Partnership]) -> tuple[int, list[str]]:
    """Return how many partners have these partnerships, and the first of them, those of most Games."""
    games: dict[str, set[str]] = {}
    tiers: dict[str, int] = {}
    for deal in deals:
        games.setdefault(deal.partner.iri, set()).update(deal.games)
        order = tier_class(deal.programme_kind, deal.rank)[1]
        tiers[deal.partner.iri] = min(order, tiers.get(deal.partner.iri, order))
    found = sorted(games, key=lambda iri: (-len(games[iri]), tiers[iri], iri))
    return len(found), found[:MOST_PARTNERS]


def _is_node(id_: str) -> bool:
    return id_.partition("/")[0] in KINDS


def _ends(deal: PartnershipEdge) -> Iterable[str]:
    ends = (deal.partner, deal.programme, deal.whole, *deal.categories, *deal.groups, *deal.games, *deal.joint)
    return filter(None, ends)


def _others(id_: str, links: Iterable[RelationEdge]) -> set[str]:
    return {end for link in links if id_ in (link.source, link.target) for end in (link.source, link.target)} - {id_}


def _counted(ids: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for id_ in ids:
        kind = id_.partition("/")[0]
        found[kind] = found.get(kind, 0) + 1
    return found
