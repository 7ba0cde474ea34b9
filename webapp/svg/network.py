"""The model of a network, and what a layout makes of it.

A network has nodes and edges. A layout has marks, curves and labels, with positions in pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

DrawnAt: TypeAlias = Callable[[float], str]
"""What draws a picture for a width in pixels."""

WIDE, NARROW = 1120.0, 358.0
"""The widths of drawings for wide and for narrow screens, in pixels."""

LABEL_SIZE = 13.0
NOTE_SIZE = 11.5
NOTE_GAP = 8.0
"""The distance between a label and the note beside it, in pixels."""


@dataclass(frozen=True, slots=True)
class Face:
    """How a piece of text looks: its name in the stylesheet, its size there in pixels, and how much bold widens it."""

    name: str
    size: float
    widening: float = 1.0


LABEL = Face("label", LABEL_SIZE)
STRONG = Face("strong", LABEL_SIZE, 1.08)
NOTE = Face("note", NOTE_SIZE)
HEADING = Face("heading", NOTE_SIZE)
AXIS = Face("axis", 15.0, 1.08)


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in the picture. `family` is its colour, `layer` the column or branch it stands in."""

    key: str
    label: str
    kind: str
    href: str = ""
    family: str = "neutral"
    layer: str = ""
    note: str = ""
    title: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two nodes, by their keys; `kind` sets how the line is drawn, `title` says it in words."""

    source: str
    target: str
    kind: str
    family: str = "neutral"
    title: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes in the order in which they should be read, and the edges between them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def layer(self, name: str) -> tuple[Node, ...]:
        """Return the nodes of one layer, in order."""
        return tuple(node for node in self.nodes if node.layer == name)

    def neighbours(self) -> dict[str, list[str]]:
        """Return for each node's key the keys on the other end of its edges, once each, in order."""
        found: dict[str, dict[str, None]] = {node.key: {} for node in self.nodes}
        for edge in self.edges:
            found[edge.source][edge.target] = None
            found[edge.target][edge.source] = None
        return {key: list(others) for key, others in found.items()}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float

    def moved(self, x: float, y: float) -> Box:
        """Return the same rectangle further right and further down."""
        return Box(self.x + x, self.y + y, self.width, self.height)

    def overlaps(self, other: Box, gap: float = 0.0) -> bool:
        """Tell whether the two come closer to each other than `gap`."""
        return (
            self.x < other.x + other.width + gap
            and other.x < self.x + self.width + gap
            and self.y < other.y + other.height + gap
            and other.y < self.y + self.height + gap
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text: where its baseline begins, ends or is centred (`anchor`), the room it takes, a note beside it."""

    text: str
    x: float
    y: float
    anchor: str
    box: Box
    style: str = "label"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A node with a place. `frame` is drawn as a pill around the labels; without it the node is a dot at (x, y)."""

    node: Node
    x: float
    y: float
    radius: float
    labels: tuple[Label, ...]
    frame: Box | None = None

    @property
    def left(self) -> float:
        """Where lines from the left end."""
        return self.frame.x if self.frame else self.x

    @property
    def right(self) -> float:
        """Where lines to the right begin."""
        return self.frame.x + self.frame.width if self.frame else self.x


@dataclass(frozen=True, slots=True)
class Curve:
    """An edge with its path, in the language of SVG's `d` attribute."""

    edge: Edge
    path: str


@dataclass(frozen=True, slots=True)
class NetworkLayout:
    """A layout of a whole network, in pixels."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    curves: tuple[Curve, ...]
    headings: tuple[Label, ...] = field(default=())

    def labels(self) -> tuple[Label, ...]:
        """Return every piece of text in the picture."""
        return (*self.headings, *(label for mark in self.marks for label in mark.labels))


@dataclass(frozen=True, slots=True)
class ResponsiveSvg:
    """A network with its pictures as SVG elements; `narrow` is empty where none is readable on a narrow screen.

    `at` draws it for any width.
    """

    network: Network
    wide: str
    narrow: str
    at: DrawnAt

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of line that appear in it."""
        return frozenset(edge.kind for edge in self.network.edges)
