"""The export of a view as two CSV tables, nodes and edges. They are for spreadsheets, so things have readable names."""

from __future__ import annotations

from webapp.explorer.edges import RELATIONS, ViewEdge
from webapp.explorer.network import ONE, NetworkNode
from webapp.explorer.view import View
from webapp.http import csv_output

NODES = ("id", "kind", "name", "short_name", "from", "until", "connections", "iri")
EDGES = (
    "id", "relation", "source", "source_name", "target", "target_name", "label", "from", "until", "status", "tier",
    "category", "category_name", "iri",
)  # fmt: skip


def nodes_csv(view: View) -> bytes:
    """Return the nodes as CSV in UTF-8, one a row."""
    return csv_output.table(NODES, (_node(view, node) for node in view.nodes)).encode()


def edges_csv(view: View) -> bytes:
    """Return the edges as CSV in UTF-8, one a row, each with the names of its ends."""
    return csv_output.table(EDGES, (_edge(view, edge) for edge in view.edges)).encode()


def _node(view: View, node: NetworkNode) -> list[str]:
    connections = sum(view.shown[node.id].values())
    kind = ONE[node.kind]
    return [node.id, kind, node.label, node.short, node.span.begins, node.span.ends, str(connections), node.iri]


def _edge(view: View, edge: ViewEdge) -> list[str]:
    names, deal = view.model.nodes, edge.deal
    category = deal.category if deal else ""
    return [
        edge.id,
        RELATIONS[edge.kind],
        edge.source,
        names[edge.source].label,
        edge.target,
        names[edge.target].label,
        edge.label,
        edge.span.begins,
        edge.span.ends,
        deal.status if deal else "",
        deal.tier_label if deal else "",
        category,
        names[category].label if category else "",
        edge.record,
    ]
