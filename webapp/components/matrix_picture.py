# ruff: noqa: RUF001 - typographic dashes are meant
"""The matrix of a programme's partners and terms as a drawing. It is for files; pages have it as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from webapp.components.term_matrix import TERM, MatrixRow, TermBar
from webapp.models.look_ups import Programme
from webapp.svg.canvas import hatching, in_lines, line, linked, path, rect, svg, text_element, title_element
from webapp.svg.network import LABEL, NOTE, STRONG
from webapp.svg.text_block import block, height_of, placed
from webapp.svg.text_metrics import label
from webapp.text.dates import years

_HEAD = 44.0
_ROW = 24.0
_BESIDE = 520.0
"""The width from which on names stand beside the cells."""

_COUNTRIES = 900.0
"""The width from which on there is a column with the countries."""

_NAMES, _WIDE_NAMES = 150.0, 200.0
_COUNTRY = 130.0
_SPELLED = 52.0
"""The width of a cell from which on the years of a term stand in one line."""


def matrix_picture(lines: Sequence[MatrixRow], terms: Sequence[Programme], title: str, width: float) -> str:
    """Draw rows of partners and columns of terms at a width."""
    beside = width >= _BESIDE
    countries = width >= _COUNTRIES
    names = (_WIDE_NAMES if countries else _NAMES) if beside else 0.0
    left = names + (_COUNTRY if countries else 0.0)
    cell = (width - left) / len(terms)
    drawn = list(_heads(terms, left, cell))
    y = _HEAD
    for row in lines:
        text = block(row.short, "", (names or width) - 8, LABEL)
        high = max(_ROW, height_of(text) + 4) if beside else _ROW
        top = y + (high - _ROW) / 2 if beside else y + height_of(text)
        drawn += [line("c-rule", (0, y), (width, y))]
        drawn += _row(row, (left, top), cell)
        middle = y + (high if beside else height_of(text) + 4) / 2
        drawn += map(text_element, placed(text, (0, middle), "start"))
        if countries and row.country:
            country = block(row.country.label, "", _COUNTRY - 8, NOTE)
            drawn += map(text_element, placed(country, (names, middle), "start"))
        y = y + high if beside else top + high
    upright = (line("c-rule", (left + place * cell, _HEAD), (left + place * cell, y)) for place in range(len(terms)))
    return svg("net net-wide chronicle terms", (width, y + 2), title, in_lines([*upright, *drawn]))


def _heads(terms: Sequence[Programme], left: float, cell: float) -> Iterator[Markup]:
    for place, term in enumerate(terms):
        middle = left + (place + 0.5) * cell
        yield text_element(label(term.label.removeprefix("TOP "), (middle, 9), "middle", STRONG))
        span = years(term.start, term.end, short=True)
        if cell >= _SPELLED:
            yield text_element(label(span, (middle, 27), "middle", NOTE))
        elif cell >= 30:
            for row, part in enumerate(span.partition("–")[::2]):
                yield text_element(label(f"–{part}" if row else part, (middle, 22 + row * 13), "middle", NOTE))


def _row(row: MatrixRow, at: tuple[float, float], cell: float) -> Iterator[Markup]:
    for place, bars in enumerate(row.cells):
        step = 16.0 / max(1, len(bars))
        for number, bar in enumerate(bars):
            top = at[1] + 4 + number * step
            height = 16.0 if len(bars) == 1 else step - 1
            yield _bar(bar, (at[0] + place * cell, top), cell, height)


def _bar(bar: TermBar, at: tuple[float, float], cell: float, height: float) -> Markup:
    """Draw a bar in its cell, which begins at `at`."""
    left, top = at
    scale = cell / TERM
    x, width = left + bar.x * scale, bar.width * scale
    joint = bar.kind == "joint" and height > 8
    shapes = [rect("m-term", left, top, cell, height)] if bar.framed else []
    shapes.append(rect("m-fill", x, top, width, height - 5 if joint else height))
    if joint:
        shapes.append(rect("m-fill", x, top + height - 3, width, 3))
    if bar.assumed:
        start, end = (left + part * scale for part in bar.assumed)
        shapes.append(path("m-hatch", hatching(start, end, top, height - 5 if joint else height)))
    if bar.begins:
        shapes.append(rect("m-cap", x, top - 2, 2, height + 4))
    if bar.ends:
        shapes.append(rect("m-cap", x + width - 2, top - 2, 2, height + 4))
    if bar.kind == "ended":
        shapes.append(path("m-cross", f"M{x + width + 3:.1f} {top + height / 2 - 4:.1f}l8 8m0 -8l-8 8"))
    return linked(bar.href, f"f-{bar.family} m-{bar.kind}", title_element(bar.title), *shapes)
