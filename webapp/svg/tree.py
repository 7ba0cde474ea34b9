"""The layout of a tree: a thing, its branches and their leaves.

Branches are tiers or fields. A wide picture has them on both sides, a narrow one is an indented list. The layer `root`
holds one node or none, `branch` the branches; a leaf's layer is the key of its branch. No name is cut: what has no room
stands below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from webapp.svg.network import (
    LABEL,
    NARROW,
    NOTE,
    NOTE_SIZE,
    STRONG,
    WIDE,
    Box,
    Curve,
    Edge,
    Mark,
    Network,
    NetworkLayout,
    Node,
)
from webapp.svg.text_block import Line, block, height_of, placed, wrapped

_ROW = 22.0
_GAP = 16.0
_PILL = 12.0
_ROOT_HALF = 80.0
_BRANCH_NEAR = 112.0
_BRANCH_WIDTH = 176.0
_LEAF = 328.0
_EXHAUSTIVE = 12
_INDENT = 20.0
_BESIDE = 24.0
"""Pixels between two columns of an indented list."""


def both_sides(network: Network, width: float = WIDE) -> NetworkLayout:
    """Set the root in the middle and share the branches between left and right, about equally tall."""
    root = network.layer("root")[0]
    room = width / 2 - _LEAF - 14
    left, right = _halves(network, room)
    tall = max(_side_height(network, left, room), _side_height(network, right, room), 90.0)
    centre = width / 2
    marks = {root.key: _pill(root, centre - _ROOT_HALF, tall / 2, 2 * _ROOT_HALF)}
    for branches, sign in ((left, -1), (right, 1)):
        y = (tall - _side_height(network, branches, room)) / 2
        for branch in branches:
            span = _branch_height(network, branch, room) - _GAP
            near = centre + sign * _BRANCH_NEAR
            start = near if sign > 0 else near - _BRANCH_WIDTH
            marks[branch.key] = _pill(branch, start, y + span / 2, _BRANCH_WIDTH)
            marks |= _leaves(network.layer(branch.key), (centre + sign * _LEAF, y), span, sign, room)
            y += span + _GAP
    curves = tuple(_sideways(edge, marks) for edge in network.edges)
    return NetworkLayout(width, tall, tuple(marks.values()), curves)


def _leaves(leaves: Sequence[Node], at: tuple[float, float], span: float, sign: int, room: float) -> dict[str, Mark]:
    """Set the leaves of a branch below each other, in the middle of its span."""
    texts = [block(leaf.label, leaf.note, room) for leaf in leaves]
    y = at[1] + (span - sum(map(_leaf_height, texts))) / 2
    marks = {}
    for leaf, text in zip(leaves, texts, strict=True):
        middle = y + _leaf_height(text) / 2
        labels = placed(text, (at[0] + sign * 11, middle), "start" if sign > 0 else "end")
        marks[leaf.key] = Mark(leaf, at[0], middle, 5, labels)
        y += _leaf_height(text)
    return marks


def _leaf_height(text: Sequence[Line]) -> float:
    return max(_ROW, height_of(text) + 5)


def _halves(network: Network, room: float) -> tuple[list[Node], list[Node]]:
    """Split the branches so that the sides differ least in height; the first branch stays on the left."""
    branches = list(network.layer("branch"))
    heights = [_branch_height(network, branch, room) for branch in branches]
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


def _branch_height(network: Network, branch: Node, room: float) -> float:
    leaves = sum(_leaf_height(block(leaf.label, leaf.note, room)) for leaf in network.layer(branch.key))
    return max(leaves, _pill_height(_pill_text(branch, _BRANCH_WIDTH))) + _GAP


def _side_height(network: Network, branches: list[Node], room: float) -> float:
    return sum(_branch_height(network, branch, room) for branch in branches) - _GAP if branches else 0.0


def _pill(node: Node, left: float, y: float, width: float) -> Mark:
    text = _pill_text(node, width)
    height = _pill_height(text)
    labels = placed(text, (left + width / 2, y), "middle")
    return Mark(node, left + width / 2, y, height / 2, labels, Box(left, y - height / 2, width, height))


def _pill_height(text: Sequence[Line]) -> float:
    return _PILL + height_of(text)


def _pill_text(node: Node, width: float) -> tuple[Line, ...]:
    room = width - 16
    names = (Line(line, STRONG) for line in wrapped(node.label, STRONG.size * STRONG.widening, room))
    return (*names, *(Line(line, NOTE) for line in wrapped(node.note, NOTE_SIZE, room)))


def _sideways(edge: Edge, marks: dict[str, Mark]) -> Curve:
    start, end = marks[edge.source], marks[edge.target]
    sign = 1 if end.x > start.x else -1
    x1 = start.x + sign * (start.frame.width / 2 if start.frame else 0)
    x2 = end.x - sign * (end.frame.width / 2 if end.frame else 0)
    bend = (x1 + x2) / 2
    return Curve(edge, f"M{x1:.1f} {start.y:.1f}C{bend:.1f} {start.y:.1f} {bend:.1f} {end.y:.1f} {x2:.1f} {end.y:.1f}")


def indented(network: Network, width: float = NARROW, columns: int = 1) -> NetworkLayout:
    """Set root, branches and leaves below each other, each level further in, joined by elbows.

    In several columns the root, which no line could reach from all of them, is left out.
    """
    root = network.layer("root") if columns == 1 else ()
    room = (width - _BESIDE * (columns - 1)) / columns
    marks: dict[str, Mark] = {}
    height = 0.0
    for number, branches in enumerate(_shared_out(network, columns, room, len(root))):
        rows = [(node, 0) for node in root] + [row for branch in branches for row in _rows(network, branch, len(root))]
        y = 0.0
        for node, depth in rows:
            y += 8 if depth == len(root) else 0
            mark, tall = _row(node, number * (room + _BESIDE), depth, y, room)
            marks[node.key] = mark
            y += tall
        height = max(height, y)
    return NetworkLayout(width, height + 4, tuple(marks.values()), tuple(_elbows(network, marks)))


def _rows(network: Network, branch: Node, depth: int) -> list[tuple[Node, int]]:
    return [(branch, depth), *((leaf, depth + 1) for leaf in network.layer(branch.key))]


def _shared_out(network: Network, columns: int, room: float, depth: int) -> list[list[Node]]:
    """Share the branches out to columns in their order, so that the taller one is as low as can be."""
    branches = list(network.layer("branch"))
    if columns == 1:
        return [branches]
    heights = [
        8 + sum(_row(node, 0, level, 0, room)[1] for node, level in _rows(network, branch, depth))
        for branch in branches
    ]
    cuts = range(1, len(branches) + 1)
    best = min(cuts, key=lambda cut: max(sum(heights[:cut]), sum(heights[cut:])))
    return [part for part in (branches[:best], branches[best:]) if part]


def _row(node: Node, left: float, depth: int, top: float, width: float) -> tuple[Mark, float]:
    """Return a row of the list and its height."""
    x = left + 8 + depth * _INDENT
    face = LABEL if node.layer not in {"root", "branch"} else STRONG
    text = block(node.label, node.note, left + width - x - 16, face)
    tall = max(25.0, height_of(text) + 9)
    first = text[0].height / 2 + 5
    labels = placed(text, (x + 13, top + 5 + height_of(text) / 2), "start")
    return Mark(node, x, top + first, 5, labels), tall


def _elbows(network: Network, marks: dict[str, Mark]) -> Iterator[Curve]:
    """Draw each edge from where the one before it left the stem, so that no stem is drawn twice."""
    reached: dict[str, float] = {}
    for edge in network.edges:
        if edge.source not in marks or edge.target not in marks:
            continue
        stem, end = marks[edge.source], marks[edge.target]
        start = reached.get(edge.source, stem.y)
        reached[edge.source] = end.y - 8
        path = f"M{stem.x:.1f} {start:.1f}V{end.y - 8:.1f}Q{stem.x:.1f} {end.y:.1f} {end.x:.1f} {end.y:.1f}"
        yield Curve(edge, path)


def as_tree(network: Network, root: str, branches: Sequence[str], leaves: Sequence[str]) -> Network:
    """Return a network as a tree: its root, the layers of branches, and under each its neighbours in other layers.

    A thing that stands in several branches has a leaf in each.
    """
    by_key = {node.key: node for node in network.nodes}
    lines = {(edge.source, edge.target): edge for edge in network.edges}
    lines |= {(edge.target, edge.source): edge for edge in network.edges}
    tops = network.layer(root) if root else ()
    nodes = [_moved(node, node.key, "root") for node in tops]
    edges = []
    for branch in (node for layer in branches for node in network.layer(layer)):
        nodes.append(_moved(branch, branch.key, "branch"))
        edges += [Edge(top.key, branch.key, "branch") for top in tops]
        for other in network.neighbours()[branch.key]:
            leaf = by_key[other]
            if leaf.layer in leaves:
                key, line = f"{branch.key} {other}", lines[branch.key, other]
                nodes.append(_moved(leaf, key, branch.key))
                edges.append(Edge(branch.key, key, line.kind, line.family, line.title, line.href))
    return Network(tuple(nodes), tuple(edges))


def _moved(node: Node, key: str, layer: str) -> Node:
    return Node(key, node.label, node.kind, node.href, node.family, layer, node.note, node.title, node.marked)
