"""The identifier of a request. By it a visitor, the request log and the error log mean the same request."""

from __future__ import annotations

import os
import re
from contextvars import ContextVar

_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")
_current: ContextVar[str] = ContextVar("request_id", default="")


def begin(given: str = "") -> str:
    """Return the identifier of the request that begins here: the one `given` if it is well formed, else a new one."""
    identifier = given if _WELL_FORMED.fullmatch(given) else os.urandom(8).hex()
    _current.set(identifier)
    return identifier


def current() -> str:
    """Return the identifier of the request that is being answered; empty where there is none."""
    return _current.get()
