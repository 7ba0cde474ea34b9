"""The export of a view as JSON. The explorer in the browser draws it, and anybody else may read it.

The whole network is large, so nothing is said twice. A line has the places of its ends in `nodes`, and those of its
sources in `sources`. What follows from other members is left out:

- the `id` of a line: its kind, source and target, with "~" between them;
- the `iri` of a thing, or of a line with an `id`: `base` and the `id`;
- the `href` of a thing: `root`, "/", and the `id`;
- the `href` of a line: `root`, "/", and what follows `base` in the `iri`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any, cast

from flask import request

from ontology.namespaces import ID_BASE
from webapp.components.citations import Citation
from webapp.explorer.edges import ViewEdge, counted
from webapp.explorer.layout_cache import Place, places
from webapp.explorer.network import PARTNER, NetworkNode, PartnerRecord, Period
from webapp.explorer.overlaps import Overlap
from webapp.explorer.shortest_paths import Connections, Step
from webapp.explorer.view import View
from webapp.explorer.view_state import NETWORK, PARTNERS
from webapp.models.once import once_per_version
from webapp.models.reference_data import ReferenceData


def write(view: View, catalogue: ReferenceData, citation: Citation) -> bytes:
    """Return the view as JSON in UTF-8. A member that would be empty is left out."""
    about = {
        **citation.version.members,
        "citation": citation.text,
        "state": str(view.state),
        "title": citation.title,
        "note": view.state.note,
        "show": PARTNERS if view.state.partners else NETWORK,
        "base": ID_BASE,
        "root": request.script_root,
    }
    members = _following(view, catalogue) if view.state.pairs() else _opening(view, catalogue)
    return b"".join((_dumped(about)[:-1].encode(), b",", members))


def _following(view: View, catalogue: ReferenceData) -> bytes:
    """Return the members of a view as they follow others."""
    return _dumped(_members(view, catalogue))[1:].encode()


def _dumped(members: dict[str, Any]) -> str:
    return json.dumps(members, ensure_ascii=False, separators=(",", ":"))


_OPENING = "the members of the view with which the explorer opens"
"""Where the reference data has them, for the last root of the site's addresses."""


def _opening(view: View, catalogue: ReferenceData) -> bytes:
    """Return the members of the view without fields, which everybody asks for first, worked out once for a version."""
    root = request.script_root
    known = cast("tuple[str, bytes] | None", catalogue.results.get((_OPENING,)))
    if known is None or known[0] != root:
        known = root, _following(view, catalogue)
        catalogue.results[_OPENING,] = known
    return known[1]


@once_per_version
def _places(_: ReferenceData, version: str) -> dict[str, Place]:
    return places(version)


def _members(view: View, catalogue: ReferenceData) -> dict[str, Any]:
    """Return the things and lines of a view, and what is said of them together."""
    model = view.model
    # Known of the whole network only, which is by far the dearest to arrange.
    known = _places(catalogue, model.version) if view.state.everything else {}
    nodes = {node.id: place for place, node in enumerate(view.nodes)}
    sources = {
        iri: place for place, iri in enumerate(dict.fromkeys(iri for edge in view.edges for iri in edge.sources))
    }
    return {
        "nodes": [_node(view, node, known.get(node.id), model.partners.get(node.id)) for node in view.nodes],
        "edges": [_edge(edge, nodes, sources, catalogue) for edge in view.edges],
        "sources": [iri.removeprefix(ID_BASE) for iri in sources],
        "cuts": [
            {"node": cut.node, "kind": cut.kind, "shown": cut.shown, "all": cut.all, "more": str(cut.more or "")}
            for cut in view.cuts
        ],
        "counts": {
            "nodes": counted(model, [node.id for node in view.nodes]),
            "edges": Counter(edge.kind for edge in view.edges),
            "bases": view.bases,
        },
        **({"large": True} if model.given else {}),
        **({"partners": _partners(view)} if view.left_out else {}),
        "whole": model.totals.counts,
        "dates": dict(zip(("first", "last"), model.totals.dates, strict=True)),
        "path": _path(view.connections, model.nodes) if view.connections else None,
    }


