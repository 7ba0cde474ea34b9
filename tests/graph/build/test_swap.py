"""Putting snapshots into use, and removing older ones: never one that anybody reads."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.build.snapshot import Snapshot, current
from graph.build.swap import build_folder, put_into_use, write
from graph.paths import Pointer
from graph.version_digest import file_version
from tests import needs

pytestmark = pytest.mark.slow

Put = Callable[[str], Pointer]

HOLD = (
    "import sys; from pathlib import Path; from graph.build.snapshot import current\n"
    "snapshot = current(Path(sys.argv[1]))\n"
    "print(snapshot.folder.name, flush=True); sys.stdin.read()\n"
)

OURSELVES = needs.OtherUser(sys.executable, {})


def small(home: Path, name: str) -> Pointer:
    """Put a snapshot of one statement into use, and return what the home says of it then."""
    with build_folder(home) as folder:
        write(folder / "dataset.nq", f'<x:s> <x:p> "{name}" .\n'.encode())
        (folder / "store").mkdir()
        pointer = Pointer(file_version(folder / "dataset.nq"), name * 20)
        put_into_use(home, folder, pointer)
    return pointer


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Put a small snapshot into use in a home."""
    return lambda name: small(tmp_path, name)


@contextmanager
def reading(home: Path, user: needs.OtherUser = OURSELVES) -> Iterator[str]:
    """Read the snapshot in use from another process until the end of the block; give the name of its folder."""
    command = [user.python, "-c", HOLD, str(home)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, **user.options) as reader:
        assert reader.stdout is not None
        yield reader.stdout.readline().strip()


def there(home: Path) -> set[str]:
    return {path.name for path in (home / "snapshots").iterdir()}


def read(home: Path) -> Snapshot:
    snapshot = current(home)
    assert snapshot is not None
    return snapshot


def test_the_snapshot_in_use_and_the_one_before_stay(put: Put, tmp_path: Path) -> None:
    pointers = [put(name) for name in "abcd"]
    assert there(tmp_path) == {pointer.folder_name for pointer in pointers[-2:]}


def test_a_snapshot_that_this_process_reads_stays_until_it_lets_go(put: Put, tmp_path: Path) -> None:
    old = put("a")
    snapshot = read(tmp_path)
    for name in "bcd":
        put(name)
    assert snapshot.nquads.read_text().endswith('"a" .\n')
    assert old.folder_name in there(tmp_path)
    snapshot.release()
    put("e")
    assert old.folder_name not in there(tmp_path)


def test_a_snapshot_that_nobody_refers_to_any_more_is_let_go(put: Put, tmp_path: Path) -> None:
    old = put("a")
    read(tmp_path)
    for name in "bc":
        put(name)
    assert old.folder_name not in there(tmp_path)


def test_a_snapshot_that_another_process_reads_stays_until_that_ends_in_whatever_way(put: Put, tmp_path: Path) -> None:
    put("a")
    with reading(tmp_path) as name:
        for later in "bcd":
            put(later)
        assert name in there(tmp_path)
    put("e")
    assert name not in there(tmp_path)


def test_a_snapshot_that_another_user_reads_stays(public: Path) -> None:
    user = needs.other_user()
    small(public, "a")
    with reading(public, user) as name:
        for later in "bcd":
            small(public, later)
        assert name in there(public)


def test_several_readers_share_a_snapshot(put: Put, tmp_path: Path) -> None:
    put("a")
    with reading(tmp_path) as one, reading(tmp_path) as other:
        assert one == other == read(tmp_path).folder.name


def test_a_reader_that_comes_while_a_snapshot_is_exchanged_gets_one_that_is_whole(put: Put, tmp_path: Path) -> None:
    put("a")
    program = (
        "import sys; from pathlib import Path; from graph.build.snapshot import current\n"
        "for _ in range(3000):\n"
        "    snapshot = current(Path(sys.argv[1]))\n"
        "    assert snapshot.nquads.read_text().endswith(' .\\n')\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path)]) as reader:
        number = 0
        while reader.poll() is None:
            put("bcdefgh"[number % 7])
            number += 1
    assert reader.returncode == 0
    assert number > 7


def test_what_a_killed_removal_has_left_is_swept_up(put: Put, tmp_path: Path) -> None:
    put("a")
    left = tmp_path / "snapshots" / ".removing-x" / "old"
    left.mkdir(parents=True)
    put("b")
    assert not left.parent.exists()


def test_a_damaged_snapshot_is_replaced_by_the_next_build_of_the_same(put: Put, tmp_path: Path) -> None:
    pointer = put("a")
    nquads = read(tmp_path).nquads
    before = nquads.read_bytes()
    nquads.write_bytes(b"")
    assert put("a") == pointer
    assert read(tmp_path).nquads.read_bytes() == before


def test_everybody_may_read_whatever_the_umask(tmp_path: Path) -> None:
    home = tmp_path / "home"
    before = os.umask(0o077)
    try:
        with build_folder(home) as folder:
            write(folder / "dataset.nq", b"")
            (folder / "store").mkdir()
            write(folder / "store" / "index", b"")
            put_into_use(home, folder, Pointer(file_version(folder / "dataset.nq"), "i" * 20))
    finally:
        os.umask(before)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (home, *home.rglob("*"))}
    assert len(modes) >= 7
    assert {path: mode for path, mode in modes.items() if mode != (0o755 if path.is_dir() else 0o644)} == {}
