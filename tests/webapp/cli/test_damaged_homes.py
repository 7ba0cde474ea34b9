"""Snapshots and stores whose files are damaged: a message with a cure, and the cure works."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.build.snapshot import Snapshot, SnapshotError, current
from graph.build.swap import holds_same
from graph.push.batches import batches
from tests.abuse.lengths import sample
from tests.webapp.cli.conftest import Process
from tests.webapp.cli.test_errors import told

pytestmark = pytest.mark.slow

Damage = Callable[[Path], object]


@pytest.fixture
def few(few_built: Path, tmp_path: Path) -> Snapshot:
    """The snapshot of a part of the real tables, to be damaged."""
    found = current(Path(shutil.copytree(few_built, tmp_path / "home")))
    assert found is not None
    return found


def blocks(store: Path) -> None:
    """Change bytes within each file of statements, whose sizes stay; the engine hangs on such a block."""
    for path in store.glob("*.sst"):
        content = bytearray(path.read_bytes())
        half = len(content) // 2
        content[half : half + 20] = bytes(20)
        path.write_bytes(content)


def cut(store: Path) -> None:
    for path in store.glob("*.sst"):
        path.write_bytes(path.read_bytes()[:1_000])


def unnamed(store: Path) -> None:
    (store / "CURRENT").unlink()


def emptied(store: Path) -> None:
    (store / "CURRENT").write_bytes(b"")


@pytest.mark.parametrize("damage", sample([blocks, cut, unnamed, emptied]))
def test_a_damaged_store_is_a_message(opg: Process, few: Snapshot, damage: Damage) -> None:
    damage(few.index)
    message = told(opg("show", "alibaba", OPG_HOME=str(few.home)))
    assert message.startswith(f"Error: The snapshot in {few.folder} is damaged: opg build makes it anew.")


def test_each_command_that_reads_a_damaged_store_says_so(opg: Process, few: Snapshot) -> None:
    blocks(few.index)
    for line in ("stats", "query counts", "sparql -"):
        assert "is damaged: opg build" in told(opg(*line.split(), text="ASK {}", OPG_HOME=str(few.home)))
    assert f"opg build --home {few.home} makes it anew" in told(opg("stats", "--home", str(few.home)))


@pytest.mark.parametrize("damage", sample([blocks, unnamed]))
def test_a_build_makes_a_damaged_store_anew(opg: Process, few: Snapshot, damage: Damage) -> None:
    damage(few.index)
    assert opg("build", "--no-files", OPG_HOME=str(few.home)).returncode == 0
    assert opg("stats", OPG_HOME=str(few.home)).returncode == 0


@pytest.mark.parametrize("name", ["report.json", "dataset.nq", "tables/games.csv", "store-checksums.json"])
def test_a_damaged_file_of_a_snapshot_is_found(few: Snapshot, tmp_path: Path, name: str) -> None:
    made = Path(shutil.copytree(few.folder, tmp_path / "made"))
    assert holds_same(few.folder, made)
    (few.folder / name).write_bytes((few.folder / name).read_bytes()[:20])
    assert not holds_same(few.folder, made)


def test_a_build_of_the_same_leaves_a_snapshot_that_is_whole(opg: Process, few: Snapshot) -> None:
    before = few.index.stat().st_ino
    assert opg("build", OPG_HOME=str(few.home)).returncode == 0
    assert few.index.stat().st_ino == before


@pytest.mark.parametrize("damage", sample([cut, emptied]))
def test_a_damaged_store_that_is_named_is_a_message(opg: Process, few: Snapshot, damage: Damage) -> None:
    damage(few.index)
    for checked in (True, False):
        message = told(opg("stats", "--store", str(few.index)))
        assert message.startswith(f"Error: The Oxigraph store in {few.index} is damaged: make it anew"), checked
        few.index.with_name("store-checksums.json").unlink(missing_ok=True)


@pytest.mark.parametrize("size", sample([1_000, 0, 100_001]))
def test_damaged_statements_are_a_message(opg: Process, few: Snapshot, size: int) -> None:
    few.nquads.write_bytes(few.nquads.read_bytes()[:size])
    place = {"OPG_HOME": str(few.home)}
    for line in ("diff current 1.1", f"diff 1.1 {few.home}", "export"):
        message = told(opg(*line.split(), **place))
        assert f"The snapshot in {few.folder} is damaged: opg build" in message, line
    with pytest.raises(SnapshotError, match="is damaged: opg build"):
        batches(few, 1_000)
    message = told(opg("diff", "1.1", str(few.folder), **place), 2)
    assert f"{few.nquads} is damaged" in message
