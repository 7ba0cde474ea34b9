"""The picture that goes with a shared link.

It has title, figures, and every partnership of the graph as a dot. The dots lie as seeds do in a sunflower, the oldest
partnership in the middle, the latest at the rim. Those that the page is about have their colours, the others stand
back. The picture is a pure function of its input: the same card, the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.svg.canvas import NAMESPACE, element, number
from webapp.svg.fonts import SANS, SERIF, lines
from webapp.svg.png import rendered
from webapp.svg.sunflower import spiral

WIDTH, HEIGHT = 1200, 630
"""The size that Open Graph asks for (https://ogp.me/)."""

COLOURS = {
    "technology": "#0b62a8",
    "food": "#c94f00",
    "finance": "#00805d",
    "transport": "#b07800",
    "consumer": "#b8508a",
    "media": "#3591cf",
    "industry": "#4c5661",
    "neutral": "#8b8f94",
}
"""The families of product fields as in the light stylesheet, which a picture that is rendered here cannot read."""

PAPER, INK, SOFT, FAINT, ACCENT = "#fbfaf7", "#1c2024", "#575d64", "#e4e1d9", "#0b6060"

_CENTRE, _RADIUS = (905.0, 315.0), 330.0
_LEFT, _ROOM = 72.0, 610.0
_HALO = {"stroke": PAPER, "stroke-width": "10", "stroke-linejoin": "round", "paint-order": "stroke"}
"""What keeps letters legible over the dots."""

_TITLE = ((76.0, 2), (60.0, 3), (48.0, 4))
"""Sizes of the title, and how many lines each allows: the largest in which the title has room is taken."""


@dataclass(frozen=True, slots=True)
class _Face:
    """How a text is set."""

    font: str
    size: float
    colour: str
    weight: int = 400


_EYEBROW = _Face(SANS, 26, SOFT)
_BRAND = _Face(SERIF, 23, INK, 600)
_VERSION = _Face(SANS, 19, SOFT)
_FIGURE, _WORD, _NOTE = _Face(SANS, 54, INK, 600), _Face(SANS, 24, SOFT), _Face(SANS, 28, SOFT)


@dataclass(frozen=True, slots=True)
class Dot:
    """A partnership: its colour family, and whether the card is about it."""

    family: str
    own: bool


@dataclass(frozen=True, slots=True)
class Card:
    """What the picture says; `figures` pairs up to three numbers with what they count, `note` stands where none are.

    `version` names number and day of the data.
    """

    kind: str
    title: str
    figures: Sequence[tuple[str, str]]
    note: str
    dots: Sequence[Dot]
    version: str


def png(card: Card) -> bytes:
    """Render a card as PNG."""
    return rendered(svg(card), WIDTH, HEIGHT)


def svg(card: Card) -> str:
    """Draw a card."""
    parts = [
        element("rect", {"width": WIDTH, "height": HEIGHT, "fill": PAPER}),
        *_sunflower(card.dots),
        _text(_LEFT, 104, _EYEBROW, card.kind),
        *_title(card.title),
        *_figures(card),
        element("rect", {"x": _LEFT, "y": 544, "width": 30, "height": 4, "fill": ACCENT}),
        _text(_LEFT, 579, _BRAND, "Olympic Partnership Graph"),
        _text(_LEFT, 606, _VERSION, card.version),
    ]
    return str(element("svg", {"xmlns": NAMESPACE, "viewBox": f"0 0 {WIDTH} {HEIGHT}"}, *parts))


def _sunflower(dots: Sequence[Dot]) -> list[str]:
    """Draw the dots, those that stand back first."""
    step = _RADIUS / math.sqrt(max(len(dots), 60))
    behind: list[str] = []
    before: list[str] = []
    for dot, (across, down) in zip(dots, spiral(len(dots), step * math.sqrt(len(dots))), strict=True):
        x, y = _CENTRE[0] + across, _CENTRE[1] + down
        size = step * (0.62 if dot.own else 0.4)
        fill = COLOURS[dot.family] if dot.own else FAINT
        circle = element("circle", {"cx": x, "cy": y, "r": f"{size:.2f}", "fill": fill})
        (before if dot.own else behind).append(circle)
    return behind + before


def _title(title: str) -> list[str]:
    for size, most in _TITLE:
        found = lines(title, size, _ROOM, most)
        if not any(line.endswith("…") for line in found):
            break
    return [
        _text(_LEFT, 112 + (place + 1) * size * 1.12, _Face(SERIF, size, INK, 600), line)
        for place, line in enumerate(found)
    ]


def _figures(card: Card) -> list[str]:
    if not card.figures:
        return [
            _text(_LEFT, 470 + place * 36, _NOTE, line) for place, line in enumerate(lines(card.note, 28, _ROOM, 2))
        ]
    found = []
    for place, (value, word) in enumerate(card.figures[:3]):
        x = _LEFT + place * 200
        found.append(_text(x, 478, _FIGURE, value))
        found.append(_text(x, 512, _WORD, word))
    return found


def _text(x: float, y: float, face: _Face, text: str) -> str:
    font = {"font-family": face.font, "font-size": number(face.size), "font-weight": str(face.weight)}
    return element("text", {"x": x, "y": y, **font, "fill": face.colour, **_HALO}, text)
