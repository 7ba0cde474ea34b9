"""The export of a view as a picture, in SVG and PNG.

The picture stands alone. It has title, legend, names, sources, licence, release and day inside. It draws the same in
browsers, CairoSVG and resvg: there is no stylesheet. What makes names legible is a wider text of its own below each.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import register_namespace

from markupsafe import Markup

from graph.xml_text import well_formed
from ontology.namespaces import DATA_LICENCE_IRI
from webapp.components.citations import AUTHORS, Citation
from webapp.explorer.appearance import THEMES
from webapp.explorer.attributes import writable
from webapp.explorer.export_metadata import sources_of
from webapp.explorer.picture_drawing import drawn
from webapp.explorer.picture_foot import Words, foot, paragraphs, words
from webapp.explorer.picture_layout import laid_out
from webapp.explorer.picture_text import in_lines
from webapp.explorer.titles import described
from webapp.explorer.view import View
from webapp.models.reference_data import ReferenceData
from webapp.svg.canvas import NAMESPACE, element, number
from webapp.svg.fonts import SANS_STACK, SERIF_STACK, drawable
from webapp.svg.outlines import outlined
from webapp.svg.png import rendered
from webapp.svg.standalone import local
from webapp.text.dates import beginnings
from webapp.text.english import noun

_DCTERMS = "http://purl.org/dc/terms/"
register_namespace("dcterms", _DCTERMS)

_LARGEST_DRAWN = 1600
"""Pixels of width up to which a wider picture has more room; beyond it all is drawn larger instead."""

_MARGIN = 24.0
_WHOSE = {
    (True, True): "Title and note are by whoever made the address, not by this project.",
    (True, False): "The title is by whoever made the address, not by this project.",
    (False, True): "The note is by whoever made the address, not by this project.",
}
"""Whose words a picture has, by whether there is a title and a note."""


@dataclass(frozen=True, slots=True)
class PictureOptions:
    """The width of a picture in pixels, its theme, and whether it is bare.

    `outlines` tells whether its letters are outlines. A bare picture has nothing around it. It is for pages that say
    themselves what it is.
    """

    width: int = 1200
    theme: str = "light"
    bare: bool = False
    outlines: bool = False


def png(view: View, catalogue: ReferenceData, citation: Citation, options: PictureOptions) -> bytes:
    """Return the view as PNG, exactly as wide as asked."""
    root, height = _drawing(view, catalogue, citation, options)
    # Without what only shows when a pointer rests on it, and takes half of the time.
    drawing = ElementTree.fromstring(root)  # noqa: S314 - a drawing of ours
    for parent in list(drawing.iter()):
        for title in [child for child in parent if local(child) in {"title", "metadata"}]:
            parent.remove(title)
    # Scripts that the bundled fonts lack are left to the fonts of the machine.
    known = all(drawable(text.text or "") for text in drawing.iter() if local(text) == "text")
    whole = ElementTree.tostring(drawing, encoding="unicode")
    return rendered(whole, options.width, height, system_fonts=not known)


def svg(view: View, catalogue: ReferenceData, citation: Citation, options: PictureOptions) -> bytes:
    """Return the view as SVG."""
    drawing: str = _drawing(view, catalogue, citation, options)[0]
    if options.outlines:
        root = ElementTree.fromstring(drawing)  # noqa: S314 - a drawing of ours
        drawing = ElementTree.tostring(outlined(root), encoding="unicode")
    return well_formed(f'<?xml version="1.0" encoding="UTF-8"?>\n{drawing}\n'.encode())


def _drawing(view: View, catalogue: ReferenceData, citation: Citation, options: PictureOptions) -> tuple[Markup, int]:
    """Draw the view; return it with its height in pixels."""
    colours = THEMES[options.theme]
    width = float(options.width if options.width <= _LARGEST_DRAWN else _LARGEST_DRAWN)
    layout = laid_out(view, catalogue, width)
    drawing_height = layout.arrangement.height
    head, top = (Markup(), 0.0) if options.bare else _head(view, citation, width, colours)
    at = Words(_MARGIN, top + drawing_height + 30, width - 2 * _MARGIN)
    said = paragraphs(view, catalogue, citation, unnamed=len(layout.names) < len(view.nodes))
    below, bottom = (Markup(), drawing_height) if options.bare else foot(view, said, at, colours)
    scale = options.width / width
    height = round(bottom * scale)
    whole = {"width": number(width * scale), "height": number(height)}
    drawing = element(
        "svg",
        {"xmlns": NAMESPACE, **whole, "viewBox": f"0 0 {number(width)} {number(bottom)}", "role": "img",
         "font-family": SANS_STACK},
        element("title", {}, writable(citation.title)),
        element("desc", {}, writable(citation.text)),
        _metadata(view, catalogue, citation),
        element("rect", {"width": width, "height": bottom, "fill": colours["sheet"]}),
        head,
        element("g", {"transform": f"translate(0,{number(top)})"}, *drawn(view, layout, colours)),
        below,
    )  # fmt: skip
    return drawing, height


def _metadata(view: View, catalogue: ReferenceData, citation: Citation) -> Markup:
    """Write what the picture is in the terms of Dublin Core, with every source."""
    says = [
        ("title", citation.title), ("creator", AUTHORS), ("date", citation.version.date),
        ("identifier", citation.address), ("rights", DATA_LICENCE_IRI), ("bibliographicCitation", citation.text),
        *(("source", f"{source.title} {source.url or source.iri}") for source in sources_of(view, catalogue)),
    ]  # fmt: skip
    named = [element(f"dcterms:{name}", {}, writable(text)) for name, text in says if text]
    return element("metadata", {"xmlns:dcterms": _DCTERMS}, *named)


def _head(view: View, citation: Citation, width: float, colours: dict[str, str]) -> tuple[Markup, float]:
    """Write title, note and numbers; return them with where they end."""
    large = 24.0 if width >= 600 else 19.0
    title = in_lines(writable(citation.title), large, width - 2 * _MARGIN)
    face: dict[str, str | float] = {
        "font-size": large,
        "font-weight": "600",
        "font-family": SERIF_STACK,
        "fill": colours["ink"],
    }
    rows = [
        element("text", {"x": _MARGIN, "y": _MARGIN + large + index * large * 1.2, **face}, line)
        for index, line in enumerate(title)
    ]
    y = _MARGIN + large * 1.2 * len(title) + 20
    for text, size, colour in _said(view):
        lines = in_lines(writable(text), size, width - 2 * _MARGIN)
        written, y = words(lines, Words(_MARGIN, y, width), size, colours[colour])
        rows += written
    return element("g", {}, *rows), y + 8


def _said(view: View) -> list[tuple[str, float, str]]:
    """Return what the head says below the title: each text with its size and the name of its colour."""
    state = view.state
    note = [(state.note, 14.0, "ink")] if state.note else []
    whose = [(_WHOSE[bool(state.title), bool(state.note)], 12.0, "soft")] if state.title or state.note else []
    about = [(_about(view), 13.0, "soft")]
    return [*note, *whose, *about]


def _about(view: View) -> str:
    """Say what a view shows where somebody else gave its title, and how much there is."""
    shown = f"{described(view)}. " if view.state.title else ""
    things, lines = len(view.nodes), len(view.edges)
    about = f"{shown}{things:,} {noun(things, 'thing')}, {lines:,} {noun(lines, 'line')}."
    if view.deals:
        about += f" {len(view.deals):,} {noun(len(view.deals), 'partnership')} behind them; {beginnings(view.bases)}."
    return about
