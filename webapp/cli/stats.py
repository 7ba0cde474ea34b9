"""The command `opg stats`, which counts what is in the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from webapp.cli.options import DataSource, OutputFormat, format_option, place_options, progress

if TYPE_CHECKING:
    from graph.stores.store import Store, Term


@click.command(epilog="Example: opg stats --format json")
@format_option()
@place_options
def stats(format_: str | None, place: DataSource) -> None:
    """Count everything in the graph; say which version it is, where it lies, and from which tables it was built."""
    import pyoxigraph as ox

    from graph.stores.store import Rows
    from queries.run import run
    from webapp.cli.output import write

    store, facts = _opened(place)
    answer = run(store, "counts")
    assert isinstance(answer, Rows)  # noqa: S101 - the query is a SELECT
    about, label, count = (answer.variables.index(name) for name in ("of", "whatLabel", "count"))
    rows = [tuple(ox.Literal(text) for text in fact) for fact in facts]
    counts = [(row[about], row[label], row[count]) for row in answer.rows] or _of_other_data(store)
    write(Rows(("of", "what", "value"), (*rows, *counts)), OutputFormat(format_))


def _of_other_data(store: Store) -> list[tuple[Term | None, ...]]:
    """Count what any graph has: its statements, and the things of each class."""
    import pyoxigraph as ox

    from graph.stores.store import Rows
    from queries.run import run

    statements, classes = (run(store, name) for name in ("statement-count", "classes-in-use"))
    assert isinstance(statements, Rows) and isinstance(classes, Rows)  # noqa: S101, PT018 - both queries are SELECTs
    total = (ox.Literal("statements"), ox.Literal("all"), statements.rows[0][0])
    return [total, *((ox.Literal("things"), *row) for row in classes.rows)]


def _version(store: Store) -> dict[str, str]:
    """Return what there is to say about the version of the data."""
    from webapp.models.data_version import data_version
    from webapp.models.query_client import QueryClient

    version = data_version(QueryClient(store))
    return {"version": version.number, "date": version.date, "digest": store.version}


def _opened(place: DataSource) -> tuple[Store, list[tuple[str, str, str]]]:
    """Open the store, and return what there is to say about it."""
    from graph.build.build_snapshot import ensure
    from graph.build.snapshot import state
    from webapp.config import Settings

    if place.store:
        from graph.stores.http_client import shown

        store = place.open()
        facts = {**_version(store), "place": shown(place.store)}
        return store, [("store", what, value) for what, value in facts.items()]
    with progress() as tell:
        snapshot = ensure(place.home, tell, place.tables)
    store = snapshot.store()
    facts = {
        **_version(store),
        "folder": str(snapshot.folder),
        "tables": str(snapshot.tables),
        "state": state(snapshot, snapshot.tables),
        "served": "from memory" if snapshot.is_small(Settings.read().in_memory_mb) else "from disk",
    }
    return store, [("snapshot", what, value) for what, value in facts.items()]
