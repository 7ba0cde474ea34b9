"""Dots placed as seeds lie in a sunflower's head, by Vogel's model: the n-th at n golden angles, √n from the middle.

Everything has the same room, the first stands in the middle, and there are no rows that would mean something.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import escape

from webapp.svg.elements import number

_GOLDEN = math.pi * (3 - math.sqrt(5))
_SIZE = 560.0
_FILLED = 0.84
"""The diameter of a dot as a part of the room that it has."""


def seeds(count: int, radius: float) -> list[tuple[float, float]]:
    """Return the places of dots around (0, 0) within a radius, from the middle outwards."""
    step = radius / math.sqrt(max(count, 1))
    return [
        (step * math.sqrt(n + 0.5) * math.cos(n * _GOLDEN), step * math.sqrt(n + 0.5) * math.sin(n * _GOLDEN))
        for n in range(count)
    ]


def sunflower(families: Sequence[str], title: str) -> str:
    """Draw a dot for each item in the colour of its family.

    All dots of a colour are one path of round-capped strokes without length, which takes a fifth of the bytes of
    circles.
    """
    radius = _SIZE / 2 - 6
    dots: dict[str, list[str]] = {}
    for family, (x, y) in zip(families, seeds(len(families), radius), strict=True):
        dots.setdefault(family, []).append(f"M{number(x + _SIZE / 2)} {number(y + _SIZE / 2)}h0")
    width = _FILLED * radius / math.sqrt(max(len(families), 1)) * math.sqrt(math.pi)
    paths = "".join(f'<path class="f-{family}" d="{"".join(places)}"/>' for family, places in sorted(dots.items()))
    return (
        f'<svg class="seeds" viewBox="0 0 {number(_SIZE)} {number(_SIZE)}" role="img" aria-label="{escape(title)}" '
        f'stroke-width="{number(width)}" xmlns="http://www.w3.org/2000/svg">{paths}</svg>'
    )
