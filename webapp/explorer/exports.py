"""The table of export formats; all hold the same nodes and edges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from webapp.explorer import export_csv, export_json, export_network, export_rdf
from webapp.explorer.view import View
from webapp.http import rdf_output
from webapp.http.formats import JSON_LD, TURTLE
from webapp.models.reference_data import ReferenceData


@dataclass(frozen=True, slots=True)
class Export:
    """A format: how its address ends, its media type, what a link calls it, what for, and how it is written."""

    name: str
    content_type: str
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
    def media_type(self) -> str:
        """The media type without its parameters."""
        return self.content_type.partition(";")[0]

    @property
    def media_types(self) -> tuple[str, ...]:
        """The media type again: there are no aliases."""
        return (self.media_type,)


_CSV = "text/csv; charset=utf-8"
EXPORTS = {
    export.name: export
    for export in (
        Export("csv", _CSV, "CSV of the lines", "for spreadsheets", lambda view, _: export_csv.edges_csv(view)),
        Export("nodes.csv", _CSV, "CSV of the things", "for spreadsheets", lambda view, _: export_csv.nodes_csv(view)),
        Export("gexf", "application/gexf+xml", "GEXF", "for Gephi", lambda view, _: export_network.gexf(view)),
        Export("graphml", "application/graphml+xml", "GraphML", "for yEd, Cytoscape, R and Python",
               lambda view, _: export_network.graphml(view)),
        Export("ttl", "text/turtle; charset=utf-8", "Turtle", "linked data",
               lambda view, _: rdf_output.write(export_rdf.triples(view), TURTLE)),
        Export("jsonld", "application/ld+json", "JSON-LD", "linked data",
               lambda view, _: rdf_output.write(export_rdf.triples(view), JSON_LD)),
        Export("json", "application/json", "JSON", "what the picture is drawn from", export_json.write),
    )
}  # fmt: skip
