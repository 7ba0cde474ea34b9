# ruff: noqa: RUF001 - typographic apostrophes and dashes are meant
"""A column chart, with one column a period or Games.

A column is stacked of parts, or several readings stand side by side. The chart has two sizes. The large one has an
axis. On narrow screens its numbers become a bar chart, whose labels stand beside the bars. The small one has the width
of a card, on a phone and on a large screen alike.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from webapp.svg.bar_chart import USUAL, Bars, ChartBar, ChartStyle, bars, part_class, plain
from webapp.svg.canvas import (
    Point,
    element,
    in_lines,
    line,
    linked,
    number,
    path,
    rect,
    svg,
    text_element,
    title_element,
)
from webapp.svg.network import NOTE, NOTE_SIZE, WIDE, Face
from webapp.svg.text_metrics import label, text_width

_HEIGHT = 300.0
_TOP = 22.0
_AXIS = 46.0
_WIDEST = 58.0
_FILLED = 0.74
_TICKS = 5
_ROOMY = 500.0
"""The width from which on columns stand beside each other; below it they are bars below each other."""

GAP = "none"
"""What stands in the place of a value that nobody published."""

_STRONG = Face("strong", NOTE_SIZE, 1.08)

SMALL_WIDTH = 330.0
_SMALL_HEIGHT = 168.0
_SMALL_TOP, _SMALL_FOOT = 18.0, 20.0
_SMALL_GAP = 0.12


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a column: its value, not below zero, what it is in words, and where it leads to.

    A value that is no plain one is `outlined`. The number of a bound or an estimate has a `sign`.
    """

    value: float
    title: str = ""
    href: str = ""
    outlined: bool = False
    sign: str = ""


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """A column: its label, a note below that, its segments, where the label leads to, and whether it is picked out.

    `title` says all of it in words, where its segments do not. A column without segments is a gap.
    """

    label: str
    segments: tuple[Segment, ...]
    note: str = ""
    href: str = ""
    marked: bool = False
    title: str = ""

    def height(self, *, stacked: bool) -> float:
        """Return how high it reaches."""
        values = [segment.value for segment in self.segments] or [0.0]
        return sum(values) if stacked else max(values)


def columns(
    items: Sequence[ChartColumn],
    names: Sequence[str],
    title: str,
    look: ChartStyle = USUAL,
    *,
    stacked: bool = True,
) -> Bars | None:
    """Draw the columns in their order, to one scale that begins at zero; nothing where all are empty.

    The colours of the look are those of the parts of a stack, or of the readings side by side.
    """
    narrow = bars(list(_rows(items, look, stacked=stacked)), names, title, look)
    if narrow is None:
        return None

    def at(width: float) -> str:
        return _draw(items, title, look, width, stacked=stacked) if width >= _ROOMY else narrow.at(width)

    return Bars(at(WIDE), narrow.narrow, tuple(zip(names, look.colours, strict=False)), at)


def _rows(items: Sequence[ChartColumn], look: ChartStyle, *, stacked: bool) -> Iterator[ChartBar]:
    """Give the rows of the bar chart: one for a stack, one for each reading, the further ones without a label."""
    for item in items:
        words = f"{item.label} {item.note}".strip()
        if not item.segments:
            yield ChartBar(words, (), item.href, item.title, note=GAP)
            continue
        if stacked:
            yield ChartBar(words, tuple(segment.value for segment in item.segments), item.href)
            continue
        for place, (segment, colour) in enumerate(zip(item.segments, look.colours, strict=False)):
            note = f"{segment.sign} {look.say(segment.value)}" if segment.sign else ""
            first = words if place == 0 else ""
            yield ChartBar(first, (segment.value,), segment.href, segment.title, colour, note, segment.outlined)


def ticks(highest: float) -> list[float]:
    """Return round values from zero to at least `highest`, about five.

    >>> ticks(17), ticks(2.3e9)
    ([0, 5, 10, 15, 20], [0, 500000000, 1000000000, 1500000000, 2000000000, 2500000000])
    """
    raw = max(highest, 1e-9) / _TICKS
    magnitude = 10 ** math.floor(math.log10(raw))
    step = next(nice * magnitude for nice in (1, 2, 2.5, 5, 10) if nice * magnitude >= raw)
    return [step * place for place in range(math.ceil(highest / step - 1e-9) + 1)]


def _draw(items: Sequence[ChartColumn], title: str, look: ChartStyle, width: float, *, stacked: bool) -> str:
    marks = ticks(max(item.height(stacked=stacked) for item in items))
    scale = (_HEIGHT - _TOP) / marks[-1]
    step = (width - _AXIS) / len(items)
    widest = max(text_width(item.label, NOTE_SIZE) * _STRONG.widening for item in items) + 6
    spaced = max(1, math.ceil(widest / step))  # of so many labels there is room for one
    roomy = step >= max(text_width(_number(item, look.say), NOTE_SIZE) for item in items) + 2
    shown = _shown(items, spaced)
    drawn = list(_axis(marks, scale, look, width))
    for place, item in enumerate(items):
        middle = _AXIS + step * (place + 0.5)
        drawn += _column(item, (middle, min(_WIDEST, step * _FILLED)), scale, look.colours, stacked=stacked)
        drawn += _foot(item, middle, step, shown=shown[place])
        if roomy and (stacked or len(item.segments) <= 1):
            high = item.height(stacked=stacked)
            drawn.append(
                text_element(label(_number(item, look.say), (middle, _HEIGHT - high * scale - 8), "middle", NOTE))
            )
    foot = 26.0 + 14.0 * max(len(_note(item, step)) for item in items)
    return svg("net net-wide columns", (width, _HEIGHT + foot), title, in_lines(drawn))


