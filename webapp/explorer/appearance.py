"""The look of things and lines in files. It is that of the picture in the browser.

`webapp/browser/src/explore/marks.ts` has the same shapes and sizes, `webapp/static/style.css` the same colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from graph.dates import Basis
from webapp.explorer.edges import JOINT, PARTNERSHIP, ViewEdge
from webapp.explorer.network import CATEGORY, COUNTRY, GAMES, ORGANIZATION, PARTNER, PERSON, PROGRAMME, NetworkNode
from webapp.models.colour_families import NEUTRAL


@dataclass(frozen=True, slots=True)
class Mark:
    """How a kind of thing is drawn: its shape, filled or as an outline, its colour, its size beside other kinds.

    The colour is `family`, that of the product field, or the name of one of the stylesheet.
    """

    shape: str
    filled: bool
    colour: str
    weight: float = 1.0


MARKS = {
    PARTNER: Mark("circle", True, "family"),
    GAMES: Mark("square", True, "ink"),
    PROGRAMME: Mark("hexagon", True, "accent", 1.1),
    CATEGORY: Mark("diamond", False, "family", 0.9),
    COUNTRY: Mark("triangle", True, "soft", 0.9),
    PERSON: Mark("circle", False, "soft", 0.9),
    ORGANIZATION: Mark("square", False, "soft", 0.9),
}

LIGHT = {
    "sheet": "#ffffff", "ink": "#1c2024", "soft": "#575d64", "line": "#dedbd3", "accent": "#0b6060",
    "technology": "#0b62a8", "food": "#c94f00", "finance": "#00805d", "transport": "#b07800", "consumer": "#b8508a",
    "media": "#3591cf", "industry": "#4c5661", "neutral": "#8b8f94",
}  # fmt: skip
DARK = {
    "sheet": "#1b1f23", "ink": "#eceae5", "soft": "#a7adb3", "line": "#343a40", "accent": "#6fc7c1",
    "technology": "#5f9dff", "food": "#ff8b4d", "finance": "#2fc79c", "transport": "#eab234", "consumer": "#e58cc1",
    "media": "#8fd6ff", "industry": "#b6c0cb", "neutral": "#868d94",
}  # fmt: skip
THEMES = {"light": LIGHT, "dark": DARK}
"""The colours of the stylesheet, which a file that stands alone cannot read."""

DASHES = {"joint": (10.0, 3.0), "ended": (5.0, 5.0), "announced": (2.0, 3.5), "assumed": (4.0, 1.5)}
"""Lengths of dashes and of the gaps between them, by what a dashed line says."""

DASH_NAMES = {
    "joint": "held jointly",
    "ended": "ended before its time",
    "announced": "announced",
    "assumed": "beginning assumed or not recorded",
}

_ENDS = {"terminated": "ended", "announced": "announced"}


def tint(node: NetworkNode) -> str:
    """Return the name of a thing's colour."""
    colour = MARKS[node.kind].colour
    return (node.family or NEUTRAL.name) if colour == "family" else colour


def line_tint(edge: ViewEdge) -> str:
    """Return the name of a line's colour."""
    return edge.family or NEUTRAL.name


def dash(edge: ViewEdge) -> str:
    """Return what a dashed line says; nothing where it is whole."""
    if edge.kind == JOINT:
        return "joint"
    if edge.kind != PARTNERSHIP:
        return ""
    assumed = "assumed" if edge.span.from_basis in {Basis.ASSUMED, Basis.UNKNOWN} else ""
    return _ENDS.get(edge.deal.status if edge.deal else "", assumed)


def radius(kind: str, degree: int, shown: int, *, start: bool) -> float:
    """Return the radius of a thing in pixels, in a picture of `shown` things."""
    smallest, largest = (2.4, 13.0) if shown > 400 else (4.0, 16.0) if shown > 120 else (6.0, 16.0)
    found = min(largest, smallest + sqrt(degree) * (0.62 if shown > 400 else 1) * MARKS[kind].weight)
    return round(max(found * 1.25, smallest + 4) if start else found, 2)
