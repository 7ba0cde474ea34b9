"""How long work says what it is doing, without knowing who listens."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[str], None]
"""Told, before each step of long work, what the step does."""


def silent(step: str) -> None:
    """Report no progress."""
    del step
