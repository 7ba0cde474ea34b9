"""Rows of filled squares, for the cards of the first page. They stand under the heads of their columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from webapp.svg.canvas import element, linked, rect, svg, title_element
from webapp.svg.column_chart import SMALL_WIDTH
from webapp.svg.network import LABEL_SIZE
from webapp.svg.text_metrics import shorten, text_width

_TOP = 20.0
_SQUARE = 24.0


@dataclass(frozen=True, slots=True)
class Squares:
    """A row of squares: `filled` has the colour family of each, or nothing where it is empty."""

    label: str
    filled: tuple[str, ...]
    href: str = ""


def squares(rows: Sequence[Squares], heads: Sequence[str], title: str, width: float = SMALL_WIDTH) -> str:
    """Draw rows of squares under the heads of their columns; nothing where there are none.

    Only a drawing as narrow as a card cuts names.
    """
    if not rows:
        return ""
    longest = max(text_width(row.label, LABEL_SIZE) for row in rows)
    left = (min(longest, width * 0.34) if width <= SMALL_WIDTH else longest) + 8
    step = (width - left) / max(len(heads), 1)
    drawn = [
        *(element("text", {"x": left + (place + 0.5) * step, "y": 12}, head) for place, head in enumerate(heads)),
        *(_row(row, _TOP + place * _SQUARE, left, step) for place, row in enumerate(rows)),
    ]
    return svg("small-chart", (width, _TOP + len(rows) * _SQUARE), title, *drawn)


def _row(row: Squares, top: float, left: float, step: float) -> Markup:
    size = min(step * 0.84, _SQUARE * 0.74)
    label = shorten(row.label, LABEL_SIZE, left - 8).removesuffix("…")
    drawn = [element("text", {"x": 0, "y": top + size * 0.5 + 4.5, "class": "label"}, label)]
    for place, family in enumerate(row.filled):
        x = left + place * step + (step - size) / 2
        drawn.append(rect(f"f-{family}" if family else "none", x, top, size, size, rx=2))
    titles = [title_element(row.label)] if row.href else []
    return linked(row.href, "", *titles, *drawn)
