"""The limit on the files that a process may have open."""

from __future__ import annotations

import errno
import os
from typing import Final

_NUMBERS: Final = frozenset((errno.EMFILE, errno.ENFILE))
_WORDS: Final = (os.strerror(errno.EMFILE), "file descriptors")
"""What the engine says, whose errors have no number."""


def too_many(error: BaseException) -> bool:
    """Tell whether an error comes from that limit, whatever it says itself."""
    cause: BaseException | None = error
    while cause is not None:
        if getattr(cause, "errno", None) in _NUMBERS or any(words in str(cause) for words in _WORDS):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
