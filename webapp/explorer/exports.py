"""The table of export formats; all hold the same nodes and edges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.rdf_formats import CSV, JSON_LD, TURTLE, Format
from graph.serialize import serialize_pretty
from webapp.components.citations import Citation
from webapp.explorer import export_csv, export_json, export_network, export_rdf
from webapp.explorer.view import View
from webapp.http.formats import JSON
from webapp.models.data_version import DataVersion
from webapp.models.reference_data import ReferenceData


@dataclass(frozen=True, slots=True)
class Export:
    """A format of a view: the end of its address, what a link calls it and what for, how it is written."""

    name: str
    format: Format
    label: str
    purpose: str
    write: Callable[[View, ReferenceData, Citation], bytes]

    @property
    def address(self) -> str:
        """Where it is, without the query string."""
        return f"/explore/{self.name if '.' in self.name else f'view.{self.name}'}"

    def file(self, version: DataVersion) -> str:
        """Return the name under which a browser saves it."""
        stem, _, suffix = (self.name if "." in self.name else f"network.{self.name}").partition(".")
        return version.file_name(f"olympic-partnerships-{stem}", suffix)

    @property
    def media_types(self) -> tuple[str, ...]:
        """Its media types: first the usual one, then aliases."""
        return self.format.media_types


_GEXF = Format("gexf", "gexf", ("application/gexf+xml",), "GEXF")
_GRAPHML = Format("graphml", "graphml", ("application/graphml+xml",), "GraphML")
EXPORTS = {
    export.name: export
    for export in (
        Export("csv", CSV, "CSV of the lines", "for spreadsheets",
               lambda view, catalogue, _: export_csv.edges_csv(view, catalogue)),
        Export("nodes.csv", CSV, "CSV of the things", "for spreadsheets",
               lambda view, _, __: export_csv.nodes_csv(view)),
        Export("gexf", _GEXF, _GEXF.label, "for Gephi",
               lambda view, _, citation: export_network.gexf(view, citation)),
        Export("graphml", _GRAPHML, _GRAPHML.label, "for yEd, Cytoscape, R and Python",
               lambda view, _, citation: export_network.graphml(view, citation)),
        Export("ttl", TURTLE, TURTLE.label, "linked data",
               lambda view, _, citation: serialize_pretty(export_rdf.triples(view, citation), TURTLE)),
        Export("jsonld", JSON_LD, JSON_LD.label, "linked data",
               lambda view, _, citation: serialize_pretty(export_rdf.triples(view, citation), JSON_LD)),
        Export("json", JSON, JSON.label, "what the picture is drawn from", export_json.write),
    )
}  # fmt: skip
