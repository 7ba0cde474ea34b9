"""Snapshots: swapped in whole or not at all, whatever happens to the build."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.build.build_snapshot import build, ensure
from graph.build.load_tables import BadTablesError
from graph.build.snapshot import SnapshotError, current
from graph.stores.store import Rows
from tests.changes import rename_country

pytestmark = pytest.mark.slow

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a folder with their bytes, but for those of the index, which no build rewrites."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def mine(few_built: Path, tmp_path: Path) -> Path:
    """A home folder of its own with a snapshot in use, which was built from a part of the real tables."""
    return Path(shutil.copytree(few_built, tmp_path / "home"))


def test_a_build_of_broken_tables_leaves_everything_as_it_was(mine: Path, few_tables: Path) -> None:
    before = tree(mine)
    (few_tables / "games.csv").write_text("id\n", encoding="utf-8")
    with pytest.raises(BadTablesError):
        build(mine, few_tables)
    assert tree(mine) == before


def test_a_killed_build_leaves_the_old_snapshot_serving(mine: Path, light_tables: Path, few_tables: Path) -> None:
    """What is built is so much that each step takes longer than the time until it is killed."""
    before = current(mine)
    countries = light_tables / "countries.csv"
    countries.write_text(countries.read_text(encoding="utf-8").replace(",Albania,", ",Shqipëria,"), encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from graph.build.build_snapshot import build\n"
        "build(Path(sys.argv[1]), Path(sys.argv[2]), progress=lambda step: print(step, flush=True))"
    )
    for last_step in ("Reading the tables", "Writing N-Quads", "Indexing, and checking shapes and rules"):
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(mine), str(light_tables)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == last_step:
                time.sleep(0.05)
                process.kill()
        assert process.wait() == -signal.SIGKILL
        process.stdout.close()
        after = current(mine)
        assert after == before
        assert after is not None
        answer = after.store().query(COUNT)
        assert isinstance(answer, Rows)
        assert len(answer) == 1
    assert build(mine, rename_country(few_tables, "Afghania")).version != (before and before.version)


def test_building_again_sweeps_up_and_changes_no_byte_of_the_snapshot(mine: Path) -> None:
    before = tree(mine)
    old, fresh = mine / "snapshots" / ".building-old", mine / "snapshots" / ".building-fresh"
    for folder in (old, fresh):
        folder.mkdir()
    long_ago = time.time() - 86400
    os.utime(old, (long_ago, long_ago))
    build(mine)
    assert not old.exists(), "abandoned"
    assert fresh.exists(), "somebody may be at work there"
    assert tree(mine) == before


def test_only_the_current_snapshot_and_the_one_before_stay(mine: Path, few_tables: Path) -> None:
    countries = few_tables / "countries.csv"
    versions = []
    for name in ("One", "Two"):
        text = countries.read_text(encoding="utf-8").splitlines(keepends=True)
        text[1] = f"afghanistan,{name},AF,AFG,AFG,Asia\n"
        countries.write_text("".join(text), encoding="utf-8")
        versions.append(build(mine, few_tables).folder.name)
    assert {path.name for path in (mine / "snapshots").iterdir()} == set(versions)


def test_an_outdated_snapshot_is_built_anew(mine: Path) -> None:
    pointer = mine / "current.json"
    content = json.loads(pointer.read_text(encoding="utf-8"))
    pointer.write_text(json.dumps({**content, "inputs": "other"}), encoding="utf-8")
    folder = mine / "snapshots" / f"{content['version'][:16]}-{content['inputs'][:16]}"
    folder.rename(folder.with_name(f"{content['version'][:16]}-other"))
    steps: list[str] = []
    ensure(mine, steps.append)
    assert "Reading the tables" in steps
    steps.clear()
    ensure(mine, steps.append)
    assert steps == []


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": 1}', "\0"])
def test_a_damaged_pointer_counts_as_no_snapshot(content: str, tmp_path: Path) -> None:
    (tmp_path / "current.json").write_text(content, encoding="utf-8")
    assert current(tmp_path) is None


def test_a_home_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(SnapshotError, match="OPG_HOME"):
        build(tmp_path / "home")
