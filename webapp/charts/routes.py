"""The routes of charts. There is the list, the page of each, its files, and its form for other sites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request
from markupsafe import escape
from werkzeug.exceptions import NotFound

from queries import registry
from webapp.charts.exports import BY_SUFFIX, FORMATS, ChartFormat, file_name, frame_text
from webapp.charts.frame import FrameText, framed
from webapp.charts.registry import ChartKind, chart_kinds
from webapp.charts.request import NARROWEST, WIDEST, Looks, RequestedChart, known_kind, requested_chart, requested_looks
from webapp.components import citations, responses
from webapp.components.site_pages import SitePage
from webapp.http.assets import bundle
from webapp.http.common_headers import EMBED_POLICY
from webapp.http.formats import CITATIONS, citation_format
from webapp.http.site_address import example_root
from webapp.models.site import current_site
from webapp.svg.style_rules import THEMES, style_rules

area = Blueprint("charts", __name__)
PAGES = (SitePage("/charts", "Charts"),)

_EMBEDDED = ((330.0, "small"), (560.0, "medium"), (800.0, "large"), (1120.0, "largest"))
"""The widths in which an embedded chart is drawn, each with its class in the stylesheet."""

_SHOWN = ((500, 360), (900, 600), (0, 1200))
"""The widths in which the page of a chart shows it. Each stands behind the widest screen that has it; 0 is any."""

_ROWS = 100
"""Rows of the numbers, and sources, that the page shows; the files have all."""

_BESIDE = ("_iri", "_iris", "sources", "source_titles")
"""How the names of columns end that only the files have."""

_USUAL_HEIGHT = 600
"""Pixels of the frame in the code for other pages, until the chart says how high it is."""


@area.get("/charts")
def charts() -> Response:
    """List all kinds of charts, with what each shows."""
    kinds = list(chart_kinds().values())
    parts: Sequence[tuple[str, list[ChartKind]]] = (
        ("Of pages", [kind for kind in kinds if kind.draw]),
        ("Of questions", [kind for kind in kinds if not kind.draw]),
    )
    return responses.page("charts/charts.html", parts=parts, narrowest=NARROWEST, widest=WIDEST)


@area.get("/chart")
def chart_list() -> Response:
    """Lead to the list."""
    return Response(status=HTTPStatus.MOVED_PERMANENTLY, headers={"Location": "/charts"})


@area.get("/chart/<name>")
def chart(name: str) -> Response:
    """Show a chart with everything to take it away, or send it in the format that the address ends in.

    Raises:
        NotFound: no such chart or format, or nothing to draw.
        Problem: a field does not fit.
    """
    stem, dot, suffix = name.partition(".")
    kind = known_kind(stem)
    cited = citation_format(suffix) if dot else None
    if dot and suffix not in BY_SUFFIX and cited not in CITATIONS:
        known = ", ".join(f"{kind.name}.{format_.suffix}" for format_ in FORMATS)
        raise NotFound(f"A chart cannot be had as “{suffix[:40]}”. There are: {known}.")
    looks = requested_looks()
    if dot and suffix in BY_SUFFIX:
        return _sent(requested_chart(kind), BY_SUFFIX[suffix])
    found = requested_chart(kind)
    if cited:
        return citations.sent(found.citation, cited)
    return _page(found, looks)


def _page(found: RequestedChart, looks: Looks) -> Response:
    catalogue, kind = current_site().catalogue, found.kind
    words, query = frame_text(found, catalogue), registry.get(kind.query)
    address, about = found.address("/embed"), dict(found.fields).get("about", "")
    columns = enumerate(found.chart.table.columns)
    return responses.page(
        "charts/chart.html",
        found=found,
        looks=looks,
        formats=FORMATS,
        sources=_sources(found, words),
        height=framed(found.chart, words, _SHOWN[-1][1], THEMES[0])[1],
        page="/" + about.replace(":", "/", 1) if about and kind.draw else "",
        words=words,
        citation=found.citation,
        citation_links=citations.links(f"/chart/{kind.name}", fields=found.address().partition("?")[2]),
        query_title=query.title,
        embed_code=_embed_code(example_root() + address, found.chart.title),
        themes=THEMES,
        shown=[place for place, column in columns if not column.name.endswith(_BESIDE)],
        most=_ROWS,
    )


@dataclass(frozen=True, slots=True)
class PictureSource:
    """A form of the picture for some screens: the media query, its address, and its size in pixels."""

    media: str
    address: str
    width: int
    height: int


def _sources(found: RequestedChart, words: FrameText) -> list[PictureSource]:
    """Return the forms of the picture beside the usual one: for narrow screens, and dark."""
    found_forms = []
    for screen, width in _SHOWN:
        for theme in reversed(THEMES):
            dark = ["(prefers-color-scheme: dark)"] if theme != THEMES[0] else []
            narrow = [f"(max-width: {screen}px)"] if screen else []
            if media := " and ".join([*dark, *narrow]):
                address = found.address(".svg", width=str(width), theme=theme)
                found_forms.append(PictureSource(media, address, width, framed(found.chart, words, width, theme)[1]))
    return found_forms


def _embed_code(address: str, title: str) -> str:
    """Return the HTML for other pages: a frame, and a script that gives it the height that the chart asks for."""
    frame = (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="{_USUAL_HEIGHT}" '
        'loading="lazy" sandbox="allow-scripts allow-popups" style="border:0"></iframe>'
    )
    listener = (
        '<script>addEventListener("message", (e) => { const f = e.data?.type === "opg:height" && '
        '[...document.querySelectorAll("iframe")].find((f) => f.contentWindow === e.source); '
        "if (f) f.height = e.data.height; })</script>"
    )
    return f"{frame}\n{listener}"


def _sent(found: RequestedChart, format_: ChartFormat) -> Response:
    looks, catalogue = requested_looks(), current_site().catalogue
    name = file_name(found, catalogue.version, format_.suffix)
    headers = {
        "Content-Disposition": f'{"inline" if format_.inline else "attachment"}; filename="{name}"',
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Link": f"{responses.cite_as(found.citation.address)}, {responses.LICENCE_LINK}",
    }
    return responses.data_response(
        lambda: format_.write(found, looks, catalogue),
        format_.content_type,
        request.query_string.decode(),
        found.citation.text,
        str(looks),
        headers=headers,
    )


@area.get("/chart/<name>/embed")
def embed(name: str) -> Response:
    """Show a chart without the frame of the site, for other sites to show in theirs."""
    found, looks = requested_chart(known_kind(name)), requested_looks()
    response = responses.page(
        "charts/embed.html",
        found=found,
        theme=looks.theme if "theme" in request.args else "",
        words=frame_text(found, current_site().catalogue),
        drawings=[(size, found.chart.draw(width)) for width, size in _EMBEDDED],
        formats=FORMATS,
        bundle=bundle("embed"),
    )
    response.headers["Content-Security-Policy"] = EMBED_POLICY
    return response


@area.get("/chart/theme-<theme>.css")
def theme_styles(theme: str) -> Response:
    """Send the colours of a theme, for an embedded chart that is to have it whatever the reader's device has."""
    if theme not in THEMES:
        raise NotFound(f"The themes are {' and '.join(THEMES)}.")
    colours = "".join(f"{name}:{value};" for name, value in style_rules().variables[theme].items())
    text = f":root{{color-scheme:{theme};{colours}}}\n"
    return responses.data_response(lambda: text, "text/css; charset=utf-8", theme)
