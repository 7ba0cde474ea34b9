"""Text of a drawing as paths. Programs and printers without its fonts need them.

fontTools reads the outlines from the bundled fonts. It kerns nothing, so pairs such as "AV" stand a hair further apart
than in a browser. A text with a letter that the fonts lack stays text.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from webapp.svg.fonts import font_file
from webapp.svg.standalone import local, tag

_OF_PLACE = ("x", "y", "text-anchor")
_OF_FONT = ("font-size", "font-family", "font-weight")


def outlined(drawing: Element) -> Element:
    """Replace every text of a drawing by its outlines, and return the drawing."""
    _replace(drawing, {"font-size": "16", "font-family": "", "font-weight": "400", "text-anchor": "start"})
    return drawing


def _replace(parent: Element, inherited: dict[str, str]) -> None:
    looks = inherited | {key: value for key, value in parent.attrib.items() if key in inherited}
    for place, element in enumerate(list(parent)):
        if local(element) == "text":
            parent[place] = _outline(element, looks | element.attrib)
        else:
            _replace(element, looks)


def _outline(text: Element, looks: dict[str, str]) -> Element:
    words = text.text or ""
    font = _font(looks["font-family"], looks["font-weight"])
    if any(ord(letter) not in font.getBestCmap() for letter in words):
        return text
    scale = float(looks["font-size"]) / font["head"].unitsPerEm
    glyphs = [font.getBestCmap()[ord(letter)] for letter in words]
    width = sum(font["hmtx"][glyph][0] for glyph in glyphs) * scale
    left = float(looks["x"]) - {"start": 0.0, "middle": width / 2, "end": width}[looks["text-anchor"]]
    kept = {key: value for key, value in text.attrib.items() if key not in (*_OF_PLACE, *_OF_FONT)}
    shape = "".join(_shapes(font, glyphs, (left, float(looks["y"])), scale))
    made = Element(tag("path"), kept | {"d": shape})
    if "aria-hidden" not in kept:
        name = Element(tag("title"))
        name.text = words
        made.append(name)
    return made


def _shapes(font: TTFont, glyphs: list[str], at: tuple[float, float], scale: float) -> Iterator[str]:
    """Yield the path of each glyph; a font has its ground at the bottom, a drawing at the top."""
    letters = font.getGlyphSet()
    x, y = at
    for glyph in glyphs:
        pen = SVGPathPen(letters, ntos=lambda value: f"{value:.2f}".rstrip("0").rstrip("."))
        letters[glyph].draw(TransformPen(pen, (scale, 0, 0, -scale, x, y)))
        yield pen.getCommands()
        x += font["hmtx"][glyph][0] * scale


@cache
def _font(family: str, weight: str) -> TTFont:
    return TTFont(font_file(serif="serif" in family.lower().split(",")[0], semibold=weight == "600"))
