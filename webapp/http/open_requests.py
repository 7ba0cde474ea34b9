"""The requests that a worker is answering now, sending included."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

OPEN_REQUESTS: Final = "opg-open-requests"
"""Where an application has its open requests, among its extensions."""

_LOOK: Final = 0.05
"""Seconds between two looks at whether a request is open."""


class OpenRequests:
    """The number of open requests; only the thread that receives requests changes it."""

    def __init__(self) -> None:
        self._number = 0

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """Count a request until the end of the block."""
        self._number += 1
        try:
            yield
        finally:
            self._number -= 1

    def wait_for_none(self, seconds: float) -> None:
        """Wait until no request is open, or for so many seconds."""
        end = time.monotonic() + seconds
        while self._number and time.monotonic() < end:
            time.sleep(_LOOK)
