"""Two columns of names with lines between them: who took part in what, at any width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.svg.layered_layout import LayerSpec
from webapp.svg.network import HEADING, LABEL_SIZE, NOTE_SIZE, Curve, Label, Layout, Mark, Network, Node
from webapp.svg.spacing import even, middle, spread
from webapp.svg.text_metrics import fitted, label, note_width, shorten, text_width

_ROW = 25.0
_TOP = 36.0
_TEXT_GAP = 12.0
_LEAST_LINES = 80.0
_MODEST = 0.45


@dataclass(frozen=True, slots=True)
class _Side:
    x: float
    room: float
    anchor: str

    @property
    def text_x(self) -> float:
        return self.x + (-_TEXT_GAP if self.anchor == "end" else _TEXT_GAP)


def slope(network: Network, left: LayerSpec, right: LayerSpec, width: float) -> Layout:
    """Lay two layers out as columns, the longer one evenly spaced, the other where its lines are short."""
    sides = _sides(network, left, right, width)
    rows = max(len(network.layer(left.layer)), len(network.layer(right.layer)))
    height = _TOP + max(rows, 2) * _ROW
    heights = _heights(network, left, right, height)
    marks = {
        node.key: Mark(node, sides[node.layer].x, heights[node.key], 5, _labels(node, sides[node.layer], heights))
        for node in network.nodes
    }
    headings = tuple(
        label(shorten(column.heading, NOTE_SIZE, side.room), (side.text_x, 10), side.anchor, HEADING)
        for column, side in zip((left, right), sides.values(), strict=True)
    )
    return Layout(width, height, tuple(marks.values()), tuple(_curves(network, marks)), headings)


def _sides(network: Network, left: LayerSpec, right: LayerSpec, width: float) -> dict[str, _Side]:
    """Give each side the room that its labels need; where both need too much, the lines keep their share."""
    needs = [
        max(text_width(node.label, LABEL_SIZE) + note_width(node.note) for node in network.layer(column.layer))
        for column in (left, right)
    ]
    room = width - max(_LEAST_LINES, width * 0.22) - 2 * (_TEXT_GAP + 2)
    if sum(needs) > room:
        needs = _shared(needs, room)
    spare = max(0.0, (width - sum(needs)) / 2 - width * 0.3)
    first, second = (need + _TEXT_GAP + 2 + spare for need in needs)
    return {
        left.layer: _Side(first, needs[0] + spare, "end"),
        right.layer: _Side(width - second, needs[1] + spare, "start"),
    }


def _shared(needs: Sequence[float], room: float) -> list[float]:
    """Share the room out: a side that needs little has all that it needs, otherwise both give way alike."""
    smaller = min(needs)
    if smaller > _MODEST * room:
        return [need * room / sum(needs) for need in needs]
    return [smaller if need == smaller else room - smaller for need in needs]


def _heights(network: Network, left: LayerSpec, right: LayerSpec, height: float) -> dict[str, float]:
    low, high = _TOP + _ROW / 2, height - _ROW / 2
    first, second = network.layer(left.layer), network.layer(right.layer)
    longer, shorter = (first, second) if len(first) >= len(second) else (second, first)
    places = dict(zip((node.key for node in longer), even(len(longer), low, high), strict=True))
    neighbours = network.neighbours()
    wishes = [(middle(node.key, neighbours, places, high), index, node.key) for index, node in enumerate(shorter)]
    if shorter and (left if shorter is first else right).free:
        wishes.sort()
    found = spread([wish for wish, _, _ in wishes], _ROW, low, high)
    return places | dict(zip((key for _, _, key in wishes), found, strict=True))


def _labels(node: Node, side: _Side, heights: dict[str, float]) -> tuple[Label, ...]:
    text, note = fitted(node.label, node.note, side.room)
    return (label(text, (side.text_x, heights[node.key]), side.anchor, note=note),)


def _curves(network: Network, marks: dict[str, Mark]) -> list[Curve]:
    curves = []
    for edge in network.edges:
        start, end = sorted((marks[edge.source], marks[edge.target]), key=lambda mark: mark.x)
        bend = (start.x + end.x) / 2
        path = f"M{start.x:.1f} {start.y:.1f}C{bend:.1f} {start.y:.1f} {bend:.1f} {end.y:.1f} {end.x:.1f} {end.y:.1f}"
        curves.append(Curve(edge, path))
    return curves
