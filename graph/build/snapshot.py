"""Snapshots: built beside each other, never changed, and swapped in by one atomic step.

A home folder holds `snapshots/<version>-<inputs>/` and `current.json`, which names the snapshot in use by its version
and by the digest of the inputs that it was built from. A build works in a folder of its own, renames it when it is
whole, and then replaces `current.json`; whoever fails or is killed before that has changed nothing that a reader sees.

A snapshot's files: `dataset.nq` (sorted N-Quads), `report.json` and `report.txt` (findings of the validation), and
`store/` (the same statements, indexed for queries). Everybody may read them, whoever builds. Who reads a snapshot holds
a shared lock on its `dataset.nq`. A build removes older snapshots, but only those that it can lock for itself.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from itertools import chain
from pathlib import Path

from graph import __version__, locks
from graph.build.swap import put_into_use, workshop, write
from graph.locks import Lock
from graph.paths import TABLES, HomeError, Pointer, asked_tables, default_home, described, read_pointer, tables_to_build
from graph.progress import Progress, silent
from graph.push.version_digest import file_version
from graph.stores.store import EmbeddedStore

_log = logging.getLogger(__name__)


class SnapshotError(HomeError):
    """The snapshot cannot be read or written; the message says which folder and what to do."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot that is whole: its version, the digest of what it was built from, its folder, and its tables.

    It is not removed as long as there is this object, which holds the lock.
    """

    version: str
    inputs: str
    folder: Path
    tables: Path = TABLES
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

    def store(self) -> EmbeddedStore:
        """Open the statements for a few queries: ready at once.

        Raises:
            SnapshotError: the files are damaged.
        """
        with self._reading():
            return EmbeddedStore.open(self.folder / "store", self.version, self.lock)

    def in_memory(self) -> EmbeddedStore:
        """Load the statements for many queries: ready after half a second, then several times faster than `store`.

        Raises:
            SnapshotError: the files are damaged, or statements are missing.
        """
        with self._reading():
            if (found := file_version(self.nquads)) != self.version:
                raise OSError(f"its statements have the digest {found[:12]} instead of {self.version[:12]}")
            return EmbeddedStore.load(self.nquads, self.version)

    def release(self) -> None:
        """Let go of the files, which may be removed from now on."""
        if self.lock:
            self.lock.release()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (OSError, SyntaxError) as error:
            hint = "opg build makes it anew"
            raise SnapshotError(f"The snapshot in {self.folder} cannot be read ({error}): {hint}.") from error


def inputs_digest(tables: Path = TABLES) -> str:
    """Return the digest of everything a build depends on: tables, ontology, the code that builds, and its version.

    Where the tables are makes no difference.
    """
    graph = Path(__file__).parents[1]
    ontology = graph.parent / "ontology"
    parts = ([*tables.glob("*.csv"), *tables.glob("*.ttl")], graph.rglob("*.py"), ontology.glob("*.*"))
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
    """Tell whether a snapshot is that of the tables as they are now."""
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
        if found := _locked(home, pointer):
            return found
        before = pointer  # it was removed in this moment, and there is a newer one then
    return None


def _pointer(home: Path) -> Pointer | None:
    with suppress(HomeError):
        return read_pointer(home)
    return None


def _locked(home: Path, pointer: Pointer) -> Snapshot | None:
    """Return the snapshot with a lock on it, or None if it is not there, or not any more."""
    folder = home / "snapshots" / pointer.folder_name
    snapshot = Snapshot(pointer.version, pointer.inputs, folder, pointer.tables)
    try:
        lock = locks.shared(snapshot.nquads)
    except OSError as error:
        raise SnapshotError(f"The snapshot in {folder} cannot be read: {error.strerror}.") from error
    return replace(snapshot, lock=lock) if lock and (folder / "store").is_dir() else None


def ensure(home: Path | None = None, progress: Progress = silent, tables: Path | None = None) -> Snapshot:
    """Return the snapshot of the tables as they are now, building it first where it is missing or outdated.

    The tables are those that `graph.paths.tables_to_build` names.

    Raises:
        BadTablesError, InvalidDataError, HomeError: as `build` does.
    """
    home = home or default_home()
    return usable(home, tables) or build(home, tables, progress)


def usable(home: Path, tables: Path | None = None) -> Snapshot | None:
    """Return the snapshot in use if it can be answered from as it is, or None where one has to be built.

    It can if it is of the tables as they are now. It also can where these cannot be read, or the home cannot be written
    to, unless somebody asks for other tables. A warning says so, and also where a build is from other tables now.

    Raises:
        HomeError: there is no such folder of tables, or the snapshot may not be read.
    """
    asked = asked_tables(tables)
    snapshot = current(home)
    if snapshot is None:
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
    if not _writable(home):
        hint = f"{found}, but nothing can be written there"
        _log.warning("The graph in %s is that of its last build from %s: %s.", home, before, hint)
        return True
    return False


def _writable(home: Path) -> bool:
    return all(os.access(folder, os.W_OK | os.X_OK) for folder in (home, home / "snapshots"))


def in_use() -> Snapshot:
    """Return the snapshot in use in the default home, whether or not its tables have changed since.

    It is built first where there is none, or where OPG_TABLES names other tables than it was built from.

    Raises:
        BadTablesError, InvalidDataError, HomeError: as `build` does.
    """
    home = default_home()
    found = current(home)
    return found if found and asked_tables() in {None, found.tables} else ensure(home)


def open_store(home: Path | None = None, progress: Progress = silent, tables: Path | None = None) -> EmbeddedStore:
    """Return the store of the snapshot of the tables as they are now; see `ensure`."""
    return ensure(home, progress, tables).store()


def build(
    home: Path | None = None, tables: Path | None = None, progress: Progress = silent, *, files: bool = False
) -> Snapshot:
    """Build a snapshot from the tables and put it into use; the home remembers them.

    The tables are those that `graph.paths.tables_to_build` names. With `files` those for download are written before
    the snapshot is put into use, so that a site that takes it over has them from the beginning.

    Raises:
        BadTablesError: something is wrong in the tables.
        InvalidDataError: the data breaks a rule whose severity is violation.
        HomeError: the tables are gone, or the home folder cannot be written.
        In each case the snapshot in use stays as it was.
    """
    home = home or default_home()
    tables = tables_to_build(home, tables)
    inputs = inputs_digest(tables)
    with _writing(home), workshop(home) as folder:
        pointer = Pointer(_make(folder, tables, progress), inputs, tables)
        if files:
            _make_files(home, folder, pointer, progress)
        put_into_use(home, folder, pointer)
    if (snapshot := _locked(home, pointer)) is None:
        raise SnapshotError(
            f"Somebody has removed the snapshot {pointer.folder_name} in {home} as soon as it was made."
        )
    return snapshot


def _make(folder: Path, tables: Path, progress: Progress) -> str:
    """Make everything that belongs to a snapshot in a folder, and return its version."""
    from graph.build.build_dataset import assemble
    from graph.build.validate import validate

    dataset = assemble(tables, progress)
    write(folder / "dataset.nq", dataset.nquads)
    progress("Checking shapes and rules, and indexing")
    with ThreadPoolExecutor(max_workers=1) as pool:
        # Both leave Python's lock to others while they work, so that two processors share them.
        indexing = pool.submit(EmbeddedStore.create, folder / "store", folder / "dataset.nq")
        report = validate(dataset)
        indexing.result()
    report.refuse_violations()
    write(folder / "report.json", report.json().encode())
    write(folder / "report.txt", report.text().encode())
    return dataset.version


def _make_files(home: Path, folder: Path, pointer: Pointer, progress: Progress) -> None:
    """Write the files for download where they will be in use: beside an earlier build of the same, if there is one."""
    from graph.downloads import folder_of, make

    earlier = home / "snapshots" / pointer.folder_name
    snapshot = Snapshot(pointer.version, pointer.inputs, earlier if earlier.is_dir() else folder)
    make(snapshot, folder_of(snapshot), progress, wait=True)


@contextmanager
def _writing(home: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hint = "set OPG_HOME, or --home, to a folder that you may write to and that has room"
        raise SnapshotError(f"Cannot write a snapshot in {home} ({error.strerror or error}): {hint}.") from error
