"""A drawing as a test reads it: its size, and its texts with the room that each takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from webapp.svg.network import Box
from webapp.svg.text_metrics import text_width

_PLACE = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)(?: scale\(([\d.]+)\))?")
_AS_WIDE = 0.9
"""How wide the fonts that pictures name run beside the widest ones; see `webapp.svg.standalone`."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing: width and height in pixels, its texts with their boxes in its own measure, and its root."""

    width: int
    height: int
    room: Box
    texts: tuple[tuple[str, Box], ...]
    root: Element

    @property
    def words(self) -> str:
        """All that it says, in one text."""
        return " ".join(text for text, _ in self.texts)


def read(svg: bytes) -> Drawn:
    """Read a drawing; of a text with a halo the text alone counts."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - a drawing of ours
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    texts = tuple(_texts(root, (0.0, 0.0), 1.0, {"font-size": "16", "text-anchor": "start"}))
    return Drawn(int(root.attrib["width"]), int(root.attrib["height"]), Box(0, 0, width, height), texts, root)


def _texts(element: Element, at: tuple[float, float], scale: float, looks: dict[str, str]) -> Iterator[tuple[str, Box]]:
    if move := _PLACE.match(element.get("transform", "")):
        at = at[0] + float(move[1]) * scale, at[1] + float(move[2]) * scale
        scale *= float(move[3] or 1)
    looks = looks | {key: value for key, value in element.attrib.items() if key in looks}
    if element.tag.endswith("}text") and "aria-hidden" not in element.attrib:
        yield element.text or "", _box(element, at, scale, looks)
    for child in element:
        yield from _texts(child, at, scale, looks)


def _box(text: Element, at: tuple[float, float], scale: float, looks: dict[str, str]) -> Box:
    size = float(looks["font-size"]) * scale
    width = text_width(text.text or "", size) * _AS_WIDE
    left = at[0] + float(text.attrib["x"]) * scale
    left -= {"start": 0.0, "middle": width / 2, "end": width}[looks["text-anchor"]]
    return Box(left, at[1] + float(text.attrib["y"]) * scale - size * 0.72, width, size * 0.74)
