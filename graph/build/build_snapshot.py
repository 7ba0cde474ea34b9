"""The snapshot of the tables, built where it is missing or outdated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from graph.build.memory import give_back, without_collector
from graph.build.report import Report
from graph.build.snapshot import Snapshot, SnapshotError, acquired, current, inputs_digest, usable
from graph.build.swap import build_folder, holds_same, put_into_use, write
from graph.paths import EXAMPLES, TABLES, HomeError, Pointer, asked_tables, default_home, read_pointer, tables_to_build
from graph.progress import Progress, silent
from graph.releases.frozen import release as find_release
from graph.stores.index_writer import IndexWriter
from graph.stores.store import EmbeddedStore

More: TypeAlias = Callable[[Path, str, Progress], None]
"""What writes further files into the folder of a snapshot of a version, before it is in use."""


def nothing_more(_folder: Path, _version: str, _progress: Progress) -> None:
    """Write nothing."""


def ensure(home: Path | None = None, progress: Progress = silent, tables: Path | None = None) -> Snapshot:
    """Return the snapshot of the tables as they are now, building it first where it is missing or outdated.

    The tables are those that `graph.paths.tables_to_build` names.

    Raises:
        BadTablesError, InvalidDataError, HomeError: as `build` does.
    """
    home = home or default_home()
    return usable(home, tables) or build(home, tables, progress)


def in_use() -> Snapshot:
    """Return the snapshot in use in the default home, whether or not its tables have changed since.

    It is built first where there is none, or where OPG_TABLES names other tables than it was built from.

    Raises:
        BadTablesError, InvalidDataError, HomeError: as `build` does.
    """
    home = default_home()
    found, asked = current(home), asked_tables()
    kept = found and (asked is None or (asked == found.tables and not found.release_number))
    return found if found and kept else ensure(home)


def open_store(home: Path | None = None, progress: Progress = silent, tables: Path | None = None) -> EmbeddedStore:
    """Return the store of the snapshot of the tables as they are now; see `ensure`."""
    return ensure(home, progress, tables).store()


def build(
    home: Path | None = None,
    tables: Path | None = None,
    progress: Progress = silent,
    *,
    files: bool = False,
    more: More = nothing_more,
) -> Snapshot:
    """Build a snapshot from the tables and put it into use; the home remembers them.

    The tables are those that `graph.paths.tables_to_build` names. With `files` those for download are written before
    the snapshot is put into use. A site that takes it over then has them from the beginning. `more` writes what else
    shall be there then, given the folder and the version.

    Raises:
        BadTablesError: something is wrong in the tables.
        InvalidDataError: the data breaks a rule whose severity is violation.
        HomeError: the tables are gone, or the home folder cannot be written.
        In each case the snapshot in use stays as it was.
    """
    home = home or default_home()
    tables = tables_to_build(home, tables)
    inputs = inputs_digest(tables)
    with _writing(home), build_folder(home) as folder:
        pointer = Pointer(_make(folder, tables, progress), inputs, tables)
        more(folder, pointer.version, progress)
        if files:
            _make_files(home, folder, pointer, progress)
        put_into_use(home, folder, pointer)
    return _in_use(home, pointer)


def use_release(
    number: str,
    home: Path | None = None,
    progress: Progress = silent,
    *,
    files: bool = False,
    more: More = nothing_more,
) -> Snapshot:
    """Put a release into use as it is; the next build is one of the tables again.

    No rule is applied: the release was made when others held.

    Raises:
        ReleaseError: there is no such release, or its file is damaged.
        HomeError: the home folder cannot be written. The snapshot in use stays as it was.
    """
    home = home or default_home()
    progress(f"Reading release {number}")
    release = find_release(number)
    content = release.content()
    tables = _tables_before(home)
    with _writing(home), build_folder(home) as folder:
        write(folder / "dataset.nq", content)
        progress("Indexing")
        with IndexWriter(folder / "store") as index:
            index.add(folder / "dataset.nq")
            index.finish()
        _write_report(folder, Report(()))
        pointer = Pointer(release.digest, release.file.sha256, tables, release.version)
        more(folder, pointer.version, progress)
        if files:
            _make_files(home, folder, pointer, progress)
        put_into_use(home, folder, pointer)
    return _in_use(home, pointer)


def _tables_before(home: Path) -> Path:
    """Return the tables of the last build, as far as the home tells."""
    try:
        before = read_pointer(home)
    except HomeError:
        return TABLES
    return before.tables if before else TABLES


def _in_use(home: Path, pointer: Pointer) -> Snapshot:
    if (snapshot := acquired(home, pointer)) is None:
        raise SnapshotError(
            f"Somebody has removed the snapshot {pointer.folder_name} in {home} as soon as it was made."
        )
    return snapshot


@without_collector()
def _make(folder: Path, tables: Path, progress: Progress) -> str:
    """Make everything that belongs to a snapshot in a folder, and return its version."""
    from graph.build.build_dataset import Output, make_dataset
    from graph.build.load_tables import load
    from graph.build.published_tables import published
    from graph.build.table_names import FOLDER
    from graph.build.validate import validate

    progress("Reading the tables")
    rows = load(tables)
    with IndexWriter(folder / "store") as index:
        dataset = make_dataset(rows, tables / EXAMPLES.name, progress, output=Output(folder, index.add))
        index.finish()
        (folder / FOLDER).mkdir()
        for name, content in published(tables, rows):
            write(folder / FOLDER / f"{name}.csv", content)
        del rows
        give_back()
        progress("Indexing, and checking shapes and rules")
        report = validate(dataset.file, progress)
        report.refuse_violations()
    _write_report(folder, report)
    give_back()  # before others work beside this process
    return dataset.version


def _write_report(folder: Path, report: Report) -> None:
    write(folder / "report.json", report.json().encode())
    write(folder / "report.txt", report.text().encode())


def _make_files(home: Path, folder: Path, pointer: Pointer, progress: Progress) -> None:
    """Write the files for download where they will be in use. That is beside an earlier build of the same, if any."""
    from graph.build.downloads import folder_of, make

    earlier = home / "snapshots" / pointer.folder_name
    kept = earlier if holds_same(earlier, folder) else folder
    snapshot = Snapshot(pointer.version, pointer.inputs, kept)
    make(snapshot, folder_of(snapshot), progress, wait=True)


@contextmanager
def _writing(home: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hint = "set OPG_HOME, or --home, to a folder that you may write to and that has room"
        raise SnapshotError(f"Cannot write a snapshot in {home} ({error.strerror or error}): {hint}.") from error
