"""The files of the whole graph that a site offers for download.

They stand beside the snapshot. Where nothing can be written there, they stand in a temporary folder of the site. A
process of its own writes those that are missing (see `graph.build.downloads`).
"""

from __future__ import annotations

import atexit
import logging
import os
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from graph.build import downloads
from graph.build.snapshot import Snapshot
from graph.build.swap import remove

SCRATCH = "OPG_SCRATCH"
"""The variable that tells the workers of `opg serve` which temporary folder they share."""

_PAUSE = 30.0
"""Seconds until files are tried again that could not be written."""

_log = logging.getLogger(__name__)


class Downloads:
    """The files of one snapshot, and the process that writes them, if one does."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._closed = threading.Event()
        self._making = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def names(self) -> list[str]:
        """The names of the plain files that there are, or soon will be."""
        return downloads.plain_names(self._snapshot)

    def find(self, name: str) -> Path | None:
        """Return the file of that name, or None if it is not there yet."""
        found = (downloads.find(name, self._snapshot, folder) for folder in self._folders())
        return next(filter(None, found), None)

    def request(self) -> None:
        """Have the files made, unless somebody is at it; this does not wait."""
        if self._making.acquire(blocking=False):
            threading.Thread(target=self._make, name="downloads", daemon=True).start()

    def close(self) -> None:
        """End the process that writes the files, and remove those that are not beside the snapshot."""
        self._closed.set()
        if self._process:
            self._process.terminate()
        for folder in self._folders()[1:]:
            remove(folder)

    def _make(self) -> None:
        try:
            folders = self._folders()
            if not any(map(downloads.busy, folders)) and (said := self._run(folders[-1])):
                _log.error("%s", said)
                self._closed.wait(_PAUSE)
        finally:
            self._making.release()

    def _run(self, folder: Path) -> str:
        """Run the process to its end; return what it said if it failed."""
        try:
            self._process = downloads.start(self._snapshot, folder, errors=subprocess.PIPE)
        except OSError as error:
            return f"Cannot start the process that writes the files for download: {error}."
        if self._closed.is_set():
            self._process.terminate()
        _, errors = self._process.communicate()
        failed = self._process.returncode and not self._closed.is_set()
        return errors.decode(errors="replace").strip() or "The files for download were not written." if failed else ""

    def _folders(self) -> list[Path]:
        """Return where the files may be: beside the snapshot, and, if nothing can be written there, elsewhere too."""
        beside = downloads.folder_of(self._snapshot)
        if os.access(beside if beside.exists() else beside.parent, os.W_OK | os.X_OK):
            return [beside]
        return [beside, scratch() / self._snapshot.folder.name]


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Yield a temporary folder for files that cannot stand beside a snapshot.

    A process that still writes there finds the folder gone, and ends.
    """
    folder = Path(tempfile.mkdtemp(prefix="opg-"))
    try:
        yield folder
    finally:
        remove(folder)


@cache
def scratch() -> Path:
    """Return the temporary folder that the workers share, or one of this process."""
    shared = os.environ.get(SCRATCH)
    if shared and os.access(shared, os.W_OK | os.X_OK):
        return Path(shared)
    own = Path(tempfile.mkdtemp(prefix="opg-"))
    atexit.register(remove, own)
    return own
