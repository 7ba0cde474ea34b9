"""Which errors a person can meet at the command line, and the exit code of each."""

from __future__ import annotations

from typing import Final

import click


class Failure(click.ClickException):
    """The data is wrong, something is not there, or the machine does not let us: a message, and exit code 1."""


class Misuse(Failure):
    """The command was not understood: a message that says what would be right, and exit code 2."""

    exit_code = 2


_FAILURES: Final = {
    "queries.errors.QueryError": Misuse,
    "queries.errors.HeaderError": Failure,
    "graph.store.QuerySyntaxError": Misuse,
    "graph.tables.BadTablesError": Failure,
    "graph.report.InvalidDataError": Failure,
    "graph.snapshot.SnapshotError": Failure,
    "graph.store.StoreError": Failure,
}
"""What an error is to a person, by its class; names, so that nothing is imported for an error that does not happen."""


def explained(error: Exception) -> Failure | None:
    """Return what to tell about an error of this project; None for one that nobody should meet."""
    for kind in type(error).__mro__:
        failure = _FAILURES.get(f"{kind.__module__}.{kind.__qualname__}")
        if failure is not None:
            return failure(str(error))
    return None