def _number(item: ChartColumn, say: Callable[[float], str]) -> str:
    """Return the number above a column, with the sign of a value that is no plain one; that of a gap says so."""
    if not item.segments:
        return GAP
    signs = " ".join(segment.sign for segment in item.segments if segment.sign)
    return f"{signs} {say(item.height(stacked=True))}".strip()


def _axis(marks: Sequence[float], scale: float, look: ChartStyle, width: float) -> Iterator[Markup]:
    for value in marks:
        y = _HEIGHT - value * scale
        yield line("c-rule", (_AXIS, y), (width, y))
        yield text_element(label(look.say(value), (_AXIS - 8, y), "end", NOTE))


def _column(
    item: ChartColumn, place: Point, scale: float, colours: Sequence[str], *, stacked: bool
) -> Iterator[Markup]:
    left, width = place[0] - place[1] / 2, place[1]
    if stacked:
        names = [f"bar-part f-{colour}" for colour in colours]
        shapes = _stack(item, names, (left, _HEIGHT), width, scale)
    else:
        shapes = _beside(item, colours, left, width / max(1, len(item.segments)), scale)
    for segment, shape in zip(item.segments, shapes, strict=False):
        if segment.value:
            yield linked(segment.href, "node" if segment.href else "", title_element(segment.title), shape)


def _stack(item: ChartColumn, names: Sequence[str], foot: Point, width: float, scale: float) -> Iterator[Markup]:
    """Give the parts of a column from the ground up; `foot` is where its left side stands."""
    y = foot[1]
    for segment, name in zip(item.segments, names, strict=False):
        height = segment.value * scale
        y -= height
        yield rect(name + " outlined" * segment.outlined, foot[0], y, width, height)


def _beside(item: ChartColumn, colours: Sequence[str], left: float, width: float, scale: float) -> Iterator[Markup]:
    for place, (segment, colour) in enumerate(zip(item.segments, colours, strict=False)):
        height = segment.value * scale
        name = part_class(colour, outlined=segment.outlined)
        yield rect(name, left + place * width, _HEIGHT - height, width - 2, height)


def _foot(item: ChartColumn, middle: float, step: float, *, shown: bool) -> Iterator[Markup]:
    if not shown:
        return
    words = [text_element(label(item.label, (middle, _HEIGHT + 13), "middle", _STRONG if item.marked else NOTE))]
    for row, words_below in enumerate(_note(item, step)):
        words.append(text_element(label(words_below, (middle, _HEIGHT + 29 + row * 14), "middle", NOTE)))
    yield linked(item.href, "node" if item.href else "", *words)


def _note(item: ChartColumn, step: float) -> list[str]:
    """Return the lines of a note; years that have no room beside those of the next column break at the dash."""
    if not item.note or text_width(item.note, NOTE_SIZE) <= step - 4:
        return [item.note] if item.note else []
    first, dash, last = item.note.partition("–")
    return [first, dash + last] if last else [first]


def _shown(items: Sequence[ChartColumn], spaced: int) -> list[bool]:
    """Tell of each column whether its label has room: one that is picked out always, its neighbours then not."""
    marked = [place for place, item in enumerate(items) if item.marked]
    return [
        item.marked or (place % spaced == 0 and all(abs(place - other) >= spaced for other in marked))
        for place, item in enumerate(items)
    ]


def small_columns(items: Sequence[ChartColumn], title: str, say: Callable[[float], str] = plain) -> str:
    """Draw columns stacked of parts at the width of a card; nothing where there are none."""
    if not items:
        return ""
    room = SMALL_WIDTH / len(items)
    ground = _SMALL_HEIGHT - _SMALL_FOOT
    scale = (ground - _SMALL_TOP) / (max(item.height(stacked=True) for item in items) or 1)
    drawn = [
        linked(item.href, "", *_small_column(item, (place * room, ground), room, scale, say))
        for place, item in enumerate(items)
    ]
    drawn.append(path("ground", f"M0 {number(ground)}H{number(SMALL_WIDTH)}"))
    return svg("small-chart", (SMALL_WIDTH, _SMALL_HEIGHT), title, *drawn)


def _small_column(
    item: ChartColumn, foot: Point, room: float, scale: float, say: Callable[[float], str]
) -> Iterator[Markup]:
    left, ground = foot
    height = item.height(stacked=True)
    short = text_width(item.label, NOTE_SIZE) > room * 0.95
    yield title_element(item.title)
    names = [f"part-{place}" for place in range(1, len(item.segments) + 1)]
    yield from _stack(item, names, (left + room * _SMALL_GAP, ground), room * (1 - 2 * _SMALL_GAP), scale)
    yield element(
        "text", {"x": left + room / 2, "y": ground - height * scale - 5, "class": "above"}, _number(item, say)
    )
    yield element("text", {"x": left + room / 2, "y": ground + 14}, f"’{item.label[-2:]}" if short else item.label)
