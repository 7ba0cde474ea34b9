"""The results of the whole graph beside a snapshot.

The snapshot is one that is read from disk. A build writes the files of results, in processes of their own: there it may
take memory, time and two processors. They may be missing, or from another version of the program. Then pages work out
what they need, and the site has them written soon after its start. A snapshot that is held in memory has none.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from graph import locks
from graph.build.snapshot import Snapshot
from graph.build.swap import RESULTS
from graph.progress import Progress
from graph.stores import checksums
from webapp.models.results_beside import LISTS, PARTNERSHIPS, SOURCES, opened

_LOCK: Final = "LOCK"

_AT_ONCE: Final = 2
"""Processes that run at the same time."""

_LONGEST_FIRST: Final = (LISTS, PARTNERSHIPS, SOURCES)
"""The parts of the results as they begin, so that all processes end at about the same time."""

_log = logging.getLogger(__name__)


def make_files(folder: Path, version: str, progress: Progress) -> None:
    """Write the names and the results of a large snapshot that is made in a folder.

    Raises:
        OSError: a process cannot be started.
    """
    progress("Indexing names, and working out what needs the whole graph")
    _write(folder, version, also=[[sys.executable, "-m", "queries.search.name_files", str(folder), version]])


def write_if_missing(snapshot: Snapshot) -> None:
    """Have the results of a snapshot written, unless they are there; one at a time.

    Raises:
        OSError: nothing can be written there.
    """
    (snapshot.folder / RESULTS).mkdir(exist_ok=True)
    lock = locks.exclusive(snapshot.folder / RESULTS / _LOCK, wait=True, create=True)
    if lock is None:
        return
    with lock:
        if opened(snapshot.folder, snapshot.version) is None:
            _write(snapshot.folder, snapshot.version)


def _write(folder: Path, version: str, also: Sequence[list[str]] = ()) -> None:
    """Have the results written by processes, a few at a time, and then other commands run.

    What a process takes in memory is free again before the next one starts. Long answers that several of them need
    are in a folder meanwhile.

    Raises:
        OSError: they cannot be started.
    """
    program = [sys.executable, "-m", "webapp.cli.write_results", str(folder), version]
    with tempfile.TemporaryDirectory() as answers, ThreadPoolExecutor(_AT_ONCE) as pool:
        codes = list(pool.map(_run, [*([*program, part, answers] for part in _LONGEST_FIRST), *also]))
    if any(codes):
        _log.warning("What needs the whole graph could not be worked out; a site does it after its start.")
    else:
        checksums.note(folder / RESULTS)


def _run(command: list[str]) -> int:
    """Run a process to its end, and return its code."""
    # where texts always have the same hashes, the same results give the same bytes
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 - our own command
