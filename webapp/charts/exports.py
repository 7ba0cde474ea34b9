"""The files of a chart. They are SVG, PNG, CSV, metadata, and a ZIP of the data. The same chart has the same bytes."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from anyascii import anyascii

from ontology.namespaces import DATA_LICENCE_IRI
from webapp.charts.frame import FrameText, framed
from webapp.charts.request import Looks, RequestedChart
from webapp.components.citations import LICENCE, TITLE
from webapp.components.schema_org import NAME
from webapp.http import csv_output
from webapp.http.site_address import site_root
from webapp.models.data_version import DataVersion
from webapp.models.reference_data import ReferenceData
from webapp.svg.png import rendered

_UNFIT = re.compile(r"[^a-z0-9]+")
_DAY_ZERO = (1980, 1, 1, 0, 0, 0)
"""The day that every file of a ZIP has, so that the same chart gives the same bytes."""

_RIGHTS = 0o644 << 16


@dataclass(frozen=True, slots=True)
class ChartFormat:
    """A format of a chart: its suffix, media type, what it is called, and whether browsers show or save it."""

    suffix: str
    content_type: str
    label: str
    inline: bool
    write: Callable[[RequestedChart, Looks, ReferenceData], bytes]


def frame_text(found: RequestedChart, catalogue: ReferenceData) -> FrameText:
    """Return the words below the picture."""
    licence = f" ({LICENCE})" if catalogue.has_own_content else ""
    data = f"Data: {TITLE.removeprefix('The ')}, {catalogue.version.words}{licence}"
    return FrameText(found.chart.source_line, data, found.citation.address)


def file_stem(found: RequestedChart) -> str:
    """Return the name of a chart's files without version and suffix, as in `olympic-partners-tokyo-2020-by-tier`."""
    about = _UNFIT.sub("-", anyascii(found.chart.about).lower()).strip("-")
    return found.kind.file.replace("{}", about).strip("-")


def file_name(found: RequestedChart, version: DataVersion, suffix: str) -> str:
    """Return the name of a file with the number of the data in it."""
    return f"{file_stem(found)}_{version.number}.{suffix}"


def svg(found: RequestedChart, looks: Looks, catalogue: ReferenceData) -> bytes:
    """Draw the chart."""
    drawn, _ = framed(found.chart, frame_text(found, catalogue), looks.width, looks.theme, outlines=looks.outlines)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}\n'.encode()


def png(found: RequestedChart, looks: Looks, catalogue: ReferenceData) -> bytes:
    """Draw the chart as pixels."""
    drawn, height = framed(found.chart, frame_text(found, catalogue), looks.width, looks.theme)
    return rendered(drawn, looks.width, height)


def csv(found: RequestedChart, _: Looks, __: ReferenceData) -> bytes:
    """Return the numbers of the chart, in UTF-8."""
    return csv_output.table(found.chart.table.header, found.chart.table.rows).encode()


def metadata(found: RequestedChart, _: Looks, catalogue: ReferenceData) -> bytes:
    """Return what there is to know about the chart and its numbers, as JSON."""
    return (json.dumps(_metadata(found, catalogue), ensure_ascii=False, indent=2) + "\n").encode()


def _metadata(found: RequestedChart, catalogue: ReferenceData) -> dict[str, object]:
    chart, version = found.chart, catalogue.version
    words = frame_text(found, catalogue)
    content: dict[str, object] = {
        "chart": {
            "title": chart.title,
            "subtitle": chart.caption,
            "note": words.sources,
            "citation": found.citation.text,
            "originalChartUrl": found.citation.address,
            "legend": [item.label for item in chart.legend],
        },
        "columns": {
            column.name: {"descriptionShort": column.description, "position": place + 1}
            for place, column in enumerate(chart.table.columns)
        },
        "rows": len(chart.table.rows),
        **version.members,
        "licence": {"name": LICENCE, "url": DATA_LICENCE_IRI},
        "publisher": NAME,
        "query": site_root() + found.question,
        "files": {
            suffix: site_root() + found.address(f".{suffix}")
            for suffix in ("svg", "png", "csv", "metadata.json", "zip")
        },
        "sources": [
            {
                "id": source.iri,
                "title": source.title,
                "publisher": source.publisher,
                "published": source.published,
                "url": source.url,
            }
            for source in chart.sources
        ],
    }
    if not catalogue.has_own_content:
        del content["licence"]
    return content


def package(found: RequestedChart, looks: Looks, catalogue: ReferenceData) -> bytes:
    """Return a ZIP of CSV, metadata and a file that says what they are."""
    version = catalogue.version
    files = {
        file_name(found, version, "csv"): csv(found, looks, catalogue),
        file_name(found, version, "metadata.json"): metadata(found, looks, catalogue),
        "README.txt": _readme(found, catalogue).encode(),
    }
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _DAY_ZERO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _RIGHTS
            archive.writestr(entry, content)
    return body.getvalue()


def _readme(found: RequestedChart, catalogue: ReferenceData) -> str:
    chart = found.chart
    words = frame_text(found, catalogue)
    name = file_name(found, catalogue.version, "csv")
    width = max(len(column.name) for column in chart.table.columns)
    columns = "\n".join(f"  {column.name:{width}}  {column.description}" for column in chart.table.columns)
    parts = (
        chart.title,
        chart.caption,
        f"{name} has the numbers of the chart, in UTF-8, one row a line:\n\n{columns}",
        f"{name.removesuffix('csv')}metadata.json says the same for programs, and lists every source with its address.",
        words.sources,
        words.version + ".",
        f"How to cite it:\n{found.citation.text}",
        f"The query behind it:\n{site_root()}{found.question}",
    )
    return "\n\n".join(parts) + "\n"


FORMATS = (
    ChartFormat("png", "image/png", "PNG", True, png),
    ChartFormat("svg", "image/svg+xml; charset=utf-8", "SVG", True, svg),
    ChartFormat("csv", "text/csv; charset=utf-8", "CSV", False, csv),
    ChartFormat("metadata.json", "application/json", "Metadata", True, metadata),
    ChartFormat("zip", "application/zip", "ZIP", False, package),
)
"""The formats, in the order in which pages offer them."""

BY_SUFFIX = {format_.suffix: format_ for format_ in FORMATS}
