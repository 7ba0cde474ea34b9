"""Tables put in order: rows sorted, text normalized, nothing else changed, and nothing half-written."""

import csv
import os
import random
import unicodedata
from pathlib import Path

import pytest

from graph.build.load_tables import ROWS, load
from graph.build.tidying import tidy
from graph.paths import TABLES


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_tables_in_order_stay_as_they_are(tables: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in tables.iterdir()}
    assert before
    assert tidy(tables) == []
    assert {path: path.stat().st_mtime_ns for path in tables.iterdir()} == before
    assert contents(tables) == contents(TABLES)


def test_disorder_of_every_kind_is_mended_and_nothing_is_left_to_do(tables: Path) -> None:
    """Finding 26: decomposed accents and no-break spaces; finding 25: rows out of order."""
    shuffled = random.Random(9)  # noqa: S311 - no secret
    for name in ROWS:
        path = tables / f"{name}.csv"
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        shuffled.shuffle(rows)
        text = "\r\n".join([header, *rows])
        text = unicodedata.normalize("NFD", text).replace(" ", "\u00a0").replace("-summer,", "-\u200bsummer ,")
        path.write_bytes(("\ufeff" + text).encode())
    changed = tidy(tables)
    assert {file.path.name for file in changed} == {f"{name}.csv" for name in ROWS}
    assert contents(tables) == contents(TABLES)
    assert tidy(tables) == []


def test_it_says_what_it_changed(tables: Path) -> None:
    path = tables / "countries.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[1], lines[2], lines[5] = lines[2], lines[1], lines[5].replace(",", " ,", 1)
    path.write_bytes(("\ufeff" + "\r\n".join(lines) + "\r\n").encode())
    said = "1 row moved, text normalized in 1 cell (line 6), byte order mark removed, line ends made LF"
    assert [str(change) for change in tidy(tables)] == [f"countries.csv: {said}"]


def test_nothing_else_is_changed(tables: Path) -> None:
    """Quotes that need not be, cells that are wrong, keys that stand twice, empty lines, another order of columns."""
    path = tables / "countries.csv"
    header = "id,name,noc_code,iso_alpha3,iso_alpha2,continent"
    text = "\n".join([header, '"Zulu","Not, ""this""",zz,,,"two lines"', "", "a,1,,,,", "a,2,,,,", "b,too few", ""])
    path.write_text(text, encoding="utf-8")
    tidy(tables)
    assert path.read_text(encoding="utf-8") == text
    path.write_text("id,name\nb,x\na, y\n", encoding="utf-8")
    tidy(tables)
    assert path.read_text(encoding="utf-8") == "id,name\na,y\nb,x\n"


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_file_that_is_no_csv_in_utf8_stays_as_it_is(encoding: str, tables: Path) -> None:
    path = tables / "countries.csv"
    content = path.read_text(encoding="utf-8").encode(encoding)
    path.write_bytes(content)
    assert tidy(tables) == []
    assert path.read_bytes() == content


def test_a_file_with_semicolons_stays_as_it_is(tables: Path) -> None:
    path = tables / "countries.csv"
    content = path.read_bytes().replace(b",", b";")
    path.write_bytes(content)
    assert tidy(tables) == []
    assert path.read_bytes() == content


def spoil(tables: Path, *names: str) -> None:
    for name in names:
        path = tables / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def test_a_failure_leaves_all_files_as_they_were(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(tables, "countries.csv", "games.csv", "tiers.csv")
    before = contents(tables)
    left = iter(range(2))

    def full(descriptor: int) -> None:
        if next(left, None) is None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        tidy(tables)
    assert contents(tables) == before


def test_mode_and_links_of_a_file_are_kept(tables: Path, tmp_path: Path) -> None:
    spoil(tables, "countries.csv", "games.csv")
    (tables / "countries.csv").chmod(0o640)
    elsewhere = (tables / "games.csv").rename(tmp_path / "games.csv")
    (tables / "games.csv").symlink_to(elsewhere)
    tidy(tables)
    assert (tables / "countries.csv").stat().st_mode & 0o777 == 0o640
    assert (tables / "games.csv").is_symlink()
    assert elsewhere.read_bytes() == (TABLES / "games.csv").read_bytes()


def test_the_rows_are_the_same_ones(tables: Path) -> None:
    path = tables / "sources.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    header, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([header, *reversed(lines)]), encoding="utf-8")
    tidy(tables)
    with path.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == rows
    assert len(load(tables).sources) == len(rows) - 1
