"""Memory that is free again, given back to the system.

The C library keeps what a process has freed. A build works in steps that each take much, so it gives back between them.
A site does after a long answer.
See `man 3 malloc_trim`; only glibc has it.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def give_back() -> None:
    """Give freed memory back to the system, where the C library can."""
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)


@contextmanager
def without_collector() -> Iterator[None]:
    """Stop Python's search for objects that refer to each other in circles.

    In a build it takes a seventh of the time of tables and statements, and finds nothing.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
