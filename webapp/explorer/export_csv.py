"""The export of a view as two CSV tables, nodes and edges. They are for spreadsheets and for Gephi.

Things have readable names. The columns in capitals are those that Gephi's importer knows by name.
"""

from __future__ import annotations

from webapp.explorer.edges import RELATIONS, ViewEdge
from webapp.explorer.network import ONE, NetworkNode, Period
from webapp.explorer.view import View
from webapp.http import csv_output
from webapp.models.reference_data import ReferenceData

NODES = ("Id", "Label", "kind", "short_name", "from", "fromBasis", "until", "untilBasis", "connections", "iri")
EDGES = (
    "Id", "Source", "Target", "Type", "Label", "relation", "source_name", "target_name", "from", "fromBasis", "until",
    "untilBasis", "status", "tier", "categories", "category_names", "iri", "sources", "source_titles",
    "source_addresses",
)  # fmt: skip


def nodes_csv(view: View) -> bytes:
    """Return the nodes as CSV in UTF-8, one a row."""
    return csv_output.table(NODES, (_node(view, node) for node in view.nodes)).encode()


def edges_csv(view: View, catalogue: ReferenceData) -> bytes:
    """Return the edges as CSV in UTF-8, one a row, each with the names of its ends and its sources."""
    return csv_output.table(EDGES, (_edge(view, edge, catalogue) for edge in view.edges)).encode()


def _node(view: View, node: NetworkNode) -> list[str]:
    connections = sum(view.shown[node.id].values())
    names = (node.id, node.label, ONE[node.kind], node.short)
    return [*names, *_dates(node.span), str(connections), node.iri]


def _dates(span: Period) -> list[str]:
    return [span.begins, span.from_basis, span.ends, span.until_basis]


def _edge(view: View, edge: ViewEdge, catalogue: ReferenceData) -> list[str]:
    names, deal = view.model.nodes, edge.deal
    categories = deal.categories if deal else ()
    return [
        edge.id,
        edge.source,
        edge.target,
        "Directed",
        edge.label,
        RELATIONS[edge.kind],
        names[edge.source].label,
        names[edge.target].label,
        *_dates(edge.span),
        deal.status if deal else "",
        deal.tier_label if deal else "",
        "; ".join(categories),
        "; ".join(names[category].label for category in categories),
        edge.record,
        "; ".join(edge.sources),
        "; ".join(catalogue.sources[source].title for source in edge.sources),
        " ".join(catalogue.sources[source].url or source for source in edge.sources),
    ]
