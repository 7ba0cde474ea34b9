"""The layout of a network in columns of pills, joined by curves.

The columns say who, in which field, in which programme, at which Games. The tallest column is spaced evenly. Each other
one stands, in its own order or in that of its neighbours, where its lines are shortest. Lines end at the sides of
pills, so they never cross a label. Along a column, nodes stand near where they would like to be, and never too close.
A name that is longer than its pill has two lines or more. All rows are then as high.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.svg.network import HEADING, LABEL_SIZE, WIDE, Box, Curve, Edge, Mark, Network, NetworkLayout, Node
from webapp.svg.text_block import Line, block, height_of, placed
from webapp.svg.text_metrics import label, note_width, text_width

_BETWEEN = 6.0
"""Pixels between two pills of a column."""

_PILL = 6.0
"""Pixels of a pill above and below its text, together."""

_PADDING = 10.0
_TOP = 34.0
_WIDEST_PILL = 330.0
_SMALLEST_GAP = 56.0


@dataclass(frozen=True, slots=True)
class LayerSpec:
    """A layer with its heading; a `free` column takes the order that keeps its lines short."""

    layer: str
    heading: str
    free: bool = False


def layered(network: Network, columns: Sequence[LayerSpec], width: float = WIDE) -> NetworkLayout:
    """Lay the network out in columns from left to right; columns without nodes are left out."""
    used = [column for column in columns if network.layer(column.layer)]
    widths = _pill_widths(network, used, width)
    texts = {
        node.key: block(node.label, node.note, room - 2 * _PADDING)
        for column, room in zip(used, widths, strict=True)
        for node in network.layer(column.layer)
    }
    row = max(_pill_height(text) for text in texts.values()) + _BETWEEN
    height = _TOP + max(3, *(len(network.layer(column.layer)) for column in used)) * row
    heights = _heights(network, used, height, row)
    headings, marks = [], {}
    for column, left, room in zip(used, _lefts(widths, width), widths, strict=True):
        headings.append(label(column.heading, (left, 10), "start", HEADING))
        for node in network.layer(column.layer):
            marks[node.key] = _pill(node, texts[node.key], (left, heights[node.key]), room)
    curves = tuple(_link(edge, marks) for edge in network.edges)
    return NetworkLayout(width, height, tuple(marks.values()), curves, tuple(headings))


def _heights(network: Network, columns: Sequence[LayerSpec], height: float, row: float) -> dict[str, float]:
    """Give every node its height, from the tallest column outwards."""
    neighbours = network.neighbours()
    low, high = _TOP + row / 2, height - row / 2
    sizes = [len(network.layer(column.layer)) for column in columns]
    tallest = sizes.index(max(sizes))
    nodes = network.layer(columns[tallest].layer)
    places = dict(zip((node.key for node in nodes), even(len(nodes), low, high), strict=True))
    for index in (*range(tallest - 1, -1, -1), *range(tallest + 1, len(columns))):
        column = columns[index]
        wishes = [(middle(n.key, neighbours, places, (low + high) / 2), n.key) for n in network.layer(column.layer)]
        if column.free:
            wishes.sort()
        found = spread([wish for wish, _ in wishes], row, low, high)
        places.update(zip((key for _, key in wishes), found, strict=True))
    return places


def _pill_widths(network: Network, columns: Sequence[LayerSpec], width: float) -> list[float]:
    """Return the width of each column's pills: what the longest label needs; the widest give way to fit all."""
    texts = [
        max(text_width(node.label, LABEL_SIZE) + note_width(node.note) for node in network.layer(column.layer))
        for column in columns
    ]
    wanted = [min(_WIDEST_PILL, text + 2 * _PADDING) for text in texts]
    room = width - _SMALLEST_GAP * (len(columns) - 1)
    most = max(wanted)
    for place, need in enumerate(sorted(wanted)):
        share = room / (len(wanted) - place)
        if need > share:
            most = share
            break
        room -= need
    return [min(need, most) for need in wanted]


def _lefts(widths: Sequence[float], width: float) -> list[float]:
    gap = (width - sum(widths)) / max(1, len(widths) - 1)
    lefts, left = [], 0.0
    for value in widths:
        lefts.append(left)
        left += value + gap
    return lefts


def _pill(node: Node, text: Sequence[Line], at: tuple[float, float], width: float) -> Mark:
    left, y = at
    height = _pill_height(text)
    frame = Box(left + 0.5, y - height / 2, width - 1, height)
    return Mark(node, left + width / 2, y, height / 2, placed(text, (left + _PADDING, y), "start"), frame)


def _pill_height(text: Sequence[Line]) -> float:
    return _PILL + height_of(text)


def _link(edge: Edge, marks: dict[str, Mark]) -> Curve:
    first, last = sorted((marks[edge.source], marks[edge.target]), key=lambda mark: mark.x)
    start, end = first.right, last.left
    bend = (start + end) / 2
    path = f"M{start:.1f} {first.y:.1f}C{bend:.1f} {first.y:.1f} {bend:.1f} {last.y:.1f} {end:.1f} {last.y:.1f}"
    return Curve(edge, path)


def even(count: int, low: float, high: float) -> list[float]:
    """Return `count` places spread evenly over the line from `low` to `high`, the middle for a single one.

    >>> even(3, 0, 10)
    [0.0, 5.0, 10.0]
    """
    if count == 1:
        return [(low + high) / 2]
    step = (high - low) / max(1, count - 1)
    return [low + step * index for index in range(count)]


def spread(wishes: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places in the order of `wishes`, at least `gap` apart, within `low` and `high` as far as they fit.

    Neighbours that would come too close form a block, which stands around the mean of what its members wish for.

    >>> spread([5, 5], 2, 0, 10)
    [4.0, 6.0]
    """
    blocks: list[tuple[float, int]] = []  # start of the block, and how many places it holds
    for wish in wishes:
        blocks.append((wish, 1))
        while len(blocks) > 1 and blocks[-2][0] + blocks[-2][1] * gap > blocks[-1][0]:
            (start, count), (later, more) = blocks[-2], blocks[-1]
            together = count + more
            blocks[-2:] = [((start * count + (later - count * gap) * more) / together, together)]
    places = [start + gap * index for start, count in blocks for index in range(count)]
    return _within(places, gap, low, high)


def _within(places: list[float], gap: float, low: float, high: float) -> list[float]:
    bounded: list[float] = []
    for place in places:
        bounded.append(max(place, bounded[-1] + gap if bounded else low))
    limit = high
    for index in range(len(bounded) - 1, -1, -1):
        bounded[index] = max(low, min(bounded[index], limit))
        limit = bounded[index] - gap
    return bounded


def middle(key: str, neighbours: Mapping[str, Sequence[str]], places: Mapping[str, float], default: float) -> float:
    """Return the mean place of those neighbours of `key` that have one."""
    known = [places[other] for other in neighbours[key] if other in places]
    return sum(known) / len(known) if known else default
