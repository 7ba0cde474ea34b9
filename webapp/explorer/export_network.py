"""The export of a view as GEXF and GraphML, by networkx. Gephi, yEd, Cytoscape and others read these."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.etree.ElementTree import SubElement

from graph.xml_text import UNWRITABLE, well_formed
from webapp.components.citations import Citation
from webapp.explorer.network import Period
from webapp.explorer.view import View

if TYPE_CHECKING:
    import networkx as nx


def gexf(view: View, citation: Citation) -> bytes:
    """Return the view as GEXF 1.2 in UTF-8, with the citation as its description and the day of the data."""
    from networkx.readwrite.gexf import GEXFWriter

    out = io.BytesIO()
    writer = GEXFWriter(graph(view), encoding="utf-8", version="1.2draft")
    meta = writer.xml[0]
    meta.attrib["lastmodifieddate"] = citation.version.date
    SubElement(meta, "description").text = _writable(citation.text)
    writer.write(out)
    return well_formed(out.getvalue())


def graphml(view: View, citation: Citation) -> bytes:
    """Return the view as GraphML in UTF-8, with version, date and citation as data of the graph."""
    import networkx as nx

    out = io.BytesIO()
    found = graph(view)
    found.graph |= {
        "version": citation.version.number,
        "date": citation.version.date,
        "citation": _writable(citation.text),
    }
    nx.write_graphml_xml(found, out, encoding="utf-8", edge_id_from_attribute="id")
    return well_formed(out.getvalue())


def graph(view: View) -> nx.MultiDiGraph[str]:
    """Return the view as a graph of networkx: edges keep their direction and their identifiers."""
    import networkx as nx

    found: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=str(view.state))
    for node in view.nodes:
        attributes = {
            "label": node.label,
            "kind": node.kind,
            "short": node.short,
            "family": node.family,
            **_dates(node.span),
            "iri": node.iri,
        }
        found.add_node(node.id, **_clean(attributes))
    for edge in view.edges:
        deal = edge.deal
        attributes = {
            "id": edge.id,
            "label": edge.label,
            "kind": edge.kind,
            **_dates(edge.span),
            "status": deal.status if deal else "",
            "tier": deal.tier_label if deal else "",
            "categories": "; ".join(view.model.nodes[category].label for category in deal.categories) if deal else "",
            "iri": edge.record,
            "sources": "; ".join(edge.sources),
        }
        found.add_edge(edge.source, edge.target, key=edge.id, **_clean(attributes))
    return found


def _dates(span: Period) -> dict[str, str]:
    return {"from": span.begins, "fromBasis": span.from_basis, "until": span.ends, "untilBasis": span.until_basis}


def _clean(attributes: dict[str, str]) -> dict[str, str]:
    """Leave out what is empty; what XML cannot hold becomes U+FFFD."""
    return {name: _writable(text) for name, text in attributes.items() if text}


def _writable(text: str) -> str:
    return UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)
