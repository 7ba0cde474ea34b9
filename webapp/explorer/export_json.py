"""The export of a view as JSON. The explorer in the browser draws it, and anybody else may read it."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from flask import request

from ontology.namespaces import ID_BASE
from webapp.explorer.edges import ViewEdge, counted
from webapp.explorer.layout_cache import Place, places
from webapp.explorer.network import NetworkNode, Period
from webapp.explorer.shortest_paths import Connections, Step
from webapp.explorer.titles import title
from webapp.explorer.view import View
from webapp.models.reference_data import ReferenceData, once_per_version


def write(view: View, catalogue: ReferenceData) -> bytes:
    """Return the view as JSON in UTF-8. A member that would be empty is left out."""
    return json.dumps(_described(view, catalogue), ensure_ascii=False, separators=(",", ":")).encode()


@once_per_version
def _places(_: ReferenceData, version: str) -> dict[str, Place]:
    return places(version)


def _described(view: View, catalogue: ReferenceData) -> dict[str, Any]:
    model = view.model
    # Known of the whole network only, which is by far the dearest to arrange.
    known = {} if str(view.state) else _places(catalogue, model.version)
    return {
        "version": catalogue.version.name,
        "state": str(view.state),
        "title": title(view),
        "nodes": [_node(view, node, catalogue, known.get(node.id)) for node in view.nodes],
        "edges": [_edge(edge, catalogue) for edge in view.edges],
        "cuts": [
            {"node": cut.node, "kind": cut.kind, "shown": cut.shown, "all": cut.all, "more": str(cut.more)}
            for cut in view.cuts
        ],
        "counts": {
            "nodes": counted(model, [node.id for node in view.nodes]),
            "edges": Counter(edge.kind for edge in view.edges),
            "bases": view.bases,
        },
        "whole": model.counts,
        "dates": dict(zip(("first", "last"), model.dates, strict=True)),
        "path": _path(view.connections) if view.connections else None,
    }


def _node(view: View, node: NetworkNode, catalogue: ReferenceData, place: Place | None) -> dict[str, Any]:
    short = node.short if node.short != node.label else ""
    return _filled(
        {
            "id": node.id,
            "iri": node.iri,
            "label": node.label,
            "short": short,
            "kind": node.kind,
            "family": node.family,
            "href": request.script_root + catalogue.urls.page(node.iri),
            "neighbours": view.model.around.get(node.id, {}),
            "shown": dict(sorted(view.shown[node.id].items())),
            "start": node.id in view.starts,
            **_dates(node.span),
            "at": place,
        }
    )


def _edge(edge: ViewEdge, catalogue: ReferenceData) -> dict[str, Any]:
    deal = edge.deal
    return _filled(
        {
            "id": edge.id,
            "source": edge.source,
            "target": edge.target,
            "kind": edge.kind,
            "label": edge.label,
            "family": edge.family,
            **_dates(edge.span),
            "status": deal.status if deal else "",
            "tier": deal.tier_label if deal else "",
            "categories": deal.categories if deal else (),
            "iri": edge.record,
            "sources": [source.removeprefix(ID_BASE) for source in edge.sources],
            "href": request.script_root + catalogue.urls.page(edge.record) if edge.record else "",
        }
    )


def _dates(span: Period) -> dict[str, str]:
    """Return the days of a period and their basis. `countsFrom` is a day that stands in for an unknown first one."""
    first = {"from": span.since} if span.begins else {"countsFrom": span.since}
    return {**first, "fromBasis": span.from_basis, "until": span.until, "untilBasis": span.until_basis}


def _path(found: Connections) -> dict[str, Any]:
    steps = found.ways[0] if found.ways else ()
    return {
        "found": found.found,
        "within": found.within,
        "total": found.total,
        "shown": len(found.ways),
        "apart": list(found.apart),
        "steps": [_step(step) for step in steps],
    }


def _step(step: Step) -> dict[str, Any]:
    deals = [
        _filled({"id": deal.id, "iri": deal.iri, "programme": deal.programme, "when": deal.span.words})
        for deal in step.deals
    ]
    return {"source": step.source, "target": step.target, "partnerships": deals}


def _filled(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value}
