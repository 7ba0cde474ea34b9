"""The places of a view's nodes in files and pictures.

Of a large view each node stands where the whole network has it. A small view is laid out by springs (networkx).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, pi, sin, sqrt

from webapp.explorer.layout_cache import Place, places
from webapp.explorer.view import View
from webapp.models.reference_data import ReferenceData, once_per_version

FEW = 250
"""Nodes of a view that is laid out by itself; springs take as long as the square of it."""

_UNIT = 60.0
"""How far apart two nodes are about, in the unit of the browser's arrangement."""

_ROUNDS, _ROUNDS_OF_MANY = 120, 30


def placed(view: View, catalogue: ReferenceData) -> dict[str, Place]:
    """Return x and y of each node by its id; y points upwards."""
    if len(view.nodes) > FEW:
        known = _known(catalogue, view.model.version)
        if all(node.id in known for node in view.nodes):
            return {node.id: known[node.id] for node in view.nodes}
    return springs(view)


@once_per_version
def _known(_: ReferenceData, version: str) -> Mapping[str, Place]:
    return places(version)


def springs(view: View) -> dict[str, Place]:
    """Return where springs pull the nodes; the same view gives the same places."""
    import networkx as nx

    number = len(view.nodes)
    if not number:
        return {}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.id for node in view.nodes)
    graph.add_edges_from((edge.source, edge.target) for edge in view.edges if edge.source != edge.target)
    turn = 2 * pi / number
    start = {node.id: (cos(turn * index), sin(turn * index)) for index, node in enumerate(view.nodes)}
    rounds = _ROUNDS if number <= FEW else _ROUNDS_OF_MANY
    found = nx.spring_layout(graph, pos=start, seed=1, iterations=rounds, k=1.6 / sqrt(number))
    size = _UNIT * sqrt(number)
    return {node: (round(float(x) * size, 1), round(float(y) * size, 1)) for node, (x, y) in found.items()}
