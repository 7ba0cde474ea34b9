"""Snapshots, which are never changed and replace each other atomically.

A home folder holds `snapshots/<version>-<inputs>/` and `current.json`. The latter names the snapshot in use by its
version and by the digest of its inputs. A build works in a folder of its own, renames it when it is whole, and then
replaces `current.json`. A build that fails or is killed before that has changed nothing that a reader sees.

Its files are `dataset.nq` (sorted N-Quads), `report.json` and `report.txt` (findings of the validation), and `store/`.
The last has the statements, indexed for queries; `store-checksums.json` tells whether it is damaged. A large snapshot
may have `names/`, an index of names (`queries/search/name_files.py`), with checksums of its own. Everybody may read
them, whoever builds. Who reads a snapshot holds a shared lock on its `dataset.nq`. A build removes older snapshots, but
only those that it can lock for itself. One of the same name that is damaged makes room for the new one.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Final

from graph import __version__, locks
from graph.locks import Lock
from graph.paths import TABLES, HomeError, Pointer, asked_tables, default_home, described, read_pointer
from graph.releases.frozen import index_files
from graph.stores.store import EmbeddedStore
from graph.version_digest import file_version

IN_MEMORY_MB: Final = 300
"""Megabytes of N-Quads up to which a graph is held in memory. There it takes some five times as much."""

_MEGABYTE: Final = 1_000_000

_TOO_FEW: Final = "file descriptors"
"""What the engine speaks of where it may open too few files."""

_log = logging.getLogger(__name__)


class SnapshotError(HomeError):
    """The snapshot cannot be read or written; the message says which folder and what to do."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot that is whole: its version, the digest of what it was built from, its folder, and its tables.

    One that was made from a release has its number, and the tables before it.
    It is not removed as long as there is this object, which holds the lock.
    """

    version: str
    inputs: str
    folder: Path
    tables: Path = TABLES
    release_number: str = ""
    lock: Lock | None = field(default=None, compare=False, repr=False)

    @property
    def home(self) -> Path:
        """The home that it is in."""
        return self.folder.parents[1]

    @property
    def nquads(self) -> Path:
        """All statements, as sorted N-Quads."""
        return self.folder / "dataset.nq"

    @property
    def report(self) -> Path:
        """The findings of the validation, as JSON; `report.txt` beside it says the same for people."""
        return self.folder / "report.json"

    @property
    def index(self) -> Path:
        """The statements as the engine's own files."""
        return self.folder / "store"

    def is_small(self, most_mb: float = IN_MEMORY_MB) -> bool:
        """Tell whether the statements, as N-Quads, have so many megabytes at most."""
        return self.nquads.stat().st_size <= most_mb * _MEGABYTE

    def opened(self, most_mb: float = IN_MEMORY_MB) -> EmbeddedStore:
        """Open the statements for many queries: in memory where they are small, or else on disk.

        Raises:
            SnapshotError: the files are damaged, or statements are missing.
        """
        with self._reading():
            small = self.is_small(most_mb)
        return self.in_memory() if small else self.store()

    def store(self) -> EmbeddedStore:
        """Open the statements for a few queries: ready at once.

        Raises:
            SnapshotError: the files are damaged.
        """
        with self._reading():
            return EmbeddedStore.open(self.index, self.version, self.lock)

    def in_memory(self) -> EmbeddedStore:
        """Load the statements for many queries: ready after half a second, then several times faster than `store`.

        Raises:
            SnapshotError: the files are damaged, or statements are missing.
        """
        nquads = self.checked_nquads()
        with self._reading():
            return EmbeddedStore.load(nquads, self.version)

    def checked_nquads(self) -> Path:
        """Return the file of the statements once these are known to be all there, and as they were.

        Raises:
            SnapshotError: the file is damaged, or cannot be read.
        """
        with self._reading():
            if (found := file_version(self.nquads)) != self.version:
                raise OSError(f"its statements have the digest {found[:12]} instead of {self.version[:12]}")
        return self.nquads

    def release(self) -> None:
        """Let go of the files, which may be removed from now on."""
        if self.lock:
            self.lock.release()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (OSError, SyntaxError, RuntimeError) as error:
            raise SnapshotError(f"The snapshot in {self.folder} {self._trouble(error)}") from error

    def _trouble(self, error: Exception) -> str:
        """Say what is wrong with the files, and what helps."""
        if isinstance(error, PermissionError) or _TOO_FEW in str(error):
            return f"cannot be read: {error}."
        return f"is damaged: {self._remedy()} makes it anew. What was found: {' '.join(str(error).split())}."

    def _remedy(self) -> str:
        """Return the command that makes the snapshot anew."""
        home = f" --home {self.home}" if self.home != default_home() else ""
        return f"opg build{home}{f' --store-release {self.release_number}' if self.release_number else ''}"


