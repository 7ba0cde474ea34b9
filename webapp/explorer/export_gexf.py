"""The export of a view as GEXF 1.3, for Gephi. It has places, colours, sizes and a timeline.

networkx writes GEXF, too. It gives each attribute its name in code as a title and adds one of its own. It also names
itself as the creator, and tells the kinds of parallel lines not apart. So the few elements are written here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from graph.xml_text import well_formed
from ontology.namespaces import BASE, DATA_LICENCE_IRI
from webapp.components.citations import AUTHORS, LICENCE, Citation
from webapp.explorer import attributes, lifetimes
from webapp.explorer.appearance import LIGHT, MARKS, dash, line_tint
from webapp.explorer.attributes import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Attribute, Value, writable
from webapp.explorer.edges import ViewEdge
from webapp.explorer.layout_cache import Place
from webapp.explorer.lifetimes import Interval
from webapp.explorer.network import NetworkNode
from webapp.explorer.node_looks import NodeLooks
from webapp.explorer.picture_layout import positions
from webapp.explorer.view import View
from webapp.models.reference_data import ReferenceData
from webapp.text.english import capital

_KEYWORDS = "Olympic Games, sponsorship, partnership, network"
_SHAPES = {"square": "square", "diamond": "diamond", "triangle": "triangle"}
"""Shapes that GEXF has; all others are discs."""

_STROKES = {"ended": "dashed", "announced": "dotted", "assumed": "dashed", "joint": "double"}


def gexf(view: View, catalogue: ReferenceData, citation: Citation) -> bytes:
    """Return the view as GEXF 1.3 in UTF-8, with creator, licence, release and citation in its head."""
    root = Element("gexf", {"xmlns": "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz", "version": "1.3"})
    _meta(root, citation)
    mode = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval", "defaultedgetype": "directed"}
    graph = SubElement(root, "graph", mode)
    for class_, known in (("node", NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES)):
        _declared(graph, class_, known)
    places, times = positions(view, catalogue), lifetimes.of_nodes(view)
    looks = NodeLooks(view)
    nodes = SubElement(graph, "nodes", {"count": str(len(view.nodes))})
    for node in view.nodes:
        own = {"id": node.id, "label": writable(node.label), **_bounds(times[node.id])}
        made = SubElement(nodes, "node", own)
        _values(made, attributes.of_node(view, node, BASE.rstrip("/")))
        _spells(made, times[node.id])
        _look(made, looks, node, places[node.id])
    edges = SubElement(graph, "edges", {"count": str(len(view.edges))})
    for edge in view.edges:
        _edge(edges, view, edge, catalogue)
    return well_formed(tostring(root, encoding="utf-8", xml_declaration=True))


def _meta(root: Element, citation: Citation) -> None:
    """Write what the file is; GEXF has no elements for title, licence and release, so the description says them."""
    dated = {"lastmodifieddate": citation.version.date} if citation.version.date else {}
    meta = SubElement(root, "meta", dated)
    SubElement(meta, "creator").text = AUTHORS
    SubElement(meta, "keywords").text = _KEYWORDS
    said = (
        f"{citation.title}.",
        f"{capital(citation.version.words)}.",
        f"Licence: {LICENCE}, {DATA_LICENCE_IRI}",
        f"Cite as: {citation.text}",
    )
    SubElement(meta, "description").text = writable("\n".join(said))


def _declared(graph: Element, class_: str, known: Sequence[Attribute]) -> None:
    """Declare the attributes of nodes or edges, each with a title for people."""
    found = SubElement(graph, "attributes", {"class": class_, "mode": "static"})
    for attribute in known:
        kind = "integer" if attribute.type == "int" else attribute.type
        SubElement(found, "attribute", {"id": attribute.name, "title": attribute.title, "type": kind})


def _look(made: Element, looks: NodeLooks, node: NetworkNode, place: Place) -> None:
    SubElement(made, "viz:color", _colour(looks.colour(node, LIGHT)))
    SubElement(made, "viz:position", {"x": str(place[0]), "y": str(place[1]), "z": "0.0"})
    SubElement(made, "viz:size", {"value": str(looks.radius(node))})
    SubElement(made, "viz:shape", {"value": _SHAPES.get(MARKS[node.kind].shape, "disc")})


def _edge(edges: Element, view: View, edge: ViewEdge, catalogue: ReferenceData) -> None:
    times = lifetimes.of_edge(edge)
    ends = {"source": edge.source, "target": edge.target}
    # Lines of different kinds between the same two things stay apart in Gephi.
    own = {"id": writable(edge.id), **ends, "label": writable(edge.label), "kind": edge.kind, "weight": "1.0"}
    made = SubElement(edges, "edge", {**own, **_bounds(times)})
    _values(made, attributes.of_edge(view, edge, catalogue))
    _spells(made, times)
    SubElement(made, "viz:color", _colour(LIGHT[line_tint(edge)]))
    SubElement(made, "viz:thickness", {"value": "1.0"})
    SubElement(made, "viz:shape", {"value": _STROKES.get(dash(edge), "solid")})


def _values(made: Element, known: Mapping[str, Value]) -> None:
    values = SubElement(made, "attvalues")
    for name, value in known.items():
        SubElement(values, "attvalue", {"for": name, "value": str(value)})


def _bounds(times: Sequence[Interval]) -> dict[str, str]:
    """Return the bounds of what is there in one interval; a side that is open has none."""
    return _interval(times[0]) if len(times) == 1 else {}


def _spells(made: Element, times: Sequence[Interval]) -> None:
    """Write the intervals of what comes and goes."""
    if len(times) > 1:
        spells = SubElement(made, "spells")
        for time in times:
            SubElement(spells, "spell", _interval(time))


def _interval(time: Interval) -> dict[str, str]:
    return {name: day for name, day in zip(("start", "end"), time, strict=True) if day}


def _colour(code: str) -> dict[str, str]:
    return {name: str(int(code[at : at + 2], 16)) for name, at in (("r", 1), ("g", 3), ("b", 5))}
