"""Things to loop over in a test: at least one, since a loop over nothing proves nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def some(things: Iterable[T]) -> list[T]:
    """Return the things as a list, which must not be empty."""
    found = list(things)
    assert found, "there is nothing to loop over, so that nothing would be tested"
    return found


def any_number(things: Iterable[T]) -> Iterable[T]:
    """Return the things, of which there may be none here: another assertion, or another item, sees to it."""
    return things
