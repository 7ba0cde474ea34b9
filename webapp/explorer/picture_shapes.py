"""The outlines of marks and the ways of lines, as SVG paths."""

from __future__ import annotations

from math import cos, pi, sin, sqrt

from webapp.explorer.layout_cache import Place


def corners(shape: str, x: float, y: float, size: float) -> str:
    """Return the outline of a shape as the data of an SVG path; nothing for a circle."""
    known = {
        "square": (4, pi / 4, 1.2),
        "diamond": (4, 0.0, 1.28),
        "triangle": (3, pi / 2, 1.35),
        "hexagon": (6, 0.0, 1.1),
    }
    if shape not in known:
        return ""
    number, first, wide = known[shape]
    angles = (first + 2 * pi * index / number for index in range(number))
    points = (f"{x + size * wide * cos(a):.1f},{y - size * wide * sin(a):.1f}" for a in angles)
    return f"M{'L'.join(points)}Z"


def bent(one: Place, other: Place, place: int) -> str:
    """Return the way of a line; of several between the same two nodes all but the first are bent."""
    start, end = f"{one[0]:.1f},{one[1]:.1f}", f"{other[0]:.1f},{other[1]:.1f}"
    if not place:
        return f"M{start}L{end}"
    dx, dy = other[0] - one[0], other[1] - one[1]
    bow = (1 if place % 2 else -1) * ((place + 1) // 2) * 14 / max(1.0, sqrt(dx * dx + dy * dy))
    middle = f"{(one[0] + other[0]) / 2 + dy * bow:.1f},{(one[1] + other[1]) / 2 - dx * bow:.1f}"
    return f"M{start}Q{middle} {end}"
