"""Partners by their first Games, across, and their product field, down.

None covers another, nor a name that has room. `webapp/browser/src/explore/opening.ts` arranges them alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from webapp.explorer.arrangement import Arrangement, Guide, name_width
from webapp.explorer.layout_cache import Place
from webapp.explorer.network import NetworkNode
from webapp.explorer.node_looks import NodeLooks
from webapp.explorer.square_grid import Spot, SquareGrid
from webapp.explorer.view import View
from webapp.models.colour_families import FAMILIES, NEUTRAL, Family

_TOP, _SIDE, _BOTTOM = 4.0, 12.0, 40.0
_NARROW = 640.0
_HEAD = 17.0
"""Room for the name of a band."""

_GAP = 0.35
"""Room between two years, in squares."""

_SPARE = 0.2
"""How far a mark may reach into another square before it is made smaller."""

_SMALLEST, _LARGEST = 3.0, 16.0
_LEAST_OF_LARGEST = 0.78
"""How much smaller squares may become, so that names have room beside their marks."""

_NO_GAMES = "none"
"""Stands for the years of partners of which no Games are recorded; words sort behind figures."""


def names_in(width: float) -> int:
    """Return how many partners are named in a picture of a width."""
    return 25 if width >= _NARROW else 14 if width >= 420 else 9


def height_at(width: float) -> float:
    """Return how high the picture is: narrow ones are upright."""
    return max(460.0, round(width * 0.56)) if width >= _NARROW else max(560.0, round(width * 1.25))


@dataclass(frozen=True, slots=True)
class _Chart:
    """What has to be placed: the partners of each year and band, the largest first."""

    width: float
    height: float
    bands: tuple[Family, ...]
    years: tuple[str, ...]
    cells: dict[tuple[str, str], list[NetworkNode]]
    amounts: dict[str, int]
    words: dict[str, float]

    @property
    def room(self) -> float:
        """Pixels across that there are."""
        return self.width - 2 * _SIDE

    @property
    def counts(self) -> dict[str, int]:
        """How many partners each year has."""
        return {year: sum(len(self.cells.get((year, band.name), ())) for band in self.bands) for year in self.years}


def by_first_games(view: View, width: float) -> Arrangement:
    """Arrange the partners of a view."""
    looks = NodeLooks(view)
    nodes = sorted(view.nodes, key=lambda node: (-looks.amount(node), -looks.games(node), node.id))
    named = tuple(node.id for node in nodes[: names_in(width)])
    amounts = {node.id: looks.amount(node) for node in nodes}
    bare = _chart(view, nodes, amounts, width, ())
    largest = _largest(bare)
    best = _Attempt(bare, largest)
    wordy = _chart(view, nodes, amounts, width, named)
    # Where there is little room, names stand beside their marks as far as they can.
    square = largest
    while square >= largest * _LEAST_OF_LARGEST and best.names < len(named):
        found = _Attempt(wordy, square)
        if found.fits and found.names > best.names:
            best = found
        square -= 0.5
    return best.arrangement(named)


def _chart(
    view: View, nodes: Sequence[NetworkNode], amounts: dict[str, int], width: float, named: Sequence[str]
) -> _Chart:
    known = {node.family or NEUTRAL.name for node in nodes}
    bands = tuple(family for family in (*FAMILIES, NEUTRAL) if family.name in known)
    cells: dict[tuple[str, str], list[NetworkNode]] = {}
    for node in nodes:
        cells.setdefault((year_of(view, node, width), node.family or NEUTRAL.name), []).append(node)
    years = tuple(sorted({year for year, _ in cells}))
    words = {node.id: name_width(node.short or node.label) for node in nodes if node.id in named}
    return _Chart(width, height_at(width), bands, years, cells, amounts, words)


def year_of(view: View, node: NetworkNode, width: float) -> str:
    """Return the year of a partner's first Games; where there is little room the decade, such as 2000s."""
    record = view.model.partners.get(node.id)
    if not record or not record.games:
        return _NO_GAMES
    year = record.games[0].partition("/")[2][:4]
    return year if width >= _NARROW else f"{year[:3]}0s"


def _largest(chart: _Chart) -> float:
    """Return the side of the largest square that fits, to the nearest half below."""
    low, high = int(2 * _SMALLEST), int(2 * _LARGEST)
    while low < high:
        middle = (low + high + 1) // 2
        if _Attempt(chart, middle / 2).fits:
            low = middle
        else:
            high = middle - 1
    return low / 2


