"""The standard streams, some of which may be closed, or take nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from io import TextIOWrapper
from typing import TextIO

import click

_HELP = frozenset(("-h", "--help"))


def replace_closed() -> None:
    """Put something in the place of each closed stream, so that no file which is opened later takes its descriptor.

    Standard input then refuses to be read, and standard output to be written. Messages go nowhere.
    """
    for descriptor, mode in ((0, os.O_WRONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        if not _is_open(descriptor):
            lowest = os.open(os.devnull, mode)  # this very one, since those below are open
            os.set_inheritable(lowest, True)  # for the processes of a site, too
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def allow_help(arguments: Iterable[str]) -> None:
    """Let help be read in any encoding: what standard output cannot hold is escaped, as Python does for messages."""
    if _HELP.intersection(arguments) and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def say(write: Callable[[], None]) -> None:
    """Write a message to standard error; one that takes nothing changes neither the answer nor the exit code."""
    try:
        write()
    except OSError:
        drop(sys.stderr)


def note(text: str) -> None:
    """Tell something beside the answer, on standard error."""
    say(lambda: click.echo(text, err=True))


def drop(stream: TextIO) -> None:
    """Let go what a stream has still to write, which Python would try again when it ends, and complain."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
