"""An SQLite database that never changes.

So many processes and threads may read it. The operating system holds what is read often, once for all of them.
"""

from __future__ import annotations

import sqlite3
import threading
import weakref
from pathlib import Path
from typing import Any, Final, Self

_MOST_MAPPED: Final = 1 << 30
"""Bytes of a file that are mapped into memory rather than copied there."""


class ReadOnlyDatabase:
    """A database that is only read, by one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True, check_same_thread=False)
        self._connection.execute(f"PRAGMA mmap_size = {_MOST_MAPPED}")
        self._reading = threading.Lock()
        weakref.finalize(self, self._connection.close)

    def rows(self, text: str, *values: str | int) -> list[tuple[Any, ...]]:
        """Return the rows of a query; none for a text that is not Unicode, which nothing is found by.

        Raises:
            sqlite3.Error: the file cannot be read.
        """
        try:
            with self._reading:
                return self._connection.execute(text, values).fetchall()
        except UnicodeEncodeError:
            return []


class OtherFileError(ValueError):
    """A file cannot be read, or was made from something else; the message says which."""


class FileOfOneVersion:
    """A file that was made from one version of the data, and says so in its table `about`."""

    def __init__(self, path: Path) -> None:
        self._file = ReadOnlyDatabase(path)

    @classmethod
    def open(cls, path: Path, made_from: str) -> Self:
        """Open a file that was made from this.

        Raises:
            OtherFileError: it is missing, or cannot be read, or was made from something else.
        """
        try:
            found = cls(path)
            if found.made_from != made_from:
                raise OtherFileError(f"{path} was made from something else.")
        except sqlite3.Error as error:
            raise OtherFileError(f"{path} cannot be read: {error}.") from error
        return found

    @property
    def made_from(self) -> str:
        """What the file was made from."""
        return str(self._file.rows("SELECT made_from FROM about")[0][0])
