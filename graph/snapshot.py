"""Snapshots: built beside each other, never changed, and swapped in by one atomic step.

A home folder holds `snapshots/<version>-<inputs>/` and `current.json`, which names the snapshot in use by its version
and by the digest of the inputs that it was built from. A build works in a folder of its own, renames it when it is
whole, and then replaces `current.json`; whoever fails or is killed before that has changed nothing that a reader sees.

A snapshot's files: `dataset.nq` (sorted N-Quads), `report.json` and `report.txt` (findings of the validation), and
`store/` (the same statements, indexed for queries).
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from graph import __version__
from graph.home import TABLES, default_home
from graph.progress import Progress, silent
from graph.store import EmbeddedStore

_KEPT = 2
"""Snapshots that stay: the current one, and the one before it for readers that have it open."""

_ABANDONED = 3600.0
"""Seconds after which an unfinished build is taken for dead; one takes a few seconds."""


class SnapshotError(RuntimeError):
    """The snapshot cannot be read or written; the message says which folder and what to do."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot that is whole: its version, the digest of what it was built from, and its folder."""

    version: str
    inputs: str
    folder: Path

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
            return EmbeddedStore.open(self.folder / "store", self.version)

    def in_memory(self) -> EmbeddedStore:
        """Load the statements for many queries: ready after half a second, then several times faster than `store`.

        Raises:
            SnapshotError: the files are damaged.
        """
        with self._reading():
            return EmbeddedStore.load(self.nquads, self.version)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (OSError, SyntaxError) as error:
            hint = "remove that folder; the next command builds it anew"
            raise SnapshotError(f"The snapshot in {self.folder} cannot be read ({error}): {hint}.") from error


def inputs_digest(tables: Path = TABLES) -> str:
    """Return the digest of everything a build depends on: tables, ontology, the code that builds, and its version."""
    here = Path(__file__).parent
    ontology = here.parent / "ontology"
    files = [*tables.glob("*.csv"), *tables.glob("*.ttl"), *here.glob("*.py"), *ontology.glob("*.*")]
    digest = sha256(__version__.encode())
    for path in sorted(files, key=lambda path: (path.parent.name, path.name)):
        digest.update(f"\0{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def current(home: Path) -> Snapshot | None:
    """Return the snapshot in use, or None before the first build."""
    try:
        pointer = json.loads((home / "current.json").read_text(encoding="utf-8"))
        version, inputs = str(pointer["version"]), str(pointer["inputs"])
        snapshot = Snapshot(version, inputs, home / "snapshots" / _folder_name(version, inputs))
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
        return None
    return snapshot if (snapshot.folder / "store").is_dir() else None


def ensure(home: Path | None = None, progress: Progress = silent) -> Snapshot:
    """Return the snapshot of the tables as they are now, building it first where it is missing or outdated.

    Raises:
        BadTablesError, InvalidDataError, SnapshotError: as `build` does.
    """
    home = home or default_home()
    return up_to_date(home) or build(home, progress=progress)


def up_to_date(home: Path) -> Snapshot | None:
    """Return the snapshot in use if it is of the tables as they are now."""
    snapshot = current(home)
    return snapshot if snapshot and snapshot.inputs == inputs_digest() else None


def open_store(home: Path | None = None, progress: Progress = silent) -> EmbeddedStore:
    """Return the store of the snapshot of the tables as they are now; see `ensure`."""
    return ensure(home, progress).store()


def build(home: Path | None = None, tables: Path = TABLES, progress: Progress = silent) -> Snapshot:
    """Build a snapshot from the tables and put it into use.

    Raises:
        BadTablesError: something is wrong in the tables.
        InvalidDataError: the data breaks a rule whose severity is violation.
        SnapshotError: the home folder cannot be written.
        In each case the snapshot in use stays as it was.
    """
    from graph.dataset import assemble
    from graph.validate import validate

    home = home or default_home()
    inputs = inputs_digest(tables)
    dataset = assemble(tables, progress)
    with _writing(home), _workshop(home) as workshop:
        _write(workshop / "dataset.nq", dataset.nquads)
        progress("Checking shapes and rules, and indexing")
        with ThreadPoolExecutor(max_workers=1) as pool:
            # Both leave Python's lock to others while they work, so that two processors share them.
            indexing = pool.submit(EmbeddedStore.create, workshop / "store", workshop / "dataset.nq")
            report = validate(dataset)
            indexing.result()
        report.refuse_violations()
        _write(workshop / "report.json", report.json().encode())
        _write(workshop / "report.txt", report.text().encode())
        snapshot = Snapshot(dataset.version, inputs, home / "snapshots" / _folder_name(dataset.version, inputs))
        _put_in_place(workshop, snapshot.folder)
        _point_to(home, snapshot)
        _prune(home, snapshot)
    return snapshot


@contextmanager
def _writing(home: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hint = "set OPG_HOME, or --home, to a folder that you may write to and that has room"
        raise SnapshotError(f"Cannot write a snapshot in {home} ({error}): {hint}.") from error


@contextmanager
def _workshop(home: Path) -> Iterator[Path]:
    """Give a folder to build in, on the same file system as the result; whatever is left in it goes with it."""
    snapshots = home / "snapshots"
    snapshots.mkdir(parents=True, exist_ok=True)
    for left in snapshots.glob(".building-*"):
        if time.time() - left.stat().st_mtime > _ABANDONED:
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=".building-", dir=snapshots))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _folder_name(version: str, inputs: str) -> str:
    """Name the folder after both digests: the same statements can have another report under other shapes."""
    return f"{version[:16]}-{inputs[:16]}"


def _put_in_place(workshop: Path, folder: Path) -> None:
    """Give the finished snapshot its name; one of that name that is there already holds the same."""
    if not (folder / "store").is_dir():
        shutil.rmtree(folder, ignore_errors=True)
        workshop.rename(folder)


def _point_to(home: Path, snapshot: Snapshot) -> None:
    beside = home / f".current-{os.getpid()}.json"
    pointer = {"version": snapshot.version, "inputs": snapshot.inputs}
    _write(beside, (json.dumps(pointer, indent=2) + "\n").encode())
    beside.replace(home / "current.json")


def _prune(home: Path, in_use: Snapshot) -> None:
    others = [path for path in (home / "snapshots").iterdir() if not path.name.startswith(".")]
    others = [path for path in others if path != in_use.folder]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[_KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)
