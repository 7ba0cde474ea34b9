"""The page about the paths between two things, and its JSON. It shows each path step by step, with the evidence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

from graph.wording import alternatives
from queries.errors import BadParameter
from webapp.components import responses
from webapp.explorer.network import NetworkModel, PartnershipEdge
from webapp.explorer.network_parts import Network
from webapp.explorer.read_view_state import read_node
from webapp.explorer.request import checked, names, network
from webapp.explorer.shortest_paths import ALL, FURTHEST, MOST, WITHIN, Connections, connect
from webapp.explorer.static_svg import picture
from webapp.explorer.view import view
from webapp.explorer.view_state import ViewState
from webapp.http.formats import HTML, JSON
from webapp.http.negotiation import negotiate
from webapp.http.problem_types import BAD_VIEW
from webapp.models.colour_families import legend
from webapp.models.evidence import CitationNumbers, Source
from webapp.models.rows import ExplorerEvidenceRow
from webapp.models.site import SiteData, current_site

area = Blueprint("path", __name__)

_KEYS = ("from", "to", "within", "ways")
_EXAMPLES = (
    ("partner/alibaba", "partner/kodak"),
    ("partner/mcdonalds", "partner/omega"),
    ("partner/361-degrees", "partner/kolon"),
    ("games/1984-summer", "partner/toyota"),
)
_SUGGESTED = 8


@dataclass(frozen=True, slots=True)
class PathRequest:
    """A request for the paths between two things; `start` and `end` are ids of nodes."""

    start: str
    end: str
    within: int
    most: int


@dataclass(frozen=True, slots=True)
class EndField:
    """A field of the form: what was typed, what is wrong with it, and which things may have been meant."""

    name: str
    label: str
    value: str
    error: str = ""
    suggestions: tuple[tuple[str, str], ...] = ()


@area.get("/path")
def page() -> Response:
    """Show the shortest paths between two things, or the form to ask for them."""
    if negotiate((HTML, JSON)) is JSON:
        return document()
    here, known = current_site(), network()
    if not {"from", "to"} & set(request.args):
        return responses.rendered("explorer/path.html", **_form(here, known), found=None)
    try:
        wanted = _path_request(known)
    except BadParameter as error:
        form = _form(here, known, error)
        response = make_response(render_template("explorer/path.html", **form, found=None), BAD_VIEW.status)
        response.headers["Cache-Control"] = "no-cache"
        return response
    model = known.part(ViewState(path=(wanted.start, wanted.end)))
    found = connect(model.deals, wanted.start, wanted.end, wanted.within, wanted.most)
    return responses.rendered("explorer/path.html", **(_form(here, known) | _shown(here, model, found)))


@area.get("/path.json")
def document() -> Response:
    """Return the shortest paths between two things as JSON.

    Raises:
        Problem: an end is missing or unknown.
    """
    here = current_site()
    wanted = checked(lambda: _path_request(network()))
    model = network().part(ViewState(path=(wanted.start, wanted.end)))
    found = connect(model.deals, wanted.start, wanted.end, wanted.within, wanted.most)
    return responses.data_response(
        lambda: json.dumps(_described(here, model, found), ensure_ascii=False), JSON.media_type, repr(wanted)
    )


def _path_request(known: Network) -> PathRequest:
    for key, values in request.args.lists():
        if key not in _KEYS:
            raise BadParameter(key, values[0], f"there is no such field; there are {alternatives(_KEYS)}.")
        if len(values) > 1:
            raise BadParameter(key, values[1], "it is given more than once; one value is expected.")
    start, end = (read_node(key, request.args.get(key, ""), known, names) for key in ("from", "to"))
    within, ways = request.args.get("within", ""), request.args.get("ways", "")
    if within and not (within.isascii() and within.isdecimal() and 1 <= int(within) <= FURTHEST):
        raise BadParameter("within", within, f"a number of steps from 1 to {FURTHEST} is expected.")
    if ways not in {"", "all"}:
        raise BadParameter("ways", ways, "all is expected, or nothing.")
    return PathRequest(start, end, int(within or WITHIN), ALL if ways else MOST)


def _form(here: SiteData, known: Network, error: BadParameter | None = None) -> dict[str, Any]:
    fields = [_field(here, known, name, label, error) for name, label in (("from", "From"), ("to", "To"))]
    general = str(error) if error and not any(field.error for field in fields) else ""
    nodes = {end: node for pair in _EXAMPLES for end in pair if (node := known.node(end))}
    examples = [pair for pair in _EXAMPLES if nodes.keys() >= set(pair)]
    return {
        "fields": fields,
        "problem": general,
        "within": request.args.get("within", ""),
        "examples": examples,
        "nodes": nodes,
        "empty": not known.totals.counts,
        "address": _address,
    }


def _field(here: SiteData, known: Network, name: str, label: str, error: BadParameter | None) -> EndField:
    value = request.args.get(name, "").strip()
    if node := known.node(known.resolve(value)):
        return EndField(name, label, node.label)
    if not (error and error.parameter == name):
        return EndField(name, label, value[:200])
    wrong = f"Nothing here is called “{value[:80]}”." if value else "A name is missing here."
    return EndField(name, label, value[:200], wrong, tuple(_suggestions(here, known, value)))


def _suggestions(here: SiteData, known: Network, value: str) -> Iterable[tuple[str, str]]:
    """Yield id and label of what may have been meant."""
    words = value.rpartition("/")[2].replace("-", " ")
    for hit in here.catalogue.names.search(words, _SUGGESTED):
        if node := known.node(known.resolve("/".join(hit.name.iri.rsplit("/", 2)[1:]))):
            yield node.id, node.label


def _address(start: str, end: str, *, within: int = 0, everything: bool = False) -> str:
    """Return the address of a request; `within` and `everything` only where they are not as usual."""
    more = f"&within={within}" if within and within != WITHIN else ""
    return f"/path?from={start}&to={end}{more}{'&ways=all' * everything}"


def _shown(here: SiteData, model: NetworkModel, found: Connections) -> dict[str, Any]:
    shown = view(model, ViewState(path=found.ends))
    drawing = picture(shown, "/explore", here.catalogue) if found.found and found.length <= WITHIN else None
    families = {edge.family for edge in shown.edges} | {node.family for node in shown.nodes}
    return {
        "nodes": model.nodes,
        "found": found,
        "drawing": drawing,
        "families": legend(families),
        "refs": _evidence(here, found),
    }


def _evidence(here: SiteData, found: Connections) -> CitationNumbers:
    """Return the evidence of every partnership on the paths, with one query."""
    slugs = sorted({deal.id.partition("/")[2] for way in found.ways for step in way for deal in step.deals})
    rows = here.ask.rows(ExplorerEvidenceRow, partnerships=",".join(slugs)) if slugs else []
    return CitationNumbers(rows, here.catalogue.sources)


def _described(here: SiteData, model: NetworkModel, found: Connections) -> dict[str, Any]:
    refs = _evidence(here, found)
    ways = [
        [
            {
                "from": step.source,
                "to": step.target,
                "partnerships": [_partnership(model, deal, refs) for deal in step.deals],
                "overlap": overlaps[step.source].as_json() if step.source in overlaps else None,
            }
            for step in way
        ]
        for way, overlaps in zip(found.ways, found.overlaps, strict=True)
    ]
    return {
        **current_site().catalogue.version.members,
        "from": _end(model, found.ends[0]),
        "to": _end(model, found.ends[1]),
        "within": found.within,
        "found": found.found,
        "length": found.length,
        "total": found.total,
        "shown": len(found.ways),
        "apart": found.apart,
        "ways": ways,
    }


def _end(model: NetworkModel, id_: str) -> Mapping[str, str]:
    return {"id": id_, "iri": model.nodes[id_].iri, "label": model.nodes[id_].label}


def _partnership(model: NetworkModel, deal: PartnershipEdge, refs: CitationNumbers) -> Mapping[str, object]:
    sources: Sequence[tuple[int, Source]] = refs.cite(deal.iri)
    return {
        "iri": deal.iri,
        "partner": model.nodes[deal.partner].label,
        "programme": model.nodes[deal.programme].label,
        "category": ", ".join(model.nodes[category].label for category in deal.categories),
        "begins": deal.span.begins,
        "beginsBasis": deal.span.from_basis,
        "ends": deal.span.ends,
        "endsBasis": deal.span.until_basis,
        "note": refs.note(deal.iri),
        "sources": [{"iri": source.iri, "title": source.title, "url": source.url} for _, source in sources],
    }
