"""The command `opg build`, from the tables to a snapshot."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.errors import Failure, Misuse
from webapp.cli.options import GivenText, home_option, progress, tables_option

if TYPE_CHECKING:
    from graph.build.snapshot import Snapshot
    from graph.progress import Progress


@click.command(epilog="Examples: opg build --tables graph/data · opg build --store-release 1.0")
@tables_option
@home_option
@click.option(
    "--store-release",
    "number",
    type=GivenText("the number of a release, such as 1.0,"),
    metavar="NUMBER",
    help="Put a release of the data into use as it is, such as 1.0, in place of a build from tables.",
)
@click.option(
    "--files/--no-files",
    default=None,
    help="Write the files for download before the snapshot is in use, or not at all; by default in the background.",
)
def build(tables: Path | None, home: Path | None, number: str | None, files: bool | None) -> None:
    """Build the graph from the tables, check it, and put the snapshot into use.

    Nothing changes if anything is wrong: the snapshot in use stays, and every problem is named by file, line and
    column. A running site takes the new snapshot over by itself. The home remembers the tables.

    With --store-release the snapshot is that of a release, which no change of tables makes outdated. The next opg build
    is one of the tables again.

    The files for download are written afterwards, in the background, unless --files waits for them. With --no-files, a
    site writes them when somebody asks for one.
    """
    from graph.build.build_snapshot import build as build_snapshot
    from graph.build.build_snapshot import use_release
    from graph.build.report import Report
    from graph.paths import described
    from webapp.cli.version import named

    if number and tables:
        raise Misuse("--tables is for a build, and --store-release for a release that was made; give only one.")
    with progress() as tell:
        if number:
            snapshot = use_release(number.removeprefix("v"), home, tell, files=bool(files), more=_make_further_files)
        else:
            snapshot = build_snapshot(home, tables, tell, files=bool(files), more=_make_further_files)
    state = _write_downloads(snapshot, wanted=files is not False)
    click.echo(f"Version {named(snapshot.store())}")
    click.echo(f"Snapshot {snapshot.version[:12]} in {snapshot.folder}")
    if number:
        click.echo("Taken from the frozen file; opg build builds from the tables again")
    else:
        report = Report.from_json(snapshot.report.read_text(encoding="utf-8"))
        click.echo(f"Built from {described(snapshot.tables)}")
        click.echo(f"Findings: {report.summary()} (opg check lists them)")
    click.echo(f"Files for download: {state}")


def _make_further_files(folder: Path, version: str, tell: Progress) -> None:
    """Write what stands beside a large snapshot; what knows how is loaded only then."""
    from graph.build.snapshot import Snapshot
    from webapp.config import Settings

    if not Snapshot(version, "", folder).is_small(Settings.read().in_memory_mb):
        from webapp.server.results import make_files

        make_files(folder, version, tell)


def _write_downloads(snapshot: Snapshot, *, wanted: bool) -> str:
    """Have a process of its own write the missing files for download, if wanted; say what is done about them.

    Raises:
        Failure: there is no such process.
    """
    from graph.build import downloads

    folder = downloads.folder_of(snapshot)
    if downloads.complete(snapshot, folder):
        return "written"
    if not wanted:
        return "not written (a site writes them when somebody asks for one)"
    try:
        if not downloads.busy(folder):
            downloads.start_detached(snapshot)
    except OSError as error:
        detail = f"the process that writes the files for download cannot be started: {error.strerror or error}"
        raise Failure(f"Snapshot {snapshot.version[:12]} is in use, but {detail}.") from error
    return "being written (opg build --files waits for them)"
