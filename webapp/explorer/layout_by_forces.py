"""The places of nodes as forces leave them, with names in pixels.

Of a large view each node stands where the whole network has it. A small view is laid out by springs (networkx).
Of few nodes every one has its whole name below it, in lines, and none covers another. Of many only those with most
lines have a name, as far as there is room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import cos, pi, sin, sqrt

import numpy as np
import numpy.typing as npt

from webapp.explorer.arrangement import FEW, Arrangement, Box, name_width
from webapp.explorer.layout_cache import Place, places
from webapp.explorer.node_looks import NodeLooks
from webapp.explorer.picture_names import Name
from webapp.explorer.picture_text import NAME_LINE, NAME_SIZE, in_lines
from webapp.explorer.view import View
from webapp.models.once import once_per_version
from webapp.models.reference_data import ReferenceData
from webapp.svg.sunflower import spiral

_UNIT = 60.0
"""How far apart two nodes are about, in the unit of the browser's arrangement."""

_ROUNDS, _ROUNDS_OF_MANY = 120, 30

_MOST_BY_SPRINGS = 500
"""Nodes from which networkx would want SciPy."""
_ROOM_FOR_NAME = 130.0
_PER_NODE, _PER_NODE_OF_MANY = 9500.0, 1150.0
_STEP = 8.0
_GAP = 3.0

Settled = tuple[Arrangement, dict[str, Name]]


def by_forces(view: View, catalogue: ReferenceData, width: float) -> Settled:
    """Return the places of a view in a picture of a width, and its names."""
    if not view.nodes:
        return Arrangement(width, 60, {}, {}, ()), {}
    few = len(view.nodes) <= FEW
    per_node = _PER_NODE if few else _PER_NODE_OF_MANY
    height = max(min(width * 0.55, 420.0), len(view.nodes) * per_node / width)
    spots = _stretched(placed(view, catalogue), width, height)
    return _settled(view, spots, width) if few else _crowded(view, spots, width, height)


def placed(view: View, catalogue: ReferenceData) -> dict[str, Place]:
    """Return x and y of each node by its id; y points upwards."""
    if len(view.nodes) > FEW:
        known = _known(catalogue, view.model.version)
        if all(node.id in known for node in view.nodes):
            return {node.id: known[node.id] for node in view.nodes}
    return springs(view)


@once_per_version
def _known(_: ReferenceData, version: str) -> Mapping[str, Place]:
    return places(version)


def springs(view: View) -> dict[str, Place]:
    """Return where springs pull the nodes; the same view gives the same places.

    A crowd without places in the browser's bundle stands on a spiral, the most connected in the middle.
    """
    import networkx as nx

    number = len(view.nodes)
    if not number:
        return {}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.id for node in view.nodes)
    graph.add_edges_from((edge.source, edge.target) for edge in view.edges if edge.source != edge.target)
    if number >= _MOST_BY_SPRINGS:
        ranked = sorted(graph, key=lambda node: (-graph.degree(node), node))
        return dict(zip(ranked, _rounded(spiral(number, _UNIT * sqrt(number))), strict=True))
    turn = 2 * pi / number
    start = {node.id: (cos(turn * index), sin(turn * index)) for index, node in enumerate(view.nodes)}
    rounds = _ROUNDS if number <= FEW else _ROUNDS_OF_MANY
    found = nx.spring_layout(graph, pos=start, seed=1, iterations=rounds, k=1.6 / sqrt(number))
    size = _UNIT * sqrt(number)
    return dict(zip(found, _rounded((float(x) * size, float(y) * size) for x, y in found.values()), strict=True))


def _rounded(places: Iterable[Place]) -> Iterator[Place]:
    return ((round(x, 1), round(y, 1)) for x, y in places)


def _stretched(places: Mapping[str, Place], width: float, height: float) -> dict[str, Place]:
    """Fill the room with the places; y points downwards in a picture."""
    xs, ys = [x for x, _ in places.values()], [-y for _, y in places.values()]
    side = min(_ROOM_FOR_NAME / 2 + 8, width / 5)

    def share(value: float, values: list[float]) -> float:
        return (value - min(values)) / (max(values) - min(values)) if max(values) - min(values) > 1e-9 else 0.5

    return {
        node: (side + share(x, xs) * (width - 2 * side), 24 + share(-y, ys) * (height - 60))
        for node, (x, y) in places.items()
    }