def _partners(view: View) -> dict[str, int]:
    """Return how many partners are shown of a large network, and how many fit."""
    shown = sum(node.kind == PARTNER for node in view.nodes)
    return {"shown": shown, "all": shown + view.left_out}


def _node(view: View, node: NetworkNode, place: Place | None, partner: PartnerRecord | None) -> dict[str, Any]:
    short = node.short if node.short != node.label else ""
    members = {
        "id": node.id,
        "label": node.label,
        "short": short,
        "kind": node.kind,
        "family": node.family,
        "neighbours": view.model.around.get(node.id, {}),
        "shown": dict(sorted(view.shown[node.id].items())),
        "start": node.id in view.starts,
        **_dates(node.span),
        **(_partner(view, node.id, partner) if partner else {}),
        "at": place,
    }
    return _filled(members) | _unlike(iri=(node.iri, ID_BASE + node.id))


def _partner(view: View, node: str, record: PartnerRecord) -> dict[str, Any]:
    """Return what a picture may show of a partner by place, size or colour; its periods where time passes over them."""
    return {
        "games": len(record.games),
        "first": record.games[0].partition("/")[2] if record.games else "",
        "country": view.model.countries.get(node, "").partition("/")[2],
        "tier": record.tier,
        "periods": record.periods if view.state.partners and len(record.periods) != 1 else (),
    }


def _edge(
    edge: ViewEdge, nodes: Mapping[str, int], sources: Mapping[str, int], catalogue: ReferenceData
) -> dict[str, Any]:
    deal, root = edge.deal, request.script_root
    members = {
        "kind": edge.kind,
        "label": edge.label,
        "family": edge.family,
        **_dates(edge.span),
        "status": deal.status if deal else "",
        "tier": deal.tier_label if deal else "",
        "categories": deal.categories if deal else (),
        "games": len(edge.games),
        "sources": [sources[source] for source in edge.sources],
    }
    id_ = f"{edge.kind}~{edge.source}~{edge.target}"
    href = root + catalogue.urls.page(edge.record) if edge.record else ""
    return {
        "source": nodes[edge.source],
        "target": nodes[edge.target],
        **_filled(members),
        **_unlike(
            id=(edge.id, id_),
            iri=(edge.record, "" if edge.id == id_ else ID_BASE + edge.id),
            href=(href, f"{root}/{edge.record.removeprefix(ID_BASE)}" if edge.record else ""),
        ),
    }


def _unlike(**members: tuple[str, str]) -> dict[str, str]:
    """Return the members whose value is not the one that follows from others."""
    return {name: value for name, (value, following) in members.items() if value != following}


def _dates(span: Period) -> dict[str, str]:
    """Return the days of a period and their basis. `countsFrom` is a day that stands in for an unknown first one."""
    first = {"from": span.since} if span.begins else {"countsFrom": span.since}
    return {**first, "fromBasis": span.from_basis, "until": span.until, "untilBasis": span.until_basis}


def _path(found: Connections, nodes: Mapping[str, NetworkNode]) -> dict[str, Any]:
    steps, overlaps = (found.ways[0], found.overlaps[0]) if found.ways else ((), {})
    return {
        "found": found.found,
        "within": found.within,
        "total": found.total,
        "shown": len(found.ways),
        "apart": list(found.apart),
        "words": found.shared_words(nodes),
        "steps": [_step(step, overlaps.get(step.source), nodes) for step in steps],
    }


def _step(step: Step, overlap: Overlap | None, nodes: Mapping[str, NetworkNode]) -> dict[str, Any]:
    deals = [
        _filled({"id": deal.id, "iri": deal.iri, "programme": deal.programme, "when": deal.span.words})
        for deal in step.deals
    ]
    told = {"overlap": {**overlap.as_json(), "words": overlap.words(nodes)}} if overlap else {}
    return {"source": step.source, "target": step.target, "partnerships": deals, **told}


def _filled(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value}
