"""How long the attacks last: seconds in `make test`, the full lengths in `make abuse`."""

from __future__ import annotations

import os

FULL = os.environ.get("OPG_ABUSE_FULL") == "1"


def length(full: float, short: float) -> float:
    """Return the length of an attack in this run: seconds, or how many times."""
    return full if FULL else short
