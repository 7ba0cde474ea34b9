"""Which errors a person can meet at the command line, and the exit code of each."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from traceback import extract_tb
from typing import Final

import click


class Failure(click.ClickException):
    """The data is wrong, something is not there, or the machine does not let us: a message, and exit code 1."""


class Misuse(Failure):
    """The command was not understood: a message that says what would be right, and exit code 2."""

    exit_code = 2


class Interrupted(Failure):
    """Somebody pressed Ctrl+C: the exit code is that of a process which SIGINT ends."""

    exit_code = 130


_FAILURES: Final = {
    "queries.errors.QueryError": Misuse,
    "queries.errors.HeaderError": Failure,
    "graph.store.QuerySyntaxError": Misuse,
    "graph.tables.BadTablesError": Failure,
    "graph.report.InvalidDataError": Failure,
    "graph.home.HomeError": Failure,
    "graph.store.StoreError": Failure,
    "graph.xml_text.UnwritableError": Failure,
    "webapp.settings.SettingError": Failure,
}
"""What an error is to a person, by its class; names, so that nothing is imported for an error that does not happen."""


_UNWRITABLE: Final = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF))
"""What the machine says when standard output takes nothing; errors of files have the name of the file besides."""

_CODE: Final = Path(__file__).parents[2]


@contextmanager
def explaining() -> Iterator[None]:
    """Turn every error into a message and an exit code, without a traceback; a closed pipe is left to click.

    Raises:
        Failure: in place of the error.
    """
    try:
        yield
    except KeyboardInterrupt as error:
        raise Interrupted("Interrupted.") from error
    except (click.ClickException, click.Abort, click.exceptions.Exit):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.EPIPE:
            raise
        raise explained(error) from error


def explained(error: Exception) -> Failure:
    """Return what to tell about an error of this project, of the machine, or of a library."""
    for kind in type(error).__mro__:
        failure = _FAILURES.get(f"{kind.__module__}.{kind.__qualname__}")
        if failure is not None:
            return failure(str(error))
    if isinstance(error, UnicodeEncodeError):
        return _unencodable(error)
    if isinstance(error, OSError):
        return _refused(error)
    if isinstance(error, MemoryError):
        return Failure("There is not enough memory for this.")
    return _unforeseen(error)


def _unencodable(error: UnicodeEncodeError) -> Failure:
    """Tell which character an encoding lacks; an argument with bytes that are no text has half a character each."""
    code = ord(error.object[error.start])
    if 0xD800 <= code <= 0xDFFF:
        return Misuse("An argument, or the name of a file, is no text in UTF-8. Is LANG set, as to C.UTF-8?")
    hint = "set PYTHONIOENCODING=utf-8"
    return Failure(f"Cannot write the character U+{code:04X} in the encoding {sys.stdout.encoding}: {hint}.")


def _refused(error: OSError) -> Failure:
    """Tell what the machine does not let us."""
    if error.filename is None and error.errno in _UNWRITABLE:
        drop_output()
        what = "it is closed" if error.errno == errno.EBADF else error.strerror
        return Failure(f"Cannot write standard output: {what}.")
    about = "" if error.filename is None else f"{error.filename}: "
    return Failure(f"{about}{error.strerror or error}.")


def _unforeseen(error: Exception) -> Failure:
    """Tell of an error that nobody thought of, with the place in our code where it came from."""
    frames = [frame for frame in extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(_CODE)]
    ours = [frame for frame in frames if "site-packages" not in frame.filename] or frames
    place = f" at {Path(ours[-1].filename).relative_to(_CODE)}, line {ours[-1].lineno}" if ours else ""
    what = f"{type(error).__name__}: {error}".splitlines()[0].removesuffix(".")
    return Failure(f"opg met an error that it does not know{place}: {what}. Please report it.")


def drop_output() -> None:
    """Let go what is still to be written, which Python would try again when it ends, and complain."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
