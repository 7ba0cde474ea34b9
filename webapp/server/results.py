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
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from graph import locks
from graph.build.snapshot import Snapshot
from graph.build.swap import RESULTS
from graph.progress import Progress
from graph.stores import checksums
from queries.search import name_files
from webapp.models.results_beside import PARTS, opened

_LOCK: Final = "LOCK"

_log = logging.getLogger(__name__)


def make_files(folder: Path, version: str, progress: Progress) -> None:
    """Write the names and the results of a large snapshot that is made in a folder.

    Raises:
        OSError: a file cannot be written.
    """
    with _writing(folder, version):
        name_files.make(folder, version, progress)
        progress("Working out what needs the whole graph")


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
            with _writing(snapshot.folder, snapshot.version):
                pass


@contextmanager
def _writing(folder: Path, version: str) -> Iterator[None]:
    """Have the results written beside other work, and wait for it.

    Raises:
        OSError: they cannot be written.
    """
    with ExitStack() as started:
        processes = [started.enter_context(_start(folder, version, part)) for part in PARTS]
        yield
    if any(process.returncode for process in processes):
        _log.warning("What needs the whole graph could not be worked out; a site does it after its start.")
    else:
        checksums.note(folder / RESULTS)


def _start(folder: Path, version: str, part: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "webapp.cli.write_results", str(folder), version, part]
    # where texts always have the same hashes, the same results give the same bytes
    return subprocess.Popen(command, env={**os.environ, "PYTHONHASHSEED": "0"})  # noqa: S603 - our own command
