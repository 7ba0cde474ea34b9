"""The picture of a view for readers without scripts. A view that is too large to be read as a picture has none."""

from __future__ import annotations

from dataclasses import replace

from graph.dates import Basis
from webapp.explorer import edges
from webapp.explorer.network import KINDS
from webapp.explorer.network import NetworkNode as ModelNode
from webapp.explorer.shortest_paths import Connections
from webapp.explorer.titles import title
from webapp.explorer.view import View
from webapp.explorer.view_state import Expansion, ViewState
from webapp.models.colour_families import NEUTRAL
from webapp.svg.layered_layout import LayerSpec
from webapp.svg.network import Edge, Network, Node, ResponsiveSvg
from webapp.svg.render import draw_flow, draw_force

MOST = 60
"""Nodes in a picture; more are told as tables alone."""

_COLUMNS = 6
"""Steps of a way that fit beside each other; longer ones are drawn like any other view."""

_LINES = {"announced": "announced", "terminated": "ended"}


def picture(view: View, address: str) -> ResponsiveSvg | None:
    """Draw a view, or nothing where it has no edge or too many nodes. Each node leads to the view that expands it."""
    if not view.edges or len(view.nodes) > MOST:
        return None
    found = view.connections
    if found and found.found and found.length <= _COLUMNS and not (view.state.start or view.state.open):
        return _paths(view, found, address)
    nodes = tuple(_node(view, node, address) for node in view.nodes)
    edges = tuple(_line(view, edge) for edge in view.edges)
    return draw_force(Network(nodes, edges), title(view))


def _paths(view: View, found: Connections, address: str) -> ResponsiveSvg | None:
    """Draw paths from left to right; all are of one length, so that each node belongs to one step."""
    places = {found.ends[0]: 0}
    for way in found.ways:
        places |= {step.target: place for place, step in enumerate(way, start=1)}
    nodes = sorted(view.nodes, key=lambda node: (places.get(node.id, 0), node.id))
    columns = []
    for place in range(found.length + 1):
        kind = next(node.kind for node in nodes if places.get(node.id) == place)
        columns.append(LayerSpec(str(place), KINDS[kind] if 0 < place < found.length else "", free=True))
    drawn = tuple(_node(view, node, address, str(places.get(node.id, 0))) for node in nodes)
    edges = (edge for edge in view.edges if abs(places[edge.source] - places[edge.target]) == 1)
    return draw_flow(Network(drawn, tuple(_line(view, edge) for edge in edges)), columns, title(view))


def _node(view: View, node: ModelNode, address: str, layer: str = "") -> Node:
    return Node(
        node.id,
        node.short,
        node.kind,
        f"{address}?{opened(view.state, node.id)}",
        node.family or NEUTRAL.name,
        layer,
        title=node.label,
        marked=node.id in view.starts,
    )


def opened(state: ViewState, node: str) -> ViewState:
    """Return the view in which a node is expanded, too; in a view of everything, the one that begins there."""
    part = Expansion(node)
    start = state.start or (() if state.open or state.path else (node,))
    return replace(state.bare(), start=start, open=tuple(sorted({*state.open, part}, key=str)))


def _line(view: View, edge: edges.ViewEdge) -> Edge:
    names = view.model.nodes
    words = f"{names[edge.source].label}, {edge.label}, {names[edge.target].label}"
    assumed = edge.kind == edges.PARTNERSHIP and edge.span.from_basis in {Basis.ASSUMED, Basis.UNKNOWN}
    special = _LINES.get(edge.deal.status, "") if edge.deal else ""
    kind = special or ("assumed" if assumed else edge.kind)
    href = f"/{edge.record.rpartition('/id/')[2]}" if edge.record else ""
    return Edge(edge.source, edge.target, kind, edge.family or NEUTRAL.name, words, href)
