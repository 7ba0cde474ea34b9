"""The signal SIGHUP. At it, each process of a running service looks for what has changed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable


def at_hangup(act: Callable[[], None]) -> None:
    """Act at SIGHUP, where there are signals, and this is the thread that gets them."""
    if hasattr(signal, "SIGHUP") and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGHUP, lambda *_: act())


def pass_on_hangup() -> None:
    """Pass SIGHUP on to the worker processes, which would be started anew otherwise, and lose requests."""
    at_hangup(_tell_workers)


def _tell_workers() -> None:
    for worker in multiprocessing.active_children():
        if worker.pid:
            os.kill(worker.pid, signal.SIGHUP)
