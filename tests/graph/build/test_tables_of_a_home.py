"""A home remembers which tables it was built from, and nothing is built from others in silence."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graph.build.build_snapshot import build, ensure, in_use
from graph.build.snapshot import Snapshot, State, current, state, usable
from graph.paths import TABLES, HomeError, read_pointer, tables_to_build
from tests import needs
from tests.changes import rename_country
from tests.homes import copy_home

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPG_TABLES", raising=False)


@pytest.fixture
def mine(built: Path, tmp_path: Path) -> Path:
    """A home folder of its own, built from the tables that ship with the project."""
    return copy_home(built, tmp_path / "home")


def remember(home: Path, tables: Path | None) -> None:
    """Let a home be one that was built from other tables, whose content is as it was then."""
    pointer = home / "current.json"
    content = json.loads(pointer.read_text(encoding="utf-8")) | {"tables": str(tables) if tables else None}
    pointer.write_text(json.dumps(content), encoding="utf-8")


def read(home: Path) -> Snapshot:
    snapshot = current(home)
    assert snapshot is not None
    return snapshot


def test_those_given_go_before_the_variable_before_the_memory_before_the_shipped(
    tmp_path: Path, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, named = Path(shutil.copytree(tables, tmp_path / "given")), Path(shutil.copytree(tables, tmp_path / "named"))
    home = tmp_path / "home"
    home.mkdir()
    assert tables_to_build(home) == TABLES
    (home / "current.json").write_text(json.dumps({"version": "v", "inputs": "i", "tables": str(tables)}))
    assert tables_to_build(home) == tables
    monkeypatch.setenv("OPG_TABLES", str(named))
    assert tables_to_build(home) == named
    assert tables_to_build(home, given) == given
    monkeypatch.setenv("OPG_TABLES", "")
    assert tables_to_build(home) == tables


def test_a_relative_folder_is_remembered_from_the_root(
    tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tables.parent)
    assert tables_to_build(tmp_path, Path(tables.name)) == tables
    monkeypatch.setenv("OPG_TABLES", tables.name)
    assert tables_to_build(tmp_path) == tables


@pytest.mark.parametrize("way", ["given", "variable"])
def test_tables_that_are_asked_for_must_be_there(tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = tmp_path / "nowhere"
    if way == "variable":
        monkeypatch.setenv("OPG_TABLES", str(nowhere))
    with pytest.raises(HomeError, match=r"nowhere.* is no folder of tables"):
        ensure(tmp_path / "home", tables=nowhere if way == "given" else None)


def test_a_build_is_remembered_and_repeated(mine: Path, few_tables: Path, caplog: pytest.LogCaptureFixture) -> None:
    first = build(mine, rename_country(few_tables, "Afghania"))
    assert (first.tables, read(mine).tables) == (few_tables, few_tables)
    assert ensure(mine) == first
    rename_country(few_tables, "Afghanistania")
    again = ensure(mine)
    assert again.version != first.version
    assert again.tables == few_tables
    assert caplog.messages == []


def test_a_build_from_other_tables_than_before_is_said(
    mine: Path, few_tables: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("OPG_TABLES", str(rename_country(few_tables, "Afghania")))
    assert ensure(mine).tables == few_tables
    shipped = "the tables that ship with opg"
    assert caplog.messages == [
        f"The graph in {mine} was built from {shipped}; now it is built from the tables in {few_tables}."
    ]


def test_the_same_tables_elsewhere_need_no_build(mine: Path, tables: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert ensure(mine, tables=tables) == read(mine)
    assert read(mine).tables == TABLES
    assert caplog.messages == []


def test_a_home_of_before_was_built_from_the_shipped_tables(mine: Path) -> None:
    pointer = mine / "current.json"
    content = json.loads(pointer.read_text(encoding="utf-8"))
    del content["tables"]
    pointer.write_text(json.dumps(content), encoding="utf-8")
    assert read(mine).tables == TABLES
    assert usable(mine) == read(mine)


def test_a_graph_whose_tables_are_gone_is_shown_with_a_warning(
    mine: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    remember(mine, tmp_path / "gone")
    assert ensure(mine) == read(mine)
    assert state(read(mine), read(mine).tables) is State.UNKNOWN
    assert len(caplog.messages) == 1
    assert str(tmp_path / "gone") in caplog.text
    assert "--tables" in caplog.text


def test_tables_that_are_gone_cannot_be_built_from(mine: Path, few_tables: Path, tmp_path: Path) -> None:
    remember(mine, tmp_path / "gone")
    with pytest.raises(HomeError, match=r"/gone, which are gone: --tables or OPG_TABLES names others") as caught:
        build(mine)
    assert str(TABLES) in str(caught.value)
    assert build(mine, few_tables).tables == few_tables


def test_a_site_shows_the_snapshot_in_use_even_if_its_tables_have_changed(
    mine: Path, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPG_HOME", str(mine))
    remember(mine, rename_country(tables, "Afghania"))
    assert in_use() == read(mine)
    assert state(read(mine), tables) is State.OUTDATED


def test_a_site_is_built_from_the_tables_that_are_asked_for(
    mine: Path, few_tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPG_HOME", str(mine))
    monkeypatch.setenv("OPG_TABLES", str(rename_country(few_tables, "Afghania")))
    assert in_use().tables == few_tables


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": 1}', "\0", '{"version": "a", "inputs": "b"', "\xff"])
def test_a_damaged_pointer_is_named_and_nothing_is_built_from_any_tables(content: str, tmp_path: Path) -> None:
    pointer = tmp_path / "current.json"
    pointer.write_bytes(content.encode("latin-1"))
    with pytest.raises(HomeError, match=r"current\.json is damaged.*opg build --tables DIR"):
        ensure(tmp_path)
    assert pointer.read_bytes() == content.encode("latin-1")
    assert not (tmp_path / "snapshots").exists()


def test_a_damaged_pointer_is_replaced_by_a_build_from_tables_that_are_given(mine: Path, few_tables: Path) -> None:
    (mine / "current.json").write_text("{")
    assert ensure(mine, tables=few_tables).tables == few_tables
    pointer = read_pointer(mine)
    assert pointer is not None
    assert pointer.tables == few_tables


def copies(built: Path, folder: Path) -> tuple[Path, Path]:
    """Return a home and tables in a folder."""
    return copy_home(built, folder / "home"), Path(shutil.copytree(TABLES, folder / "tables"))


def ensured(home: Path, user: needs.OtherUser) -> subprocess.CompletedProcess[str]:
    """Let another user ask for the graph in a home; the version is on standard output."""
    program = (
        "import sys; from pathlib import Path; from graph.build.build_snapshot import ensure\n"
        "print(ensure(Path(sys.argv[1])).version)"
    )
    command = [user.python, "-c", program, str(home)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **user.options)


def test_another_user_gets_what_there_is_where_nothing_can_be_built(built: Path, public: Path) -> None:
    user = needs.other_user()
    mine, tables = copies(built, public)
    remember(mine, rename_country(tables, "Afghania"))
    done = ensured(mine, user)
    assert done.stdout.strip() == read(mine).version
    assert "nothing can be written there" in done.stderr


def test_tables_that_another_user_may_not_read_are_no_other_tables(built: Path, public: Path) -> None:
    user = needs.other_user()
    mine, tables = copies(built, public)
    remember(mine, tables)
    tables.chmod(0o700)
    done = ensured(mine, user)
    assert done.stdout.strip() == read(mine).version
    assert f"the tables in {tables} cannot be read" in done.stderr


def test_a_snapshot_that_lost_statements_is_not_loaded(few_built: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copytree(few_built, tmp_path / "home"))
    nquads = read(mine).nquads
    lines = nquads.read_bytes().splitlines(keepends=True)
    nquads.write_bytes(b"".join(lines[:-1]))
    with pytest.raises(HomeError, match=r"is damaged: opg build .* makes it anew. .* its statements have the digest"):
        read(mine).in_memory()
    build(mine)
    assert read(mine).in_memory().version == read(mine).version


def test_a_disk_that_is_full_is_a_message_and_changes_nothing(mine: Path, few_tables: Path) -> None:
    resource = pytest.importorskip("resource")
    before = read(mine)
    rename_country(few_tables, "Afghania")
    program = (
        "import sys; from pathlib import Path; from graph.paths import HomeError\n"
        "from graph.build.build_snapshot import build\n"
        "try: build(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "except HomeError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(mine), str(few_tables)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )
    assert f"Cannot write a snapshot in {mine}" in done.stdout, done.stderr
    assert read(mine) == before
    assert [path for path in (mine / "snapshots").iterdir() if path.name.startswith(".")] == []
