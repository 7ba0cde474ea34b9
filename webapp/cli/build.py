"""`opg build`: from the tables to a snapshot."""

from __future__ import annotations

from pathlib import Path

import click

from webapp.cli.options import home_option, progress, tables_option


@click.command(epilog="Example: opg build --tables graph/data")
@tables_option
@home_option
def build(tables: Path | None, home: Path | None) -> None:
    """Build the graph from the tables, check it, and put the snapshot into use.

    Nothing changes if anything is wrong: the snapshot in use stays, and every problem is named by file, line and
    column.
    """
    from graph.home import TABLES
    from graph.report import Report
    from graph.snapshot import build as build_snapshot

    with progress() as tell:
        snapshot = build_snapshot(home, tables or TABLES, tell)
    report = Report.from_json(snapshot.report.read_text(encoding="utf-8"))
    click.echo(f"Snapshot {snapshot.version[:12]} in {snapshot.folder}")
    click.echo(f"Findings: {report.summary()} (opg check lists them)")
