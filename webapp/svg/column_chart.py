"""A column chart: one column a period or Games, stacked of parts or with several readings side by side.

For narrow screens the same numbers become a bar chart, whose labels stand beside the bars.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import escape

from webapp.svg.bar_chart import USUAL, Bars, ChartBar, ChartStyle, bars
from webapp.svg.elements import number, text_element
from webapp.svg.network import NOTE, NOTE_SIZE, Face
from webapp.svg.text_metrics import label, text_width

WIDE = 1120.0
_HEIGHT = 300.0
_TOP = 22.0
_AXIS = 46.0
_WIDEST = 58.0
_FILLED = 0.74
_TICKS = 5
_STRONG = Face("strong", NOTE_SIZE, 1.08)


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a column: its value, not below zero, what it is in words, and where it leads to."""

    value: float
    title: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """A column: its label, a note below that, its segments, where the label leads to, and whether it is picked out."""

    label: str
    segments: tuple[Segment, ...]
    note: str = ""
    href: str = ""
    marked: bool = False

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
    narrow = bars(list(_rows(items, look.colours, stacked=stacked)), names, title, look)
    if narrow is None:
        return None
    wide = "\n".join(_draw(items, title, look, stacked=stacked))
    return Bars(wide, narrow.narrow, tuple(zip(names, look.colours, strict=False)))


def _rows(items: Sequence[ChartColumn], colours: Sequence[str], *, stacked: bool) -> Iterator[ChartBar]:
    """Give the rows of the bar chart: one for a stack, one for each reading, the further ones without a label."""
    for item in items:
        words = f"{item.label} {item.note}".strip()
        if stacked:
            yield ChartBar(words, tuple(segment.value for segment in item.segments), item.href)
            continue
        for place, (segment, colour) in enumerate(zip(item.segments, colours, strict=False)):
            yield ChartBar(words if place == 0 else "", (segment.value,), segment.href, segment.title, colour)


def ticks(highest: float) -> list[float]:
    """Return round values from zero to at least `highest`, about five.

    >>> ticks(17), ticks(2.3e9)
    ([0, 5, 10, 15, 20], [0, 500000000, 1000000000, 1500000000, 2000000000, 2500000000])
    """
    raw = max(highest, 1e-9) / _TICKS
    magnitude = 10 ** math.floor(math.log10(raw))
    step = next(nice * magnitude for nice in (1, 2, 2.5, 5, 10) if nice * magnitude >= raw)
    return [step * place for place in range(math.ceil(highest / step - 1e-9) + 1)]


def _draw(items: Sequence[ChartColumn], title: str, look: ChartStyle, *, stacked: bool) -> Iterator[str]:
    marks = ticks(max(item.height(stacked=stacked) for item in items))
    scale = (_HEIGHT - _TOP) / marks[-1]
    step = (WIDE - _AXIS) / len(items)
    foot = 40.0 if any(item.note for item in items) else 26.0
    yield (
        f'<svg class="net net-wide columns" viewBox="0 0 {number(WIDE)} {number(_HEIGHT + foot)}" role="group" '
        f'aria-label="{escape(title)}" xmlns="http://www.w3.org/2000/svg">'
    )
    for value in marks:
        y = _HEIGHT - value * scale
        yield f'<line class="c-rule" x1="{number(_AXIS)}" y1="{number(y)}" x2="{number(WIDE)}" y2="{number(y)}"/>'
        yield text_element(label(look.say(value), (_AXIS - 8, y), "end", NOTE))
    spaced = _spacing(items, step)
    for place, item in enumerate(items):
        middle = _AXIS + step * (place + 0.5)
        yield from _column(item, (middle, min(_WIDEST, step * _FILLED)), scale, look.colours, stacked=stacked)
        yield from _foot(item, middle, shown=item.marked or place % spaced == 0)
        if spaced == 1 and (stacked or len(item.segments) == 1):
            high = item.height(stacked=stacked)
            yield text_element(label(look.say(high), (middle, _HEIGHT - high * scale - 8), "middle", NOTE))
    yield "</svg>"


def _spacing(items: Sequence[ChartColumn], step: float) -> int:
    """Return each how manieth label there is room for."""
    widest = max(text_width(item.label, NOTE_SIZE) * _STRONG.widening for item in items) + 6
    return max(1, math.ceil(widest / step))


def _column(
    item: ChartColumn, place: tuple[float, float], scale: float, colours: Sequence[str], *, stacked: bool
) -> Iterator[str]:
    middle, width = place
    part = width if stacked else width / max(1, len(item.segments))
    x, y = middle - width / 2, _HEIGHT
    for segment, colour in zip(item.segments, colours, strict=False):
        high = segment.value * scale
        top = y - high
        if segment.value:
            shape = (
                f'<title>{escape(segment.title)}</title><rect class="bar-part f-{colour}" x="{number(x)}" '
                f'y="{number(top)}" width="{number(part - (0 if stacked else 2))}" height="{number(high)}"/>'
            )
            yield f'<a class="node" href="{escape(segment.href)}">{shape}</a>' if segment.href else f"<g>{shape}</g>"
        if stacked:
            y = top
        else:
            x += part


def _foot(item: ChartColumn, middle: float, *, shown: bool) -> Iterator[str]:
    if not shown:
        return
    words = text_element(label(item.label, (middle, _HEIGHT + 13), "middle", _STRONG if item.marked else NOTE))
    if item.note:
        words += text_element(label(item.note, (middle, _HEIGHT + 29), "middle", NOTE))
    yield f'<a class="node" href="{escape(item.href)}">{words}</a>' if item.href else words
