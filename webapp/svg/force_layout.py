"""The layout of a network without a natural order, by springs (networkx).

Such are networks of people, organizations and events. Springs know nothing of labels. So afterwards each node takes the
free place nearest to its own, the best connected nodes first. Start positions lie on a circle in the order of the
nodes, so the same network gives the same picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from math import cos, pi, sin, sqrt

from webapp.svg.network import WIDE, Box, Curve, Edge, Label, Mark, Network, NetworkLayout, Node
from webapp.svg.text_block import block, height_of, placed

_ROOM = 200.0
"""The widest line of a name, in pixels."""

_PER_NODE = 5200.0
"""Square pixels that a node needs to breathe."""

_LABEL_BELOW = 16.0
_DOT_ROOM = 9.0
_MARGIN = 10.0
_STEP = 7.0
_GAP = 4.0
"""Pixels between what nodes take up, at least."""

_ROUNDS = 120


def force(network: Network, width: float = WIDE) -> NetworkLayout:
    """Lay the network out in a field as wide as the page, and tall enough for the nodes."""
    height = min(900.0, max(230.0, len(network.nodes) * _PER_NODE / width))
    wishes = _springs(network, width, height)
    degree = {key: len(others) for key, others in network.neighbours().items()}
    order = sorted(network.nodes, key=lambda node: (-degree[node.key], node.key))
    taken: list[Box] = []
    places: dict[str, tuple[float, float]] = {}
    for node in order:
        places[node.key] = _settle(node, wishes[node.key], taken, (width, height))
        taken.append(_box(node, *places[node.key]))
    top = min(box.y for box in taken) - 4
    bottom = max(box.y + box.height for box in taken) + 4
    marks = {}
    for node in network.nodes:
        x, y = places[node.key][0], places[node.key][1] - top
        marks[node.key] = Mark(node, x, y, 8 if node.marked else 6, _text(node, x, y))
    curves = tuple(_line(edge, marks) for edge in network.edges)
    return NetworkLayout(width, bottom - top, tuple(marks.values()), curves)


def _springs(network: Network, width: float, height: float) -> dict[str, tuple[float, float]]:
    """Return where springs pull the nodes, stretched to fill the field."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.key for node in network.nodes)
    graph.add_edges_from((edge.source, edge.target) for edge in network.edges)
    turn = 2 * pi / max(1, len(network.nodes))
    start = {node.key: (cos(turn * index), sin(turn * index)) for index, node in enumerate(network.nodes)}
    found = nx.spring_layout(graph, pos=start, seed=1, iterations=_ROUNDS, k=1.6 / sqrt(len(network.nodes)))
    xs, ys = ([float(place[axis]) for place in found.values()] for axis in (0, 1))
    return {
        key: (_stretch(float(x), xs, (_ROOM / 2, width - _ROOM / 2)), _stretch(float(y), ys, (0.0, height)))
        for key, (x, y) in found.items()
    }


def _stretch(value: float, values: Sequence[float], field: tuple[float, float]) -> float:
    """Map a coordinate into the field, rounded so that the last digits of a platform's arithmetic do not show."""
    low, high = min(values), max(values)
    share = (value - low) / (high - low) if high - low > 1e-9 else 0.5
    return round(field[0] + share * (field[1] - field[0]), 1)


def _settle(node: Node, wish: tuple[float, float], taken: list[Box], field: tuple[float, float]) -> tuple[float, float]:
    """Return the free place nearest to the wish: at it, or on ever wider rings around it."""
    room = _box(node, 0, 0)
    half = room.width / 2 + _MARGIN
    least, most = half, field[0] - half
    edges = [(other.x, other.x + other.width + _GAP, other.y, other.y + other.height + _GAP) for other in taken]
    for ring in count():
        for index in range(max(1, ring * 6)):
            angle = 2 * pi * index / max(1, ring * 6)
            x = min(max(wish[0] + ring * _STEP * 1.6 * cos(angle), least), most)
            y = wish[1] + ring * _STEP * sin(angle)
            left, top = room.x + x, room.y + y
            right, bottom = left + room.width + _GAP, top + room.height + _GAP
            for place, (start, end, upper, lower) in enumerate(edges):
                if left < end and start < right and top < lower and upper < bottom:
                    if place:  # the next place of a ring is near, so what is in the way here is looked at first there
                        edges[0], edges[place] = edges[place], edges[0]
                    break
            else:
                return round(x, 1), round(y, 1)
    raise AssertionError("rings have no end")


def _box(node: Node, x: float, y: float) -> Box:
    boxes = [text.box for text in _text(node, x, y)]
    left, right = (min(x - _DOT_ROOM, *(box.x for box in boxes)), max(x + _DOT_ROOM, *(b.x + b.width for b in boxes)))
    return Box(left, y - _DOT_ROOM, right - left, boxes[-1].y + boxes[-1].height - y + _DOT_ROOM)


def _text(node: Node, x: float, y: float) -> tuple[Label, ...]:
    lines = block(node.label, "", _ROOM)
    return placed(lines, (x, y + _LABEL_BELOW - lines[0].height / 2 + height_of(lines) / 2), "middle")


def _line(edge: Edge, marks: dict[str, Mark]) -> Curve:
    one, other = marks[edge.source], marks[edge.target]
    return Curve(edge, f"M{one.x:.1f} {one.y:.1f}L{other.x:.1f} {other.y:.1f}")
