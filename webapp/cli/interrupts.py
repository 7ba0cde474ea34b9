"""The handling of Ctrl+C. Python turns it into an exception, which libraries and Python's own callbacks can lose."""

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


def watch() -> None:
    """Remember each Ctrl+C from now on, unless whoever started this process has it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _remember)
        sys.unraisablehook = _restore_lost


def happened() -> bool:
    """Tell whether there was one: an import that it ends can fail with any error."""
    return bool(_seen)


def restore_default() -> None:
    """Let Ctrl+C end the process at once from now on: Python would show a traceback while it shuts down."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _remember(number: int, frame: FrameType | None) -> None:
    _seen.append(number)
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
