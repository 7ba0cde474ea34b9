"""One list of all nodes with arcs at its left (an arc diagram): any network, on a screen as narrow as a phone's."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.svg.layered_layout import LayerSpec
from webapp.svg.network import HEADING, Curve, Edge, Label, Layout, Mark, Network, Node
from webapp.svg.text_metrics import fitted, label

_ROW = 26.0
_LINE = 92.0
_TEXT = 104.0


def arcs(network: Network, columns: Sequence[LayerSpec], width: float = 358.0) -> Layout:
    """Lay the layers out below each other, each under its heading, one node a row."""
    headings: list[Label] = []
    marks: dict[str, Mark] = {}
    y = 4.0
    for column in columns:
        nodes = network.layer(column.layer)
        if not nodes:
            continue
        headings.append(label(column.heading, (_TEXT, y + 10), "start", HEADING))
        y += 24
        for node in nodes:
            marks[node.key] = Mark(node, _LINE, y + _ROW / 2, 5, _labels(node, y + _ROW / 2, width))
            y += _ROW
        y += 8
    curves = tuple(_arc(edge, marks) for edge in network.edges)
    return Layout(width, y, tuple(marks.values()), curves, tuple(headings))


def _labels(node: Node, y: float, width: float) -> tuple[Label, ...]:
    text, note = fitted(node.label, node.note, width - _TEXT - 2)
    return (label(text, (_TEXT, y), "start", note=note),)


def _arc(edge: Edge, marks: dict[str, Mark]) -> Curve:
    top, bottom = sorted((marks[edge.source].y, marks[edge.target].y))
    reach = _LINE - min(_LINE * 1.3, 18 + (bottom - top) * 0.32)
    return Curve(
        edge, f"M{_LINE:.1f} {top:.1f}C{reach:.1f} {top:.1f} {reach:.1f} {bottom:.1f} {_LINE:.1f} {bottom:.1f}"
    )
