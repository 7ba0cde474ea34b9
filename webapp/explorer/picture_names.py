"""The places of names in a picture. The most important come first, and none covers another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from webapp.explorer.arrangement import Arrangement, Box, covers, name_width
from webapp.explorer.layout_cache import Place
from webapp.explorer.picture_text import NAME_LINE, NAME_SIZE, in_lines
from webapp.explorer.view import View

_GAP = 3.0
_CORNERS = 1.25
"""How far corners of marks reach, in their radius."""

_RING = 4.0
"""Room for the ring around what is marked."""

_PER_NAME = 9000.0
"""Square pixels for each name beyond those that are wanted: a picture has to breathe."""


_CELL = 40.0


@dataclass(frozen=True, slots=True)
class Name:
    """The lines of a name: where the first one begins, ends or is centred; y is its baseline."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str = "middle"

    @property
    def box(self) -> Box:
        """The room that it takes."""
        wide = max(map(name_width, self.lines), default=0.0)
        left = self.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        bottom = self.y - NAME_SIZE * 0.8 + len(self.lines) * NAME_LINE
        return left - 2, self.y - NAME_SIZE * 0.8, left + wide + 2, bottom


def beside_marks(view: View, arrangement: Arrangement) -> dict[str, Name]:
    """Return the names that stand in columns, each whole and in lines to the right of its mark."""
    found = {}
    for node in view.nodes:
        x, y = arrangement.places[node.id]
        lines = in_lines(node.short or node.label, NAME_SIZE, arrangement.rooms[node.id])
        left = x + arrangement.sizes[node.id] * _CORNERS + _GAP + (_RING if node.id in view.state.mark else 0)
        top = y - (len(lines) - 1) * NAME_LINE / 2
        found[node.id] = Name(tuple(lines), round(left, 1), round(top + NAME_SIZE * 0.35, 1), "start")
    return found


def where_there_is_room(view: View, arrangement: Arrangement) -> dict[str, Name]:
    """Return the names that have room. Those of marked nodes come first, then the wanted ones.

    What is promised is named rather on a mark than not at all.
    """
    nodes = {node.id: node for node in view.nodes}
    marked = [node for node in view.state.mark if node in nodes]
    promised = {*marked, *(arrangement.named if arrangement.promised else ())}
    room = round(arrangement.width * arrangement.height / _PER_NAME)
    most = len(promised) if arrangement.promised else len(marked) + room
    held = _Room(arrangement)
    found: dict[str, Name] = {}
    for node in dict.fromkeys((*marked, *arrangement.named)):
        if len(found) >= most:
            break
        reach = arrangement.sizes[node] * _CORNERS + _GAP + (_RING if node in marked else 0)
        choices = _choices(nodes[node].short or nodes[node].label, arrangement.places[node], reach)
        if name := held.best(choices, promised=node in promised):
            found[node] = name
    return found


class _Room:
    """The room that is left for names in a picture."""

    def __init__(self, arrangement: Arrangement) -> None:
        self._width, self._height = arrangement.width, arrangement.height
        self._marks, self._taken = _Boxes(), _Boxes()
        for node, (x, y) in arrangement.places.items():
            size = arrangement.sizes[node]
            self._marks.add((x - size, y - size, x + size, y + size))
        for guide in arrangement.shown_guides:
            self._taken.add(guide.box)

    def best(self, choices: Iterable[Name], *, promised: bool) -> Name | None:
        """Take the first choice that covers nothing; for a promised name else that which covers fewest marks."""
        fewest: tuple[int, Name] | None = None
        for name in filter(self._is_free, choices):
            covered = self._marks.covered(name.box)
            if not covered or (promised and (fewest is None or covered < fewest[0])):
                fewest = covered, name
            if not covered:
                break
        if fewest is None:
            return None
        self._taken.add(fewest[1].box)
        return fewest[1]

    def _is_free(self, name: Name) -> bool:
        left, top, right, bottom = box = name.box
        inside = left >= 0 and top >= 0 and right <= self._width and bottom <= self._height
        return inside and not self._taken.covered(box)


class _Boxes:
    """Boxes by the cells that they touch, so that each is compared with its neighbours only."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def covered(self, box: Box) -> int:
        """Return how many boxes one covers."""
        near = {other for cell in _cells(box) for other in self._cells.get(cell, ())}
        return sum(covers(box, other) for other in near)


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (int(side // _CELL) for side in box)
    for column in range(left, right + 1):
        yield from ((column, row) for row in range(top, bottom + 1))


def _choices(text: str, place: Place, reach: float) -> Iterator[Name]:
    """Yield the places of a name: right, left, below and above."""
    (x, y), lines = place, (text,)
    middle, low, high = y + NAME_SIZE * 0.35, y + reach + NAME_SIZE * 0.8, y - reach - NAME_SIZE * 0.2
    yield Name(lines, round(x + reach, 1), round(middle, 1), "start")
    yield Name(lines, round(x - reach, 1), round(middle, 1), "end")
    for anchor in ("middle", "start", "end"):
        yield Name(lines, round(x, 1), round(low, 1), anchor)
        yield Name(lines, round(x, 1), round(high, 1), anchor)
