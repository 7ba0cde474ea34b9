"""A function that long work tells what it is doing. The work does not know who listens."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[str], None]
"""Told, before each step of long work, what the step does."""


def silent(step: str) -> None:
    """Report no progress."""
    del step
