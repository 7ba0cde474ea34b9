"""The pictures of networks, for wide and for narrow screens.

A picture for narrow screens is drawn only where it fits. There is no picture where the network has no line. Nor is
there one where nothing stands on one of the sides between which its lines run.

Nodes with a page of their own are links. Their full name is a `<title>` where it does not stand beside them. Lines come
first, then marks, then text, so that no line strikes a label out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from webapp.svg.axis_layout import axis_layout
from webapp.svg.canvas import circle, element, in_lines, linked, path, rect, svg, text_element, title_element
from webapp.svg.layered_layout import LayerSpec, layered
from webapp.svg.network import NARROW, WIDE, Curve, Mark, Network, NetworkLayout, ResponsiveSvg
from webapp.svg.tree import as_tree, both_sides, indented

_FLOWING = 860.0
"""The width from which on a flow of four columns is legible."""

_FIELD = 500.0
"""The width from which on names find room in a field or in two columns. Below it they are a list."""

_TWO_SIDES = 1000.0
"""The width from which on a tree has branches on both sides."""

_TWO_LISTS = 540.0
"""The width from which on a list stands in two columns."""

LayoutAt = Callable[[float], NetworkLayout]


def draw_flow(network: Network, columns: Sequence[LayerSpec], title: str) -> ResponsiveSvg | None:
    """Draw steps from left to right, such as partner, fields, programmes, Games; nothing for narrow screens."""
    first, *_, before, last = (column.layer for column in columns)

    def at(width: float) -> NetworkLayout:
        if width >= _FLOWING:
            return layered(network, columns, width)
        others = [column.layer for column in columns if column.layer not in {first, before}]
        return indented(as_tree(network, first, [before], others), width)

    return _drawn(network, at, title) if network.edges and last else None


def draw_tree(network: Network, title: str) -> ResponsiveSvg | None:
    """Draw one thing, its branches and their leaves, such as a Games, its tiers and its partners."""
    return _drawn(network, lambda width: _tree(network, width), title, narrow=True) if network.edges else None


def _tree(network: Network, width: float) -> NetworkLayout:
    if width >= _TWO_SIDES:
        return both_sides(network, width)
    return indented(network, width, 2 if width >= _TWO_LISTS and len(network.layer("branch")) > 1 else 1)


def draw_two_columns(network: Network, left: LayerSpec, right: LayerSpec, title: str) -> ResponsiveSvg | None:
    """Draw who took part in what, such as the holders of a category and the programmes."""
    if not _joined(network, left, right):
        return None

    def at(width: float) -> NetworkLayout:
        if width >= _FIELD:
            return layered(network, (left, right), width)
        return indented(as_tree(network, "", [right.layer], [left.layer]), width)

    return _drawn(network, at, title, narrow=True)


def draw_force(network: Network, title: str) -> ResponsiveSvg | None:
    """Draw a network without a natural order; nothing for narrow screens.

    As a list it has the layers `root`, `branch` and `leaf`.
    """

    def at(width: float) -> NetworkLayout:
        if width < _FIELD:
            return indented(as_tree(network, "root", ["branch"], ["leaf"]), width)
        from webapp.svg.force_layout import force  # it loads NumPy

        return force(network, width)

    return _drawn(network, at, title) if network.edges else None


def draw_axis(network: Network, around: LayerSpec, axis: LayerSpec, title: str) -> ResponsiveSvg | None:
    """Draw partners around a line of terms; in two columns on narrow screens."""
    if not _joined(network, around, axis):
        return None

    def at(width: float) -> NetworkLayout:
        if width >= _FLOWING:
            return axis_layout(network, axis.layer, around.layer, width)
        if width >= NARROW:
            return layered(network, (around, axis), width)
        return indented(as_tree(network, "", [axis.layer], [around.layer]), width)

    return _drawn(network, at, title, narrow=True)


def _joined(network: Network, *sides: LayerSpec) -> bool:
    """Tell whether there are lines, and something on each side."""
    return bool(network.edges) and all(network.layer(side.layer) for side in sides)


def _drawn(network: Network, at: LayoutAt, title: str, *, narrow: bool = False) -> ResponsiveSvg:
    """Return a picture of a network for wide screens, for narrow ones where it is readable, and for any width."""
    small = draw(at(NARROW), title, "narrow") if narrow else ""
    return ResponsiveSvg(network, draw(at(WIDE), title, "wide"), small, lambda width: draw(at(width), title, "wide"))


def draw(layout: NetworkLayout, title: str, name: str) -> str:
    """Return the `<svg>` element; `name` distinguishes the drawings of a page (`wide`, `narrow`)."""
    curves = [_line(curve) if name == "narrow" else _curve(curve) for curve in layout.curves]
    edges = element("g", {"class": "edges"}, in_lines(curves))
    parts = in_lines((edges, *map(text_element, layout.headings), *map(_mark, layout.marks)))
    return svg(f"net net-{name}", (layout.width, layout.height), title, parts, **{"data-width": layout.width})


def _line(curve: Curve, *children: str) -> Markup:
    """Write a line; it is enough on a phone, where no finger hits a link of it and nothing hovers."""
    return path(f"edge e-{curve.edge.kind} f-{curve.edge.family}", curve.path, *children)


def _curve(curve: Curve) -> Markup:
    edge = curve.edge
    drawn = _line(curve, title_element(edge.title) if edge.title else "")
    return element("a", {"href": edge.href, "tabindex": "-1"}, drawn) if edge.href else drawn


def _mark(mark: Mark) -> Markup:
    node = mark.node
    classes = f"node n-{node.kind} f-{node.family}" + (" marked" if node.marked else "")
    words = map(text_element, mark.labels)
    title = node.title or node.label
    said = any(label.text == title for label in mark.labels)
    return linked(node.href, classes, *(() if said else (title_element(title),)), _shape(mark), *words)


def _shape(mark: Mark) -> Markup:
    if mark.frame is None:
        return circle("dot", (mark.x, mark.y), mark.radius)
    frame = mark.frame
    return rect("pill", frame.x, frame.y, frame.width, frame.height, rx=min(8.0, frame.height / 2))
