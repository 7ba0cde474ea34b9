# ruff: noqa: RUF001 - a typographic apostrophe is meant
"""Small charts for the cards of the first page: columns, which may be stacked, and rows of filled squares.

They are drawn at one width, which a card has on a phone and on a large screen alike, so that their letters keep their
size; the stylesheet colours them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from webapp.svg.elements import number
from webapp.svg.network import NOTE_SIZE
from webapp.svg.text_metrics import shorten, text_width

WIDTH = 330.0
_HEIGHT = 168.0
_HEAD, _FOOT = 18.0, 20.0
_SQUARE = 24.0


@dataclass(frozen=True, slots=True)
class SmallColumn:
    """A column: its label under it, the text above it, its parts from the ground up, in words, and where it leads."""

    label: str
    text: str
    parts: tuple[float, ...]
    title: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Squares:
    """A row of squares: `filled` has the colour family of each, or nothing where it is empty."""

    label: str
    filled: tuple[str, ...]
    href: str = ""


def columns(items: Sequence[SmallColumn], title: str) -> str:
    """Draw columns to one scale that begins at zero; nothing where there are none."""
    if not items:
        return ""
    room = WIDTH / len(items)
    scale = (_HEIGHT - _HEAD - _FOOT) / (max(sum(item.parts) for item in items) or 1)
    drawn = [_column(item, place * room, room, scale) for place, item in enumerate(items)]
    ground = number(_HEIGHT - _FOOT)
    return _framed([*drawn, f'<path class="ground" d="M0 {ground}H{number(WIDTH)}"/>'], _HEIGHT, title)


def _column(item: SmallColumn, left: float, room: float, scale: float) -> str:
    middle, y = number(left + room / 2), _HEIGHT - _FOOT
    drawn = f"<title>{escape(item.title)}</title>"
    for place, value in enumerate(item.parts, 1):
        height = value * scale
        y -= height
        drawn += (
            f'<rect class="part-{place}" x="{number(left + room * 0.12)}" y="{number(y)}" '
            f'width="{number(room * 0.76)}" height="{number(height)}"/>'
        )
    label = item.label if text_width(item.label, NOTE_SIZE) <= room * 0.95 else f"’{item.label[-2:]}"
    drawn += f'<text x="{middle}" y="{number(y - 5)}" class="above">{escape(item.text)}</text>'
    drawn += f'<text x="{middle}" y="{number(_HEIGHT - 6)}">{escape(label)}</text>'
    return f'<a href="{escape(item.href)}">{drawn}</a>' if item.href else f"<g>{drawn}</g>"


def squares(rows: Sequence[Squares], heads: Sequence[str], title: str) -> str:
    """Draw rows of squares under the heads of their columns; nothing where there are none."""
    if not rows:
        return ""
    left = min(max(text_width(row.label, 13) for row in rows), WIDTH * 0.34) + 8
    step = (WIDTH - left) / max(len(heads), 1)
    drawn = [
        f'<text x="{number(left + (place + 0.5) * step)}" y="12">{escape(head)}</text>'
        for place, head in enumerate(heads)
    ]
    drawn += [_row(row, 20 + place * _SQUARE, left, step) for place, row in enumerate(rows)]
    return _framed(drawn, 20 + len(rows) * _SQUARE, title)


def _row(row: Squares, top: float, left: float, step: float) -> str:
    size = min(step * 0.84, _SQUARE * 0.74)
    label = escape(shorten(row.label, 13, left - 8).removesuffix("…"))
    drawn = f'<text x="0" y="{number(top + size * 0.5 + 4.5)}" class="label">{label}</text>'
    for place, family in enumerate(row.filled):
        x = left + place * step + (step - size) / 2
        drawn += (
            f'<rect class="{"f-" + family if family else "none"}" x="{number(x)}" y="{number(top)}" '
            f'width="{number(size)}" height="{number(size)}" rx="2"/>'
        )
    return (
        f'<a href="{escape(row.href)}"><title>{escape(row.label)}</title>{drawn}</a>' if row.href else f"<g>{drawn}</g>"
    )


def _framed(parts: Sequence[str], height: float, title: str) -> str:
    return (
        f'<svg class="small-chart" viewBox="0 0 {number(WIDTH)} {number(height)}" role="group" '
        f'aria-label="{escape(title)}" xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )
