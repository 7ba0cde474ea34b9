"""Copies of home folders that take next to no time and room.

Their large files are those of the original, since nobody changes them.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

_LARGE = 100_000
"""Bytes from which a file is a link. All such files of a snapshot are statements, their index, and files to download.

Builds and downloads write new files beside them. A test that damages one of them needs a real copy.
"""


def copy_home(built: Path, home: Path) -> Path:
    """Copy a home folder for a test that builds in it or serves it."""
    return Path(shutil.copytree(built, home, copy_function=_link, dirs_exist_ok=True))


def _link(source: str, target: str) -> None:
    if Path(source).stat().st_size >= _LARGE:
        with suppress(OSError):  # another file system
            os.link(source, target)
            return
    shutil.copy2(source, target)
