"""A bar chart, with one bar a row and numbers beside it. A bar has one part, or several laid end to end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from webapp.svg.canvas import Point, element, in_lines, linked, rect, svg, title_element
from webapp.svg.network import LABEL_SIZE, NARROW, NOTE_SIZE, WIDE
from webapp.svg.text_metrics import shorten, text_width

_ROW = 26.0
_BAR = 16.0
_HEAD = 8.0
_GAP = 10.0
_NAMED = 3
_MOST = 0.4
"""The share of the width that the words behind a bar may take."""

PARTS = ("finance", "technology", "transport", "consumer", "food", "media", "neutral")
"""The colours of the parts of a bar, as the stylesheet calls them; they tell apart for colour-blind readers, too."""


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A row of the chart; `values` has a number for each part, none below zero.

    `title` says it in words where label and numbers do not; `colour` is that of a bar unlike the others; a `note`
    stands behind the bar in place of its numbers. A value that is no plain one, such as a bound, is `outlined`.
    """

    label: str
    values: tuple[float, ...]
    href: str = ""
    title: str = ""
    colour: str = ""
    note: str = ""
    outlined: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart drawn for wide and for narrow screens; `parts` pairs the name of each part with its colour."""

    wide: str
    narrow: str
    parts: tuple[tuple[str, str], ...]


def plain(value: float) -> str:
    """Write a number as it is, without decimals."""
    return f"{value:,.0f}"


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """The colours of the parts, and how a number is written."""

    colours: Sequence[str] = PARTS
    say: Callable[[float], str] = plain


USUAL = ChartStyle()
"""The look of a chart that says nothing else."""


def bars(rows: Sequence[ChartBar], names: Sequence[str], title: str, look: ChartStyle = USUAL) -> Bars | None:
    """Draw the rows in their order, all to one scale that begins at zero; nothing where all are empty."""
    if not any(value > 0 for row in rows for value in row.values):
        return None
    wide, narrow = (_draw(rows, look, title, width, name) for width, name in ((WIDE, "wide"), (NARROW, "narrow")))
    return Bars(wide, narrow, tuple(zip(names, look.colours, strict=False)))


def _draw(rows: Sequence[ChartBar], look: ChartStyle, title: str, width: float, name: str) -> str:
    texts = [shorten(row.note or _figures(row.values, look.say), NOTE_SIZE, width * _MOST) for row in rows]
    left = min(max(text_width(row.label, LABEL_SIZE) for row in rows), width * 0.42) + _GAP
    right = max(text_width(text, NOTE_SIZE) for text in texts) + _GAP
    scale = (width - left - right) / (max(sum(row.values) for row in rows) or 1)
    drawn = (
        _row(row, text, (row.colour,) if row.colour else look.colours, (left, _HEAD + place * _ROW), scale)
        for place, (row, text) in enumerate(zip(rows, texts, strict=True))
    )
    return svg(f"net net-{name} bars", (width, _HEAD + len(rows) * _ROW), title, in_lines(drawn))


def _row(row: ChartBar, text: str, colours: Sequence[str], at: Point, scale: float) -> Markup:
    left, top = at
    middle = top + _BAR / 2 + 4.5
    parts, x = [], left
    for value, colour in zip(row.values, colours, strict=False):
        parts.append(rect(part_class(colour, outlined=row.outlined), x, top, value * scale, _BAR))
        x += value * scale
    return linked(
        row.href,
        "node" if row.href else "",
        title_element(row.title or f"{row.label}: {text}"),
        element(
            "text",
            {"class": "t-label", "x": left - _GAP, "y": middle, "text-anchor": "end"},
            shorten(row.label, LABEL_SIZE, left - _GAP),
        ),
        *parts,
        element("text", {"class": "t-note", "x": x + 6, "y": middle}, text),
    )


def part_class(colour: str, *, outlined: bool) -> str:
    """Return the class of a part of a bar or column; one that is outlined is no plain value."""
    return f"bar-part f-{colour}{' outlined' * outlined}"


def _figures(values: Sequence[float], say: Callable[[float], str]) -> str:
    """Return the numbers of a bar; of many parts only the sum."""
    return " + ".join(map(say, values)) if len(values) <= _NAMED else say(sum(values))
