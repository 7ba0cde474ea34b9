"""A release is made once, of what the table and the changelog announce, or nothing is written."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
import zstandard

from graph.build import freeze_release
from graph.build.freeze_release import RefusedError, make_release
from graph.releases.frozen import Release, release, releases
from graph.version_digest import content_version
from tests.few_tables import write_few

ROWS = (("1.0", "2026-01-01", "First"), ("1.1", "2026-02-01", "Second"))


def table(folder: Path, rows: Sequence[tuple[str, str, str]]) -> Path:
    with (folder / "releases.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows((("version", "date", "summary"), *rows))
    return folder


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with few tables, a changelog, and the first release of them; to be copied, not to be changed."""
    folder = tmp_path_factory.mktemp("made")
    few = table(write_few(folder / "tables"), ROWS[:1])
    changelog = folder / "CHANGELOG.md"
    changelog.write_text(
        "# Changelog\n\n## 1.1 (2026-02-01)\n\n- More\n\n## [1.0]\n\n- All\n\nNothing on 1.2\n", "utf-8"
    )
    made("1.0", few, changelog)
    return folder


@pytest.fixture
def few(made_once: Path, tmp_path: Path) -> Path:
    """The few tables, beside the folder in which their first release is."""
    shutil.copytree(made_once, tmp_path, dirs_exist_ok=True)
    return tmp_path / "tables"


@pytest.fixture
def changelog(few: Path) -> Path:
    return few.parent / "CHANGELOG.md"


def made(version: str, few: Path, changelog: Path) -> Release:
    folder = few.parent / "releases"
    folder.mkdir(exist_ok=True)
    return make_release(version, few, changelog, folder)


def first_release(few: Path) -> Release:
    return release("1.0", few.parent / "releases")


@pytest.mark.slow
def test_a_release_is_made_and_the_next_one_with_its_changes(
    few: Path, changelog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next one is compressed less, which takes a moment instead of seconds."""
    first = first_release(few)
    assert (first.version, first.date, first.summary, first.previous) == ("1.0", "2026-01-01", "First", None)
    lines = first.content().splitlines(keepends=True)
    assert b"".join(sorted(lines)) == first.content()
    assert content_version(lines) == first.digest
    assert any(
        b'dcat#version> "1.0" <https://w3id.org/olympic-partnerships/graph/description> .' in line for line in lines
    )
    frozen = {path.name: path.read_bytes() for path in first.folder.iterdir()}
    table(few, ROWS)
    monkeypatch.setattr(freeze_release, "compress", zstandard.compress)
    second = made("1.1", few, changelog)
    assert second.previous == "1.0"
    assert releases(first.folder) == (first, second)
    changes = second.changes()
    assert changes
    assert changes["things"] == {"release": {"added": ["1.1"], "removed": [], "changed": []}}
    assert {name: (first.folder / name).read_bytes() for name in frozen} == frozen
    index = json.loads((first.folder / "1.1.json").read_text("utf-8"))
    assert index["previous"] == "1.0"


@pytest.mark.slow
def test_a_release_is_the_same_bytes_again(few: Path, changelog: Path, tmp_path: Path) -> None:
    first = first_release(few)
    again = tmp_path / "again"
    again.mkdir()
    make_release("1.0", few, changelog, again)
    assert {path.name: path.read_bytes() for path in again.iterdir()} == {
        path.name: path.read_bytes() for path in first.folder.iterdir()
    }


@pytest.mark.parametrize(
    ("version", "rows", "message"),
    [
        ("1.0", ROWS[:1], "Release 1.0 exists, and releases never change"),
        ("1.1", ROWS[:1], "releases.csv has no row for 1.1"),
        ("1.1", (*ROWS, ("1.2", "2026-03-01", "Third")), "1.1 is not the newest row of releases.csv, which is 1.2"),
        ("1.2", (*ROWS, ("1.2", "2026-03-01", "Third")), "CHANGELOG.md says nothing about 1.2"),
        ("0.9", (("0.9", "2026-03-01", "Late"), *ROWS[:1]), "Release 0.9 would come after 1.0"),
        ("next", ROWS, "next is no number of a release"),
    ],
)
def test_it_is_refused(
    version: str, rows: Sequence[tuple[str, str, str]], message: str, few: Path, changelog: Path
) -> None:
    folder = first_release(few).folder
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    table(few, rows)
    with pytest.raises(RefusedError, match=message):
        made(version, few, changelog)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
