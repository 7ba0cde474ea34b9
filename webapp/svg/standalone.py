"""A drawing that needs nothing beside it. Browsers, CairoSVG and resvg draw it alike.

Classes become attributes, and variables become values. Letters over lines are legible by a second text below them,
drawn with a broad stroke: few programs know `paint-order`. A name and the note beside it become two texts, as programs
disagree about the parts of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement, register_namespace

import cssselect2

from webapp.svg.canvas import NAMESPACE, number
from webapp.svg.network import LABEL_SIZE, NOTE_GAP
from webapp.svg.style_rules import DRAWN, style_rules
from webapp.svg.text_metrics import text_width

register_namespace("", NAMESPACE)

_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*(?:\([^()]*\))?[^()]*))?\)")
_MIXED = re.compile(r"color-mix\(in srgb, *(#\w+) (\d+)%, *(#\w+)\)")
_PIXELS = re.compile(r"(?<=\d)px\b")
_KEPT = frozenset(
    [
        "cx",
        "cy",
        "d",
        "height",
        "id",
        "points",
        "r",
        "rx",
        "transform",
        "viewBox",
        "width",
        "x",
        "x1",
        "x2",
        "y",
        "y1",
        "y2",
        "text-anchor",
        "font-family",
        "aria-hidden",
    ]
)
_HEAVIEST = 500
"""The weight from which on letters are semibold: pictures have two weights."""

_AS_WIDE = 0.9
"""How wide the fonts that pictures name run beside the widest ones, which `text_metrics` reckons with."""

_UNSEEN = "c-hit"
"""The class of what only a pointer meets."""


def tag(name: str) -> str:
    """Return the name of an element of SVG as ElementTree writes it."""
    return f"{{{NAMESPACE}}}{name}"


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def standalone(drawing: Element, theme: str) -> Element:
    """Return a drawing with the looks that the stylesheet gives it in a theme, as attributes."""
    root = cssselect2.ElementWrapper.from_xml_root(drawing)
    return next(_converted(root, style_rules().variables[theme]))


def resolved(value: str, variables: Mapping[str, str]) -> str:
    """Return a value of CSS without variables, mixtures and units.

    >>> resolved("var(--c, var(--line))", {"--line": "#dedbd3"})
    '#dedbd3'
    >>> resolved("color-mix(in srgb, var(--c) 50%, #ffffff)", {"--c": "#000000"})
    '#808080'
    """
    while found := _VARIABLE.search(value):
        value = value[: found.start()] + variables.get(found[1], found[2] or "none") + value[found.end() :]
    if mixed := _MIXED.fullmatch(value):
        value = mixture(mixed[1], int(mixed[2]) / 100, mixed[3])
    return _PIXELS.sub("", value)


def mixture(one: str, share: float, other: str) -> str:
    """Mix two colours: so much of the first.

    >>> mixture("#000000", 0.5, "#ffffff")
    '#808080'
    """
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{int(first * share + second * (1 - share) + 0.5):02x}" for first, second in pairs)


def _channels(colour: str) -> list[int]:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    return [int(digits[place : place + 2], 16) for place in (0, 2, 4)]


def _converted(node: cssselect2.ElementWrapper, variables: Mapping[str, str]) -> Iterator[Element]:
    """Yield what stands for an element: nothing, itself, or a halo and itself."""
    source: Element = node.etree_element
    name = local(source)
    if _UNSEEN in source.get("class", "").split():
        return
    declared = style_rules().declared(node)
    own = {key: resolved(value, variables) for key, value in declared.items() if key.startswith("--")}
    inner = {**variables, **own}
    looks = {key: resolved(value, inner) for key, value in source.attrib.items() if key in DRAWN}
    looks |= {key: _plain(key, resolved(value, inner)) for key, value in declared.items() if key in DRAWN}
    if name == "text":
        yield from _texts(source, looks, inner)
        return
    made = Element(tag("g" if name == "a" else name), _kept(source) | looks)
    made.text = (source.text or "").strip() if name == "title" else None
    for child in node.iter_children():
        made.extend(_converted(child, inner))
    yield made


def _plain(name: str, value: str) -> str:
    """Return a value as other programs know it: two weights, and no colour that lets through."""
    if name == "font-weight":
        return "600" if int(value) >= _HEAVIEST else "400"
    return "none" if value == "transparent" else value


def _kept(source: Element) -> dict[str, str]:
    return {key: value for key, value in source.attrib.items() if key in _KEPT}


def _texts(source: Element, looks: dict[str, str], variables: Mapping[str, str]) -> Iterator[Element]:
    """Yield a text with the note beside it, each after its halo where it has one."""
    for words, place, more in _runs(source, looks, variables):
        halo = {key: value for key, value in more.items() if key.startswith("stroke")}
        plain = {key: value for key, value in more.items() if key not in halo}
        if halo.get("stroke", "none") != "none":
            yield _text(words, place | plain | halo | {"fill": halo["stroke"], "aria-hidden": "true"})
        yield _text(words, place | plain)


def _text(words: str, attributes: dict[str, str]) -> Element:
    made = Element(tag("text"), attributes)
    made.text = words
    return made


def _runs(
    source: Element, looks: dict[str, str], variables: Mapping[str, str]
) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """Yield the parts of a text, each with its place and its looks; a note stands outwards from the name."""
    place = _kept(source)
    parts = list(source)
    if not parts:
        yield source.text or "", place, looks
        return
    note = next(part for part in parts if "t-note" in part.get("class", ""))
    others = [part.text or "" for part in parts if part is not note]
    name = (source.text or "") + "".join(others)
    yield name, place, looks
    ends = place.get("text-anchor") == "end"
    away = text_width(name, float(looks.get("font-size", LABEL_SIZE))) * _AS_WIDE + NOTE_GAP
    x = float(place["x"]) + (-away if ends else away)
    quiet = {"font-size": "11.5", "fill": variables["--soft"], "font-weight": "400"}
    yield note.text or "", place | {"x": number(x)}, looks | quiet


def child(parent: Element, name: str, attributes: Mapping[str, str | float], text: str = "") -> Element:
    """Append an element; numbers are rounded to a tenth."""
    written = {key: value if isinstance(value, str) else number(value) for key, value in attributes.items()}
    made = SubElement(parent, tag(name), written)
    made.text = text or None
    return made
