"""The results of the whole graph beside a snapshot.

The snapshot is one that is read from disk. A build writes the file of results, in a process of its own: there it may
take memory and time. It may be missing, or from another version of the program. Then pages work out what they need, and
the site has it written soon after its start. A snapshot that is held in memory has none.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from graph import locks
from graph.build.snapshot import Snapshot
from graph.build.swap import RESULTS
from graph.progress import Progress
from queries.search import name_files
from webapp.config import Settings
from webapp.models.results_beside import opened

_LOCK: Final = "LOCK"

_log = logging.getLogger(__name__)


def make_files(folder: Path, version: str, progress: Progress) -> None:
    """Write the names and the results of a large snapshot that is made in a folder; nothing for others.

    Raises:
        OSError: a file cannot be written.
    """
    with _written_beside(folder, version, progress):
        name_files.make(folder, version, progress)


@contextmanager
def _written_beside(folder: Path, version: str, progress: Progress) -> Iterator[None]:
    """Have the results written beside other work, and wait for it."""
    if Snapshot(version, "", folder).is_small(Settings.read().in_memory_mb):
        yield
        return
    with _start(folder, version) as process:
        yield
        progress("Working out what needs the whole graph")
        process.wait()
    if process.returncode:
        _log.warning("The results of the whole graph could not be worked out; a site does it after its start.")


def _start(folder: Path, version: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "webapp.cli.write_results", str(folder), version]
    return subprocess.Popen(command, env={**os.environ, "PYTHONHASHSEED": "0"})  # noqa: S603 - our own command


def write_if_missing(snapshot: Snapshot) -> None:
    """Have a process of its own write the results of a snapshot, unless they are there; one at a time.

    Raises:
        OSError: nothing can be written there.
    """
    (snapshot.folder / RESULTS).mkdir(exist_ok=True)
    lock = locks.exclusive(snapshot.folder / RESULTS / _LOCK, wait=True, create=True)
    if lock is None:
        return
    with lock:
        if opened(snapshot.folder, snapshot.version) is None:
            with _start(snapshot.folder, snapshot.version) as process:
                process.wait()
