"""A bar chart: one bar a row, of one part or of several laid end to end, with the numbers beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from webapp.drawing.model import LABEL_SIZE, NOTE_SIZE
from webapp.drawing.svg import number
from webapp.drawing.text import shorten, text_width

WIDE = 1120.0
NARROW = 358.0
_ROW = 26.0
_BAR = 16.0
_HEAD = 8.0
_GAP = 10.0
_PARTS = ("finance", "technology", "transport", "consumer")
"""The colours of the parts of a bar, as the stylesheet calls them; they tell apart for colour-blind readers, too."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the chart; `values` has a number for each part, none below zero."""

    label: str
    values: tuple[float, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart drawn for wide and for narrow screens; `parts` pairs the name of each part with its colour."""

    wide: str
    narrow: str
    parts: tuple[tuple[str, str], ...]


def bars(rows: Sequence[Bar], names: Sequence[str], title: str) -> Bars:
    """Draw the rows in their order, all to one scale that begins at zero."""
    parts = tuple(zip(names, _PARTS, strict=False))
    return Bars(_draw(rows, title, WIDE, "wide"), _draw(rows, title, NARROW, "narrow"), parts)


def _draw(rows: Sequence[Bar], title: str, width: float, name: str) -> str:
    texts = [_figures(row.values) for row in rows]
    left = min(max(text_width(row.label, LABEL_SIZE) for row in rows), width * 0.42) + _GAP
    right = max(text_width(text, NOTE_SIZE) for text in texts) + _GAP
    scale = (width - left - right) / (max(sum(row.values) for row in rows) or 1)
    height = _HEAD + len(rows) * _ROW
    lines = [
        f'<svg class="net net-{name} bars" viewBox="0 0 {number(width)} {number(height)}" role="group" '
        f'aria-label="{escape(title)}" xmlns="http://www.w3.org/2000/svg">'
    ]
    for place, (row, text) in enumerate(zip(rows, texts, strict=True)):
        lines.append(_row(row, text, left, scale, _HEAD + place * _ROW))
    return "\n".join([*lines, "</svg>"])


def _row(row: Bar, text: str, left: float, scale: float, top: float) -> str:
    middle = number(top + _BAR / 2 + 4.5)
    label = escape(shorten(row.label, LABEL_SIZE, left - _GAP))
    drawn = f'<title>{escape(row.label)}: {text}</title><text class="t-label" x="{number(left - _GAP)}" y="{middle}" '
    drawn += f'text-anchor="end">{label}</text>'
    x = left
    for value, colour in zip(row.values, _PARTS, strict=False):
        drawn += (
            f'<rect class="bar-part f-{colour}" x="{number(x)}" y="{number(top)}" width="{number(value * scale)}" '
            f'height="{number(_BAR)}"/>'
        )
        x += value * scale
    drawn += f'<text class="t-note" x="{number(x + 6)}" y="{middle}">{text}</text>'
    return f'<a class="node" href="{escape(row.href)}">{drawn}</a>' if row.href else f"<g>{drawn}</g>"


def _figures(values: Sequence[float]) -> str:
    return " + ".join(f"{value:,.0f}" for value in values)
