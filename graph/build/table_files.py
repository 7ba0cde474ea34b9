"""The tables for download, and what describes them for programs."""

from __future__ import annotations

from graph.build.flat_columns import FLAT
from graph.build.published_tables import to_csv
from graph.build.snapshot import Snapshot
from graph.build.table_columns import TableForm, source_table
from graph.build.table_descriptions import ABOUT, TITLE, TableFile, csvw, data_package
from graph.build.table_names import CSVW, FLAT_CSV, FOLDER, PACKAGE, WORKBOOK, is_source, names
from graph.releases.frozen import FileDigest
from ontology.namespaces import BASE, DATA_LICENCE_IRI


def form_of(name: str) -> TableForm:
    """Return the form of the table in a CSV file."""
    return FLAT if name == FLAT_CSV else source_table(name.removeprefix(f"{FOLDER}/").removesuffix(".csv"))


def made(snapshot: Snapshot) -> dict[str, bytes]:
    """Return the content of the files that the snapshot does not hold itself: the same each time."""
    from graph.build.flat_table import Statements, flat_rows
    from graph.build.spreadsheet import workbook

    statements = Statements.read(snapshot.nquads)
    version, day = statements.edition()
    rows = flat_rows(statements, version)
    content = {FLAT_CSV: to_csv([column.name for column in FLAT.columns], rows)}
    content[WORKBOOK] = workbook(FLAT, rows, _about(version, day, len(rows)), day)
    sources = [name for name in names(snapshot) if is_source(name)]
    tables = [_table(FLAT_CSV, content[FLAT_CSV])]
    tables += [_table(name, (snapshot.folder / name).read_bytes()) for name in sources]
    content[PACKAGE], content[CSVW] = data_package(tables, version, day), csvw(tables, version, day)
    return content


def _table(name: str, content: bytes) -> TableFile:
    return TableFile(form_of(name), name, FileDigest.of(content))


def _about(version: str, day: str, count: int) -> list[tuple[str, str]]:
    return [
        ("Title", f"{TITLE}: all partnerships"),
        ("Holds", ABOUT),
        ("Version", f"{version} of {day}" if day else version),
        ("Rows", f"{count}, one a partnership"),
        ("Licence", f"CC BY 4.0, {DATA_LICENCE_IRI}"),
        ("Address", f"{BASE}dataset"),
        ("Dates", "A year, a month, and a day before 1 March 1900 are texts; every other day is a date."),
        ("Cells", FLAT.about),
    ]
