"""The layout of partners around an axis of terms.

The terms stand in order, each partner near the middle of its own terms. The longer a partner stayed, the further out it
stands. So long partnerships have wide curves, and short ones stay close to their time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from webapp.svg.network import AXIS, NOTE, WIDE, Box, Curve, Edge, Label, Mark, Network, NetworkLayout, Node
from webapp.svg.text_metrics import label

_AXIS_PILL = (66.0, 42.0)
_NEAREST = 74.0
_PER_TERM = 21.0
_STEP = 6.0
_DOT_ROOM = 10.0
_LABEL_ABOVE = 15.0
_SIDE = 7
"""Pixels of distance that each partner too many on a side counts for."""

_NUDGES = (0, -14, 14, -28, 28, -42, 42)


@dataclass(frozen=True, slots=True)
class _Place:
    """A place relative to the axis, above it where `y` is negative, and the room of dot and label there."""

    x: float
    y: float
    box: Box


def axis_layout(network: Network, axis: str, around: str, width: float = WIDE) -> NetworkLayout:
    """Lay out the `axis` layer from left to right and the `around` layer above and below it."""
    terms = network.layer(axis)
    step = width / len(terms)
    xs = {node.key: step * (index + 0.5) for index, node in enumerate(terms)}
    places = _places(network, network.layer(around), xs, width)
    top = min(-_AXIS_PILL[1] / 2, *(place.box.y for place in places.values())) - 8
    bottom = max(_AXIS_PILL[1] / 2, *(place.box.y + place.box.height for place in places.values())) + 8
    marks = {node.key: _pill(node, xs[node.key], -top) for node in terms}
    for node in network.layer(around):
        place = places[node.key]
        y = place.y - top
        marks[node.key] = Mark(node, place.x, y, 6, (_text(node, place.x, y, place.y),))
    curves = tuple(_curve(edge, marks) for edge in network.edges)
    return NetworkLayout(width, bottom - top, tuple(marks.values()), curves)


@dataclass
class _FreeRoom:
    """The room around the axis: what is taken, and how the sides are balanced (below less above)."""

    width: float
    taken: list[Box] = field(default_factory=list)
    balance: int = 0

    def take(self, node: Node, wish: float, away: float) -> _Place:
        """Take the place nearest to the axis, on the emptier side where both are about as near."""
        above, below = (self._free(node, wish, away, sign) for sign in (-1, 1))
        place = above if abs(above.y) + _SIDE * -self.balance <= abs(below.y) + _SIDE * self.balance else below
        self.balance += 1 if place.y > 0 else -1
        self.taken.append(place.box)
        return place

    def _free(self, node: Node, wish: float, away: float, sign: int) -> _Place:
        """Return the first free place on one side: step by step outwards, a little to either side at each."""
        shape = _box(node, sign)
        room = shape.width / 2 + 2
        distance = away
        while True:
            for nudge in _NUDGES:
                x = min(max(wish + nudge, room), self.width - room)
                box = shape.moved(x, sign * distance)
                if not any(box.overlaps(other, 3) for other in self.taken):
                    return _Place(x, sign * distance, box)
            distance += _STEP


def _places(network: Network, nodes: Sequence[Node], xs: dict[str, float], width: float) -> dict[str, _Place]:
    """Place short partnerships first, close to the axis."""
    neighbours = network.neighbours()
    spans = {node.key: [xs[other] for other in neighbours[node.key]] for node in nodes}
    wishes = {key: sum(span) / len(span) for key, span in spans.items()}
    room = _FreeRoom(width)
    order = sorted(nodes, key=lambda node: (len(spans[node.key]), wishes[node.key], node.key))
    return {
        node.key: room.take(node, wishes[node.key], _NEAREST + _PER_TERM * (len(spans[node.key]) - 1)) for node in order
    }


def _box(node: Node, sign: int) -> Box:
    """Return the room of dot and label together, the dot in the origin, above (-1) or below (1) the axis."""
    text = _text(node, 0, 0, sign).box
    top, bottom = min(text.y, -_DOT_ROOM), max(text.y + text.height, _DOT_ROOM)
    return Box(text.x, top, text.width, bottom - top)


def _text(node: Node, x: float, y: float, side: float) -> Label:
    return label(node.label, (x, y + (-_LABEL_ABOVE if side < 0 else _LABEL_ABOVE)), "middle")


def _pill(node: Node, x: float, y: float) -> Mark:
    width, height = _AXIS_PILL
    labels = (
        label(node.label, (x, y - 8), "middle", AXIS),
        label(node.note, (x, y + 10), "middle", NOTE),
    )
    return Mark(node, x, y, height / 2, labels, Box(x - width / 2, y - height / 2, width, height))


def _curve(edge: Edge, marks: dict[str, Mark]) -> Curve:
    one, other = marks[edge.source], marks[edge.target]
    dot, pill = (other, one) if one.frame else (one, other)
    end = pill.y + (_AXIS_PILL[1] / 2) * (1 if dot.y > pill.y else -1)
    bend = end + (dot.y - end) * 0.62
    path = f"M{dot.x:.1f} {dot.y:.1f}C{dot.x:.1f} {bend:.1f} {pill.x:.1f} {bend:.1f} {pill.x:.1f} {end:.1f}"
    return Curve(edge, path)
