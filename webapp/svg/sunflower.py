"""Dots in the arrangement of a sunflower's seeds, by Vogel's model.

The n-th stands at n golden angles, √n from the middle. Everything has the same room, the first stands in the middle,
and there are no rows that would mean something.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from webapp.svg.canvas import number, path, svg

_GOLDEN = math.pi * (3 - math.sqrt(5))
_SIZE = 800.0
_FILLED = 0.84
"""The diameter of a dot as a part of the room that it has."""


def spiral(count: int, radius: float) -> list[tuple[float, float]]:
    """Return the places of dots around (0, 0) within a radius, from the middle outwards."""
    step = radius / math.sqrt(max(count, 1))
    return [
        (step * math.sqrt(n + 0.5) * math.cos(n * _GOLDEN), step * math.sqrt(n + 0.5) * math.sin(n * _GOLDEN))
        for n in range(count)
    ]


def sunflower(families: Sequence[str], title: str) -> str:
    """Draw a dot for each item in the colour of its family.

    All dots of a colour are one path of round-capped strokes without length. This takes a fifth of the bytes of
    circles.
    """
    radius = _SIZE / 2 - 6
    dots: dict[str, list[str]] = {}
    for family, (x, y) in zip(families, spiral(len(families), radius), strict=True):
        dots.setdefault(family, []).append(f"M{round(x + _SIZE / 2)} {round(y + _SIZE / 2)}h0")
    width = _FILLED * radius / math.sqrt(max(len(families), 1)) * math.sqrt(math.pi)
    paths = (path(f"f-{family}", "".join(places)) for family, places in sorted(dots.items()))
    more = {"role": "img", "stroke-width": number(width)}
    return svg("seeds", (_SIZE, _SIZE), title, *paths, **more)
