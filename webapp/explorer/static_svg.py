"""The picture of a view for readers without scripts. Its places are those of the other pictures of the view.

A view of too many nodes for links of their own has an image, which is a file by itself.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from graph.dates import Basis
from webapp.explorer import edges
from webapp.explorer.arrangement import Guide
from webapp.explorer.layout_by_first_games import height_at
from webapp.explorer.network import KINDS
from webapp.explorer.network import NetworkNode as ModelNode
from webapp.explorer.picture_layout import PictureLayout, laid_out, layout_of
from webapp.explorer.picture_names import Name
from webapp.explorer.picture_shapes import bent
from webapp.explorer.picture_text import NAME_LINE
from webapp.explorer.shortest_paths import Connections
from webapp.explorer.titles import title
from webapp.explorer.view import View
from webapp.explorer.view_state import Expansion, ViewState
from webapp.models.colour_families import NEUTRAL
from webapp.models.reference_data import ReferenceData
from webapp.svg.layered_layout import LayerSpec
from webapp.svg.network import (
    HEADING,
    LABEL,
    NARROW,
    WIDE,
    Box,
    Curve,
    Edge,
    Label,
    Mark,
    Network,
    NetworkLayout,
    Node,
    ResponsiveSvg,
)
from webapp.svg.render import draw, draw_flow

MOST = 60
"""Nodes in a picture; more are told as tables alone."""

_COLUMNS = 6
"""Steps of a way that fit beside each other; longer ones are drawn like any other view."""

_LINES = {"announced": "announced", "terminated": "ended"}


_IMAGE_WIDTHS = (360, 1100)
"""Pixels across of the images of a view that is too large for links, for phones and for wider screens."""


@dataclass(frozen=True, slots=True)
class Image:
    """An image of a view: its address without theme, its width, and its height, 0 where only drawing it would tell."""

    address: str
    width: int
    height: int


def images(view: View) -> tuple[Image, ...]:
    """Return the narrow and the wide image of a view with too many nodes for links, or nothing."""
    if len(view.nodes) <= MOST:
        return ()
    state, found = view.state.bare(), []
    known = view.state.partners and layout_of(view) == "meaning"
    for width in _IMAGE_WIDTHS:
        address = f"/explore/view.svg?{state}{'&' * bool(str(state))}width={width}&bare=1"
        found.append(Image(address, width, round(height_at(width)) if known else 0))
    return tuple(found)


def picture(view: View, address: str, catalogue: ReferenceData) -> ResponsiveSvg | None:
    """Draw a view, or nothing where it has no edge or too many nodes. Each node leads to the view that expands it."""
    if not view.edges or len(view.nodes) > MOST:
        return None
    found, meant = view.connections, layout_of(view) == "meaning"
    if meant and found and found.found and found.length <= _COLUMNS and not (view.state.start or view.state.open):
        return _paths(view, found, address)
    nodes = {node.id: _node(view, node, address) for node in view.nodes}
    network = Network(tuple(nodes.values()), tuple(_line(view, edge) for edge in view.edges))

    def at(width: float) -> NetworkLayout:
        return _layout(network, laid_out(view, catalogue, width))

    def drawn(width: float, name: str = "wide") -> str:
        return draw(at(width), title(view), name)

    return ResponsiveSvg(network, drawn(WIDE), drawn(NARROW, "narrow"), drawn)


def _layout(network: Network, found: PictureLayout) -> NetworkLayout:
    """Return places, names and guides as the pictures of pages have them."""
    arrangement = found.arrangement
    marks = []
    for node in network.nodes:
        name = found.names.get(node.key)
        labels = _labels(name) if name else ()
        marks.append(Mark(node, *arrangement.places[node.key], arrangement.sizes[node.key], labels))
    beside: Counter[tuple[str, ...]] = Counter()
    curves = []
    for edge in network.edges:
        pair = tuple(sorted((edge.source, edge.target)))
        ends = arrangement.places[edge.source], arrangement.places[edge.target]
        curves.append(Curve(edge, bent(*ends, beside[pair])))
        beside[pair] += 1
    headings = tuple(map(_heading, arrangement.shown_guides))
    return NetworkLayout(arrangement.width, arrangement.height, tuple(marks), tuple(curves), headings)


def _labels(name: Name) -> tuple[Label, ...]:
    left, top, right, _ = name.box
    rows = (name.y + row * NAME_LINE for row in range(len(name.lines)))
    boxes = (Box(left, top + row * NAME_LINE, right - left, NAME_LINE) for row in range(len(name.lines)))
    return tuple(
        Label(line, name.x, y, name.anchor, box, LABEL.name)
        for line, y, box in zip(name.lines, rows, boxes, strict=True)
    )


def _heading(guide: Guide) -> Label:
    left, top, right, bottom = guide.box
    return Label(
        guide.text, guide.x, guide.y + 4, guide.anchor, Box(left, top, right - left, bottom - top), HEADING.name
    )


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