class _Attempt:
    """A placing of everything with squares of one size."""

    def __init__(self, chart: _Chart, square: float) -> None:
        self._chart, self._square = chart, square
        self._largest = sqrt(max(2, *chart.amounts.values())) if chart.amounts else 2.0
        self._spots: dict[str, tuple[Spot, int, int, str]] = {}
        self._starts: list[int] = []
        self._end = 0
        self._heights = self._of_bands()
        above = [sum(self._heights[:band]) for band in range(len(self._heights))]
        self._tops = {family.name: _TOP + top for family, top in zip(chart.bands, above, strict=True)}
        self._fill()

    @property
    def names(self) -> int:
        """How many partners have room for their names."""
        return sum(spot.named for spot, *_ in self._spots.values())

    @property
    def fits(self) -> bool:
        """Whether it takes no more room than there is, and nothing is left out."""
        return len(self._spots) == len(self._chart.amounts) and self._width <= self._chart.room

    @property
    def _width(self) -> float:
        return self._end * self._square + len(self._chart.years) * self._square * _GAP

    def _of_bands(self) -> list[float]:
        """Return the heights of the bands: each has room for its marks, and for the names in it."""
        chart, bands = self._chart, self._chart.bands
        room = chart.height - _TOP - _BOTTOM
        least = min(_HEAD + self._square, room / max(1, len(bands)))
        needs = []
        for family in bands:
            inside = [node for (_, band), nodes in chart.cells.items() if band == family.name for node in nodes]
            needs.append(sqrt(len(inside)) + sum(node.id in chart.words for node in inside))
        return [least + (room - least * len(bands)) * need / max(1.0, sum(needs)) for need in needs]

    def _radius(self, node: str) -> float:
        least, most = max(1.4, self._square * 0.42), min(20.0, max(6.0, self._square * 1.7))
        return least + (most - least) * min(1.0, (sqrt(self._chart.amounts[node]) - 1) / (self._largest - 1))

    def _fill(self) -> None:
        square, chart = self._square, self._chart
        grids = [SquareGrid(int((height - 5) / square), square) for height in self._heights]
        for grid, family in zip(grids, chart.bands, strict=True):
            grid.reserve(ceil((name_width(family.label) * 1.06 + 8) / square), ceil((_HEAD - 3) / square))
        for place, year in enumerate(chart.years):
            self._starts.append(self._end)
            ends = [self._end + 1]
            for grid, family in zip(grids, chart.bands, strict=True):
                ends += (self._put(node.id, grid, place, family) for node in chart.cells.get((year, family.name), ()))
            self._end = max(ends)

    def _put(self, node: str, grid: SquareGrid, year: int, family: Family) -> int:
        """Place a partner; return the column behind it."""
        square, begin = self._square, self._starts[year]
        side = min(grid.rows, max(1, ceil(2 * self._radius(node) / square - _SPARE)))
        wide = self._chart.words.get(node)
        words = ceil((wide + 13) / square) if wide else 0
        fits = (begin + side + words) * square + year * square * _GAP < self._chart.room
        spot = grid.place(side, words if fits else 0, begin)
        if spot is None:
            return 0
        self._spots[node] = (spot, side, year, family.name)
        return spot.column + side

    def arrangement(self, named: tuple[str, ...]) -> Arrangement:
        """Return the places; room that is left over is shared out between the years."""
        chart, square = self._chart, self._square
        places: dict[str, Place] = {}
        sizes: dict[str, float] = {}
        for node, (spot, side, year, band) in self._spots.items():
            y = self._tops[band] + 3 + (spot.row + side / 2) * square
            places[node] = (self._across(spot.column + side / 2, year), y)
            sizes[node] = round(min(self._radius(node), side * square * 0.49), 2)
        rules = tuple(((_SIDE, y - 1), (chart.width - _SIDE, y - 1)) for y in list(self._tops.values())[1:])
        return Arrangement(chart.width, chart.height, places, sizes, named, tuple(self._guides()), rules, promised=True)

    def _across(self, column: float, year: int) -> float:
        spare = max(0.0, self._chart.room - self._width) / max(1, len(self._chart.years))
        return _SIDE + column * self._square + year * (self._square * _GAP + spare)

    def _guides(self) -> list[Guide]:
        """Return the words of both axes: of the years the outer ones come first, then those of most partners."""
        chart, last = self._chart, len(self._chart.years) - 1
        bands = [Guide(family.label, _SIDE, self._tops[family.name] + 9, family=family.name) for family in chart.bands]
        years = []
        for place, year in enumerate(chart.years):
            end = self._starts[place + 1] if place < last else self._end
            following = place + 1 if place < last else place
            middle = (self._across(self._starts[place], place) + self._across(end, following)) / 2
            outer = place in {0, last} or chart.years[place + 1] == _NO_GAMES
            text = "no Games" if year == _NO_GAMES else year
            guide = Guide(text, min(middle, chart.width - 30) if text != year else middle, chart.height - 12, "middle")
            years.append((not outer, -chart.counts[year], guide))
        ordered = [guide for *_, guide in sorted(years, key=lambda item: item[:2])]
        return [Guide("First Games", _SIDE, chart.height - 30), *bands, *ordered]
