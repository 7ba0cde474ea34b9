"""`opg stats`: count everything."""

from __future__ import annotations

from pathlib import Path

import click

from webapp.cli.options import Layout, format_option, home_option, progress


@click.command(epilog="Example: opg stats --format json")
@format_option()
@home_option
def stats(format_: str | None, home: Path | None) -> None:
    """Count everything in the graph, and say which snapshot it is and where it lies."""
    import pyoxigraph as ox

    from graph.snapshot import ensure
    from graph.store import Rows
    from queries.run import run
    from webapp.cli.output import write

    with progress() as tell:
        snapshot = ensure(home, tell)
    answer = run(snapshot.store(), "counts")
    assert isinstance(answer, Rows)  # noqa: S101 - the query is a SELECT
    about, label, count = (answer.variables.index(name) for name in ("of", "whatLabel", "count"))
    facts = [("snapshot", "version", snapshot.version), ("snapshot", "folder", str(snapshot.folder))]
    rows = [tuple(ox.Literal(text) for text in fact) for fact in facts]
    counts = [(row[about], row[label], row[count]) for row in answer.rows]
    write(Rows(("of", "what", "value"), (*rows, *counts)), Layout(format_))
