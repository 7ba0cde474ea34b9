"""The places of nodes in a picture, and words about these places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.explorer.layout_cache import Place
from webapp.explorer.picture_text import NAME_SIZE, width_of

GUIDE_SIZE = 12.0

FEW = 250
"""Nodes of a view that have room in columns. Springs take as long as the square of it."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Guide:
    """Words about places: a band, a column or a year. `family` is the colour that they are about."""

    text: str
    x: float
    y: float
    anchor: str = "start"
    family: str = ""

    @property
    def box(self) -> Box:
        """The room that the words take; y is their middle."""
        wide = width_of(self.text, GUIDE_SIZE, bold=True)
        left = self.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return left - 3, self.y - GUIDE_SIZE * 0.65, left + wide + 3, self.y + GUIDE_SIZE * 0.65


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The places and radii of nodes, in pixels from the upper left corner.

    `named` are those whose names are wanted, the most important first; where it is `promised` all of them have one.
    `rooms` says how wide names to the right of their marks may be. Of two guides that would cover each other the first
    one stays.
    """

    width: float
    height: float
    places: Mapping[str, Place]
    sizes: Mapping[str, float]
    named: tuple[str, ...]
    guides: tuple[Guide, ...] = ()
    rules: tuple[tuple[Place, Place], ...] = ()
    rooms: Mapping[str, float] = field(default_factory=dict)
    promised: bool = False

    @property
    def shown_guides(self) -> tuple[Guide, ...]:
        """The guides that have room; none covers another or leaves the picture."""
        found: list[Guide] = []
        for guide in self.guides:
            left, top, right, bottom = guide.box
            inside = left >= 0 and top >= 0 and right <= self.width and bottom <= self.height
            if inside and not any(covers(guide.box, other.box) for other in found):
                found.append(guide)
        return tuple(found)


def covers(one: Box, other: Box) -> bool:
    """Tell whether two boxes share room."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def name_width(text: str) -> float:
    """Return how wide a name is in a picture."""
    return width_of(text, NAME_SIZE)
