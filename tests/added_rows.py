"""The project with a few more rows in its tables: `python -m tests.added_rows FOLDER` copies it into a new folder.

No test may depend on a number that a further row changes: `make test` runs the quick tests once more in such a copy.
The rows are valid and made up: an organization, a partnership, Games, a tier and a source.
"""

from __future__ import annotations

import csv
import shutil
import sys
from pathlib import Path

from graph.paths import TABLES

ROWS: dict[str, list[dict[str, str]]] = {
    "organizations": [{"id": "added-works", "name": "Added Works", "kind": "company", "country": "NZ"}],
    "games": [
        {
            "id": "2038-winter",
            "name": "Added City 2038",
            "season": "winter",
            "ordinal": "28",
            "year": "2038",
            "city": "Added City",
            "country": "CH",
            "opening": "2038-02-12",
            "closing": "2038-02-28",
            "status": "scheduled",
            "sources": "added-2026-11",
        }
    ],
    "tiers": [{"programme": "top-11", "tier": "added-tier", "rank": "9", "name": "Added Tier", "plural": "Added Tier"}],
    "partnerships": [
        {
            "id": "top-11--added-works",
            "partner": "added-works",
            "programme": "top-11",
            "tier": "added-tier",
            "categories": "wine",
            "start": "2025",
            "end": "2028",
            "territory": "worldwide",
            "status": "active",
            "evidence": "Made up for a test",
            "sources": "added-2026-11",
        }
    ],
    "sources": [
        {
            "id": "added-2026-11",
            "title": "Added Works joins",
            "publisher": "Added News",
            "url": "https://added.example/works",
            "published": "2026-11-01",
            "language": "en",
            "kind": "news",
        }
    ],
}


_LEFT_OUT = (".*", "node_modules")
"""What no test reads. Compiled modules come along: they are of the same text, and compiling them takes seconds."""


def _made(project: Path, at: str) -> set[str]:
    """Return what builds leave behind: it lies at the top, and packages may bear the same names."""
    return {"build", "dist"} if Path(at) == project else set()


def copy(folder: Path) -> None:
    """Copy the project into a folder that does not exist yet, and add the rows to its tables, in their order."""
    project = TABLES.parents[1]
    ignored = shutil.ignore_patterns(*_LEFT_OUT)
    shutil.copytree(project, folder, ignore=lambda at, names: ignored(at, names) | _made(project, at))
    for table, added in ROWS.items():
        path = folder / TABLES.relative_to(project) / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            names, rows = list(reader.fieldnames or ()), list(reader)
        rows += [{name: row.get(name, "") for name in names} for row in added]
        keys = ("programme", "tier") if table == "tiers" else ("id",)
        rows.sort(key=lambda row: tuple(row[key] for key in keys))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    copy(Path(sys.argv[1]))
