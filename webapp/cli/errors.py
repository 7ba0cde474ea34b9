"""The errors of the command line and their exit codes."""

from __future__ import annotations

import errno
import os
import sys
from functools import singledispatch
from pathlib import Path
from traceback import extract_tb
from typing import Final

import click

from webapp.cli import interrupts
from webapp.cli.streams import drop


class Failure(click.ClickException):
    """A failure of the data, of the machine, or for lack of something. It has a message, and exit code 1."""


class Misuse(Failure):
    """A command that was not understood. The message says what would be right; the exit code is 2."""

    exit_code = 2


class Interrupted(Failure):
    """A Ctrl+C that somebody pressed. The exit code is that of a process which SIGINT ends."""

    exit_code = 130


class Terminated(Failure):
    """The end by SIGTERM, with its exit code."""

    exit_code = 143


class HungUp(Failure):
    """The end by SIGHUP, with its exit code."""

    exit_code = 129


_FAILURES: Final = {
    "queries.errors.QueryError": Misuse,
    "queries.errors.HeaderError": Failure,
    "graph.stores.store.QuerySyntaxError": Misuse,
    "graph.build.load_tables.BadTablesError": Failure,
    "graph.build.report.InvalidDataError": Failure,
    "graph.build.statement_sources.SourceError": Misuse,
    "graph.paths.HomeError": Failure,
    "graph.releases.frozen.ReleaseError": Misuse,
    "graph.stores.open_store.AddressError": Misuse,
    "graph.stores.store.StoreError": Failure,
    "graph.xml_text.UnwritableError": Failure,
    "webapp.config.SettingError": Failure,
    "webapp.models.resolve.NothingMeantError": Failure,
    "webapp.models.resolve.UnclearNameError": Misuse,
}
"""What an error is to a person, by its class; names, so that nothing is imported for an error that does not happen."""


_UNWRITABLE: Final = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF))
"""What the machine says when standard output takes nothing; errors of files have the name of the file besides."""

_DAMAGED: Final = ("Corruption", "IO error", "Invalid argument")
"""How the messages of the engine begin about files that it cannot read."""

_MANY_FILES: Final = frozenset((errno.EMFILE, errno.ENFILE))
_OF_MANY_FILES: Final = (os.strerror(errno.EMFILE), "file descriptors")
"""What the engine says of too many open files: its errors have no number."""

_CODE: Final = Path(__file__).parents[2]


def explained(error: BaseException) -> click.ClickException:
    """Return what to tell about an error of the command line, this project, the machine, or a library."""
    if _lacks_descriptors(error):
        return Failure("Too many files are open. Raise the limit of this process, as by: ulimit -n 1024")
    if isinstance(error, click.ClickException):
        return error
    for kind in type(error).__mro__:
        failure = _FAILURES.get(f"{kind.__module__}.{kind.__qualname__}")
        if failure is not None:
            return failure(str(error))
    return _told(error)


def _lacks_descriptors(error: BaseException) -> bool:
    """Tell whether an error comes from the limit on open files, whatever it says itself."""
    cause: BaseException | None = error
    while cause is not None:
        if getattr(cause, "errno", None) in _MANY_FILES or any(words in str(cause) for words in _OF_MANY_FILES):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


@singledispatch
def _told(error: BaseException) -> Failure:
    """Describe an error that nobody thought of, with the place in our code where it came from."""
    frames = [frame for frame in extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(_CODE)]
    ours = [frame for frame in frames if "site-packages" not in frame.filename] or frames
    place = f" at {Path(ours[-1].filename).relative_to(_CODE)}, line {ours[-1].lineno}" if ours else ""
    what = f"{type(error).__name__}: {error}".splitlines()[0].removesuffix(".")
    return Failure(f"opg met an error that it does not know{place}: {what}. Please report it.")


@_told.register(KeyboardInterrupt)
@_told.register(click.Abort)
def _(_error: BaseException) -> Failure:
    kind = next((kind for kind in (Terminated, HungUp) if kind.exit_code == interrupts.exit_code()), Interrupted)
    return kind(interrupts.message())


@_told.register
def _(error: ImportError) -> Failure:
    """Name the file that stands in the way of one of our packages, if there is one."""
    for name in ("ontology", "graph", "queries"):
        file = getattr(sys.modules.get(name), "__file__", None)
        if file and not Path(file).is_relative_to(_CODE):
            hint = "Rename it, or take its folder out of PYTHONPATH."
            return Failure(f"{file} hides the package {name} of opg. {hint}")
    unknown: Failure = _told.dispatch(Exception)(error)
    return unknown


@_told.register
def _(_error: MemoryError) -> Failure:
    return Failure("There is not enough memory for this.")


@_told.register
def _(error: OSError) -> Failure:
    """Tell what the machine does not let us."""
    if error.filename is None and error.errno in _UNWRITABLE:
        drop(sys.stdout)
        what = "it is closed" if error.errno == errno.EBADF else error.strerror
        return Failure(f"Cannot write standard output: {what}.")
    if error.filename is None and _lacks_folder():
        return Failure("The current folder is gone. Change to one that exists.")
    about = "" if error.filename is None else f"{error.filename}: "
    return Failure(f"{about}{error.strerror or error}.")


@_told.register
def _(error: RuntimeError) -> Failure:
    """Tell of a store whose files its engine cannot read."""
    if str(error).startswith(_DAMAGED):
        hint = "make it anew (opg build), or name another with --store"
        return Failure(f"The store that is read is damaged: {hint}. What was found: {' '.join(str(error).split())}.")
    unknown: Failure = _told.dispatch(Exception)(error)
    return unknown


def _lacks_folder() -> bool:
    """Tell whether somebody has removed the current folder."""
    try:
        Path.cwd()
    except OSError:
        return True
    return False


@_told.register
def _(error: UnicodeEncodeError) -> Failure:
    """Tell which character standard output lacks; a byte of an argument that is no text is half a character."""
    code = ord(error.object[error.start])
    if 0xD800 <= code <= 0xDFFF:
        return Misuse("An argument, or the name of a file, is no text in UTF-8. Is LANG set, as to C.UTF-8?")
    encoding = sys.stdout.encoding
    hint = "set PYTHONIOENCODING=utf-8"
    return Failure(f"Cannot write the character U+{code:04X} in the encoding {encoding}: {hint}.")
