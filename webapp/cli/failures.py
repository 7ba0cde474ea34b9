"""Which errors a person can meet at the command line, and the exit code of each."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
    "graph.home.HomeError": Failure,
    "graph.store.StoreError": Failure,
    "graph.xml_text.UnwritableError": Failure,
}
"""What an error is to a person, by its class; names, so that nothing is imported for an error that does not happen."""


_UNWRITABLE: Final = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF))
"""What the machine says when standard output takes nothing; errors of files have the name of the file besides."""


@contextmanager
def explaining() -> Iterator[None]:
    """Turn an error that a person can meet into a message and an exit code, without a traceback.

    Raises:
        Failure: in place of such an error.
    """
    try:
        yield
    except (ValueError, RuntimeError, OSError) as error:
        failure = explained(error)
        if failure is None:
            raise
        raise failure from error


def explained(error: Exception) -> Failure | None:
    """Return what to tell about an error of this project or of the machine; None for one that nobody should meet."""
    if isinstance(error, OSError):
        return _refused(error)
    for kind in type(error).__mro__:
        failure = _FAILURES.get(f"{kind.__module__}.{kind.__qualname__}")
        if failure is not None:
            return failure(str(error))
    return None


def _refused(error: OSError) -> Failure | None:
    """Tell what the machine does not let us; a reader that went away is no error, and click ends quietly."""
    if error.errno == errno.EPIPE:
        return None
    if error.filename is None and error.errno in _UNWRITABLE:
        _drop_output()
        return Failure(f"Cannot write standard output: {error.strerror}.")
    about = "" if error.filename is None else f"{error.filename}: "
    return Failure(f"{about}{error.strerror or error}.")


def _drop_output() -> None:
    """Let go what is still to be written, which Python would try again when it ends, and complain."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
