"""The marks, lines, names and guides of a picture as SVG."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from webapp.explorer.appearance import DASHES, MARKS, dash, line_tint
from webapp.explorer.arrangement import GUIDE_SIZE, Arrangement, Guide
from webapp.explorer.attributes import writable
from webapp.explorer.network import NetworkNode
from webapp.explorer.node_looks import NodeLooks
from webapp.explorer.picture_layout import PictureLayout
from webapp.explorer.picture_names import Name
from webapp.explorer.picture_shapes import bent, corners
from webapp.explorer.picture_text import NAME_LINE, NAME_SIZE
from webapp.explorer.view import View
from webapp.models.colour_families import NEUTRAL
from webapp.svg.canvas import element, number
from webapp.svg.standalone import mixture

_Attributes = dict[str, str | float]
_MANY_LINES = 600
_READABLE = 0.62
"""How much of its colour the words of a band have; the rest is ink, so that they can be read."""


def drawn(view: View, layout: PictureLayout, colours: dict[str, str]) -> list[Markup]:
    """Draw guides and lines first, then marks, then names, so that nothing strikes a name out."""
    arrangement, looks, pointed = layout.arrangement, NodeLooks(view), set(view.state.mark)
    rings = [_ring(arrangement, node.id) for node in view.nodes if node.id in pointed]
    names = [text for id_, name in layout.names.items() for text in _name(name, colours, bold=id_ in pointed)]
    return [
        element("g", {"stroke": colours["line"]}, *_rules(arrangement)),
        element("g", {"fill": "none"}, *_lines(view, arrangement, looks, colours)),
        element("g", {"id": "marks"}, *(_mark(node, arrangement, looks, colours) for node in view.nodes)),
        element("g", {"fill": "none", "stroke": colours["accent"], "stroke-width": "2.5"}, *rings),
        element("g", {"id": "guides", "font-size": GUIDE_SIZE, "font-weight": "600"}, *_guides(arrangement, colours)),
        element("g", {"id": "names", "font-size": NAME_SIZE}, *names),
    ]


def _rules(arrangement: Arrangement) -> list[Markup]:
    return [
        element("path", {"d": f"M{number(one[0])},{number(one[1])}L{number(other[0])},{number(other[1])}"})
        for one, other in arrangement.rules
    ]


def _guides(arrangement: Arrangement, colours: dict[str, str]) -> list[Markup]:
    return [text for guide in arrangement.shown_guides for text in _guide(guide, colours)]


def _guide(guide: Guide, colours: dict[str, str]) -> list[Markup]:
    fill = mixture(colours[guide.family], _READABLE, colours["ink"]) if guide.family else colours["soft"]
    place: _Attributes = {"x": guide.x, "y": guide.y + GUIDE_SIZE * 0.35, "text-anchor": guide.anchor}
    return _legible(guide.text, place, fill, colours)


def _legible(text: str, place: _Attributes, fill: str, colours: dict[str, str]) -> list[Markup]:
    """Write a text over a wider one in the colour of the paper."""
    halo = {"fill": colours["sheet"], "stroke": colours["sheet"], "stroke-width": "4", "stroke-linejoin": "round"}
    words = writable(text)
    return [
        element("text", {**place, **halo, "aria-hidden": "true"}, words),
        element("text", {**place, "fill": fill}, words),
    ]


def _lines(view: View, arrangement: Arrangement, looks: NodeLooks, colours: dict[str, str]) -> list[Markup]:
    beside: Counter[tuple[str, ...]] = Counter()
    found, names = [], view.model.nodes
    faint = _faintness(view)
    for edge in view.edges:
        pair = tuple(sorted((edge.source, edge.target)))
        way = bent(arrangement.places[edge.source], arrangement.places[edge.target], beside[pair])
        beside[pair] += 1
        says = dash(edge)
        dashes: _Attributes = {"stroke-dasharray": " ".join(map(number, DASHES[says]))} if says else {}
        tint = NEUTRAL.name if looks.recoloured else line_tint(edge)
        look: _Attributes = {
            "d": way,
            "stroke": colours[tint],
            "stroke-opacity": faint,
            "stroke-width": "1.3",
            **dashes,
        }
        title = f"{names[edge.source].label} – {names[edge.target].label}: {edge.label}"  # noqa: RUF001 - a dash
        found.append(element("path", look, element("title", {}, writable(title))))
    return found


def _faintness(view: View) -> str:
    """Return the opacity of lines: the more there are behind marks and names, the less of each."""
    if view.state.partners:
        return "0.12"
    if len(view.edges) <= _MANY_LINES:
        return "0.55"
    return "0.08" if view.state.layout == "timeline" else "0.22"


def _mark(node: NetworkNode, arrangement: Arrangement, looks: NodeLooks, colours: dict[str, str]) -> Markup:
    mark, colour = MARKS[node.kind], looks.colour(node, colours)
    (x, y), size = arrangement.places[node.id], arrangement.sizes[node.id]
    paint = {"fill": colour if mark.filled else colours["sheet"]}
    paint |= {"stroke": colours["sheet"] if mark.filled else colour, "stroke-width": "1" if mark.filled else "2"}
    title = element("title", {}, writable(node.label))
    outline = corners(mark.shape, x, y, size)
    if outline:
        return element("path", {"d": outline, **paint}, title)
    return element("circle", {"cx": x, "cy": y, "r": size, **paint}, title)


def _ring(arrangement: Arrangement, node: str) -> Markup:
    (x, y), size = arrangement.places[node], arrangement.sizes[node]
    return element("circle", {"cx": x, "cy": y, "r": size * 1.2 + 3})


def _name(name: Name, colours: dict[str, str], *, bold: bool) -> list[Markup]:
    face = {"font-weight": "600"} if bold else {}
    found = []
    for row, line in enumerate(name.lines):
        place: _Attributes = {"x": name.x, "y": name.y + row * NAME_LINE, "text-anchor": name.anchor, **face}
        found.append(_legible(line, place, colours["ink"], colours))
    # All halos of a name come before its letters, so that none covers the line above.
    return [text for texts in zip(*found, strict=True) for text in texts]
