"""Everything along time: across, when it begins; down, its kind.

`webapp/browser/src/explore/chronology.ts` arranges it alike.
"""

from __future__ import annotations

from math import ceil, floor, inf, sqrt

from webapp.explorer.arrangement import Arrangement, Guide
from webapp.explorer.layout_cache import Place
from webapp.explorer.network import KINDS, NetworkNode
from webapp.explorer.node_looks import NodeLooks
from webapp.explorer.square_grid import SquareGrid
from webapp.explorer.view import View

_TOP, _RIGHT, _BOTTOM, _LEFT = 6.0, 24.0, 26.0, 12.0
_HEAD = 17.0
_UNDATED = 52.0
"""Room at the left for what has no date."""

_NEAR = 14.0
"""Pixels that something may stand beside its day, for want of room."""

_STEPS = (1, 2, 4, 5, 10, 20, 50)


def beginnings(view: View) -> dict[str, float]:
    """Return when each node begins, in years, or else when the first line to it does."""
    found = {node.id: _years(day) for node in view.nodes if (day := node.span.since or node.span.until)}
    dated = set(found)
    for edge in view.edges:
        for end in {edge.source, edge.target} - dated if edge.span.since else ():
            found[end] = min(found.get(end, inf), _years(edge.span.since))
    return found


def _years(day: str) -> float:
    return int(day[:4]) + (int(day[5:7] or 1) - 1) / 12 + (int(day[8:10] or 1) - 1) / 366


def ticks(first: int, last: int, width: float) -> list[int]:
    """Return the round years to write, about one in seventy pixels.

    >>> ticks(1980, 2020, 600)
    [1980, 1985, 1990, 1995, 2000, 2005, 2010, 2015, 2020]
    """
    step = next((step for step in _STEPS if (last - first) / step <= width / 70), 100)
    return list(range(ceil(first / step) * step, last + 1, step))


def along_time(view: View, width: float) -> Arrangement:
    """Arrange a view along time, with squares as large as fit."""
    when = beginnings(view)
    chart = _Chart(view, when, width)
    for square in range(24, 3, -1):
        if found := chart.arrangement(square, _NEAR):
            return found
    return chart.arrangement(3, inf) or Arrangement(width, chart.height, {}, {}, ())


class _Chart:
    """What has to be placed, and the room for it."""

    def __init__(self, view: View, when: dict[str, float], width: float) -> None:
        self._looks, self._when = NodeLooks(view), when
        self._width, self.height = width, max(440.0, round(width * 0.56))
        self._kinds: dict[str, list[NetworkNode]] = {}
        for kind in KINDS:
            here = [node for node in view.nodes if node.kind == kind]
            if here:
                self._kinds[kind] = sorted(here, key=lambda node: (when.get(node.id, 0.0), node.id))
        self._nodes = sorted(view.nodes, key=lambda node: (-self._looks.radius(node), node.id))
        self._first, self._last = floor(min(when.values(), default=0)), ceil(max(when.values(), default=0)) + 1
        self._undated = any(node.id not in when for node in view.nodes)
        self._left = _LEFT + (_UNDATED if self._undated else 0)

    def _across(self, year: float) -> float:
        share = (year - self._first) / max(1, self._last - self._first)
        return self._left + share * (self._width - self._left - _RIGHT)

    def arrangement(self, square: int, near: float) -> Arrangement | None:
        """Place everything within `near` pixels of its day; nothing where there is not the room."""
        tops, heights = self._bands(square)
        places: dict[str, Place] = {}
        for band, nodes in enumerate(self._kinds.values()):
            grid = SquareGrid(int((heights[band] - _HEAD) / square), square)
            for node in nodes:
                year = self._when.get(node.id)
                begin = 0 if year is None else round((self._across(year) - _LEFT) / square)
                reach = (
                    near
                    if near == inf
                    else max(1, near // square)
                    if year is not None
                    else max(0, _UNDATED // square - 1)
                )
                spot = grid.place(1, 0, begin, begin + reach)
                if spot is None:
                    return None
                y = tops[band] + _HEAD + (spot.row + 0.5) * square
                places[node.id] = (_LEFT + (spot.column + 0.5) * square, y)
        sizes = {node.id: round(max(1.3, min(self._looks.radius(node), square * 0.45)), 2) for node in self._nodes}
        named = tuple(node.id for node in self._nodes)
        return Arrangement(self._width, self.height, places, sizes, named, self._guides(tops), self._rules(tops))

    def _bands(self, square: int) -> tuple[list[float], list[float]]:
        """Return where the band of each kind begins, and how high it is."""
        needs = [sqrt(len(nodes)) for nodes in self._kinds.values()]
        spare = max(0.0, self.height - _TOP - _BOTTOM - len(needs) * (_HEAD + square))
        heights = [_HEAD + square + spare * need / max(1.0, sum(needs)) for need in needs]
        return [_TOP + sum(heights[:band]) for band in range(len(heights))], heights

    def _guides(self, tops: list[float]) -> tuple[Guide, ...]:
        y = self.height - 12
        bands = (Guide(KINDS[kind], _LEFT, top + 9) for kind, top in zip(self._kinds, tops, strict=True))
        undated = (Guide("undated", _LEFT, y),) if self._undated else ()
        return (*bands, *undated, *(Guide(str(year), self._across(year), y, "middle") for year in self._ticks()))

    def _ticks(self) -> list[int]:
        return ticks(self._first, self._last, self._width) if self._when else []

    def _rules(self, tops: list[float]) -> tuple[tuple[Place, Place], ...]:
        level = [((_LEFT, y - 1), (self._width - _LEFT, y - 1)) for y in tops[1:]]
        bottom = self.height - _BOTTOM
        return (*level, *(((self._across(year), _TOP), (self._across(year), bottom)) for year in self._ticks()))
