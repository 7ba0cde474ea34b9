"""The table of export formats; all hold the same nodes and edges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.rdf_formats import CSV, JSON_LD, TURTLE, Format
from graph.serialize import serialize_pretty
from webapp.explorer import export_csv, export_json, export_network, export_rdf
from webapp.explorer.view import View
from webapp.http.formats import JSON
from webapp.models.reference_data import ReferenceData


@dataclass(frozen=True, slots=True)
class Export:
    """A format of a view: the end of its address, what a link calls it and what for, how it is written."""

    name: str
    format: Format
    label: str
    purpose: str
    write: Callable[[View, ReferenceData], bytes]

    @property
    def address(self) -> str:
        """Where it is, without the query string."""
        return f"/explore/{self.name if '.' in self.name else f'view.{self.name}'}"

    @property
    def file(self) -> str:
        """The name under which a browser saves it."""
        return f"olympic-partnerships-{self.name if '.' in self.name else f'network.{self.name}'}"

    @property
    def media_types(self) -> tuple[str, ...]:
        """Its media types: first the usual one, then aliases."""
        return self.format.media_types


_GEXF = Format("gexf", "gexf", ("application/gexf+xml",), "GEXF")
_GRAPHML = Format("graphml", "graphml", ("application/graphml+xml",), "GraphML")
EXPORTS = {
    export.name: export
    for export in (
        Export("csv", CSV, "CSV of the lines", "for spreadsheets", export_csv.edges_csv),
        Export("nodes.csv", CSV, "CSV of the things", "for spreadsheets", lambda view, _: export_csv.nodes_csv(view)),
        Export("gexf", _GEXF, _GEXF.label, "for Gephi", lambda view, _: export_network.gexf(view)),
        Export("graphml", _GRAPHML, _GRAPHML.label, "for yEd, Cytoscape, R and Python",
               lambda view, _: export_network.graphml(view)),
        Export("ttl", TURTLE, TURTLE.label, "linked data",
               lambda view, _: serialize_pretty(export_rdf.triples(view), TURTLE)),
        Export("jsonld", JSON_LD, JSON_LD.label, "linked data",
               lambda view, _: serialize_pretty(export_rdf.triples(view), JSON_LD)),
        Export("json", JSON, JSON.label, "what the picture is drawn from", export_json.write),
    )
}  # fmt: skip
