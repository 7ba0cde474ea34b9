"""`opg build`: from the tables to a snapshot."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.failures import Failure
from webapp.cli.options import home_option, progress, tables_option

if TYPE_CHECKING:
    from graph.progress import Progress
    from graph.snapshot import Snapshot


@click.command(epilog="Example: opg build --tables graph/data")
@tables_option
@home_option
@click.option("--files", is_flag=True, help="Wait until the files for download are written, too.")
def build(tables: Path | None, home: Path | None, files: bool) -> None:
    """Build the graph from the tables, check it, and put the snapshot into use.

    Nothing changes if anything is wrong: the snapshot in use stays, and every problem is named by file, line and
    column. A running site takes the new snapshot over by itself. The home remembers the tables.

    The files for download are written afterwards, in the background.
    """
    from graph.home import described
    from graph.report import Report
    from graph.snapshot import build as build_snapshot

    with progress() as tell:
        snapshot = build_snapshot(home, tables, tell)
        written = _write_files(snapshot, tell, wait=files)
    report = Report.from_json(snapshot.report.read_text(encoding="utf-8"))
    click.echo(f"Snapshot {snapshot.version[:12]} in {snapshot.folder}")
    click.echo(f"Built from {described(snapshot.tables)}")
    click.echo(f"Findings: {report.summary()} (opg check lists them)")
    click.echo(f"Files for download: {'written' if written else 'being written (opg build --files waits for them)'}")


def _write_files(snapshot: Snapshot, tell: Progress, *, wait: bool) -> bool:
    """Write the files that are missing, or have a process of its own write them; tell whether all are there.

    Raises:
        Failure: they cannot be written.
    """
    from graph import downloads

    folder = downloads.folder_of(snapshot)
    try:
        if wait:
            return downloads.make(snapshot, folder, tell, wait=True)
        if not downloads.complete(snapshot, folder):
            downloads.leave(snapshot)
            return False
    except OSError as error:
        detail = f"the files for download cannot be written in {folder}: {error.strerror or error}"
        raise Failure(f"Snapshot {snapshot.version[:12]} is in use, but {detail}.") from error
    return True
