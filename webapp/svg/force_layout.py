"""The layout of a network without a natural order, by springs.

Such are networks of people, organizations and events. Springs know nothing of labels. So afterwards each node takes the
free place nearest to its own, the best connected nodes first. Start positions lie on a circle in the order of the
nodes, so the same network gives the same picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import count
from math import cos, pi, sin, sqrt
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

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
_NEAREST = 0.01
"""The distance that nodes have at least for each other, where the circle of the beginning is 2 wide."""

_AT_REST = 1e-4
"""How far nodes move in a round, on average, when they are at rest."""

Floats: TypeAlias = npt.NDArray[np.float64]


def force(network: Network, width: float = WIDE) -> NetworkLayout:
    """Lay the network out in a field as wide as the page, and tall enough for the nodes."""
    height = min(900.0, max(230.0, len(network.nodes) * _PER_NODE / width))
    wishes = _springs(network, width, height)
    degree = {key: len(others) for key, others in network.neighbours().items()}
    order = sorted(network.nodes, key=lambda node: (-degree[node.key], node.key))
    taken: list[Box] = []
    places: dict[str, tuple[float, float]] = {}
    for node in order:
        room = _box(node)
        places[node.key] = _settle(room, wishes[node.key], taken, width)
        taken.append(room.moved(*places[node.key]))
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
    number = {node.key: place for place, node in enumerate(network.nodes)}
    joined = np.zeros((len(number), len(number)))
    for edge in network.edges:
        one, other = number[edge.source], number[edge.target]
        joined[one, other] = joined[other, one] = 1.0
    turn = 2 * pi / max(1, len(number))
    x, y = _relaxed(
        np.array([cos(turn * index) for index in range(len(number))]),
        np.array([sin(turn * index) for index in range(len(number))]),
        joined,
    )
    return {
        key: (
            _stretch(float(x[place]), x.tolist(), (_ROOM / 2, width - _ROOM / 2)),
            _stretch(float(y[place]), y.tolist(), (0.0, height)),
        )
        for key, place in number.items()
    }


def _relaxed(x: Floats, y: Floats, joined: Floats) -> tuple[Floats, Floats]:
    """Return where nodes come to rest that repel each other, and of which `joined` ones attract each other.

    This is the algorithm of Fruchterman and Reingold: the steps become smaller from round to round.
    """
    length = 1.6 / sqrt(len(x))
    step = max(np.ptp(x), np.ptp(y)) * 0.1
    less = step / (_ROUNDS + 1)
    for _ in range(_ROUNDS):
        aside, down = x - x[:, np.newaxis], y - y[:, np.newaxis]
        distance = np.maximum(np.sqrt(aside * aside + down * down), _NEAREST)
        force = length * length / (distance * distance) - joined * distance / length
        right, below = (aside * force).sum(axis=0), (down * force).sum(axis=0)
        shorter = step / np.maximum(np.sqrt(right * right + below * below), _NEAREST)
        right, below = right * shorter, below * shorter
        x, y = x + right, y + below
        step -= less
        if sqrt(float((right * right + below * below).sum())) / len(x) < _AT_REST:
            break
    return x, y


def _stretch(value: float, values: Sequence[float], field: tuple[float, float]) -> float:
    """Map a coordinate into the field, rounded so that the last digits of a platform's arithmetic do not show."""
    low, high = min(values), max(values)
    share = (value - low) / (high - low) if high - low > 1e-9 else 0.5
    return round(field[0] + share * (field[1] - field[0]), 1)


def _settle(room: Box, wish: tuple[float, float], taken: Sequence[Box], width: float) -> tuple[float, float]:
    """Return the free place nearest to the wish: at it, or on ever wider rings around it."""
    half = room.width / 2 + _MARGIN
    least, most = half, width - half
    sides = [(box.x, box.x + box.width + _GAP, box.y, box.y + box.height + _GAP) for box in taken]
    start, end, upper, lower = np.array(sides).reshape(-1, 4, 1).swapaxes(0, 1)
    for number in count():
        aside, down = _places(number)
        x, y = np.minimum(np.maximum(wish[0] + aside, least), most), wish[1] + down
        left, top = room.x + x, room.y + y
        right, bottom = left + room.width + _GAP, top + room.height + _GAP
        free = ~((left < end) & (start < right) & (top < lower) & (upper < bottom)).any(axis=0)
        if free.any():
            first = free.argmax()
            return round(float(x[first]), 1), round(float(y[first]), 1)
    raise AssertionError("rings have no end")


@cache
def _places(number: int) -> tuple[Floats, Floats]:
    """Return how far aside and down of a wish places are: at it, then twice as many rings each time.

    Places are looked at in such numbers, since one by one takes several times as long.
    """
    found = [(0.0, 0.0)] if number == 0 else []
    for ring in range(2**number - 1, 2 ** (number + 1) - 1):
        angles = (2 * pi * index / (ring * 6) for index in range(ring * 6))
        found += [(ring * _STEP * 1.6 * cos(angle), ring * _STEP * sin(angle)) for angle in angles]
    aside, down = np.array(found).T
    return aside, down


def _box(node: Node) -> Box:
    """Return the room that a node at (0, 0) takes."""
    boxes = [text.box for text in _text(node, 0, 0)]
    left, right = min(-_DOT_ROOM, *(box.x for box in boxes)), max(_DOT_ROOM, *(box.x + box.width for box in boxes))
    return Box(left, -_DOT_ROOM, right - left, boxes[-1].y + boxes[-1].height + _DOT_ROOM)


def _text(node: Node, x: float, y: float) -> tuple[Label, ...]:
    lines = block(node.label, "", _ROOM)
    return placed(lines, (x, y + _LABEL_BELOW - lines[0].height / 2 + height_of(lines) / 2), "middle")


def _line(edge: Edge, marks: dict[str, Mark]) -> Curve:
    one, other = marks[edge.source], marks[edge.target]
    return Curve(edge, f"M{one.x:.1f} {one.y:.1f}L{other.x:.1f} {other.y:.1f}")
