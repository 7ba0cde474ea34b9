"""The real tables cut down to one programme, for tests of builds that do not depend on how much is built."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

from graph.paths import TABLES
from tests.tables import Cells, rows

PROGRAMME = "top-09"
_WHOLE = ("categories", "countries", "games", "programmes", "tiers")
"""Tables that stay whole, because their rows lead to each other."""

_CUT = ("organizations", "sources")
"""Tables of which the rows stay that others lead to."""


def write_few(folder: Path, programme: str = PROGRAMME) -> Path:
    """Write tables with the partnerships of one programme and with all that these lead to; return their folder.

    The other tables are there, without rows.
    """
    shutil.copytree(TABLES, folder)
    kept = {name: rows(name) for name in _WHOLE}
    kept["partnerships"] = tuple(row for row in rows("partnerships") if row["programme"] == programme)
    assert kept["partnerships"]
    wanted = _led_to([row for table in kept.values() for row in table])
    for table in folder.glob("*.csv"):
        if table.stem in _CUT:
            kept[table.stem] = tuple(row for row in rows(table.stem) if row["id"] in wanted)
        _write(table, kept.get(table.stem, ()))
    return folder


def _led_to(found: list[Cells]) -> set[str]:
    """Return the keys in the cells of some rows, and in those of the organizations that they lead to."""
    organizations = {row["id"]: row for row in rows("organizations")}
    wanted: set[str] = set()
    while found:
        cells = {key for row in found for cell in row.values() for key in re.split(r"\s*;\s*", cell)}
        found = [organizations[key] for key in (cells - wanted) & organizations.keys()]
        wanted |= cells
    return wanted


def _write(table: Path, kept: tuple[Cells, ...]) -> None:
    with table.open(newline="", encoding="utf-8") as file:
        columns = next(csv.reader(file))
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)
