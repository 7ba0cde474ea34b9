"""Pictures written as SVG elements: classes instead of styles, so that the stylesheet colours them for light and dark.

Nodes with a page of their own are links, with their full name as `<title>`; the drawing order is lines, then marks,
then text, so that no line strikes a label out.
"""

from __future__ import annotations

from markupsafe import escape

from webapp.svg.network import NOTE_GAP, Curve, Label, Layout, Mark


def number(value: float) -> str:
    """Write a coordinate with at most one decimal.

    >>> number(12.0), number(-0.04), number(3.25)
    ('12', '0', '3.2')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def draw(picture: Layout, title: str, name: str) -> str:
    """Return the `<svg>` element; `name` distinguishes the drawings of a page (`wide`, `narrow`)."""
    size = f"{number(picture.width)} {number(picture.height)}"
    parts = [
        f'<svg class="net net-{name}" viewBox="0 0 {size}" role="group" aria-label="{escape(title)}" '
        f'data-width="{number(picture.width)}" xmlns="http://www.w3.org/2000/svg">',
        '<g class="edges">',
        *(_curve(curve) for curve in picture.curves),
        "</g>",
        *(text_element(heading) for heading in picture.headings),
        *(_mark(mark) for mark in picture.marks),
        "</svg>",
    ]
    return "\n".join(parts)


def _curve(curve: Curve) -> str:
    edge = curve.edge
    title = f"<title>{escape(edge.title)}</title>" if edge.title else ""
    path = f'<path class="edge e-{edge.kind} f-{edge.family}" d="{curve.path}">{title}</path>'
    return f'<a href="{escape(edge.href)}" tabindex="-1">{path}</a>' if edge.href else path


def _mark(mark: Mark) -> str:
    node = mark.node
    classes = f"node n-{node.kind} f-{node.family}" + (" marked" if node.marked else "")
    title = f"<title>{escape(node.title or node.label)}</title>"
    inner = title + _shape(mark) + "".join(text_element(label) for label in mark.labels)
    if node.href:
        return f'<a class="{classes}" href="{escape(node.href)}">{inner}</a>'
    return f'<g class="{classes}">{inner}</g>'


def _shape(mark: Mark) -> str:
    if mark.frame is None:
        return f'<circle class="dot" cx="{number(mark.x)}" cy="{number(mark.y)}" r="{number(mark.radius)}"/>'
    frame = mark.frame
    corner = min(8.0, frame.height / 2)
    return (
        f'<rect class="pill" x="{number(frame.x)}" y="{number(frame.y)}" width="{number(frame.width)}" '
        f'height="{number(frame.height)}" rx="{number(corner)}"/>'
    )


def text_element(label: Label) -> str:
    """Return a `<text>` element."""
    return (
        f'<text class="t-{label.style}" x="{number(label.x)}" y="{number(label.y)}" '
        f'text-anchor="{label.anchor}">{_words(label)}</text>'
    )


def _words(label: Label) -> str:
    text = str(escape(label.text))
    if not label.note:
        return text
    gap = number(NOTE_GAP)
    if label.anchor == "end":
        return f'<tspan class="t-note">{escape(label.note)}</tspan><tspan dx="{gap}">{text}</tspan>'
    return f'{text}<tspan class="t-note" dx="{gap}">{escape(label.note)}</tspan>'
