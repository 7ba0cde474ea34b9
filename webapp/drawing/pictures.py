"""The pictures that pages ask for: each a network drawn for wide and for narrow screens."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.drawing.arcs import arcs
from webapp.drawing.branches import both_sides, indented
from webapp.drawing.constellation import constellation
from webapp.drawing.force import force
from webapp.drawing.layered import Column, layered
from webapp.drawing.model import Drawing, Network, Picture
from webapp.drawing.slope import slope
from webapp.drawing.svg import draw

WIDE = 1120.0
NARROW = 358.0


def flow(network: Network, columns: Sequence[Column], title: str) -> Drawing:
    """Draw steps from left to right, such as partner, fields, programmes, Games."""
    return _both(network, layered(network, columns, WIDE), arcs(network, columns, NARROW), title)


def rings(network: Network, title: str) -> Drawing:
    """Draw one thing, its branches and their leaves, such as a Games, its tiers and its partners."""
    return _both(network, both_sides(network, WIDE), indented(network, NARROW), title)


def holders(network: Network, left: Column, right: Column, title: str) -> Drawing:
    """Draw who took part in what, such as the holders of a category and the programmes."""
    return _both(network, slope(network, left, right, WIDE), slope(network, left, right, NARROW), title)


def web(network: Network, columns: Sequence[Column], title: str) -> Drawing:
    """Draw a network without a natural order; narrow screens get it as a list in the columns' layers."""
    return _both(network, force(network, WIDE), arcs(network, columns, NARROW), title)


def timeline(network: Network, around: Column, axis: Column, title: str) -> Drawing:
    """Draw partners around a line of terms."""
    wide = constellation(network, axis.layer, around.layer, WIDE)
    return _both(network, wide, slope(network, around, axis, NARROW), title)


def _both(network: Network, wide: Picture, narrow: Picture, title: str) -> Drawing:
    return Drawing(network, draw(wide, title, "wide"), draw(narrow, title, "narrow"))
