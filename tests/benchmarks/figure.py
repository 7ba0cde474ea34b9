"""What a measurement gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, its value with unit, and the promise it is held against, if there is one."""

    what: str
    value: str
    promise: str = ""
