"""The layout in columns of what is around a thing.

From the left these are people and organizations, the thing, categories, programmes, and Games in time.
`webapp/browser/src/explore/columns.ts` has the same order. A path has a column for each step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from webapp.explorer.arrangement import Arrangement, Guide, name_width
from webapp.explorer.layout_cache import Place
from webapp.explorer.network import CATEGORY, COUNTRY, GAMES, ORGANIZATION, PARTNER, PERSON, PROGRAMME, NetworkNode
from webapp.explorer.node_looks import NodeLooks
from webapp.explorer.picture_text import NAME_LINE, NAME_SIZE, in_lines
from webapp.explorer.view import View
from webapp.text.english import join_words

_BESIDE = (COUNTRY, PERSON, ORGANIZATION)
_Kinds = tuple[tuple[str, ...], ...]
_ORDERS: dict[str, tuple[_Kinds, _Kinds]] = {
    PARTNER: (((*_BESIDE, PARTNER),), ((CATEGORY,), (PROGRAMME,), (GAMES,))),
    PROGRAMME: ((_BESIDE, (GAMES, PROGRAMME)), ((PARTNER,), (CATEGORY,))),
    GAMES: (((*_BESIDE, GAMES),), ((PROGRAMME,), (PARTNER,), (CATEGORY,))),
    CATEGORY: (((CATEGORY, *_BESIDE),), ((PARTNER,), (PROGRAMME,), (GAMES,))),
    COUNTRY: ((_BESIDE,), ((PARTNER,), (GAMES,), (CATEGORY,), (PROGRAMME,))),
    PERSON: (((COUNTRY, PERSON),), ((ORGANIZATION,), (PARTNER,), (PROGRAMME, CATEGORY), (GAMES,))),
    ORGANIZATION: (((COUNTRY, PERSON),), ((ORGANIZATION,), (PROGRAMME, PARTNER, CATEGORY), (GAMES,))),
}
"""The kinds in each column to the left and to the right, by the kind of the thing between."""

_WITHOUT: tuple[_Kinds, _Kinds] = ((), (_BESIDE, (PARTNER,), (CATEGORY,), (PROGRAMME,), (GAMES,)))
_CALLED = {
    PARTNER: ("partner", "partners"), PROGRAMME: ("programme", "programmes"), GAMES: ("Games", "Games"),
    CATEGORY: ("category", "categories"), COUNTRY: ("country", "countries"), PERSON: ("person", "people"),
    ORGANIZATION: ("organization", "organizations"),
}  # fmt: skip
_TIMELY = {GAMES, PROGRAMME}
_ROUNDS = 4
"""How often columns are sorted by the middle of what they are joined to."""

NARROW = 620.0
"""Pixels of width below which columns have no room for names."""

_HEAD, _FOOT, _SIDE = 34.0, 12.0, 26.0
_ROW, _ROOMIEST_ROW, _BLOCK_ROW = 17.0, 44.0, 24.0
_BESIDE_NAME = 42.0
"""Room beside a name for its mark, and up to the next column."""

_LONGEST_NAME = 180.0
_LEAST_NAME = 60.0
_LARGEST_RADIUS, _LARGEST_START = 7.5, 11.0


@dataclass(frozen=True, slots=True)
class Column:
    """The nodes of a column from above, and what it is called."""

    nodes: tuple[NetworkNode, ...]
    heading: str = ""


def columns_of(view: View) -> list[Column]:
    """Return the columns of a view from left to right, each in its order from above."""
    found = _steps(view) if view.connections and view.connections.found else _groups(view)
    return _sorted([column for column in found if column.nodes], view)


def _groups(view: View) -> Iterator[Column]:
    starts = tuple(node for node in view.nodes if node.id in view.starts)
    others = [node for node in view.nodes if node.id not in view.starts]
    left, right = _ORDERS[starts[0].kind] if starts else _WITHOUT
    for kinds in left:
        yield _group(others, kinds)
    yield Column(starts)
    for kinds in right:
        yield _group(others, kinds)


def _group(nodes: Sequence[NetworkNode], kinds: Sequence[str]) -> Column:
    inside = tuple(node for node in nodes if node.kind in kinds)
    counts = {kind: sum(node.kind == kind for node in inside) for kind in kinds}
    heading = join_words([_CALLED[kind][count > 1] for kind, count in counts.items() if count])
    return Column(inside, heading[:1].upper() + heading[1:])


def _beside(view: View) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {node.id: [] for node in view.nodes}
    for edge in view.edges:
        found[edge.source].append(edge.target)
        found[edge.target].append(edge.source)
    return found


def _steps(view: View) -> Iterator[Column]:
    """Yield the steps of a path, and at the end what is joined to none of them."""
    beside, far = _beside(view), dict[str, int]()
    edge = [view.connections.ends[0]] if view.connections else []
    while edge:
        step = len(set(far.values()))
        far |= dict.fromkeys(edge, step)
        edge = [other for other in dict.fromkeys(o for id_ in edge for o in beside.get(id_, ())) if other not in far]
    last = max(far.values(), default=0) + 1
    for step in range(last + 1):
        yield Column(tuple(node for node in view.nodes if far.get(node.id, last) == step))


def _time(node: NetworkNode) -> str:
    return (node.span.since or node.span.until or "9999") if node.kind in _TIMELY else ""


def _sorted(columns: list[Column], view: View) -> list[Column]:
    """Sort by time, or else by the middle of what a node is joined to. So few lines cross."""
    beside = _beside(view)
    orders = [sorted(column.nodes, key=lambda node: (_time(node), node.label, node.id)) for column in columns]
    ranks: dict[str, float] = {}

    def rank(nodes: list[NetworkNode]) -> None:
        ranks.update({node.id: (place + 0.5) / len(nodes) for place, node in enumerate(nodes)})

    def middle(node: NetworkNode) -> float:
        near = [ranks.get(other, 0.5) for other in beside[node.id]]
        return sum(near) / len(near) if near else 0.5

    for nodes in orders:
        rank(nodes)
    for turn in range(_ROUNDS):
        for nodes in orders if turn % 2 == 0 else reversed(orders):
            if all(node.kind in _TIMELY for node in nodes):
                continue
            kinds = list(dict.fromkeys(node.kind for node in nodes))
            weights = {node.id: 0.0 if node.kind in _TIMELY else middle(node) for node in nodes}
            nodes.sort(key=lambda node: (kinds.index(node.kind), weights[node.id]))
            rank(nodes)
    return [Column(tuple(nodes), column.heading) for nodes, column in zip(orders, columns, strict=True)]


def in_columns(view: View, width: float) -> Arrangement:
    """Arrange a view in columns, or where there is no room for them in blocks one below the other."""
    columns = columns_of(view)
    split, needs = _fitting(columns, width - 2 * _SIDE)
    if width < NARROW or sum(needs) > width - 2 * _SIDE:
        return _in_blocks(columns, view, width)
    return _side_by_side(split, needs, view, width)


def _fitting(columns: Sequence[Column], room: float) -> tuple[list[Column], list[float]]:
    """Split long columns as far as there is room; return all with how wide each has to be."""
    longest = max((len(column.nodes) for column in columns), default=0)
    tries = [(rows, name) for name in (_LONGEST_NAME, 120.0, 90.0, _LEAST_NAME) for rows in (30, 45, 70, 250)]
    split, needs = list(columns), [0.0]
    for rows, name in tries:
        split = [part for column in columns for part in _parts(column, min(rows, max(1, longest)))]
        needs = [_BESIDE_NAME + min(name, max(map(_wide, column.nodes))) for column in split]
        if sum(needs) <= room:
            break
    return split, needs


def _parts(column: Column, rows: int) -> Iterator[Column]:
    parts = -(-len(column.nodes) // rows)
    each = -(-len(column.nodes) // parts)
    for part in range(parts):
        yield Column(column.nodes[part * each : (part + 1) * each], "" if part else column.heading)


def _wide(node: NetworkNode) -> float:
    return name_width(node.short or node.label)


@cache
def _tall(name: str, room: float) -> float:
    """Return how much height a name takes in a column."""
    return max(_ROW, len(in_lines(name, NAME_SIZE, room)) * NAME_LINE + 5)


def _side_by_side(columns: Sequence[Column], needs: Sequence[float], view: View, width: float) -> Arrangement:
    spare = max(0.0, width - 2 * _SIDE - sum(needs)) / max(1, len(columns))
    tall = 0.0
    rows: list[list[float]] = []
    for column, need in zip(columns, needs, strict=True):
        rows.append([_tall(node.short or node.label, round(need + spare - _BESIDE_NAME, 1)) for node in column.nodes])
        tall = max(tall, sum(rows[-1]))
    tall = max(tall, min(420.0, _ROOMIEST_ROW * max(len(column.nodes) for column in columns)))
    places: dict[str, Place] = {}
    rooms: dict[str, float] = {}
    guides, left, highest = [], _SIDE, tall
    for column, need, heights in zip(columns, needs, rows, strict=True):
        more = max(0.0, min(_ROOMIEST_ROW - sum(heights) / len(heights), (tall - sum(heights)) / len(heights)))
        y = _HEAD + (tall - sum(heights) - more * len(heights)) / 2
        highest = min(highest, y - _HEAD)
        for node, height in zip(column.nodes, heights, strict=True):
            places[node.id] = (left, y + (height + more) / 2)
            rooms[node.id] = round(need + spare - _BESIDE_NAME, 1)
            y += height + more
        if column.heading:
            guides.append(Guide(column.heading, left - 8, 0))
        left += need + spare
    head = max(14.0, highest + 14)
    words = tuple(Guide(guide.text, guide.x, head) for guide in guides)
    named = tuple(node.id for column in columns for node in column.nodes)
    return Arrangement(width, _HEAD + tall + _FOOT, places, _sizes(view, _ROW * 0.42), named, words, (), rooms)


def _sizes(view: View, most: float) -> dict[str, float]:
    looks = NodeLooks(view)
    largest = {True: _LARGEST_START, False: min(_LARGEST_RADIUS, most)}
    sizes = {node.id: (looks.radius(node) * 0.8, largest[node.id in view.starts]) for node in view.nodes}
    return {node: round(max(2.0, min(size)), 2) for node, size in sizes.items()}


def _in_blocks(columns: Sequence[Column], view: View, width: float) -> Arrangement:
    """Let the nodes of each block flow like words."""
    places: dict[str, Place] = {}
    rooms: dict[str, float] = {}
    guides, y, side = [], 16.0, 14.0
    for column in columns:
        if column.heading:
            guides.append(Guide(column.heading, side, y))
            y += _BLOCK_ROW
        x, row = side, _BLOCK_ROW
        for node in column.nodes:
            room = width - 2 * side - 26
            tall = _tall(node.short or node.label, room) + 7
            wide = 32 + min(room, _wide(node))
            if x > side and x + wide > width - side:
                x, y, row = side, y + row, _BLOCK_ROW
            row = max(row, tall)
            places[node.id], rooms[node.id] = (x + 8, y + (row - _BLOCK_ROW) / 2), room
            x += wide + 8
        y += row + 8
    named = tuple(places)
    return Arrangement(width, y, places, _sizes(view, 7.0), named, tuple(guides), (), rooms)
