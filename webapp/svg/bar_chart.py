"""A bar chart, with one bar a row and numbers beside it. A bar has one part, or several laid end to end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from webapp.svg.canvas import Point, element, in_lines, linked, rect, svg, title_element
from webapp.svg.network import LABEL_SIZE, NARROW, NOTE_SIZE, WIDE, DrawnAt
from webapp.svg.text_block import wrapped
from webapp.svg.text_metrics import text_width

_ROW = 26.0
_BAR = 16.0
_HEAD = 8.0
_GAP = 10.0
_NAMED = 3
_LINE = 15.0
_MOST_NAME = 0.42
"""The share of the width that names may take."""

_SHORTEST = 60.0
"""Pixels that the longest bar keeps, whatever stands behind it."""

_LEAST = 80.0
"""Pixels that the words behind a bar have at least."""

PARTS = ("part-1", "part-3", "part-5", "part-2", "part-4", "part-6", "neutral")
"""The colours of the parts of a bar, as the stylesheet calls them; none is that of a product field."""


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
    """A chart drawn for wide and for narrow screens; `parts` pairs the name of each part with its colour.

    `at` draws it for any width.
    """

    wide: str
    narrow: str
    parts: tuple[tuple[str, str], ...]
    at: DrawnAt


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

    def at(width: float, name: str = "wide") -> str:
        return _draw(rows, look, title, width, name)

    parts = tuple(zip(names, look.colours, strict=False))
    return Bars(at(WIDE), at(NARROW, "narrow"), parts, at)


def _draw(rows: Sequence[ChartBar], look: ChartStyle, title: str, width: float, name: str) -> str:
    texts = [row.note or _figures(row.values, look.say) for row in rows]
    left = min(max(text_width(row.label, LABEL_SIZE) for row in rows), width * _MOST_NAME) + _GAP
    room = width - left - _SHORTEST
    behind = [wrapped(text, NOTE_SIZE, max(room - _GAP, _LEAST)) for text in texts]
    right = max(text_width(line, NOTE_SIZE) for lines in behind for line in lines or ("",)) + _GAP
    scale = (width - left - right) / (max(sum(row.values) for row in rows) or 1)
    drawn, y = [], _HEAD
    for row, lines in zip(rows, behind, strict=True):
        names = wrapped(row.label, LABEL_SIZE, left - _GAP)
        high = _ROW + _LINE * (max(len(names), len(lines), 1) - 1)
        drawn.append(_row(row, (names, lines), (row.colour,) if row.colour else look.colours, (left, y), scale))
        y += high
    return svg(f"net net-{name} bars", (width, y), title, in_lines(drawn))


def _row(
    row: ChartBar, words: tuple[Sequence[str], Sequence[str]], colours: Sequence[str], at: Point, scale: float
) -> Markup:
    """Write a row: the lines of its name before the bar, those of its numbers behind it."""
    left, top = at
    text = " ".join(words[1])
    middle = top + _BAR / 2 + 4.5
    parts, x = [], left
    for value, colour in zip(row.values, colours, strict=False):
        parts.append(rect(part_class(colour, outlined=row.outlined), x, top, value * scale, _BAR))
        x += value * scale
    return linked(
        row.href,
        "node" if row.href else "",
        title_element(row.title or f"{row.label}: {text}"),
        *_lines(words[0], {"class": "t-label", "x": left - _GAP, "y": middle, "text-anchor": "end"}),
        *parts,
        *_lines(words[1], {"class": "t-note", "x": x + 6, "y": middle}),
    )


def _lines(words: Sequence[str], place: Mapping[str, str | float]) -> list[Markup]:
    """Write the lines of a text below each other."""
    return [element("text", {**place, "y": float(place["y"]) + _LINE * row}, line) for row, line in enumerate(words)]


def part_class(colour: str, *, outlined: bool) -> str:
    """Return the class of a part of a bar or column; one that is outlined is no plain value."""
    return f"bar-part f-{colour}{' outlined' * outlined}"


def _figures(values: Sequence[float], say: Callable[[float], str]) -> str:
    """Return the numbers of a bar; of many parts only the sum."""
    return " + ".join(map(say, values)) if len(values) <= _NAMED else say(sum(values))
