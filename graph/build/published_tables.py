"""The tables that people edit, as far as they are published.

The to-do list is left out, and so are organizations that nothing names. A build writes them beside the snapshot, so
that they are those of its statements whatever becomes of the tables.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from graph.build.cell_text import normalized, sound
from graph.build.load_tables import ROWS, Tables
from graph.build.sheet import columns_of
from graph.build.table_names import NAMES


def published(folder: Path, tables: Tables) -> Iterator[tuple[str, bytes]]:
    """Yield the published rows of each table as CSV, with the columns in the order of its row model.

    `tables` are the rows of the folder, read without a problem.
    """
    for name in NAMES:
        columns = columns_of(ROWS[name])
        with (folder / f"{name}.csv").open(newline="", encoding="utf-8-sig") as file:
            header, *lines = (_normalized(cells) for cells in csv.reader(file) if cells)
        rows = (dict(zip(header, line, strict=True)) for line in lines)
        public = (cells for cells in rows if _is_published(name, cells, tables))
        yield name, to_csv(columns, ([cells[column] for column in columns] for cells in public))


def _normalized(cells: Sequence[str]) -> Sequence[str]:
    return cells if sound(cells) else list(map(normalized, cells))


def _is_published(name: str, cells: Mapping[str, str], tables: Tables) -> bool:
    """Tell whether a row is about something that the graph has; only organizations may be left out."""
    if name == "organizations":
        return cells["id"] in tables.published
    if name == "organization_relations":
        return cells["organization"] in tables.published
    return cells.get("about_kind") != "organization" or cells["about"] in tables.published


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as CSV (RFC 4180) in UTF-8, without a byte order mark; every text is as it is in the graph."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()
