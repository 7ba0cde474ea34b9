"""`opg check`: read every row, apply every rule, list the findings."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.options import FORMATS, Layout, home_option, progress, tables_option

if TYPE_CHECKING:
    from graph.report import Report


@click.command(epilog="Example: opg check --tables graph/data --format json")
@tables_option
@home_option
@click.option("--format", "format_", type=click.Choice(["text", *FORMATS]), default="text", show_default=True)
def check(tables: Path | None, home: Path | None, format_: str) -> None:
    """Read every row of the tables and apply every rule of the ontology; write nothing.

    Warnings are findings about the world, such as two partners in one category. The exit code is 0 unless there is a
    violation, which is an error in the data, or a row that cannot be read: then it is 1.
    """
    from graph.dataset import assemble
    from graph.home import TABLES, default_home, tables_to_build
    from graph.report import Severity
    from graph.validate import validate

    chosen = tables_to_build(home or default_home(), tables)
    if chosen != TABLES:
        click.echo(f"Checking the tables in {chosen}.", err=True)
    with progress() as tell:
        dataset = assemble(chosen, tell)
        tell("Checking shapes and rules")
        report = validate(dataset)
    _write(report, format_)
    sys.exit(1 if report.count(Severity.VIOLATION) else 0)


def _write(report: Report, format_: str) -> None:
    if format_ == "text":
        click.echo(report.text(), nl=False)
        return
    if format_ == "json":
        click.echo(report.json(), nl=False)
        return
    import pyoxigraph as ox

    from graph.store import Rows
    from webapp.cli.output import write

    columns = ("severity", "message", "about", "property", "value", "sources")
    rows = [
        (finding.severity.value, finding.message, finding.focus, finding.path, finding.value, " ".join(finding.sources))
        for finding in report.findings
    ]
    write(Rows(columns, tuple(tuple(ox.Literal(cell) for cell in row) for row in rows)), Layout(format_))
