"""The layout of a tree: a thing, its branches and their leaves.

Branches are tiers or fields. A wide picture has them on both sides, a narrow one is an indented list. The layer `root`
holds one node, `branch` the branches; a leaf's layer is the key of its branch.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from webapp.svg.network import (
    LABEL,
    LABEL_SIZE,
    NARROW,
    NOTE,
    NOTE_SIZE,
    STRONG,
    WIDE,
    Box,
    Curve,
    Edge,
    Label,
    Mark,
    Network,
    NetworkLayout,
    Node,
)
from webapp.svg.text_metrics import fitted, label, shorten

_ROW = 22.0
_GAP = 16.0
_PILL = 26.0
_ROOT_HALF = 80.0
_BRANCH_NEAR = 112.0
_BRANCH_WIDTH = 176.0
_LEAF = 328.0
_EXHAUSTIVE = 12


def both_sides(network: Network, width: float = WIDE) -> NetworkLayout:
    """Set the root in the middle and share the branches between left and right, about equally tall."""
    root = network.layer("root")[0]
    left, right = _halves(network)
    tall = max(_side_height(network, left), _side_height(network, right), 90.0)
    centre = width / 2
    marks = {root.key: _pill(root, centre - _ROOT_HALF, tall / 2, 2 * _ROOT_HALF)}
    for branches, sign in ((left, -1), (right, 1)):
        y = (tall - _side_height(network, branches)) / 2
        for branch in branches:
            leaves = network.layer(branch.key)
            span = _branch_height(network, branch) - _GAP
            near = centre + sign * _BRANCH_NEAR
            start = near if sign > 0 else near - _BRANCH_WIDTH
            marks[branch.key] = _pill(branch, start, y + span / 2, _BRANCH_WIDTH)
            for index, leaf in enumerate(leaves):
                marks[leaf.key] = _leaf(
                    leaf, centre + sign * _LEAF, y + (span - len(leaves) * _ROW) / 2 + _ROW * (index + 0.5), sign, width
                )
            y += span + _GAP
    curves = tuple(_sideways(edge, marks) for edge in network.edges)
    return NetworkLayout(width, tall, tuple(marks.values()), curves)


def _halves(network: Network) -> tuple[list[Node], list[Node]]:
    """Split the branches so that the sides differ least in height; the first branch stays on the left."""
    branches = list(network.layer("branch"))
    heights = [_branch_height(network, branch) for branch in branches]
    best = min(_subsets(heights), key=lambda chosen: abs(2 * sum(heights[i] for i in chosen) - sum(heights)))
    left = [branch for index, branch in enumerate(branches) if index in best]
    return left, [branch for index, branch in enumerate(branches) if index not in best]


def _subsets(heights: list[float]) -> list[tuple[int, ...]]:
    count = len(heights)
    if count <= _EXHAUSTIVE:
        rest = range(1, count)
        return [(0, *chosen) for size in range(count) for chosen in combinations(rest, size)]
    chosen: list[int] = []  # too many to try them all: fill the left side, tallest first, up to half of the height
    for index in sorted(range(count), key=lambda i: (-heights[i], i)):
        if sum(heights[i] for i in chosen) + heights[index] <= sum(heights) / 2:
            chosen.append(index)
    return [tuple(sorted(chosen))]


def _branch_height(network: Network, branch: Node) -> float:
    return max(len(network.layer(branch.key)) * _ROW, _pill_height(branch)) + _GAP


def _side_height(network: Network, branches: list[Node]) -> float:
    return sum(_branch_height(network, branch) for branch in branches) - _GAP if branches else 0.0


def _pill(node: Node, left: float, y: float, width: float) -> Mark:
    labels = _pill_labels(node, left + width / 2, y, width - 16)
    height = _pill_height(node)
    return Mark(node, left + width / 2, y, height / 2, labels, Box(left, y - height / 2, width, height))


def _pill_height(node: Node) -> float:
    return _PILL + (14 if node.note else 0)


def _pill_labels(node: Node, x: float, y: float, room: float) -> tuple[Label, ...]:
    main = shorten(node.label, LABEL_SIZE, room / 1.08)
    if not node.note:
        return (label(main, (x, y), "middle", STRONG),)
    note = shorten(node.note, NOTE_SIZE, room)
    return (
        label(main, (x, y - 8), "middle", STRONG),
        label(note, (x, y + 8), "middle", NOTE),
    )


def _leaf(node: Node, x: float, y: float, sign: int, width: float) -> Mark:
    room = (width - x if sign > 0 else x) - 14
    text, note = fitted(node.label, node.note, room)
    return Mark(node, x, y, 5, (label(text, (x + sign * 11, y), "start" if sign > 0 else "end", note=note),))


def _sideways(edge: Edge, marks: dict[str, Mark]) -> Curve:
    start, end = marks[edge.source], marks[edge.target]
    sign = 1 if end.x > start.x else -1
    x1 = start.x + sign * (start.frame.width / 2 if start.frame else 0)
    x2 = end.x - sign * (end.frame.width / 2 if end.frame else 0)
    bend = (x1 + x2) / 2
    return Curve(edge, f"M{x1:.1f} {start.y:.1f}C{bend:.1f} {start.y:.1f} {bend:.1f} {end.y:.1f} {x2:.1f} {end.y:.1f}")


def indented(network: Network, width: float = NARROW) -> NetworkLayout:
    """Set root, branches and leaves below each other, each level further in, joined by elbows."""
    rows = [(network.layer("root")[0], 0)]
    for branch in network.layer("branch"):
        rows.append((branch, 1))
        rows.extend((leaf, 2) for leaf in network.layer(branch.key))
    marks: dict[str, Mark] = {}
    y = 0.0
    for node, depth in rows:
        y += 8 if depth == 1 else 0
        marks[node.key] = _row(node, 8 + depth * 20, y + 13, width, depth)
        y += 25
    curves = tuple(_elbows(network, marks))
    return NetworkLayout(width, y + 4, tuple(marks.values()), curves)


def _row(node: Node, x: float, y: float, width: float, depth: int) -> Mark:
    face = STRONG if depth < 2 else LABEL
    text, note = fitted(node.label, node.note, (width - x - 16) / face.widening)
    words = label(text, (x + 13, y), "start", face, note)
    return Mark(node, x, y, 5, (words,))


def _elbows(network: Network, marks: dict[str, Mark]) -> Iterator[Curve]:
    """Draw each edge from where the one before it left the stem, so that no stem is drawn twice."""
    reached: dict[str, float] = {}
    for edge in network.edges:
        stem, end = marks[edge.source], marks[edge.target]
        start = reached.get(edge.source, stem.y)
        reached[edge.source] = end.y - 8
        path = f"M{stem.x:.1f} {start:.1f}V{end.y - 8:.1f}Q{stem.x:.1f} {end.y:.1f} {end.x:.1f} {end.y:.1f}"
        yield Curve(edge, path)
