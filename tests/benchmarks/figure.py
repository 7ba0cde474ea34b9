"""What a measurement gives, and how many times become one figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, its value with unit, and the promise it is held against, if there is one."""

    what: str
    value: str
    promise: str = ""


def p95(times: Sequence[float]) -> float:
    """Return the seconds within which 95 of 100 answers came."""
    return quantiles(times, n=20)[-1]
