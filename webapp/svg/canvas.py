"""A sheet on which a drawing is put together: lines behind, shapes, and text on top, with the box of every text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import escape

from webapp.svg.elements import number, text_element
from webapp.svg.network import Label

Point = tuple[float, float]


@dataclass
class Canvas:
    """The elements of a drawing in three layers; `labels` holds every text, so that tests can see that none collide."""

    width: float
    height: float = 0.0
    labels: list[Label] = field(default_factory=list)
    _back: list[str] = field(default_factory=list)
    _shapes: list[str] = field(default_factory=list)
    _front: list[str] = field(default_factory=list)

    @staticmethod
    def rect(name: str, box: tuple[float, float, float, float]) -> str:
        """Return a rectangle: left, top, width, height."""
        x, y, width, height = map(number, box)
        return f'<rect class="c-{name}" x="{x}" y="{y}" width="{width}" height="{height}" rx="2.5"/>'

    @staticmethod
    def path(name: str, path: str) -> str:
        """Return a path."""
        return f'<path class="c-{name}" d="{path}"/>'

    def put(self, text: Label) -> None:
        """Put a text on top of everything."""
        self.labels.append(text)
        self._front.append(text_element(text))

    def line(self, name: str, start: Point, end: Point) -> None:
        """Draw a line between two points."""
        self._shapes.append(_line(name, start, end))

    def behind(self, name: str, start: Point, end: Point) -> None:
        """Draw a line behind everything else."""
        self._back.append(_line(name, start, end))

    def bar(self, href: str, name: str, title: str, shapes: Sequence[str], words: Label | None) -> None:
        """Put a bar down: its shapes, the words on it, and where it leads to."""
        inner = f"<title>{escape(title)}</title>" + "".join(shapes)
        if words:
            self.labels.append(words)
            inner += text_element(words)
        self._shapes.append(_linked(href, f"bar b-{name}", inner))

    def name(self, href: str, title: str, family: str, text: Label) -> None:
        """Put the name of a lane down, with a dot in its colour if it has one."""
        self.labels.append(text)
        dot = ""
        if family:
            dot = f'<circle class="dot" cx="5" cy="{number(text.box.y + text.box.height / 2)}" r="4.5"/>'
        inner = f"<title>{escape(title)}</title>{dot}{text_element(text)}"
        self._front.append(_linked(href, f"lane f-{family or 'neutral'}", inner))

    def edition(self, href: str, title: str, at: Point, text: Label | None, *, marked: bool) -> None:
        """Put a Games down: a dot on the calendar, with its name where there is room."""
        if text:
            self.labels.append(text)
        dot = f'<circle class="dot" cx="{number(at[0])}" cy="{number(at[1])}" r="{4.5 if marked else 3}"/>'
        inner = f"<title>{escape(title)}</title>{dot}{text_element(text) if text else ''}"
        self._front.append(_linked(href, "edition" + (" marked" if marked else ""), inner))

    def svg(self, title: str, name: str) -> str:
        """Return the `<svg>` element; `name` distinguishes the drawings of a page (`wide`, `narrow`)."""
        size = f"{number(self.width)} {number(self.height)}"
        head = (
            f'<svg class="net net-{name} chronicle" viewBox="0 0 {size}" role="group" aria-label="{escape(title)}" '
            f'data-width="{number(self.width)}" xmlns="http://www.w3.org/2000/svg">'
        )
        return "\n".join([head, *self._back, *self._shapes, *self._front, "</svg>"])


def _line(name: str, start: Point, end: Point) -> str:
    (x1, y1), (x2, y2) = ((number(x), number(y)) for x, y in (start, end))
    return f'<line class="c-{name}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'


def _linked(href: str, name: str, inner: str) -> str:
    if href:
        return f'<a class="node {name}" href="{escape(href)}">{inner}</a>'
    return f'<g class="{name}">{inner}</g>'
