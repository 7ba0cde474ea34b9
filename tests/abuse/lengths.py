"""How long the attacks last: seconds in `make test`, the full lengths in `make abuse`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")

FULL = os.environ.get("OPG_ABUSE_FULL") == "1"


def length(full: float, short: float) -> float:
    """Return the length of an attack in this run: seconds, or how many times."""
    return full if FULL else short


def sample(values: Iterable[T], long: Iterable[T] = (), every: int = 2) -> list[T]:
    """Return values that are alike: all in `make abuse`, and else one in so many, or those that are not `long`."""
    found, left_out = list(values), list(long)
    if FULL:
        return found
    return [value for value in found if value not in left_out] if left_out else found[::every]
