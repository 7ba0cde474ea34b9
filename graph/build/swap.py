"""The exchange of the snapshot in use for a finished build. Snapshots that nobody needs any more are removed."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from filecmp import cmp
from pathlib import Path
from typing import IO

from graph import locks
from graph.paths import Pointer, pointer_file, pointer_json
from graph.stores.checksums import beside, verified

_MOST_SNAPSHOTS = 2
"""Snapshots that stay: the current one, and the one before it for readers that have it open."""

_ABANDONED = 3600.0
"""Seconds after which an unfinished build is taken for dead; one takes a few seconds."""

HALF = ".half-"
"""How the names of files begin that are not whole yet."""

NAMES = "names"
"""The folder in a snapshot with the index of its names, which a program that searches them writes."""

_FILE, _FOLDER = 0o644, 0o755
"""Modes that let every user read, whatever the umask is: the data is public."""


RESULTS = "results"
"""The folder in a snapshot with what a site works out of the whole graph. A program of the site writes it."""


@contextmanager
def build_folder(home: Path) -> Iterator[Path]:
    """Yield a folder to build in, on the same file system as the result. Whatever is left in it goes with it.

    Raises:
        OSError: the home cannot be written.
    """
    snapshots = home / "snapshots"
    for folder in (home, snapshots):
        if not folder.exists():
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(_FOLDER)
    _sweep(snapshots)
    folder = Path(tempfile.mkdtemp(prefix=".building-", dir=snapshots))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(snapshots: Path) -> None:
    """Remove what builds that were killed have left."""
    for left in snapshots.glob(".building-*"):
        with suppress(OSError):  # another build removes it, or it is another user's
            if time.time() - left.stat().st_mtime > _ABANDONED:
                shutil.rmtree(left, ignore_errors=True)
    for left in snapshots.glob(".removing-*"):
        shutil.rmtree(left, ignore_errors=True)


def write(path: Path, content: bytes) -> None:
    """Write a file through to the disk.

    Raises:
        OSError: it cannot be written.
    """
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """Yield a file to write to, which takes its name at the end if nothing has failed.

    Raises:
        OSError: it cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=HALF, dir=path.parent)
    half = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        name_whole(half, path)
    finally:
        half.unlink(missing_ok=True)


def name_whole(half: Path, path: Path) -> None:
    """Give a finished file its name, when its bytes are on the disk.

    Raises:
        OSError: it cannot be read or renamed.
    """
    half.chmod(_FILE)
    with half.open("rb") as file:
        os.fsync(file.fileno())
    half.replace(path)


def put_into_use(home: Path, made: Path, pointer: Pointer) -> None:
    """Give the finished snapshot its name, point to it, and remove older ones; one build at a time.

    Raises:
        OSError: something cannot be written.
    """
    snapshots = home / "snapshots"
    for path in (made, *made.rglob("*")):
        path.chmod(_FOLDER if path.is_dir() else _FILE)
    with locks.exclusive(home / ".lock", wait=True, create=True) or nullcontext():
        _put_in_place(made, snapshots / pointer.folder_name)
        _point_to(home, pointer)
        _prune(snapshots, in_use=pointer.folder_name)


def _put_in_place(made: Path, folder: Path) -> None:
    """Give the finished snapshot its name; one of that name that is there already holds the same, unless damaged."""
    if holds_same(folder, made):
        return
    if folder.exists():
        remove(folder)
    made.rename(folder)


def holds_same(folder: Path, made: Path) -> bool:
    """Tell whether a snapshot has all files of one that was made.

    The index of statements is held to its own checksums. So is that of names, by whoever reads it, who also makes it
    where there is none.
    """
    indexes = {made / "store", made / NAMES, made / RESULTS}
    apart = {*indexes, *map(beside, indexes)}
    files = [path for path in made.rglob("*") if path.is_file() and apart.isdisjoint((path, path.parent))]
    try:
        return verified(folder / "store") and all(
            cmp(path, folder / path.relative_to(made), shallow=False) for path in files
        )
    except OSError:
        return False


def _point_to(home: Path, pointer: Pointer) -> None:
    beside = home / f".current-{os.getpid()}.json"
    write(beside, pointer_json(pointer))
    beside.chmod(_FILE)
    beside.replace(pointer_file(home))


def _prune(snapshots: Path, in_use: str) -> None:
    """Remove the snapshots that nobody reads, but for those that stay anyway."""
    others = [path for path in snapshots.iterdir() if not path.name.startswith(".") and path.name != in_use]
    others.sort(key=_built, reverse=True)
    for path in others[_MOST_SNAPSHOTS - 1 :]:
        with suppress(OSError):  # another user's, who removes it
            _remove_unused(path)


def _built(folder: Path) -> float:
    """Return when a snapshot was built; what is added to its folder later changes nothing about that."""
    nquads = folder / "dataset.nq"
    return nquads.stat().st_mtime if nquads.exists() else 0


def _remove_unused(folder: Path) -> None:
    if not (folder / "dataset.nq").exists():
        remove(folder)
        return
    lock = locks.exclusive(folder / "dataset.nq")
    if lock and lock.effective:
        with lock:
            remove(folder)


def remove(folder: Path) -> None:
    """Remove a folder, if it is there. Its name goes first, so nobody finds a part of it or writes there any more."""
    gone = Path(tempfile.mkdtemp(prefix=".removing-", dir=folder.parent))
    with suppress(FileNotFoundError):
        folder.rename(gone / folder.name)
    shutil.rmtree(gone, ignore_errors=True)