def inputs_digest(tables: Path = TABLES) -> str:
    """Return the digest of everything a build depends on: tables, ontology, releases, the code and its version.

    Where the tables are makes no difference.
    """
    graph = Path(__file__).parents[1]
    ontology = graph.parent / "ontology"
    # A folder or a dead link in the place of a table has no content. Whoever reads the tables says so.
    given = [path for path in (*tables.glob("*.csv"), *tables.glob("*.ttl")) if path.is_file()]
    parts = (given, graph.rglob("*.py"), ontology.glob("*.*"), index_files())
    digest = sha256(__version__.encode())
    for path in chain.from_iterable(sorted(part, key=lambda path: (path.name, path.parent.name)) for part in parts):
        digest.update(f"\0{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


class State(StrEnum):
    """How a snapshot stands to tables as they are now."""

    UP_TO_DATE = "up to date"
    OUTDATED = "the tables or opg have changed since"
    UNKNOWN = "not known, because the tables cannot be read"


def state(snapshot: Snapshot, tables: Path) -> State:
    """Tell whether a snapshot is that of the tables as they are now; one of a release never changes."""
    if snapshot.release_number:
        return State.UP_TO_DATE
    try:
        os.listdir(tables)  # noqa: PTH208 - to see whether that is allowed; a glob finds nothing where it is not
        same = inputs_digest(tables) == snapshot.inputs
    except OSError:
        return State.UNKNOWN
    return State.UP_TO_DATE if same else State.OUTDATED


def current(home: Path) -> Snapshot | None:
    """Return the snapshot in use, or None before the first build, or where `current.json` does not say which it is.

    Raises:
        SnapshotError: the snapshot may not be read.
    """
    before = None
    while (pointer := _pointer(home)) and pointer != before:
        if found := acquired(home, pointer):
            return found
        before = pointer  # it was removed in this moment, and there is a newer one then
    return None


def _pointer(home: Path) -> Pointer | None:
    with suppress(HomeError):
        return read_pointer(home)
    return None


def acquired(home: Path, pointer: Pointer) -> Snapshot | None:
    """Return the snapshot with a lock on it, or None if it is not there, or not any more."""
    folder = home / "snapshots" / pointer.folder_name
    snapshot = Snapshot(pointer.version, pointer.inputs, folder, pointer.tables, pointer.release)
    try:
        lock = locks.shared(snapshot.nquads)
    except OSError as error:
        raise SnapshotError(f"The snapshot in {folder} cannot be read: {error.strerror}.") from error
    return replace(snapshot, lock=lock) if lock and (folder / "store").is_dir() else None


def usable(home: Path, tables: Path | None = None) -> Snapshot | None:
    """Return the snapshot in use if it can answer as it is, or None where one has to be built.

    It can if it is of the tables as they are now. It also can where these cannot be read, or the home cannot be written
    to. It cannot if others are asked for. A warning says so, and also where a build is from other tables now.

    Raises:
        HomeError: there is no such folder of tables, or the snapshot may not be read.
    """
    asked = asked_tables(tables)
    snapshot = current(home)
    if snapshot is None:
        return None
    if snapshot.release_number and asked:
        _log.warning(
            "The graph in %s is release %s; now it is built from %s.", home, snapshot.release_number, described(asked)
        )
        return None
    chosen = asked or snapshot.tables
    found = state(snapshot, chosen)
    if found is State.UP_TO_DATE:
        return snapshot
    return snapshot if _good_enough(snapshot, home, chosen, found) else None


def _good_enough(snapshot: Snapshot, home: Path, chosen: Path, found: State) -> bool:
    """Tell, also in the log, whether a snapshot that is not up to date is the best that there is."""
    before = described(snapshot.tables)
    if chosen != snapshot.tables:
        _log.warning("The graph in %s was built from %s; now it is built from %s.", home, before, described(chosen))
        return False
    if found is State.UNKNOWN:
        hint = "--tables or OPG_TABLES names others to build from"
        _log.warning("The graph in %s is that of its last build: %s cannot be read. %s.", home, before, hint)
        return True
    if not all(os.access(folder, os.W_OK | os.X_OK) for folder in (home, home / "snapshots")):
        hint = f"{found}, but nothing can be written there"
        _log.warning("The graph in %s is that of its last build from %s: %s.", home, before, hint)
        return True
    return False
