"""The routes of the explorer, its embedded form and its exports."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl

from flask import Blueprint, Response, json, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from graph.rdf_formats import Format
from queries.errors import BadParameter
from webapp.components import citations, responses
from webapp.components.site_pages import SitePage
from webapp.explorer import details, path_routes, tables
from webapp.explorer.edges import RELATIONS
from webapp.explorer.export_picture import PictureOptions
from webapp.explorer.exports import EXPORTS, FILES, Export
from webapp.explorer.filter_options import filter_options, without
from webapp.explorer.network import KINDS, ONE
from webapp.explorer.read_view_state import read
from webapp.explorer.request import (
    PAGE_KEYS,
    PICTURE_KEYS,
    checked,
    names,
    network,
    requested_node,
    requested_picture,
    requested_story,
    requested_view,
)
from webapp.explorer.sparql_query import query_of_view
from webapp.explorer.static_svg import images, opened, picture
from webapp.explorer.titles import citation, title
from webapp.explorer.view import View
from webapp.explorer.view_evidence import evidence
from webapp.http.assets import MISSING, bundle
from webapp.http.common_headers import EMBED_POLICY
from webapp.http.errors import UnknownThing
from webapp.http.formats import CITATIONS, HTML, JSON, citation_format
from webapp.http.negotiation import negotiate
from webapp.models.colour_families import FAMILIES, NEUTRAL, legend
from webapp.models.search_results import LONGEST, search
from webapp.models.site import current_site

_LONGEST_IN_HEADER = 2000
"""Characters of an address that a header repeats: nginx takes headers of 4 kB in all, and refuses longer ones."""

area = Blueprint("explorer", __name__)
area.register_blueprint(path_routes.area)
PAGES = (
    SitePage("/explore", "Explore", menu=1),
    SitePage("/explore/embed", "Explorer in another page", indexed=False),
    SitePage("/path", "Connections", menu=9),
)

_OFFERS: tuple[Format | Export, ...] = (HTML, *EXPORTS.values(), *CITATIONS)
_PLACES = (
    ("tier=top&date=2017-01-18", "Worldwide partners on 18 January 2017"),
    ("from=games/2012-summer&open=games/2012-summer", "London 2012"),
    ("from=country/japan&open=country/japan&kind=partner", "Companies from Japan"),
    ("from=category/timekeeping&open=category/timekeeping", "Who keeps the time"),
    ("from=partner/mcdonalds&open=partner/mcdonalds", "McDonald\N{RIGHT SINGLE QUOTATION MARK}s"),
    ("path=partner/alibaba~partner/kodak", "From Alibaba to Kodak"),
)
"""Views that make good beginnings, with what a reader calls them."""

_EXAMPLES = ("partner/alibaba", "games/2012-summer", "category/beer", "country/japan", "person/thomas-bach")
"""Names that somebody may look for."""

_LOOKED_AT, _FOUND = 50, 10
"""Results of the search of which some may be no nodes, and nodes that are suggested."""

_SCHEMA = Path(__file__).with_name("story.schema.json")

_LONG = 4_000
"""Characters of a view beyond which its page has no link for each part and row. Each link would repeat all of it."""

_SPARQL = "application/sparql-query; charset=utf-8"


@area.get("/explore")
def explore() -> Response:
    """Show the explorer, or return the view in the format that the client likes best."""
    format_ = negotiate(_OFFERS)
    if isinstance(format_, Export):
        return _exported(format_)
    if format_ in CITATIONS:
        return citations.sent(citation(requested_view(), current_site().catalogue.version), format_)
    found = requested_view()
    sort, rows = request.args.get("sort", ""), request.args.get("rows", "")
    long = len(str(found.state)) > _LONG
    checked(lambda: tables.check(sort, rows))
    return responses.rendered(
        "explorer/page.html",
        **_shared(found, "/explore"),
        things=tables.things(found, sort, rows, "/explore"),
        evidence=evidence(found, current_site().catalogue) if found.state.annotated else None,
        lines=tables.lines(found, sort, rows, "/explore"),
        opened=None if long else lambda node: opened(found.state, node),
        parts=[] if long else list(without(found.model, found.state)),
        exports=list(FILES.values()),
        citation=citation(found, current_site().catalogue.version),
        citation_links=citations.links("/explore", fields=str(found.state)),
        behind=query_of_view(current_site().store, found),
        kinds=KINDS,
        one=ONE,
        examples=[{"id": node.id, "label": node.short} for id_ in _EXAMPLES if (node := network().node(id_))],
        places=[(query, words) for query, words in _PLACES if _fits(query)],
        relations=RELATIONS,
    )


def _fits(query: str) -> bool:
    """Tell whether this network has all that a view names."""
    try:
        read(MultiDict(parse_qsl(query)), network(), names)
    except BadParameter:
        return False
    return True


@area.get("/explore.<suffix>")
def sent_citation(suffix: str) -> Response:
    """Say how to cite a view, in a format for reference managers."""
    format_ = citation_format(suffix)
    if format_ is None:
        known = ", ".join(f"explore.{format_.suffix}" for format_ in CITATIONS)
        raise NotFound(f"The explorer has nothing that ends in “.{suffix[:40]}”. How to cite it is in {known}.")
    return citations.sent(citation(requested_view(), current_site().catalogue.version), format_)


@area.get("/explore/embed")
def embed() -> Response:
    """Show a view without the frame of the site, for other sites to show in theirs."""
    found = requested_view()
    response = responses.page("explorer/embed.html", **_shared(found, "/explore/embed"))
    response.headers["Content-Security-Policy"] = EMBED_POLICY
    return response


@area.get("/explore/view.<suffix>")
def exported(suffix: str) -> Response:
    """Return a view in one of the formats."""
    if suffix not in FILES:
        known = ", ".join(export.address.rpartition("/")[2] for export in FILES.values())
        raise NotFound(f"A view cannot be had as “{suffix[:40]}”. There are: {known}.")
    return _exported(FILES[suffix])


@area.get("/explore/nodes.csv")
def nodes() -> Response:
    """Return the nodes of a view as a table."""
    return _exported(EXPORTS["nodes.csv"])


@area.get("/explore/query.rq")
def query() -> Response:
    """Return the query behind a view."""
    found = requested_view()
    return responses.data_response(lambda: query_of_view(current_site().store, found).text, _SPARQL, str(found.state))


@area.get("/explore/expand")
def expand() -> Response:
    """Say how many neighbours of each kind a node has in the whole network."""
    negotiate((JSON,))
    node = requested_node("node")
    body = {"node": node, "neighbours": network().neighbours_of(node)}
    return responses.data_response(lambda: json.dumps(body, ensure_ascii=False), JSON.content_type, node)


@area.get("/explore/find")
def find() -> Response:
    """Return the nodes with names like `q` as JSON, the best first, for fields in which somebody types."""
    negotiate((JSON,))
    text, known = request.args.get("q", "").strip()[:LONGEST], network()
    results = search(current_site().catalogue, text, _LOOKED_AT).results
    found = [(node, result.why) for result in results if (node := known.node(result.id))][:_FOUND]
    body = [
        {"id": node.id, "label": node.label, "kind": node.kind, "family": node.family, "why": why}
        for node, why in found
    ]
    return responses.data_response(lambda: json.dumps(body, ensure_ascii=False), JSON.content_type, text)


@area.get("/explore/facts")
def facts() -> Response:
    """Return the facts of a node, or of a partnership, as HTML for the side panel.

    Raises:
        Problem: neither is named, or nothing is called that.
    """
    negotiate((HTML,))
    here = current_site()
    if "partnership" in request.args:
        known = network().partnership("partnership/" + request.args["partnership"].removeprefix("partnership/"))
        if known is None:
            raise UnknownThing("There is no such partnership in the graph.")
        found, key = details.of_partnership(here, *known), known[1].id
    else:
        key = requested_node("node")
        model = network().about(key)
        found = details.of_node(here, model, model.nodes[key])
    return responses.data_response(lambda: render_template("explorer/facts.html", facts=found), HTML.content_type, key)


@area.get("/explore/evidence")
def evidence_of_view() -> Response:
    """Return what a view states, above all of its marked things, as HTML for the side panel."""
    negotiate((HTML,))
    found = requested_view()

    def body() -> str:
        return render_template("explorer/evidence.html", evidence=evidence(found, current_site().catalogue))

    return responses.data_response(body, HTML.content_type, str(found.state))


@area.get("/explore/story.schema.json")
def story_schema() -> Response:
    """Return the JSON Schema of a file with a story."""
    negotiate((JSON,))
    return responses.data_response(_SCHEMA.read_text, "application/schema+json")


def _exported(export: Export) -> Response:
    keys = PICTURE_KEYS if export.is_picture else ()
    found, catalogue = requested_view((*PAGE_KEYS, *keys)), current_site().catalogue
    options = requested_picture(found) if export.is_picture else PictureOptions()
    cited = citation(found, catalogue.version)
    kind = "inline" if export.format.media_type.startswith("image/") else "attachment"
    download = {"Content-Disposition": f'{kind}; filename="{export.file(cited.title, catalogue.version)}"'}
    response = responses.data_response(
        lambda: export.write(found, catalogue, cited, options),
        export.format.content_type,
        export.name,
        str(found.state),
        str(options),
        headers=None if export.name == "json" else download,
    )
    links = [responses.LICENCE_LINK]
    if len(cited.address) <= _LONGEST_IN_HEADER:
        links.insert(0, responses.cite_as(cited.address))
    response.headers["Link"] = ", ".join(links)
    return response


def _shared(found: View, address: str) -> dict[str, object]:
    """Return what the page and its embedded form have in common."""
    drawing = picture(found, address, current_site().catalogue)
    families = {node.family for node in found.nodes} | {edge.family for edge in found.edges}
    return {
        "view": found,
        "choices": filter_options(found.model.totals, found.model.season_labels),
        "story": requested_story(),
        "title": title(found),
        "drawing": drawing,
        "images": images(found),
        "families": legend(families),
        "all_families": [
            {"name": family.name, "label": family.label, "groups": family.groups} for family in (*FAMILIES, NEUTRAL)
        ],
        "bundle": bundle("explore"),
        "missing": MISSING,
    }
