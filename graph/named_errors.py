"""Errors of the system that say where something could not be written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def naming(folder: Path) -> Iterator[None]:
    """Let an error that names no file name the folder; the system names none where an open file takes no more."""
    try:
        yield
    except OSError as error:
        if error.filename is not None:
            raise
        raise OSError(error.errno, error.strerror, str(folder)) from error
