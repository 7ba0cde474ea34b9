"""The places of marks and names in a picture, in pixels.

Of few nodes every one has its whole name below it, in lines, and none covers another. Of many only those with most
lines have a name, as far as there is room.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

import numpy as np
import numpy.typing as npt

from webapp.explorer.appearance import radius
from webapp.explorer.layout_cache import Place
from webapp.explorer.network import NetworkNode
from webapp.explorer.placing import FEW
from webapp.explorer.view import View
from webapp.svg.text_metrics import text_width

NAME_SIZE, NAME_LINE = 12.0, 14.0
NARROWER = 0.9
"""How wide a common font runs beside the widest ones, which `webapp.svg.text_metrics` reckons with."""

_ROOM_FOR_NAME = 130.0
_PER_NODE, _PER_NODE_OF_MANY = 9500.0, 1150.0
_STEP = 8.0
_GAP = 3.0

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A node with its place, its radius, and the lines of its name, if there is room for one."""

    node: NetworkNode
    x: float
    y: float
    radius: float
    name: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PictureLayout:
    """The nodes of a picture, and the room that they take."""

    width: float
    height: float
    nodes: tuple[PlacedNode, ...]


def laid_out(view: View, places: Mapping[str, Place], width: float) -> PictureLayout:
    """Return the layout of a view in a picture of a width."""
    if not view.nodes:
        return PictureLayout(width, 60, ())
    few = len(view.nodes) <= FEW
    per_node = _PER_NODE if few else _PER_NODE_OF_MANY
    height = max(min(width * 0.55, 420.0), len(view.nodes) * per_node / width)
    spots = _stretched(places, width, height)
    return _settled(view, spots, width) if few else _crowded(view, spots, width, height)


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


def in_lines(text: str, size: float, room: float) -> list[str]:
    """Break a text into lines of `room` pixels at its words; a longer word, such as an address, is broken, too."""
    found: list[str] = []
    for word in (part for whole in text.split() for part in _pieces(whole, size, room)):
        if found and _width(f"{found[-1]} {word}", size) <= room:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found


def _pieces(word: str, size: float, room: float) -> list[str]:
    found = [""]
    for character in word:
        if found[-1] and _width(found[-1] + character, size) > room:
            found.append("")
        found[-1] += character
    return found


def _width(text: str, size: float) -> float:
    return text_width(text, size) * NARROWER


def _radius(view: View, node: NetworkNode) -> float:
    return radius(node.kind, sum(view.shown[node.id].values()), len(view.nodes), start=node.id in view.starts)


def _box(x: float, y: float, size: float, name: list[str]) -> Box:
    """Return the room of a mark with its name below."""
    half = max(size * 1.2, *(_width(line, NAME_SIZE) / 2 for line in name), 0.0)
    return x - half, y - size * 1.2, x + half, y + size * 1.2 + 3 + len(name) * NAME_LINE


def _settled(view: View, spots: Mapping[str, Place], width: float) -> PictureLayout:
    """Give every node the free place nearest to its own, the best connected ones first."""
    room = min(_ROOM_FOR_NAME, width / 2.6)
    taken = np.empty((0, 4))
    found: dict[str, PlacedNode] = {}
    for node in sorted(view.nodes, key=lambda node: (-sum(view.shown[node.id].values()), node.id)):
        name, size = in_lines(node.label, NAME_SIZE, room), _radius(view, node)
        left, top, right, bottom = _box(0, 0, size, name)
        x, y = _free(spots[node.id], np.array((left, top, right, bottom)), taken, width)
        taken = np.vstack((taken, (x + left, y + top, x + right, y + bottom)))
        found[node.id] = PlacedNode(node, x, y, size, tuple(name))
    up = float(taken[:, 1].min()) - 8
    moved = (found[node.id] for node in view.nodes)
    nodes = tuple(PlacedNode(one.node, round(one.x, 1), round(one.y - up, 1), one.radius, one.name) for one in moved)
    return PictureLayout(width, float(taken[:, 3].max()) - up + 8, nodes)


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


def _crowded(view: View, spots: Mapping[str, Place], width: float, height: float) -> PictureLayout:
    """Leave every node in its place, and name the best connected ones where there is room."""
    most, taken = round(width * height / 9000), np.empty((0, 4))
    named: dict[str, tuple[str, ...]] = {}
    for node in sorted(view.nodes, key=lambda node: (-sum(view.shown[node.id].values()), node.id))[: 4 * most]:
        name = in_lines(node.label, NAME_SIZE, _ROOM_FOR_NAME)
        box = np.array([_box(*spots[node.id], _radius(view, node), name)])
        fits = box[0, 0] > 2 and box[0, 2] < width - 2
        if fits and len(named) < most and not _touching(box, taken).any():
            taken = np.vstack((taken, box))
            named[node.id] = tuple(name)
    nodes = (PlacedNode(one, *_rounded(spots[one.id]), _radius(view, one), named.get(one.id, ())) for one in view.nodes)
    bottom = float(taken[:, 3].max()) if len(taken) else height
    return PictureLayout(width, max(height, bottom + 8), tuple(nodes))


def _rounded(place: Place) -> Place:
    return round(place[0], 1), round(place[1], 1)


def corners(shape: str, x: float, y: float, size: float) -> str:
    """Return the outline of a shape as the data of an SVG path; nothing for a circle."""
    known = {
        "square": (4, pi / 4, 1.2),
        "diamond": (4, 0.0, 1.28),
        "triangle": (3, pi / 2, 1.35),
        "hexagon": (6, 0.0, 1.1),
    }
    if shape not in known:
        return ""
    number, first, wide = known[shape]
    angles = (first + 2 * pi * index / number for index in range(number))
    points = (f"{x + size * wide * cos(a):.1f},{y - size * wide * sin(a):.1f}" for a in angles)
    return f"M{'L'.join(points)}Z"


def bent(one: Place, other: Place, place: int) -> str:
    """Return the way of a line; of several between the same two nodes all but the first are bent."""
    start, end = f"{one[0]:.1f},{one[1]:.1f}", f"{other[0]:.1f},{other[1]:.1f}"
    if not place:
        return f"M{start}L{end}"
    dx, dy = other[0] - one[0], other[1] - one[1]
    bow = (1 if place % 2 else -1) * ((place + 1) // 2) * 14 / max(1.0, sqrt(dx * dx + dy * dy))
    middle = f"{(one[0] + other[0]) / 2 + dy * bow:.1f},{(one[1] + other[1]) / 2 - dx * bow:.1f}"
    return f"M{start}Q{middle} {end}"
