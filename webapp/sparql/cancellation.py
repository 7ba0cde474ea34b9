"""A running query that another thread may end early."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class QueryCancelledError(Exception):
    """The query was ended early, as its cancellation asked."""


class Cancellation:
    """The request to end one query, which may come at any time, or never."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cancelled = False
        self._action: Callable[[], None] | None = None

    @property
    def cancelled(self) -> bool:
        """Whether the query shall end."""
        return self._cancelled

    def cancel(self) -> None:
        """Ask the query to end; only the first time has an effect."""
        with self._lock:
            if not self._cancelled:
                self._cancelled = True
                if self._action:
                    self._action()

    @contextmanager
    def calling(self, action: Callable[[], None]) -> Iterator[None]:
        """Have `action` called at a cancellation while the body runs, and never after it.

        Raises:
            QueryCancelledError: the query shall end already.
        """
        with self._lock:
            if self._cancelled:
                raise QueryCancelledError
            self._action = action
        try:
            yield
        finally:
            with self._lock:
                self._action = None
