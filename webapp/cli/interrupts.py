"""The handling of Ctrl+C and of other signals that end a process.

What is half-written goes before the process does. Python turns Ctrl+C into an exception, which libraries and Python's
own callbacks can lose. SIGTERM and SIGHUP become the same exception here; the exit code tells them apart.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from _thread import start_new_thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs
    from types import FrameType

_seen: list[int] = []
_INTERRUPTED = "Interrupted."


_SAID = {"SIGTERM": "Terminated.", "SIGHUP": "The terminal was closed."}
"""What is said of a signal; of Ctrl+C, that it was interrupted."""


def watch() -> None:
    """Remember each of these signals from now on, unless whoever started this process has it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _remember)
        sys.unraisablehook = _restore_lost
    for name in _SAID:
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _remember)


def happened() -> bool:
    """Tell whether there was one: an import that it ends can fail with any error."""
    return bool(_seen)


def exit_code() -> int:
    """Return the exit code of a process that the first of them ends."""
    return 128 + (_seen[0] if _seen else signal.SIGINT)


def from_terminal() -> bool:
    """Tell whether it was Ctrl+C, which reaches all processes of a terminal."""
    return not _seen or _seen[0] == signal.SIGINT


def message() -> str:
    """Return what is said of the first of them."""
    return _SAID.get(signal.Signals(_seen[0]).name, _INTERRUPTED) if _seen else _INTERRUPTED


def restore_default() -> None:
    """Let Ctrl+C end the process at once from now on: Python would show a traceback while it shuts down."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _remember(number: int, frame: FrameType | None) -> None:
    """End by an exception; while that cleans up, only Ctrl+C is heard, by which somebody means it."""
    repeated = bool(_seen) and number != signal.SIGINT
    _seen.append(number)
    if not repeated:
        signal.default_int_handler(number, frame)


def _restore_lost(unraisable: UnraisableHookArgs) -> None:
    """Press Ctrl+C once more where it was lost: in a callback, such as that of a weak reference."""
    if unraisable.exc_type is KeyboardInterrupt:
        start_new_thread(_interrupt_again, ())
    else:
        sys.__unraisablehook__(unraisable)


def _interrupt_again() -> None:
    time.sleep(0.01)  # within the callback it would be lost again
    os.kill(os.getpid(), signal.SIGINT)  # which ends a call of the system, too
