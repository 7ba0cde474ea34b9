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
    """A lock that is held until it is released, or until nobody refers to it any more.

    It is `effective` unless it is on a file system without locks, where nobody knows what others do.
    """

    def __init__(self, descriptor: int) -> None:
        self.effective = True
        self._descriptor = descriptor
        self._release = weakref.finalize(self, os.close, descriptor)

    def is_of(self, path: Path) -> bool:
        """Tell whether the file that is locked still has this name."""
        try:
            return os.path.samestat(os.fstat(self._descriptor), path.stat())
        except FileNotFoundError:
            return False

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
        lock = _locked(path, exclusively=False, wait=False)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return lock if lock and lock.is_of(path) else None


def exclusive(path: Path, *, wait: bool = False, create: bool = False) -> Lock | None:
    """Return a lock that nobody else holds, not even shared; None where somebody does.

    With `wait` it waits until the others have let go; with `create` the file is made where it is missing.

    Raises:
        OSError: the file cannot be opened.
    """
    if create and not path.exists():
        path.touch()
        path.chmod(0o644)  # others may lock it too, whatever the umask is
    return _locked(path, exclusively=True, wait=wait)


def _locked(path: Path, *, exclusively: bool, wait: bool) -> Lock | None:
    descriptor = os.open(path, os.O_RDONLY)
    lock = Lock(descriptor)
    if fcntl is None:
        return lock
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if exclusively else fcntl.LOCK_SH) | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        lock.release()
        return None
    except OSError:
        lock.effective = False
    return lock
