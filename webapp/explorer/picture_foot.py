"""The foot of a picture. It has legend, sources, and the citation with licence, release and day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ontology.namespaces import DATA_LICENCE_IRI
from webapp.components.citations import LICENCE, Citation
from webapp.explorer.appearance import DASH_NAMES, DASHES, MARKS, dash
from webapp.explorer.attributes import writable
from webapp.explorer.export_metadata import sources_of
from webapp.explorer.network import KINDS
from webapp.explorer.node_looks import NodeLooks
from webapp.explorer.picture_shapes import corners
from webapp.explorer.picture_text import in_lines, width_of
from webapp.explorer.view import View
from webapp.models.colour_families import legend
from webapp.models.evidence import Source
from webapp.models.reference_data import ReferenceData
from webapp.svg.canvas import element, number
from webapp.svg.fonts import drawable
from webapp.text.english import language_name

_SMALL, _LEADING = 12.0, 16.0

_SOURCES = 8
"""Sources that a picture names; the file has all of them in its metadata."""


@dataclass(frozen=True, slots=True)
class Words:
    """Where a text begins, and how wide it may be."""

    x: float
    y: float
    width: float


def foot(view: View, said: Iterable[str], at: Words, colours: dict[str, str]) -> tuple[Markup, float]:
    """Write the legend and paragraphs; return them with the height of the whole picture."""
    rule = element("path", {"d": f"M{number(at.x)},{number(at.y - 18)}h{number(at.width)}", "stroke": colours["line"]})
    keys, y = _legend(view, at, colours)
    parts = [rule, *keys]
    for text in said:
        lines = in_lines(writable(text), _SMALL, at.width)
        rows, y = words(lines, Words(at.x, y + 6, at.width), _SMALL, colours["soft"])
        parts += rows
    return element("g", {}, *parts), y + 10


def paragraphs(view: View, catalogue: ReferenceData, citation: Citation, *, unnamed: bool) -> Iterator[str]:
    """Yield what the foot says below the legend; `unnamed` tells whether some names are missing."""
    yield from _explained(view, unnamed=unnamed)
    yield _sources(view, catalogue, citation)
    yield citation.text
    yield _rights(citation)


def words(lines: Sequence[str], at: Words, size: float, colour: str) -> tuple[list[Markup], float]:
    """Write lines of text; return them with where the next one would be."""
    leading = size * _LEADING / _SMALL
    look: dict[str, str | float] = {"x": at.x, "font-size": size, "fill": colour}
    written = [element("text", {**look, "y": at.y + index * leading}, line) for index, line in enumerate(lines)]
    return written, at.y + len(lines) * leading


def _explained(view: View, *, unnamed: bool) -> Iterator[str]:
    """Say what sizes mean, and that not every name has room where that is so."""
    said = [NodeLooks(view).size_words] if len(view.nodes) > 1 else []
    if unnamed:
        said.append("Names stand where there is room for them. The data behind the picture has all of them.")
    if text := " ".join(filter(None, said)):
        yield text


def _sources(view: View, catalogue: ReferenceData, citation: Citation) -> str:
    found = sources_of(view, catalogue)
    if not found:
        return "Sources: none recorded for these lines."
    named = "; ".join(map(_named, found[:_SOURCES]))
    more = f"; and {len(found) - _SOURCES:,} more, at {citation.address}" if len(found) > _SOURCES else ""
    return f"Sources: {named}{more}."


def _named(source: Source) -> str:
    """Say what a source is; a title in a script that few fonts have gives way to the publisher."""
    language = f"in {language_name(source.language)}" if source.language else "in another script"
    title = source.title if drawable(source.title) else ""
    told = (
        title,
        source.publisher or (source.url if not title else ""),
        "" if title else language,
        source.published[:4],
    )
    return writable(", ".join(filter(None, told)))


def _rights(citation: Citation) -> str:
    return f"Licence: {LICENCE}, {DATA_LICENCE_IRI} · Data: {citation.version.words}"


def _legend(view: View, at: Words, colours: dict[str, str]) -> tuple[list[Markup], float]:
    """Write the keys one after the other, in as many lines as they need."""
    found, x, y = [], at.x, at.y
    for key, text in _keys(view, colours):
        wide = 34 + width_of(text, 12.5) + 14
        if x > at.x and x + wide > at.x + at.width:
            x, y = at.x, y + 20
        label = element("text", {"x": x + 34, "y": y + 4, "font-size": 12.5, "fill": colours["ink"]}, text)
        place = f"translate({number(x)},{number(y)})"
        found += [element("g", {"transform": place}, key), label]
        x += wide
    return found, y + 26


def _keys(view: View, colours: dict[str, str]) -> Iterator[tuple[Markup, str]]:
    """Yield each sign with what it means: kinds of things, product fields, kinds of dashes."""
    kinds = {node.kind for node in view.nodes}
    for kind, label in KINDS.items():
        if kind in kinds:
            yield _sign(kind, colours), label
    looks = NodeLooks(view)
    families = legend({node.family for node in view.nodes} | {edge.family for edge in view.edges})
    fields = [] if looks.recoloured else [(colours[family.name], family.label) for family in families]
    for colour, label in fields or looks.keys(colours):
        yield element("circle", {"cx": "20", "cy": "0", "r": "5", "fill": colour}), label
    if view.state.mark:
        ring = {"cx": "20", "cy": "0", "r": "7", "fill": "none", "stroke": colours["accent"], "stroke-width": "2.5"}
        yield element("circle", ring), "marked by whoever made the address"
    for says in _in_order({dash(edge) for edge in view.edges}):
        dashes = " ".join(map(number, DASHES[says]))
        look = {"d": "M4,0H28", "stroke": colours["ink"], "stroke-width": "1.5", "stroke-dasharray": dashes}
        yield element("path", look), f"{DASH_NAMES[says]}"


def _in_order(used: Iterable[str]) -> list[str]:
    return [says for says in DASH_NAMES if says in set(used)]


def _sign(kind: str, colours: dict[str, str]) -> Markup:
    mark = MARKS[kind]
    colour = colours["neutral" if mark.colour == "family" else mark.colour]
    paint = {"fill": colour} if mark.filled else {"fill": colours["sheet"], "stroke": colour, "stroke-width": "2"}
    outline = corners(mark.shape, 20, 0, 6)
    return (
        element("path", {"d": outline, **paint})
        if outline
        else element("circle", {"cx": "20", "cy": "0", "r": "6", **paint})
    )
