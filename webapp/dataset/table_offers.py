"""The tables as the page of downloads shows them."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph.build import table_names
from graph.build.downloads import CHECKSUMS
from webapp.dataset.downloads import DownloadOffer
from webapp.models.downloads import Downloads

if TYPE_CHECKING:
    from graph.build.table_columns import Column

_PREVIEW = (
    "partner", "country", "programme", "tier", "category", "from", "from_basis", "until", "until_basis", "games",
    "source_count",
)  # fmt: skip
"""The columns of the preview: all of them would be wider than any screen."""

_ROWS = 5


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table that people edit: its file, and what a row of it is."""

    name: str
    offer: DownloadOffer
    about: str


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables as the page shows them.

    Attributes:
        flat: the files of the flat table, for programs and for people.
        columns: its columns.
        head: the names of the columns of the preview.
        rows: the rows of the preview.
        sources: the tables that people edit; none where the data was taken from a release.
        checksums: the names of the plain files with their SHA-256, in hexadecimal.
    """

    flat: Sequence[DownloadOffer]
    columns: Sequence[Column]
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    sources: Sequence[SourceTable]
    checksums: Mapping[str, str]


def tables(here: Downloads, offers: Mapping[str, DownloadOffer]) -> Tables:
    """Return what there is; files that are not written yet have neither rows nor checksums."""
    from graph.build.flat_columns import FLAT
    from graph.build.table_files import form_of

    sources = [name for name in offers if table_names.is_source(name)]
    return Tables(
        [offers[name] for name in (table_names.FLAT_CSV, table_names.WORKBOOK)],
        FLAT.columns,
        _PREVIEW,
        _preview(here.find(table_names.FLAT_CSV)),
        [SourceTable(name, offers[name], form_of(name).about) for name in sources],
        _checksums(here.find(CHECKSUMS), tuple(offers)),
    )


@lru_cache(8)
def _preview(path: Path | None) -> tuple[tuple[str, ...], ...]:
    """Return the last rows that say something in every column of the preview."""
    if path is None:
        return ()
    with path.open(newline="", encoding="utf-8") as file:
        cells = (tuple(row[name] for name in _PREVIEW) for row in csv.DictReader(file))
        return tuple(deque((row for row in cells if all(row)), _ROWS))


@lru_cache(8)
def _checksums(path: Path | None, names: tuple[str, ...]) -> Mapping[str, str]:
    """Return the checksums of the plain files; those of the compressed ones are in the file alone."""
    if path is None:
        return {}
    pairs = (line.split("  ", 1)[::-1] for line in path.read_text(encoding="ascii").splitlines())
    return {name: checksum for name, checksum in pairs if name in names}
