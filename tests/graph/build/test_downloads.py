"""The files for download: whole, the same each time, written by one process at a time that disturbs nobody."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import psutil
import pytest
import zstandard

from graph import locks
from graph.build import downloads, table_names
from graph.build.downloads import FILES
from graph.build.export import export
from graph.build.snapshot import Snapshot, current
from tests.some import some

pytestmark = pytest.mark.slow


def copied(home: Path, folder: Path) -> Snapshot:
    """Copy the snapshot of a home into another one, without files for download."""
    copy = current(Path(shutil.copytree(home, folder, ignore=shutil.ignore_patterns("downloads"))))
    assert copy is not None
    return copy


@pytest.fixture
def mine(built: Path, tmp_path: Path) -> Snapshot:
    """The snapshot of the real tables in a home of its own, without files for download: they take seconds to write."""
    return copied(built, tmp_path / "home")


@pytest.fixture
def few(few_built: Path, tmp_path: Path) -> Snapshot:
    """The snapshot of a part of the real tables in such a home, for what needs files to the last."""
    return copied(few_built, tmp_path / "few-home")


@pytest.fixture(scope="module")
def made(few_built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, list[str]]:
    """A snapshot with its files, and the steps in which they were made."""
    snapshot = copied(few_built, tmp_path_factory.mktemp("made") / "home")
    steps: list[str] = []
    assert not downloads.complete(snapshot, downloads.folder_of(snapshot))
    assert downloads.make(snapshot, downloads.folder_of(snapshot), steps.append)
    return snapshot, steps


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def names(snapshot: Snapshot) -> set[str]:
    """Return the names of all files, plain and compressed."""
    return {each for name in downloads.plain_names(snapshot) for each in (name, *downloads.packed_names(name))}


def until(condition: Callable[[], object], seconds: float = 240) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def halves(folder: Path) -> list[Path]:
    return [path for path in folder.rglob(".*") if path.name != ".lock"]


def test_there_is_a_file_for_each_format_plain_and_compressed(made: tuple[Snapshot, list[str]]) -> None:
    snapshot, steps = made
    folder = downloads.folder_of(snapshot)
    assert downloads.complete(snapshot, folder)
    assert steps == ["Writing the tables", *(f"Writing {name}" for name in FILES)]
    of_the_snapshot = {"olympic-partnerships.nq", *filter(table_names.is_source, names(snapshot))}
    assert set(digests(folder)) == (names(snapshot) | {".lock"}) - of_the_snapshot
    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}
    assert modes == {0o644, 0o755}
    for name in some(FILES):
        plain = found(snapshot, name).read_bytes()
        assert plain == exported(snapshot, name)
        gzipped, zipped = found(snapshot, f"{name}.gz").read_bytes(), found(snapshot, f"{name}.zst").read_bytes()
        assert gzip.decompress(gzipped) == zstandard.decompress(zipped) == plain
        assert len(zipped) < len(gzipped) < len(plain) / 5


def test_each_table_can_be_had_compressed_and_has_its_checksum(made: tuple[Snapshot, list[str]]) -> None:
    snapshot, _ = made
    lines = found(snapshot, downloads.CHECKSUMS).read_text(encoding="ascii").splitlines()
    checksums = {name: checksum for checksum, name in (line.split("  ") for line in lines)}
    assert set(checksums) == names(snapshot) - {downloads.CHECKSUMS}
    for name in some(checksums):
        assert hashlib.sha256(found(snapshot, name).read_bytes()).hexdigest() == checksums[name]
    for name in some(filter(table_names.is_source, names(snapshot))):
        plain = found(snapshot, name).read_bytes()
        assert gzip.decompress(found(snapshot, f"{name}.gz").read_bytes()) == plain
        assert zstandard.decompress(found(snapshot, f"{name}.zst").read_bytes()) == plain


def found(snapshot: Snapshot, name: str) -> Path:
    path = downloads.find(name, snapshot, downloads.folder_of(snapshot))
    assert path is not None
    return path


def test_the_files_are_the_same_each_time(made: tuple[Snapshot, list[str]], few: Snapshot) -> None:
    """Another process writes them, with another seed of hashes."""
    snapshot, _ = made
    assert downloads.start(few, downloads.folder_of(few)).wait(240) == 0
    assert digests(downloads.folder_of(few)) == digests(downloads.folder_of(snapshot))


def test_what_is_there_is_not_written_again(made: tuple[Snapshot, list[str]]) -> None:
    snapshot, _ = made
    folder = downloads.folder_of(snapshot)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert downloads.make(snapshot, folder)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_one_process_at_a_time_writes(mine: Snapshot) -> None:
    folder = downloads.folder_of(mine)
    folder.mkdir()
    steps: list[str] = []
    with locks.exclusive(folder / ".lock", create=True) or pytest.fail("nobody else has the lock"):
        assert downloads.busy(folder)
        assert not downloads.make(mine, folder, steps.append)
    assert steps == []
    assert not downloads.busy(folder)


def test_a_process_that_is_killed_leaves_nothing_half_written_and_the_next_one_goes_on(few: Snapshot) -> None:
    folder = downloads.folder_of(few)
    process = downloads.start(few, folder)
    until(lambda: folder.exists() and halves(folder))
    process.kill()
    process.wait()
    for path in some(folder.iterdir()):
        if path.name in FILES:
            assert path.read_bytes() == exported(few, path.name)
    assert not downloads.busy(folder)
    who_waits_for_another_process_gets_its_files(few)
    assert halves(folder) == []


def test_a_process_that_is_killed_leaves_nothing_in_the_temporary_folder_of_the_system(
    few: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch, folder = tmp_path / "scratch", downloads.folder_of(few)
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    process = downloads.start(few, folder)
    until(lambda: [path for path in (*scratch.iterdir(), *folder.glob(".half-*")) if path.is_dir()])  # for JSON-LD
    process.kill()
    process.wait()
    assert list(scratch.iterdir()) == []
    downloads.make(few, folder)
    assert halves(folder) == []


def who_waits_for_another_process_gets_its_files(mine: Snapshot) -> None:
    folder = downloads.folder_of(mine)
    other = downloads.start(mine, folder)
    until(lambda: folder.exists() and downloads.busy(folder))
    steps: list[str] = []
    assert downloads.make(mine, folder, steps.append, wait=True)
    assert steps[0] == "Waiting for the process that writes the files for download"
    assert other.wait(240) == 0


def exported(snapshot: Snapshot, name: str) -> bytes:
    output = BytesIO()
    export(snapshot, FILES[name].name, output)
    return output.getvalue()


def test_the_process_is_of_a_low_priority_and_belongs_to_nobody(mine: Snapshot) -> None:
    folder = downloads.folder_of(mine)
    process = downloads.start(mine, folder)
    until(lambda: folder.exists() and downloads.busy(folder))
    assert psutil.Process(process.pid).nice() == 5
    assert os.getsid(process.pid) == process.pid
    process.terminate()
    process.wait()


def test_the_process_ends_quietly_when_its_folder_is_gone(mine: Snapshot) -> None:
    folder = downloads.folder_of(mine)
    process = downloads.start(mine, folder, errors=subprocess.PIPE)
    until(folder.exists)
    shutil.rmtree(mine.home, ignore_errors=True)
    shutil.rmtree(mine.home, ignore_errors=True)  # what it wrote in between
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (0, b"")


def test_the_process_of_a_build_ends_when_there_is_a_newer_snapshot(mine: Snapshot) -> None:
    folder = downloads.folder_of(mine)
    process = downloads.start(mine, folder, mine.home)
    until(lambda: folder.exists() and downloads.busy(folder))
    pointer = mine.home / "current.json"
    pointer.write_text(json.dumps(json.loads(pointer.read_text()) | {"version": "another"}))
    assert process.wait(30) == 0
    assert not downloads.complete(mine, folder)


def test_a_snapshot_that_is_gone_before_the_process_starts_is_no_error(mine: Snapshot) -> None:
    shutil.rmtree(mine.home)
    process = downloads.start(mine, downloads.folder_of(mine), errors=subprocess.PIPE)
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (0, b"")


def test_a_full_disk_is_said_in_one_line(mine: Snapshot) -> None:
    resource = pytest.importorskip("resource")
    folder = downloads.folder_of(mine)
    command = [sys.executable, "-m", "graph.build.downloads", str(mine.folder), mine.version, str(folder)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000)),
    )
    assert done.returncode == 1
    assert done.stderr == f"Cannot write the files for download in {folder}: File too large.\n"
    assert halves(folder) == []


def test_the_process_holds_the_snapshot(mine: Snapshot) -> None:
    folder = downloads.folder_of(mine)
    process = downloads.start(mine, folder)
    until(lambda: folder.exists() and downloads.busy(folder))
    mine.release()
    assert locks.exclusive(mine.nquads) is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert locks.exclusive(mine.nquads) is not None
