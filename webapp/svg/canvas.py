"""The elements of SVG, written as text.

Only here do drawings become markup, and only here is their text escaped. Elements have classes instead of styles, so
that the stylesheet colours them for light and dark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from webapp.svg.network import NOTE_GAP, Label

Point = tuple[float, float]

NAMESPACE = "http://www.w3.org/2000/svg"
_HATCH = 6.0
"""The distance between the lines of a hatching."""

_SPECIAL = re.compile("[&<>'\"]")


def number(value: float) -> str:
    """Write a coordinate with at most one decimal.

    >>> number(12.0), number(-0.04), number(3.25)
    ('12', '0', '3.2')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def element(name: str, attributes: Mapping[str, str | float], *children: str) -> Markup:
    """Write an element; children that are no markup become text, and numbers are rounded to a tenth.

    >>> print(element("text", {"class": "a", "x": 2.04}, "<b>"))
    <text class="a" x="2">&lt;b&gt;</text>
    """
    written = "".join([f' {key}="{_value(value)}"' for key, value in attributes.items()])
    inner = "".join([child if isinstance(child, Markup) else _escaped(child) for child in children])
    return _written(f"<{name}{written}>{inner}</{name}>" if children else f"<{name}{written}/>")


def _written(markup: str) -> Markup:
    """Return markup without Markup.__new__, which is slow; a page has thousands of elements."""
    return str.__new__(Markup, markup)


def _value(value: str | float) -> str:
    return _escaped(value) if isinstance(value, str) else number(value)


def _escaped(text: str) -> str:
    return escape(text) if _SPECIAL.search(text) else text


def title_element(text: str) -> Markup:
    """Write what a browser shows when the pointer rests on the parent."""
    return element("title", {}, text)


def hatching(left: float, right: float, top: float, height: float) -> str:
    """Return the path of slanted lines across a part of a bar, cut off at its ends.

    >>> hatching(0, 12, 0, 6)
    'M0.0 6.0L6.0 0.0M6.0 6.0L12.0 0.0'
    """
    lines = []
    x = left - height + _HATCH
    while x < right:
        begin, end = max(x, left), min(x + height, right)
        lines.append(f"M{begin:.1f} {top + height - (begin - x):.1f}L{end:.1f} {top + height - (end - x):.1f}")
        x += _HATCH
    return "".join(lines)


def rect(name: str, left: float, top: float, width: float, height: float, **more: float) -> Markup:
    """Write a rectangle."""
    rest = "".join([f' {key}="{number(value)}"' for key, value in more.items()])
    place = f'x="{number(left)}" y="{number(top)}" width="{number(width)}" height="{number(height)}"'
    return _written(f'<rect class="{_escaped(name)}" {place}{rest}/>')


def circle(name: str, centre: Point, radius: float) -> Markup:
    """Write a circle."""
    place = f'cx="{number(centre[0])}" cy="{number(centre[1])}" r="{number(radius)}"'
    return _written(f'<circle class="{_escaped(name)}" {place}/>')


def line(name: str, start: Point, end: Point) -> Markup:
    """Write a line between two points."""
    ends = f'x1="{number(start[0])}" y1="{number(start[1])}" x2="{number(end[0])}" y2="{number(end[1])}"'
    return _written(f'<line class="{_escaped(name)}" {ends}/>')


def path(name: str, shape: str, *children: str) -> Markup:
    """Write a path; `shape` is in the language of SVG's `d` attribute."""
    return element("path", {"class": name, "d": shape}, *children)


def text_element(label: Label) -> Markup:
    """Write a line of text with the note beside it."""
    place: dict[str, str | float] = {"class": f"t-{label.style}", "x": label.x, "y": label.y}
    place["text-anchor"] = label.anchor
    if not label.note:
        return element("text", place, label.text)
    if label.anchor == "end":
        note = element("tspan", {"class": "t-note"}, label.note)
        return element("text", place, note, element("tspan", {"dx": NOTE_GAP}, label.text))
    return element("text", place, label.text, element("tspan", {"class": "t-note", "dx": NOTE_GAP}, label.note))


def linked(href: str, name: str, *children: str) -> Markup:
    """Write a link around elements; a group where there is no address."""
    attributes = {"class": name} if name else {}
    return element("a", {**attributes, "href": href}, *children) if href else element("g", attributes, *children)


def in_lines(parts: Iterable[str]) -> Markup:
    """Put each element on a line of its own."""
    return Markup("\n").join(["", *parts, ""])


def svg(name: str, size: Point, title: str, *children: str, **more: str | float) -> str:
    """Return a whole drawing: its class, width and height, what it is called, its elements, `more` attributes."""
    head: dict[str, str | float] = {
        "class": name,
        "viewBox": f"0 0 {number(size[0])} {number(size[1])}",
        "role": "group",
    }
    return str(element("svg", {**head, "aria-label": title, **more, "xmlns": NAMESPACE}, *children))


@dataclass
class Canvas:
    """The elements of a drawing in three layers; `labels` holds every text, so that tests can see that none collide."""

    width: float
    height: float = 0.0
    labels: list[Label] = field(default_factory=list)
    _back: list[str] = field(default_factory=list)
    _shapes: list[str] = field(default_factory=list)
    _front: list[str] = field(default_factory=list)

    def put(self, text: Label) -> None:
        """Put a text on top of everything."""
        self._front.append(self._written(text))

    def line(self, name: str, start: Point, end: Point) -> None:
        """Draw a line between two points."""
        self._shapes.append(line(f"c-{name}", start, end))

    def behind(self, name: str, start: Point, end: Point) -> None:
        """Draw a line behind everything else."""
        self._back.append(line(f"c-{name}", start, end))

    def bar(self, href: str, name: str, title: str, shapes: Sequence[str], words: Label | None) -> None:
        """Put a bar down: its shapes, the words on it, and where it leads to."""
        self._shapes.append(_node(href, f"bar b-{name}", title, *shapes, *self._optional(words)))

    def name(self, href: str, title: str, family: str, lines: Sequence[Label]) -> None:
        """Put the lines of the name of a lane down, with a dot in its colour if it has one."""
        box = lines[0].box
        dots = [circle("dot", (5, box.y + box.height / 2), 4.5)] if family else []
        written = map(self._written, lines)
        self._front.append(_node(href, f"lane f-{family or 'neutral'}", title, *dots, *written))

    def edition(self, href: str, title: str, at: Point, text: Label | None, *, marked: bool) -> None:
        """Put a Games down: a dot on the calendar, with its name where there is room."""
        dot = circle("dot", at, 4.5 if marked else 3)
        self._front.append(_node(href, "edition" + (" marked" if marked else ""), title, dot, *self._optional(text)))

    def svg(self, title: str, name: str) -> str:
        """Return the `<svg>` element; `name` distinguishes the drawings of a page (`wide`, `narrow`)."""
        parts = in_lines((*self._back, *self._shapes, *self._front))
        measured = {"data-width": self.width}
        return svg(f"net net-{name} chronicle", (self.width, self.height), title, parts, **measured)

    def _optional(self, text: Label | None) -> list[str]:
        return [self._written(text)] if text else []

    def _written(self, text: Label) -> str:
        self.labels.append(text)
        return text_element(text)


def _node(href: str, name: str, title: str, *children: str) -> Markup:
    return linked(href, f"node {name}" if href else name, title_element(title), *children)
