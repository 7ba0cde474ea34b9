"""The names of the files with tables.

A site needs them when it starts. The row models, which know the columns, take a fifth of a second to load.
"""

from __future__ import annotations

from typing import Final

from graph.build.snapshot import Snapshot

NAMES: Final = (
    "countries", "organizations", "organization_relations", "categories", "sources", "games", "programmes",
    "tiers", "partnerships", "people", "events", "contributions", "games_covered", "reported_values",
    "statistics", "aliases", "identifiers", "releases", "replaced", "withdrawn",
)  # fmt: skip
"""The tables that are published, in the order in which one names what the next ones refer to."""

FOLDER: Final = "tables"
"""The folder of a snapshot in which they are."""

FLAT_CSV: Final = "partnerships.csv"
WORKBOOK: Final = "partnerships.xlsx"
PACKAGE: Final = "datapackage.json"
CSVW: Final = "csv-metadata.json"
"""The place where CSV on the Web has a program look for the metadata of files in the same folder."""

MEDIA_TYPES: Final = {
    FLAT_CSV: "text/csv",
    WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    **{f"{FOLDER}/{name}.csv": "text/csv" for name in NAMES},
    PACKAGE: "application/vnd.datapackage+json",
    CSVW: "application/csvm+json",
}
"""The media types of all files, by name."""


def is_source(name: str) -> bool:
    """Tell whether a file is a table that people edit, which the build has put beside the statements."""
    return name in MEDIA_TYPES and name.startswith(f"{FOLDER}/")


def names(snapshot: Snapshot) -> list[str]:
    """Return the names of the files of a snapshot; one that was made from a release has no tables that people edit."""
    has_sources = (snapshot.folder / FOLDER).is_dir()
    return [name for name in MEDIA_TYPES if has_sources or not is_source(name)]