def _box(x: float, y: float, size: float, name: list[str]) -> Box:
    """Return the room of a mark with its name below."""
    half = max(size * 1.2, *(name_width(line) / 2 for line in name), 0.0)
    return x - half, y - size * 1.2, x + half, y + size * 1.2 + 3 + len(name) * NAME_LINE


def _settled(view: View, spots: Mapping[str, Place], width: float) -> Settled:
    """Give every node the free place nearest to its own, the best connected ones first."""
    room, looks = min(_ROOM_FOR_NAME, width / 2.6), NodeLooks(view)
    taken = np.empty((0, 4))
    found: dict[str, Place] = {}
    lines: dict[str, list[str]] = {}
    for node in sorted(view.nodes, key=lambda node: (-looks.degree(node), node.id)):
        name, size = in_lines(node.label, NAME_SIZE, room), looks.radius(node)
        left, top, right, bottom = _box(0, 0, size, name)
        x, y = _free(spots[node.id], np.array((left, top, right, bottom)), taken, width)
        taken = np.vstack((taken, (x + left, y + top, x + right, y + bottom)))
        found[node.id], lines[node.id] = (x, y), name
    up = float(taken[:, 1].min()) - 8
    spots = {id_: (round(x, 1), round(y - up, 1)) for id_, (x, y) in found.items()}
    return _named(view, spots, lines, width, float(taken[:, 3].max()) - up + 8)


def _named(
    view: View, spots: Mapping[str, Place], lines: Mapping[str, list[str]], width: float, height: float
) -> Settled:
    looks = NodeLooks(view)
    sizes = {node.id: looks.radius(node) for node in view.nodes}
    names = {
        id_: Name(tuple(name), spots[id_][0], round(spots[id_][1] + sizes[id_] * 1.2 + NAME_SIZE + 1, 1))
        for id_, name in lines.items()
    }
    return Arrangement(width, height, spots, sizes, tuple(names)), names


def _free(wish: Place, box: npt.NDArray[np.float64], taken: npt.NDArray[np.float64], width: float) -> Place:
    """Return the free place nearest to a wish: at it, or on ever wider rings around it."""
    low, high = -box[0] + 4, max(-box[0] + 4, width - box[2] - 4)
    ring = 0
    while True:
        turns = max(1, ring * 6)
        angles = [2 * pi * index / turns for index in range(turns)]
        spots = np.array(
            [
                (min(max(wish[0] + ring * _STEP * 1.5 * cos(a), low), high), wish[1] + ring * _STEP * sin(a))
                for a in angles
            ]
        )
        boxes = np.concatenate((spots, spots), axis=1) + box
        free = ~_touching(boxes, taken).any(axis=1)
        if free.any():
            x, y = spots[int(np.argmax(free))]
            return float(x), float(y)
        ring += 1


def _touching(boxes: npt.NDArray[np.float64], taken: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Tell for each box which of the others it comes too close to."""
    one, other = boxes[:, None, :], taken[None, :, :]
    return np.asarray(
        (one[..., 0] < other[..., 2] + _GAP)
        & (other[..., 0] < one[..., 2] + _GAP)
        & (one[..., 1] < other[..., 3] + _GAP)
        & (other[..., 1] < one[..., 3] + _GAP)
    )


def _crowded(view: View, spots: Mapping[str, Place], width: float, height: float) -> Settled:
    """Leave every node in its place, and name the marked and the best connected ones where there is room."""
    most, taken, looks = round(width * height / 9000), np.empty((0, 4)), NodeLooks(view)
    named: dict[str, list[str]] = {}
    marked = set(view.state.mark)
    ordered = sorted(view.nodes, key=lambda node: (node.id not in marked, -looks.degree(node), node.id))
    for node in ordered[: 4 * most]:
        name = in_lines(node.label, NAME_SIZE, _ROOM_FOR_NAME)
        box = np.array([_box(*spots[node.id], looks.radius(node), name)])
        fits = box[0, 0] > 2 and box[0, 2] < width - 2
        if fits and len(named) < most and not _touching(box, taken).any():
            taken = np.vstack((taken, box))
            named[node.id] = name
    bottom = float(taken[:, 3].max()) if len(taken) else height
    rounded = {id_: (round(x, 1), round(y, 1)) for id_, (x, y) in spots.items()}
    return _named(view, rounded, named, width, max(height, bottom + 8))
