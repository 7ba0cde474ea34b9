"""The tables for download, read by the programs that people have, and held to the tables and to the graph."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path

import frictionless
import openpyxl
import pandas
import pytest
from csvw import CSVW

from graph.build import table_files, table_names
from graph.build.flat_columns import FLAT
from graph.build.flat_table import Statements, flat_rows
from graph.build.load_tables import ROWS, load
from graph.build.published_tables import published
from graph.build.snapshot import Snapshot
from graph.build.spreadsheet import workbook
from graph.build.table_columns import Column, Kind, TableForm
from graph.build.table_names import NAMES
from graph.iris import mint
from graph.paths import TABLES
from graph.releases.frozen import release
from graph.stores.store import EmbeddedStore
from ontology.terms import OP
from queries.results import plain, tabular
from queries.run import run
from tests import tables
from tests.some import some

Row = dict[str, str]


@pytest.fixture(scope="module")
def package(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables as somebody has them who has downloaded all."""
    folder = tmp_path_factory.mktemp("package")
    (folder / "tables").mkdir()
    made = table_files.made(snapshot)
    for name in some(table_names.names(snapshot)):
        (folder / name).write_bytes(made[name] if name in made else (snapshot.folder / name).read_bytes())
    return folder


@pytest.fixture(scope="module")
def flat(package: Path) -> list[Row]:
    """The rows of the flat table."""
    with (package / "partnerships.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.slow
def test_frictionless_finds_the_package_valid(package: Path) -> None:
    report = frictionless.validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])[:5]
    assert [task.name for task in report.tasks] == [FLAT.name, *NAMES]
    package_file = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    assert package_file["version"] == release_of(package)


def release_of(package: Path) -> str:
    return str(pandas.read_csv(package / "partnerships.csv")["release"][0]).removeprefix("v")


def test_a_wrong_cell_is_found_by_the_description(package: Path, tmp_path: Path) -> None:
    folder = tmp_path / "package"
    shutil.copytree(package, folder)
    path = folder / "tables" / "games.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("1896-04-06", "6 April 1896").replace(",completed,", ",over,", 1), encoding="utf-8")
    report = frictionless.validate(str(folder / "datapackage.json"))
    found = {tuple(error) for error in report.flatten(["type", "fieldName"])}
    assert {("constraint-error", "opening"), ("constraint-error", "status")} <= found


@pytest.mark.slow
def test_a_reader_of_csv_on_the_web_finds_the_tables_valid(few_built: Path, tmp_path: Path) -> None:
    found = next((few_built / "snapshots").glob("*/tables"))
    shutil.copytree(found, tmp_path / "tables")
    for name in ("partnerships.csv", "csv-metadata.json"):
        shutil.copy(found.parent / "downloads" / name, tmp_path / name)
    described = CSVW(str(tmp_path / "csv-metadata.json"), validate=True)
    assert described.is_valid, described.warnings[:3]
    assert len(described.tables) == 1 + len(NAMES)


def test_there_is_a_row_for_each_partnership_of_the_graph(flat: list[Row], store: EmbeddedStore) -> None:
    assert len(flat) == partnerships_of(store)
    assert {row["iri"] for row in flat} == {mint("partnership", row["id"]).value for row in tables.rows("partnerships")}


def partnerships_of(store: EmbeddedStore) -> int:
    """Count the partnerships of a graph, by SPARQL."""
    answer = tabular(run(store, "classes-in-use"))
    return int({plain(kind): plain(number) for kind, number in answer.rows}[str(OP.Partnership)])


def test_the_rows_say_what_the_tables_say(flat: list[Row]) -> None:
    organizations, programmes = tables.by_id("organizations"), tables.by_id("programmes")
    games, countries = tables.by_id("games"), {row["iso_alpha2"]: row["name"] for row in tables.rows("countries")}
    covered = {(row["id"], games[edition]["name"]) for row, edition in tables.covered()}
    for row in some(flat):
        deal = tables.by_id("partnerships")[row["id"]]
        partner = organizations[deal["partner"]]
        assert row["partner"] == partner["name"]
        assert row["country"] == countries.get(partner["country"], "")
        assert row["programme"] == programmes[deal["programme"]]["name"]
        assert [row[name] for name in ("start", "end", "announced")] == [deal["start"], deal["end"], deal["announced"]]
        assert row["start_precision"] == {0: "", 4: "year", 7: "month", 10: "day"}[len(deal["start"])]
        assert {(row["id"], name) for name in row["games"].split("; ") if name} <= covered
        assert len(row["category_iris"].split()) == len(tables.listed(deal["categories"]))
        assert {iri.rpartition("/")[2] for iri in row["source_iris"].split()} == set(tables.listed(deal["sources"]))
        assert row["evidence"] == deal["evidence"]
    assert sum(int(row["games_count"]) for row in flat) == len(covered)


def test_identifiers_of_partners_are_the_confirmed_ones(flat: list[Row]) -> None:
    expected: dict[str, set[str]] = {}
    for row in tables.rows("identifiers"):
        if row["about_kind"] == "organization" and row["status"] == "confirmed":
            expected.setdefault(row["about"], set()).add(f"{row['scheme']}:{row['value']}")
    for row in some(flat):
        partner = row["partner_iri"].rpartition("/")[2]
        assert set(row["partner_identifiers"].split()) == expected.get(partner, set())
        assert row["partner_wikidata"].split() == sorted(
            value.removeprefix("wikidata:") for value in expected.get(partner, ()) if value.startswith("wikidata:")
        )


