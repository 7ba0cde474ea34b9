"""Home folders that the processes of a run share, and copies of them that take next to no time and room.

The large files of a copy are those of the original, since nobody changes them. `python -m tests.homes FOLDER` makes
what is shared, while packages are installed that only tests need.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from graph.build.build_snapshot import build
from tests.few_tables import write_few

_LARGE = 100_000
"""Bytes from which a file is a link. All such files of a snapshot are statements, their index, and files to download.

Builds and downloads write new files beside them. A test that damages one of them needs a real copy.
"""


def whole(shared: Path, *, files: bool) -> Path:
    """Return the home with the snapshot of the real tables, and, where a test may serve it, its files for download."""
    return _once(shared, "built", lambda folder: build(folder, files=files))


def part(shared: Path) -> Path:
    """Return the home with the snapshot of a part of the tables, and its files."""
    made = _once(shared, "few", lambda folder: build(folder / "home", write_few(folder / "tables"), files=True))
    return made / "home"


def _once(shared: Path, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that the first process to ask for it fills; the others wait."""
    shared.mkdir(parents=True, exist_ok=True)
    folder, made = shared / name, shared / f"{name}.made"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            make(folder)
            made.touch()
    return folder


def copy_home(built: Path, home: Path) -> Path:
    """Copy a home folder for a test that builds in it or serves it."""
    return Path(shutil.copytree(built, home, copy_function=_link, dirs_exist_ok=True))


def _link(source: str, target: str) -> None:
    if Path(source).stat().st_size >= _LARGE:
        with suppress(OSError):  # another file system
            os.link(source, target)
            return
    shutil.copy2(source, target)


if __name__ == "__main__":
    whole(Path(sys.argv[1]), files=True)
    part(Path(sys.argv[1]))
