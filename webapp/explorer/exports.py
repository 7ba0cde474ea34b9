"""The table of export formats; all hold the same nodes and edges."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from anyascii import anyascii

from graph.rdf_formats import CSV, JSON_LD, TURTLE, Format
from graph.serialize import serialize_pretty
from webapp.components.citations import Citation
from webapp.explorer import export_csv, export_json, export_picture, export_rdf
from webapp.explorer.export_gexf import gexf
from webapp.explorer.export_graphml import graphml
from webapp.explorer.export_metadata import metadata, readme
from webapp.explorer.export_picture import PictureOptions
from webapp.explorer.view import View
from webapp.http.formats import JSON
from webapp.models.data_version import DataVersion
from webapp.models.reference_data import ReferenceData

_LONGEST_NAME = 80
"""Characters of a view's title in the name of a file."""

Writer = Callable[[View, ReferenceData, Citation, PictureOptions], bytes]


@dataclass(frozen=True, slots=True)
class Export:
    """A format of a view: the end of its address, what a link calls it and what for, how it is written.

    `part` tells in the name of a file which part of the view it has. `is_picture` tells whether its width can be asked.
    """

    name: str
    format: Format
    label: str
    purpose: str
    write: Writer
    part: str = ""
    is_picture: bool = False

    @property
    def address(self) -> str:
        """Where it is, without the query string."""
        return f"/explore/{self.name if self.name == 'nodes.csv' else f'view.{self.name}'}"

    def file(self, title: str, version: DataVersion) -> str:
        """Return the name under which a browser saves it, such as `olympic-partnerships-london-2012-lines-1.1.csv`."""
        return version.file_name("-".join(filter(None, (stem(title), self.part))), self.format.suffix)

    @property
    def media_types(self) -> tuple[str, ...]:
        """Its media types: first the usual one, then aliases."""
        return self.format.media_types


def stem(title: str) -> str:
    """Return what the name of a file says of a view.

    >>> stem("Partnerships in TOP, on 18 January 2017")
    'olympic-partnerships-in-top-on-18-january-2017'
    """
    words = re.sub(r"[^a-z0-9]+", "-", anyascii(title).lower()).strip("-")[:_LONGEST_NAME].strip("-")
    return "-".join(filter(None, ("olympic", *([] if words.startswith("partnerships") else ["partnerships"]), words)))


def _archive(view: View, catalogue: ReferenceData, citation: Citation, options: PictureOptions) -> bytes:
    """Return data, picture and metadata of a view in one ZIP; the same view gives the same bytes."""
    names = ("csv", "nodes.csv", "gexf", "svg", "metadata.json")
    files = {FILES[name].file(citation.title, citation.version): FILES[name].write for name in names}
    day = date.fromisoformat(citation.version.date or "1980-01-01")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, write in (*files.items(), ("README.txt", lambda *_: readme(view, citation, list(files)))):
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, write(view, catalogue, citation, options))
    return out.getvalue()


_GEXF = Format("gexf", "gexf", ("application/gexf+xml",), "GEXF")
_GRAPHML = Format("graphml", "graphml", ("application/graphml+xml",), "GraphML")
_SVG, _PNG = Format("svg", "svg", ("image/svg+xml",), "SVG"), Format("png", "png", ("image/png",), "PNG")
_ZIP = Format("zip", "zip", ("application/zip",), "ZIP")
_METADATA = Format("metadata", "metadata.json", JSON.media_types, "Metadata")

EXPORTS = {
    export.name: export
    for export in (
        Export("csv", CSV, "CSV of the lines", "for spreadsheets and Gephi",
               lambda view, catalogue, *_: export_csv.edges_csv(view, catalogue), "lines"),
        Export("nodes.csv", CSV, "CSV of the things", "for spreadsheets and Gephi",
               lambda view, *_: export_csv.nodes_csv(view), "things"),
        Export("gexf", _GEXF, _GEXF.label, "for Gephi, with places, colours and a timeline",
               lambda view, catalogue, citation, _: gexf(view, catalogue, citation)),
        Export("graphml", _GRAPHML, _GRAPHML.label, "for yEd, Cytoscape, R and Python",
               lambda view, catalogue, citation, _: graphml(view, catalogue, citation)),
        Export("ttl", TURTLE, TURTLE.label, "linked data",
               lambda view, _, citation, __: serialize_pretty(export_rdf.triples(view, citation), TURTLE)),
        Export("jsonld", JSON_LD, JSON_LD.label, "linked data",
               lambda view, _, citation, __: serialize_pretty(export_rdf.triples(view, citation), JSON_LD)),
        Export("json", JSON, JSON.label, "what the picture is drawn from",
               lambda view, catalogue, citation, _: export_json.write(view, catalogue, citation)),
    )
}  # fmt: skip
"""The formats of the data, which a client may also ask for by `Accept`."""

FILES = EXPORTS | {
    export.name: export
    for export in (
        Export("svg", _SVG, _SVG.label, "the picture for print, with title, legend and sources",
               export_picture.svg, is_picture=True),
        Export("png", _PNG, _PNG.label, "the picture for pages and slides", export_picture.png, is_picture=True),
        Export("metadata.json", _METADATA, _METADATA.label, "sources, licence, columns, as JSON",
               lambda view, catalogue, citation, _: metadata(view, catalogue, citation)),
        Export("zip", _ZIP, _ZIP.label, "data, picture and metadata together", _archive, is_picture=True),
    )
}  # fmt: skip
"""Every format that has an address."""