def test_a_day_is_never_given_without_what_it_rests_on(flat: list[Row]) -> None:
    for row in some(flat):
        assert row["from_basis"] in ("stated", "announced", "assumed", "unknown")
        assert bool(row["from"]) == (row["from_basis"] != "unknown")
        if row["from_basis"] == "assumed":
            assert not row["start"]


def test_the_source_tables_have_what_is_published_and_nothing_else(package: Path) -> None:
    assert [name for name in ROWS if name not in NAMES] == ["unsourced"]
    assert [name for name in ROWS if name in NAMES] == list(NAMES)
    assert "tables/unsourced.csv" not in table_names.MEDIA_TYPES
    for name in some(NAMES):
        content = (package / "tables" / f"{name}.csv").read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf")
        assert list(csv.DictReader(content.decode().splitlines())) == tables.public_rows(name)


def test_pandas_reads_the_flat_table_with_the_right_types(package: Path, flat: list[Row]) -> None:
    days = ["from", "until"]
    frame = pandas.read_csv(package / "partnerships.csv", parse_dates=days)
    assert len(frame) == len(flat)
    assert {str(frame[name].dtype)[:10] for name in days} == {"datetime64"}
    numbers = {column.name for column in FLAT.columns if column.kind is Kind.INTEGER}
    assert {name for name in frame.columns if pandas.api.types.is_numeric_dtype(frame[name])} == numbers
    assert "L'Oréal" in set(frame["partner"]) or any("é" in text for text in frame["partner"])


def test_the_workbook_holds_the_same_as_the_csv_with_types(package: Path, flat: list[Row]) -> None:
    book = openpyxl.load_workbook(package / "partnerships.xlsx")
    assert book.sheetnames == ["Partnerships", "Columns", "About"]
    head, *lines = book["Partnerships"].iter_rows()
    assert [cell.value for cell in head] == [column.name for column in FLAT.columns]
    assert len(lines) == len(flat)
    for line, row in some(zip(lines, flat, strict=True)):
        for cell, column in some(zip(line, FLAT.columns, strict=True)):
            assert cell.data_type in ("s", "n", "d"), f"{cell.coordinate}: no formula"
            assert shown(cell.value) == row[column.name]
            assert not isinstance(cell.value, int) or column.kind is Kind.INTEGER
    said = {str(name.value): str(text.value) for name, text in book["About"].iter_rows()}
    assert said["Version"].startswith(release_of(package))
    assert "creativecommons.org" in said["Licence"]


def shown(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def cells_of(*rows: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    form = TableForm(
        "test", "", (Column("text", ""), Column("date", "", Kind.PARTIAL_DATE), Column("number", "", Kind.INTEGER)), ()
    )
    content = workbook(form, rows, [("Title", "A test")], "2026-11-27")
    assert content == workbook(form, rows, [("Title", "A test")], "2026-11-27")
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert sheet is not None
    for line in some(list(sheet.iter_rows())[1:]):
        assert all(cell.data_type in ("s", "n", "d") for cell in some(line))
        yield tuple(cell.value for cell in line)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+49 30", "-5", "@SUM(A1)", "\tx", '=HYPERLINK("http://example.org")', "007", "1E5", "TRUE", "2017-01",
     "https://example.org/", "_x0041_", "日本 🏅", " two  spaces "],
)  # fmt: skip
def test_a_text_in_the_workbook_stays_that_text(text: str) -> None:
    assert next(cells_of((text, "", "")))[0] == text


def test_whole_days_are_dates_in_the_workbook_and_all_else_is_text() -> None:
    texts = ["2017", "2017-01", "2017-01-18", "1900-02-28", "1896-04-06"]
    found = [row[1] for row in cells_of(*(("", text, "3") for text in texts))]
    assert found == ["2017", "2017-01", datetime(2017, 1, 18), "1900-02-28", "1896-04-06"]  # noqa: DTZ001


def test_a_text_that_is_too_long_for_a_cell_is_cut_with_a_sign() -> None:
    long = next(cells_of(("🏅" * 20_000, "", "")))[0]
    assert isinstance(long, str)
    assert long.endswith("🏅…")
    assert len(long.encode("utf-16-le")) // 2 <= 32_767


def test_the_first_release_is_a_table_too_with_its_own_version_and_number_of_rows(tmp_path: Path) -> None:
    path = tmp_path / "1.0.nq"
    path.write_bytes(release("1.0").content())
    found = Statements.read(path)
    version, day = found.edition()
    rows = flat_rows(found, version)
    assert (version, day, rows[0][-1]) == ("1.0", "2026-11-22", "v1.0")
    assert len(rows) == partnerships_of(EmbeddedStore.load(path))


def test_every_column_says_what_it_holds() -> None:
    assert all(column.meaning for column in some(FLAT.columns))
    assert len({column.name for column in FLAT.columns}) == len(FLAT.columns)


def test_tables_in_another_form_are_published_in_ours(tmp_path: Path) -> None:
    """A byte order mark, other line ends, a blank line, and columns in another order."""
    shutil.copytree(TABLES, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "games.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = [list(reversed(row)) for row in csv.reader(file)]
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    path.write_text(f"\ufeff{text.getvalue()}\r\n", encoding="utf-8", newline="")
    content = dict(published(tmp_path, load(tmp_path)))["games"]
    assert list(csv.DictReader(content.decode().splitlines())) == tables.public_rows("games")
    assert content.startswith(b"id,name,season,")
