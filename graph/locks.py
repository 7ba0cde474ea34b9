"""Advisory locks on files, which hold between processes of any user (flock(2)).

Whoever may read a file may lock it, so a reader of another user's files can do so, too. The operating system lets go of
a lock when the process that holds it ends, in whatever way. Windows has no such locks; there a file that is open can be
neither renamed nor removed, which protects it as well.
"""

from __future__ import annotations

import os
import weakref
from pathlib import Path
from types import TracebackType
from typing import Self

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]


class Lock:
    """A lock that is held until it is released, or until nobody refers to it any more."""

    def __init__(self, descriptor: int) -> None:
        self._release = weakref.finalize(self, os.close, descriptor)

    def release(self) -> None:
        """Let go of the file; a second time does nothing."""
        self._release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def shared(path: Path) -> Lock | None:
    """Return a lock that others may hold at the same time; None if the file is gone, or is about to be removed.

    Raises:
        PermissionError: the file may not be read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except (FileNotFoundError, NotADirectoryError):
        return None
    lock = Lock(descriptor)
    if fcntl is not None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.release()
            return None
        except OSError:
            pass  # a file system without locks; on such a one nothing is removed either (see `exclusive`)
    if os.fstat(descriptor).st_nlink == 0:
        lock.release()
        return None
    return lock


def exclusive(path: Path, *, wait: bool = False, create: bool = False) -> Lock | None:
    """Return a lock that nobody else holds, not even shared; None where somebody does, or where there are no locks.

    With `wait` it waits until the others have let go; with `create` the file is made where it is missing.

    Raises:
        OSError: the file cannot be opened.
    """
    if create and not path.exists():
        path.touch()
        path.chmod(0o644)  # others may lock it too, whatever the umask is
    descriptor = os.open(path, os.O_RDONLY)
    lock = Lock(descriptor)
    if fcntl is not None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except OSError:
            lock.release()
            return None
    return lock
