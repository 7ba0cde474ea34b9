"""The part of the network that an address asks for. It has nodes and edges, and says what is left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from graph.dates import Basis
from webapp.explorer.edges import Neighbours, ViewEdge, counted, edges, lasting, neighbours
from webapp.explorer.network import (
    CATEGORY,
    COUNTRY,
    GAMES,
    KINDS,
    PARTNER,
    PROGRAMME,
    NetworkModel,
    NetworkNode,
    PartnershipEdge,
)
from webapp.explorer.shared_games import shared_games
from webapp.explorer.shortest_paths import Connections, connect
from webapp.explorer.view_state import FIRST, Expansion, ViewState

_PLACES = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class TruncatedExpansion:
    """An expansion of which not everything is shown: `shown` of `all` neighbours.

    `more` is the view that has more; there is none where the explorer shows no more.
    """

    node: str
    kind: str
    shown: int
    all: int
    more: ViewState | None


@dataclass(frozen=True)
class View:
    """The nodes that are shown, by kind, then by time or name, and every edge between them."""

    model: NetworkModel
    state: ViewState
    nodes: tuple[NetworkNode, ...]
    edges: tuple[ViewEdge, ...]
    cuts: tuple[TruncatedExpansion, ...]
    connections: Connections | None
    starts: frozenset[str] = field(default=frozenset())

    @cached_property
    def deals(self) -> tuple[PartnershipEdge, ...]:
        """Every partnership behind the view, by identifier: of an edge, or of a partner that is shown for itself."""
        if self.state.partners:
            shown = {node.id for node in self.nodes}
            return tuple(
                sorted((d for d in _passing(self.model, self.state) if d.partner in shown), key=lambda d: d.id)
            )
        return tuple(sorted({deal for edge in self.edges for deal in edge.deals}, key=lambda deal: deal.id))

    @property
    def left_out(self) -> int:
        """How many partners fit the choices and are not shown, since the network is too large."""
        shown = sum(node.kind == PARTNER for node in self.nodes)
        return max(0, self.model.fitting - shown) if self.state.whole and not self.state.focus else 0

    @cached_property
    def bases(self) -> dict[str, int]:
        """How many of these partnerships begin on a day of each basis."""
        found = Counter(deal.span.from_basis for deal in self.deals)
        return {basis.value: found[basis] for basis in Basis}

    @cached_property
    def shown(self) -> dict[str, dict[str, int]]:
        """For each node how many of its neighbours are shown, by kind."""
        found: dict[str, set[str]] = {node.id: set() for node in self.nodes}
        for edge in self.edges:
            found[edge.source].add(edge.target)
            found[edge.target].add(edge.source)
        return {id_: counted(self.model, others) for id_, others in found.items()}


def view(model: NetworkModel, state: ViewState) -> View:
    """Return the view that a state describes."""
    return _Builder(model, state).view()


class _Builder:
    """The steps from the whole network to a view. Filters come first, then the beginning, then what to leave out."""

    def __init__(self, model: NetworkModel, state: ViewState) -> None:
        self._model, self._state = model, state
        self._deals = _passing(model, state)
        self._links = lasting(model.links, state.date)
        self._starts = frozenset((*state.start, *(part.node for part in state.open), *(state.path or ())))
        self._allowed = self._allow()

    def view(self) -> View:
        if self._state.partners:
            return self._partners()
        connections = connect(self._deals, *self._state.path) if self._state.path else None
        cuts: list[TruncatedExpansion] = []
        if connections:
            shown = set(connections.nodes)
        elif self._state.whole:
            shown = set(self._allowed)
        else:
            shown, cuts = self._expanded()
        if connections and (self._state.start or self._state.open):
            more, cuts = self._expanded()
            shown |= more
        shown -= set(self._state.hide)
        lines = edges(self._model, shown, self._deals, self._links)
        if self._state.focus:
            shown = self._around(self._state.focus, lines)
            lines = [line for line in lines if line.source in shown and line.target in shown]
        nodes = sorted((self._model.nodes[id_] for id_ in shown), key=_place)
        return View(self._model, self._state, tuple(nodes), tuple(lines), tuple(cuts), connections, self._starts)

    def _partners(self) -> View:
        """Return the view of the partners alone. Games that two of them share count whatever the day."""
        shown = {deal.partner for deal in self._deals} - set(self._state.hide)
        at_any_time = _passing(self._model, replace(self._state, date=""))
        lines = shared_games(self._model, at_any_time, shown, self._state.least)
        if self._state.focus:
            shown = self._around(self._state.focus, lines)
            lines = [line for line in lines if line.source in shown and line.target in shown]
        nodes = sorted((self._model.nodes[id_] for id_ in shown), key=_place)
        return View(self._model, self._state, tuple(nodes), tuple(lines), (), None, self._starts)

    def _allow(self) -> set[str]:
        """Return the nodes that the filters leave.

        A filter of partnerships leaves the nodes that a remaining partnership joins. It also leaves the countries,
        people and other organizations next to one of these. What the view begins with stays in any case.
        """
        allowed, seasons = set(self._model.nodes), self._state.season
        if self._state.filtered:
            core: set[str] = set()
            for deal in self._deals:
                core.update((deal.partner, deal.programme, *deal.categories, *deal.groups, deal.whole))
                core.update(games for games in deal.games if not seasons or self._model.seasons.get(games) in seasons)
            core.discard("")  # for a programme that is no term of another
            allowed = set(core)
            for link in self._links:
                for one, other in ((link.source, link.target), (link.target, link.source)):
                    if one in core and other.partition("/")[0] in {COUNTRY, "person", "organization"}:
                        allowed.add(other)
        if self._state.kind:
            allowed = {id_ for id_ in allowed if id_.partition("/")[0] in self._state.kind}
        return (allowed | self._starts) - set(self._state.hide)

    def _expanded(self) -> tuple[set[str], list[TruncatedExpansion]]:
        beside = neighbours(self._deals, self._links)
        shown = set(self._starts)

        def lifted(part: Expansion) -> bool:
            return not {part, Expansion(part.node)}.isdisjoint(self._state.all)

        wanted: list[tuple[Expansion, list[str]]] = []
        for part in self._state.open:
            for kind in (part.kind,) if part.kind else KINDS:
                one = Expansion(part.node, kind)
                if others := self._ordered(one, beside):
                    wanted.append((one, others))
                    shown.update(others if lifted(one) else others[:FIRST])
        shown &= self._allowed
        bare = self._state.bare()
        left_out = self._model.left_out
        present = (
            (part, sum(id_ in shown for id_ in others), len(others) + left_out.get((part.node, part.kind), 0))
            for part, others in wanted
        )
        return shown, [
            TruncatedExpansion(part.node, part.kind, number, total, None if lifted(part) else bare.having(part))
            for part, number, total in present
            if number < total
        ]

    def _ordered(self, part: Expansion, beside: Neighbours) -> list[str]:
        """Return a node's neighbours of a kind: the highest tier first, then the best connected, then by name."""
        found = beside.get(part.node, {})
        others = [id_ for id_ in found if id_ in self._allowed and id_.startswith(part.kind + "/")]
        names = self._model.nodes
        return sorted(others, key=lambda id_: (found[id_], -len(beside[id_]), names[id_].label.casefold(), id_))

    def _around(self, focus: str, lines: Iterable[ViewEdge]) -> set[str]:
        found = {focus} - set(self._state.hide)
        for line in lines:
            if focus in (line.source, line.target):
                found |= {line.source, line.target}
        return found


def _place(node: NetworkNode) -> tuple[int, str, str, str]:
    """Order by kind; Games and programmes by time, everything else by name."""
    timely = (node.span.since or node.span.until or "9999") if node.kind in {GAMES, PROGRAMME} else ""
    return _PLACES[node.kind], timely, node.label.casefold(), node.id


def _passing(model: NetworkModel, state: ViewState) -> list[PartnershipEdge]:
    """Return the partnerships that pass the filters; with a season, only their Games of it count."""
    if not state.filtered:
        return list(model.deals)
    bases = Basis(state.basis).and_firmer if state.basis else ()
    categories = {f"{CATEGORY}/{slug}" for slug in state.category}
    countries = {f"{COUNTRY}/{slug}" for slug in state.country}
    return [
        deal
        for deal in model.deals
        if (not state.tier or deal.tier in state.tier)
        and (not categories or not categories.isdisjoint((*deal.categories, *deal.groups)))
        and (not countries or model.countries.get(deal.partner) in countries)
        and (not state.season or any(model.seasons[games] in state.season for games in deal.games))
        and (not state.date or deal.in_force(state.date))
        and (not bases or deal.span.from_basis in bases)
    ]
