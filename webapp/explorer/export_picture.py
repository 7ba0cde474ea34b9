"""The export of a view as a picture, in SVG and PNG.

The picture stands alone. It has title, legend, names, sources, licence, release and day inside. It draws the same in
browsers, CairoSVG and resvg: there is no stylesheet. What makes names legible is a wider text of its own below each.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from graph.xml_text import well_formed
from ontology.namespaces import DATA_LICENCE_IRI
from webapp.components.citations import AUTHORS, Citation
from webapp.explorer.appearance import DASHES, MARKS, THEMES, dash, line_tint, tint
from webapp.explorer.attributes import writable
from webapp.explorer.export_metadata import sources_of
from webapp.explorer.picture_foot import OTHER_SCRIPTS, SANS, SERIF, Words, foot, words
from webapp.explorer.picture_layout import (
    NAME_LINE,
    NAME_SIZE,
    PictureLayout,
    PlacedNode,
    bent,
    corners,
    in_lines,
    laid_out,
)
from webapp.explorer.placing import placed
from webapp.explorer.view import View
from webapp.models.reference_data import ReferenceData
from webapp.svg.canvas import NAMESPACE, element, number
from webapp.text.dates import beginnings
from webapp.text.english import noun

_LARGEST_DRAWN = 1600
"""Pixels of width up to which a wider picture has more room; beyond it all is drawn larger instead."""

_MARGIN = 24.0
_TITLES = re.compile("<title>.*?</title>", re.DOTALL)
_FONTS = (
    ("font_source_serif_pro", "SourceSerifPro-Semibold.ttf"),
    ("font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    ("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
)


@dataclass(frozen=True, slots=True)
class PictureOptions:
    """How wide a picture is, in pixels, whether it is light or dark, and whether it is bare.

    A bare picture has nothing around it. It is for pages that say themselves what it is.
    """

    width: int = 1200
    theme: str = "light"
    bare: bool = False


def png(view: View, catalogue: ReferenceData, citation: Citation, options: PictureOptions) -> bytes:
    """Return the view as PNG, exactly as wide as asked."""
    import resvg_py

    # Without what only shows when a pointer rests on it, and takes half of the time.
    drawing = _TITLES.sub("", svg(view, catalogue, citation, options).decode())
    # The fonts that come along have Latin, Greek and Cyrillic; other scripts are left to those of the machine.
    alone = not OTHER_SCRIPTS.search(drawing)
    return resvg_py.svg_to_bytes(
        svg_string=drawing, width=options.width, font_files=_font_files(), skip_system_fonts=alone
    )


@cache
def _font_files() -> list[str]:
    return [str(files(package) / "files" / name) for package, name in _FONTS]


def svg(view: View, catalogue: ReferenceData, citation: Citation, options: PictureOptions) -> bytes:
    """Return the view as SVG."""
    colours = THEMES[options.theme]
    width = float(options.width if options.width <= _LARGEST_DRAWN else _LARGEST_DRAWN)
    layout = laid_out(view, placed(view, catalogue), width)
    head, top = (Markup(), 0.0) if options.bare else _head(view, citation, width, colours)
    at = Words(_MARGIN, top + layout.height + 30, width - 2 * _MARGIN)
    below, bottom = (Markup(), layout.height) if options.bare else foot(view, catalogue, citation, at, colours)
    scale = options.width / width
    whole = {"width": number(width * scale), "height": number(round(bottom * scale))}
    drawing = element(
        "svg",
        {"xmlns": NAMESPACE, **whole, "viewBox": f"0 0 {number(width)} {number(bottom)}", "role": "img",
         "font-family": SANS},
        element("title", {}, writable(citation.title)),
        element("desc", {}, writable(citation.text)),
        _metadata(view, catalogue, citation),
        element("rect", {"width": width, "height": bottom, "fill": colours["sheet"]}),
        head,
        element("g", {"transform": f"translate(0,{number(top)})"}, *_drawn(view, layout, colours)),
        below,
    )  # fmt: skip
    return well_formed(f'<?xml version="1.0" encoding="UTF-8"?>\n{drawing}\n'.encode())


def _metadata(view: View, catalogue: ReferenceData, citation: Citation) -> Markup:
    """Write what the picture is in the terms of Dublin Core, with every source."""
    says = [
        ("title", citation.title), ("creator", AUTHORS), ("date", citation.version.date),
        ("identifier", citation.address), ("rights", DATA_LICENCE_IRI), ("bibliographicCitation", citation.text),
        *(("source", f"{source.title} {source.url or source.iri}") for source in sources_of(view, catalogue)),
    ]  # fmt: skip
    named = [element(f"dcterms:{name}", {}, writable(text)) for name, text in says if text]
    return element("metadata", {"xmlns:dcterms": "http://purl.org/dc/terms/"}, *named)


def _head(view: View, citation: Citation, width: float, colours: dict[str, str]) -> tuple[Markup, float]:
    """Write title and numbers; return them with where they end."""
    large = 24.0 if width >= 600 else 19.0
    title = in_lines(writable(citation.title), large, width - 2 * _MARGIN)
    about = (
        f"{len(view.nodes):,} {noun(len(view.nodes), 'thing')}, {len(view.edges):,} {noun(len(view.edges), 'line')}."
    )
    if view.deals:
        about += f" {len(view.deals):,} {noun(len(view.deals), 'partnership')} behind them; {beginnings(view.bases)}."
    lines = in_lines(about, 13, width - 2 * _MARGIN)
    face: dict[str, str | float] = {
        "font-size": large,
        "font-weight": "600",
        "font-family": SERIF,
        "fill": colours["ink"],
    }
    rows = [
        element("text", {"x": _MARGIN, "y": _MARGIN + large + index * large * 1.2, **face}, line)
        for index, line in enumerate(title)
    ]
    y = _MARGIN + large * 1.2 * len(title) + 20
    written, end = words(lines, Words(_MARGIN, y, width), 13, colours["soft"])
    return element("g", {}, *rows, *written), end + 8


def _drawn(view: View, layout: PictureLayout, colours: dict[str, str]) -> list[Markup]:
    """Draw lines first, then marks, then names, so that nothing strikes a name out."""
    marks = {one.node.id: one for one in layout.nodes}
    return [
        element("g", {"fill": "none"}, *_lines(view, marks, colours)),
        element("g", {}, *(_mark(one, colours) for one in layout.nodes)),
        element("g", {"text-anchor": "middle", "font-size": NAME_SIZE}, *_names(layout, colours)),
    ]


def _lines(view: View, marks: dict[str, PlacedNode], colours: dict[str, str]) -> list[Markup]:
    beside: Counter[tuple[str, ...]] = Counter()
    found = []
    names = view.model.nodes
    faint = "0.22" if len(view.edges) > 1000 else "0.55"
    for edge in view.edges:
        one, other = marks[edge.source], marks[edge.target]
        pair = tuple(sorted((edge.source, edge.target)))
        way = bent((one.x, one.y), (other.x, other.y), beside[pair])
        beside[pair] += 1
        says = dash(edge)
        dashes: dict[str, str | float] = {"stroke-dasharray": " ".join(map(number, DASHES[says]))} if says else {}
        look: dict[str, str | float] = {
            "d": way,
            "stroke": colours[line_tint(edge)],
            "stroke-opacity": faint,
            "stroke-width": "1.3",
            **dashes,
        }
        title = f"{names[edge.source].label} – {names[edge.target].label}: {edge.label}"  # noqa: RUF001 - a dash
        found.append(element("path", look, element("title", {}, writable(title))))
    return found


def _mark(one: PlacedNode, colours: dict[str, str]) -> Markup:
    mark, colour = MARKS[one.node.kind], colours[tint(one.node)]
    paint = {"fill": colour if mark.filled else colours["sheet"]}
    paint |= {"stroke": colours["sheet"] if mark.filled else colour, "stroke-width": "1" if mark.filled else "2"}
    title = element("title", {}, writable(one.node.label))
    outline = corners(mark.shape, one.x, one.y, one.radius)
    if outline:
        return element("path", {"d": outline, **paint}, title)
    return element("circle", {"cx": one.x, "cy": one.y, "r": one.radius, **paint}, title)


def _names(layout: PictureLayout, colours: dict[str, str]) -> list[Markup]:
    """Write the names, each over a wider one in the colour of the paper."""
    halo: dict[str, str | float] = {
        "fill": colours["sheet"],
        "stroke": colours["sheet"],
        "stroke-width": "3",
        "stroke-linejoin": "round",
    }
    found = []
    for one in layout.nodes:
        y = one.y + one.radius * 1.2 + NAME_SIZE + 1
        rows = [(_at(one.x, y + row * NAME_LINE), writable(line)) for row, line in enumerate(one.name)]
        found += [element("text", {**place, **halo, "aria-hidden": "true"}, line) for place, line in rows]
        found += [element("text", {**place, "fill": colours["ink"]}, line) for place, line in rows]
    return found


def _at(x: float, y: float) -> dict[str, str | float]:
    return {"x": x, "y": y}
