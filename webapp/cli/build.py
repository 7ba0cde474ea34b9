"""`opg build`: from the tables to a snapshot."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.failures import Failure
from webapp.cli.options import home_option, progress, tables_option

if TYPE_CHECKING:
    from graph.snapshot import Snapshot


@click.command(epilog="Example: opg build --tables graph/data")
@tables_option
@home_option
@click.option("--files", is_flag=True, help="Write the files for download, too, before the snapshot is in use.")
def build(tables: Path | None, home: Path | None, files: bool) -> None:
    """Build the graph from the tables, check it, and put the snapshot into use.

    Nothing changes if anything is wrong: the snapshot in use stays, and every problem is named by file, line and
    column. A running site takes the new snapshot over by itself. The home remembers the tables.

    The files for download are written afterwards, in the background, unless --files waits for them.
    """
    from graph.home import described
    from graph.report import Report
    from graph.snapshot import build as build_snapshot

    with progress() as tell:
        snapshot = build_snapshot(home, tables, tell, files=files)
    written = _leave_to_be_written(snapshot)
    report = Report.from_json(snapshot.report.read_text(encoding="utf-8"))
    click.echo(f"Snapshot {snapshot.version[:12]} in {snapshot.folder}")
    click.echo(f"Built from {described(snapshot.tables)}")
    click.echo(f"Findings: {report.summary()} (opg check lists them)")
    click.echo(f"Files for download: {'written' if written else 'being written (opg build --files waits for them)'}")


def _leave_to_be_written(snapshot: Snapshot) -> bool:
    """Have a process of its own write the files for download that are missing; tell whether none are.

    Raises:
        Failure: there is no such process.
    """
    from graph import downloads

    folder = downloads.folder_of(snapshot)
    if downloads.complete(snapshot, folder):
        return True
    try:
        if not downloads.busy(folder):
            downloads.leave(snapshot)
    except OSError as error:
        detail = f"the process that writes the files for download cannot be started: {error.strerror or error}"
        raise Failure(f"Snapshot {snapshot.version[:12]} is in use, but {detail}.") from error
    return False
