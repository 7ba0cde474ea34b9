"""Partners around a time line: terms stand in order on an axis, each partner near the middle of its own terms.

The longer a partner stayed, the further out it stands, so that long partnerships make wide fans at the rim and short
ones stay close to their time.
"""

from __future__ import annotations

from collections.abc import Sequence

from webapp.drawing.model import LABEL_SIZE, NOTE_SIZE, Box, Curve, Edge, Label, Mark, Network, Node, Picture
from webapp.drawing.text import label

_AXIS_PILL = (66.0, 42.0)
_NEAREST = 74.0
_PER_TERM = 21.0
_STEP = 6.0
_DOT_ROOM = 10.0
_LABEL_ABOVE = 15.0
_NUDGES = (0, -14, 14, -28, 28, -42, 42)


def constellation(network: Network, axis: str, around: str, width: float = 1120.0) -> Picture:
    """Lay out the `axis` layer from left to right and the `around` layer above and below it."""
    terms = network.layer(axis)
    step = width / len(terms)
    xs = {node.key: step * (index + 0.5) for index, node in enumerate(terms)}
    places = _places(network, network.layer(around), xs, width)
    top = min(box.y for _, _, box in places.values()) - 8
    bottom = max(box.y + box.height for _, _, box in places.values()) + 8
    marks = {node.key: _pill(node, xs[node.key], -top) for node in terms}
    for node in network.layer(around):
        x, y, _ = places[node.key]
        marks[node.key] = _star(node, x, y - top, y)
    curves = tuple(_fan(edge, marks) for edge in network.edges)
    return Picture(width, bottom - top, tuple(marks.values()), curves)


Place = tuple[float, float, Box]


def _places(network: Network, nodes: Sequence[Node], xs: dict[str, float], width: float) -> dict[str, Place]:
    """Place short partnerships first, close to the axis, each on the side where it comes to stand closer."""
    neighbours = network.neighbours()
    spans = {node.key: [xs[other] for other in neighbours[node.key]] for node in nodes}
    taken: list[Box] = []
    places: dict[str, Place] = {}
    balance = 0
    for node in sorted(nodes, key=lambda n: (len(spans[n.key]), sum(spans[n.key]) / len(spans[n.key]), n.key)):
        wish = sum(spans[node.key]) / len(spans[node.key])
        away = _NEAREST + _PER_TERM * (len(spans[node.key]) - 1)
        options = [_free(node, wish, away, sign, taken, width) for sign in (-1, 1)]
        options.sort(key=lambda place: round(abs(place[1])) + (14 * balance if place[1] > 0 else -14 * balance))
        place = options[0]
        balance += 1 if place[1] > 0 else -1
        places[node.key] = place
        taken.append(place[2])
    return places


def _free(node: Node, wish: float, away: float, sign: int, taken: Sequence[Box], width: float) -> Place:
    """Return the first free place on one side: step by step outwards, a little to either side at each."""
    distance = away
    while True:
        for nudge in _NUDGES:
            box = _box(node, wish + nudge, sign * distance)
            inside = box.x >= 2 and box.x + box.width <= width - 2
            x = wish + nudge
            if not inside and nudge == 0:
                x = min(max(wish, box.width / 2 + 2), width - box.width / 2 - 2)
                box = _box(node, x, sign * distance)
            elif not inside:
                continue
            if not any(box.overlaps(other, 3) for other in taken):
                return x, sign * distance, box
        distance += _STEP


def _box(node: Node, x: float, y: float) -> Box:
    """Return the room of dot and label together."""
    text = _text(node, x, y).box
    top, bottom = min(text.y, y - _DOT_ROOM), max(text.y + text.height, y + _DOT_ROOM)
    return Box(text.x, top, text.width, bottom - top)


def _text(node: Node, x: float, y: float, side: float | None = None) -> Label:
    outward = -_LABEL_ABOVE if (y if side is None else side) < 0 else _LABEL_ABOVE
    return label(node.label, x, y + outward, "middle", LABEL_SIZE)


def _star(node: Node, x: float, y: float, side: float) -> Mark:
    return Mark(node, x, y, 6, (_text(node, x, y, side),))


def _pill(node: Node, x: float, y: float) -> Mark:
    width, height = _AXIS_PILL
    labels = (
        label(node.label, x, y - 8, "middle", 15, "axis"),
        label(node.note, x, y + 10, "middle", NOTE_SIZE, "note"),
    )
    return Mark(node, x, y, height / 2, labels, Box(x - width / 2, y - height / 2, width, height))


def _fan(edge: Edge, marks: dict[str, Mark]) -> Curve:
    one, other = marks[edge.source], marks[edge.target]
    star, pill = (other, one) if one.frame else (one, other)
    end = pill.y + (_AXIS_PILL[1] / 2) * (1 if star.y > pill.y else -1)
    bend = end + (star.y - end) * 0.62
    return Curve(
        edge, f"M{star.x:.1f} {star.y:.1f}C{star.x:.1f} {bend:.1f} {pill.x:.1f} {bend:.1f} {pill.x:.1f} {end:.1f}"
    )
