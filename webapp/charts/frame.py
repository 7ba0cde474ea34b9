"""The frame of a picture that leaves the site. Title, caption and legend stand above it, sources and version below.

Everything that a reader needs is inside, as the picture may be shown anywhere. A picture wider than 1200 pixels is the
same one enlarged, so that its letters stay legible.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from webapp.charts.chart import Chart
from webapp.components.legends import LegendItem
from webapp.svg.canvas import NAMESPACE, number
from webapp.svg.fonts import SANS_STACK, SERIF_STACK
from webapp.svg.legend_keys import KEY_SIZE
from webapp.svg.outlines import outlined
from webapp.svg.standalone import child, standalone, tag
from webapp.svg.text_block import wrapped
from webapp.svg.text_metrics import text_width

_LARGEST = 1200.0
"""The widest layout; wider pictures are that one, enlarged."""

_SMALLEST = 360.0
"""The narrowest layout; narrower pictures are that one, made smaller."""

_ROOMY = 600.0
_SWATCH = 13.0
_BETWEEN = 20.0
_LEGEND_LINE = 21.0
_LEGEND_SIZE = 12.5
_AS_WIDE = 0.92
"""How wide the fonts of the frame run beside the widest ones, which `text_metrics` reckons with."""


@dataclass(frozen=True, slots=True)
class FrameText:
    """The words below a picture: its sources, the version of the data, and the address."""

    sources: str
    version: str
    address: str


class _Page:
    """A drawing that grows downwards."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.margin = 28.0 if width >= _ROOMY else 16.0
        self.y = self.margin - 4
        self.root = Element(tag("svg"), {"font-family": SANS_STACK})

    @property
    def room(self) -> float:
        return self.width - 2 * self.margin

    def text(self, words: str, size: float, fill: str, *, bold: bool = False, serif: bool = False) -> None:
        """Set a paragraph."""
        looks = {"font-size": number(size), "fill": f"var(--{fill})"} | ({"font-weight": "600"} if bold else {})
        looks |= {"font-family": SERIF_STACK} if serif else {}
        for line in wrapped(words, size * _AS_WIDE * (1.04 if bold else 1), self.room):
            self.y += size * 1.28
            child(self.root, "text", {"x": self.margin, "y": self.y - size * 0.28, **looks}, line)

    def space(self, pixels: float) -> None:
        self.y += pixels

    def legend(self, items: Sequence[LegendItem]) -> None:
        """Set the entries of a legend in lines."""
        group = child(self.root, "g", {"fill": "var(--ink)", "font-size": number(_LEGEND_SIZE)})
        x = self.margin
        for item in items:
            mark = _SWATCH if item.swatch else KEY_SIZE[0]
            room = mark + 7 + text_width(item.label, _LEGEND_SIZE) * _AS_WIDE
            if x > self.margin and x + room > self.width - self.margin:
                x, self.y = self.margin, self.y + _LEGEND_LINE
            lines = wrapped(item.label, _LEGEND_SIZE * _AS_WIDE, self.room - mark - 7)
            self._mark(group, item, x)
            for row, line in enumerate(lines):
                at = {"x": x + mark + 7, "y": self.y + 14 + row * 16}
                child(group, "text", at, line)
            self.y += 16 * (len(lines) - 1)
            x += room + _BETWEEN
        self.y += _LEGEND_LINE

    def _mark(self, group: Element, item: LegendItem, x: float) -> None:
        if item.swatch:
            place = {"cx": x + _SWATCH / 2, "cy": self.y + 9.5, "r": _SWATCH / 2}
            coloured = child(child(group, "g", {"class": "legend"}), "g", {"class": item.swatch})
            child(coloured, "circle", {"class": "bar-part", **place})
            return
        key = ElementTree.fromstring(f'<g xmlns="{NAMESPACE}">{item.mark}</g>')  # noqa: S314 - a drawing of ours
        key.set("transform", f"translate({number(x)} {number(self.y + 2.5)})")
        group.append(key)

    def drawing(self, drawn: str) -> None:
        """Set the picture; one that is smaller than the room stands in the middle."""
        inner = ElementTree.fromstring(drawn)  # noqa: S314 - a drawing of ours
        _, _, width, height = map(float, inner.get("viewBox", "").split())
        scale = min(1.0, self.room / width)
        left = self.margin + (self.room - width * scale) / 2
        inner.tag = tag("g")
        move = f"translate({number(left)} {number(self.y)})" + (f" scale({scale:.4f})" if scale < 1 else "")
        inner.attrib = {key: inner.attrib[key] for key in ("class", "stroke-width") if key in inner.attrib}
        inner.set("transform", move)
        self.root.append(inner)
        self.y += height * scale

    def rule(self) -> None:
        """Draw a line across."""
        ends = {"x1": self.margin, "x2": self.width - self.margin, "y1": self.y, "y2": self.y}
        child(self.root, "line", {**ends, "stroke": "var(--line)", "stroke-width": "1"})


def framed(chart: Chart, words: FrameText, width: int, theme: str, *, outlines: bool = False) -> tuple[str, int]:
    """Return a chart with its frame as SVG of a width in pixels, and its height."""
    page = _Page(min(_LARGEST, max(_SMALLEST, float(width))))
    large = page.width >= _ROOMY
    page.text(chart.title, 25 if large else 20, "ink", bold=True, serif=True)
    page.space(3)
    page.text(chart.caption, 14 if large else 13, "soft")
    page.space(8)
    if chart.legend:
        page.legend(chart.legend)
    page.space(12)
    page.drawing(chart.draw(page.room))
    page.space(16)
    page.rule()
    page.space(5)
    page.text(words.sources, 12, "soft")
    page.text(words.version, 12, "soft")
    page.text(words.address, 12, "soft")
    page.space(page.margin - 8)
    drawn = _self_contained(page, theme, outlines=outlines)
    said = (("desc", f"{chart.caption} {words.sources} {words.version} {words.address}"), ("title", chart.title))
    for name, text in said:
        element = Element(tag(name))
        element.text = text
        drawn.insert(0, element)
    height = round(page.y * width / page.width)
    size = {"viewBox": f"0 0 {number(page.width)} {page.y:.2f}", "width": str(width), "height": str(height)}
    drawn.attrib = {**size, "role": "img", "preserveAspectRatio": "xMidYMin slice", **drawn.attrib}
    return ElementTree.tostring(drawn, encoding="unicode"), height


def _self_contained(page: _Page, theme: str, *, outlines: bool) -> Element:
    """Return the drawing on paper, with its looks as attributes."""
    paper = Element(tag("rect"), {"width": number(page.width), "height": number(page.y), "fill": "var(--paper)"})
    page.root.insert(0, paper)
    drawn = standalone(page.root, theme)
    return outlined(drawn) if outlines else drawn
