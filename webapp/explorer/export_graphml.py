"""The export of a view as GraphML, by networkx. Gephi, yEd, Cytoscape, R and Python read it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from graph.xml_text import well_formed
from ontology.namespaces import BASE, DATA_LICENCE_IRI
from webapp.components.citations import AUTHORS, Citation
from webapp.explorer import attributes, lifetimes
from webapp.explorer.appearance import LIGHT, line_tint
from webapp.explorer.attributes import writable
from webapp.explorer.lifetimes import Interval
from webapp.explorer.node_looks import NodeLooks
from webapp.explorer.picture_layout import positions
from webapp.explorer.view import View
from webapp.models.reference_data import ReferenceData

if TYPE_CHECKING:
    import networkx as nx


def graphml(view: View, catalogue: ReferenceData, citation: Citation) -> bytes:
    """Return the view as GraphML in UTF-8, with creator, licence, version and citation as data of the graph."""
    import networkx as nx

    out = io.BytesIO()
    found = graph(view, catalogue)
    found.graph |= {
        "title": writable(citation.title),
        "creator": AUTHORS,
        "licence": DATA_LICENCE_IRI,
        "version": citation.version.number,
        "date": citation.version.date,
        "citation": writable(citation.text),
    }
    nx.write_graphml_xml(found, out, encoding="utf-8")
    return well_formed(out.getvalue())


def graph(view: View, catalogue: ReferenceData) -> nx.MultiDiGraph[str]:
    """Return the view as a graph of networkx; edges keep their direction, and their identifiers as keys.

    `x`, `y`, `r`, `g`, `b` and `size` are what Gephi reads of the look of a node.
    """
    import networkx as nx

    found: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=writable(str(view.state)))
    looks = NodeLooks(view)
    places, times = positions(view, catalogue), lifetimes.of_nodes(view)
    for node in view.nodes:
        x, y = places[node.id]
        look = {"x": x, "y": y, "size": looks.radius(node), **_colour(looks.colour(node, LIGHT))}
        known = attributes.of_node(view, node, BASE.rstrip("/"))
        found.add_node(node.id, label=writable(node.label), **known, **_bounds(times[node.id]), **look)
    for edge in view.edges:
        known, bounds = attributes.of_edge(view, edge, catalogue), _bounds(lifetimes.of_edge(edge))
        label, colour = writable(edge.label), _colour(LIGHT[line_tint(edge)])
        found.add_edge(edge.source, edge.target, key=writable(edge.id), label=label, **known, **bounds, **colour)
    return found


def _bounds(times: tuple[Interval, ...]) -> dict[str, str]:
    """Return the first day and the last one, where they are known; GraphML has no intervals."""
    if not times:
        return {}
    found = {"start": times[0][0], "end": times[-1][1]}
    return {name: day for name, day in found.items() if day}


def _colour(code: str) -> dict[str, int]:
    return {name: int(code[at : at + 2], 16) for name, at in (("r", 1), ("g", 3), ("b", 5))}
