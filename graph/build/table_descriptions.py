"""The descriptions of the tables for programs.

They are a Data Package (version 2), and metadata of CSV on the Web (CSVW). Both say of each table what its columns
hold. They also say which columns tell rows apart, and which ones name rows of another table.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.build.cell_types import Ref
from graph.build.load_tables import ROWS
from graph.build.table_columns import Column, Kind, TableForm
from graph.releases.frozen import FileDigest
from ontology.namespaces import BASE, DATA_LICENCE_IRI, DATASET_IRI

TITLE: Final = "The Olympic Partnership Graph"
ABOUT: Final = (
    "Who has sponsored the Olympic Games and the Olympic Movement, in which tier and product category, from which "
    "country, when, and according to which source. An empty cell means not stated, never none."
)
_CONTRIBUTORS: Final = f"{TITLE} contributors"
_DATE: Final = r"\d{4}(-\d{2}(-\d{2})?)?"
_PROFILES: Final = "https://datapackage.org/profiles/2.0/"
_PACKAGE_TYPES: Final = {Kind.INTEGER: "integer", Kind.NUMBER: "number", Kind.DATE: "date"}
_CSVW_TYPES: Final = {Kind.INTEGER: "integer", Kind.NUMBER: "decimal", Kind.DATE: "date", Kind.ADDRESS: "anyURI"}


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table as a file: its form, the path of the file beside the descriptions, and its size and checksum."""

    form: TableForm
    path: str
    digest: FileDigest


def data_package(tables: Sequence[TableFile], version: str, day: str) -> bytes:
    """Return the descriptor of all tables (https://datapackage.org/standard/data-package/)."""
    names = {table.form.name for table in tables}
    package = {
        "$schema": f"{_PROFILES}datapackage.json",
        "name": "olympic-partnership-graph",
        "id": DATASET_IRI,
        "title": f"{TITLE}: tables",
        "description": ABOUT,
        "homepage": BASE,
        "version": version,
        **({"created": f"{day}T00:00:00Z"} if len(day) == len("2026-11-27") else {}),
        "licenses": [{"name": "CC-BY-4.0", "title": "CC BY 4.0", "path": DATA_LICENCE_IRI}],
        "contributors": [{"title": _CONTRIBUTORS, "roles": ["creator"]}],
        "keywords": ["Olympic Games", "sponsorship", "partnerships"],
        "resources": [_resource(table, names) for table in tables],
    }
    return _written(package)


def _resource(table: TableFile, names: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}tableschema.json",
        "fields": [_field(column) for column in table.form.columns],
        "missingValues": [""],
        "primaryKey": list(table.form.key),
    }
    if keys := list(_references(table.form, names)):
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": target.table, "fields": [target.by]}}
            for column, target in keys
        ]
    return {
        "$schema": f"{_PROFILES}dataresource.json",
        "name": table.form.name,
        "path": table.path,
        "description": table.form.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": table.digest.size,
        "hash": f"sha256:{table.digest.sha256}",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _PACKAGE_TYPES.get(column.kind, "string")}
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.separator:
        field |= {"type": "list", "delimiter": column.separator, "itemType": "string"}
    elif column.kind is Kind.ADDRESS:
        field["format"] = "uri"
    elif column.kind is Kind.PARTIAL_DATE:
        constraints["pattern"] = _DATE
    if column.choices and not column.separator:
        constraints["enum"] = list(column.choices)
    if column.meaning:
        field["description"] = column.meaning
    return field | ({"constraints": constraints} if constraints else {})


def csvw(tables: Sequence[TableFile], version: str, day: str) -> bytes:
    """Return the metadata of all tables (https://www.w3.org/TR/tabular-metadata/)."""
    paths = {table.form.name: table.path for table in tables}
    group = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "@type": "TableGroup",
        "dc:title": f"{TITLE}: tables",
        "dc:description": ABOUT,
        "dc:creator": _CONTRIBUTORS,
        "dc:license": {"@id": DATA_LICENCE_IRI},
        "dc:isPartOf": {"@id": DATASET_IRI},
        "dc:identifier": version,
        **({"dc:date": {"@value": day, "@type": "xsd:date"}} if day else {}),
        "tables": [_csvw_table(table, paths) for table in tables],
    }
    return _written(group)


def _csvw_table(table: TableFile, paths: dict[str, str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_csvw_column(column) for column in table.form.columns],
        "primaryKey": list(table.form.key),
    }
    filled = {column.name for column in table.form.columns if column.required}  # validators refuse empty references
    if keys := [(column, target) for column, target in _references(table.form, paths) if column in filled]:
        schema["foreignKeys"] = [
            {"columnReference": column, "reference": {"resource": paths[target.table], "columnReference": target.by}}
            for column, target in keys
        ]
    return {"url": table.path, "dc:description": table.form.about, "tableSchema": schema}


def _csvw_column(column: Column) -> dict[str, Any]:
    datatype: Any = _CSVW_TYPES.get(column.kind, "string")
    if column.kind is Kind.PARTIAL_DATE:
        datatype = {"base": "string", "format": _DATE}
    elif column.choices and not column.separator:
        datatype = {"base": "string", "format": "|".join(column.choices)}
    return {
        "name": column.name,
        "titles": column.name,
        **({"dc:description": column.meaning} if column.meaning else {}),
        "datatype": datatype,
        **({"separator": column.separator} if column.separator else {}),
        **({"required": True} if column.required else {}),
    }


def _references(form: TableForm, names: Iterable[str]) -> Iterator[tuple[str, Ref]]:
    """Yield the columns of which each cell names one row of a table that is there, with what they name."""
    for column in form.columns:
        target = column.target
        if target and target.table in names and not column.separator:
            row = ROWS[target.table]
            if (target.by,) == row.key or target.by in row.unique:
                yield column.name, target


def _written(description: dict[str, Any]) -> bytes:
    return (json.dumps(description, indent=1, ensure_ascii=False) + "\n").encode()
