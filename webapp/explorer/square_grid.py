"""A grid of small squares for marks and their names. None covers another."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, inf

_COLUMNS = 1000
"""Squares across that there are; what does not fit in so many is not placed."""

_TALL_NAME = 17.0
_REACH = 5
"""How many squares further a name may be put for want of room."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The upper left square of a mark; it is half a row lower where its name is so much taller."""

    column: int
    row: float
    named: bool


class SquareGrid:
    """The squares that are taken. A row is a number with a bit for each."""

    def __init__(self, rows: int, square: float) -> None:
        self.rows = max(1, rows)
        self._square = square
        self._taken = [0] * self.rows

    def place(self, side: int, name: int, begin: int, until: float = inf) -> Spot | None:
        """Take the first free place for a mark of `side` squares from a column on.

        A name of so many squares stands to its right. A name that has no room falls away.
        """
        if name:
            named = self._first(side, name, begin, min(until, begin + _REACH))
            if named:
                return named
        return self._first(side, 0, begin, until)

    def reserve(self, across: int, down: int) -> None:
        """Take room for words from the upper left corner on."""
        self._take(0, 0, across, min(down, self.rows - 1))

    def _first(self, side: int, name: int, begin: int, until: float) -> Spot | None:
        across, down = side + name, max(side, ceil(_TALL_NAME / self._square)) if name else side
        best = (_COLUMNS, 0)
        for row in range(max(0, self.rows - down) + 1):
            best = min(best, (self._free(row, across, down, begin), row))
        column, row = best
        if column >= _COLUMNS or column > until:
            return None
        self._take(column, row, across, down)
        return Spot(column, row + (down - side) / 2, bool(name))

    def _free(self, row: int, across: int, down: int, begin: int) -> int:
        """Return the first column from `begin` on where so many squares are free."""
        taken = 0
        for line in self._taken[row : row + down]:
            taken |= line
        free = ~taken & ((1 << (_COLUMNS + across)) - 1)
        runs, length = free, 1
        while length < across:  # each round doubles the length of the runs that are known to be free
            step = min(length, across - length)
            runs &= runs >> step
            length += step
        runs >>= begin
        return begin + (runs & -runs).bit_length() - 1 if runs else _COLUMNS

    def _take(self, column: int, row: int, across: int, down: int) -> None:
        for line in range(row, min(row + down, self.rows)):
            self._taken[line] |= ((1 << across) - 1) << column
