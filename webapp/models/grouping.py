"""Items in groups."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def grouped_by(items: Iterable[V], key: Callable[[V], K]) -> dict[K, list[V]]:
    """Return the items of each key; keys and items stay in their order.

    >>> grouped_by(["Visa", "Omega", "Valio"], lambda name: name[0])
    {'V': ['Visa', 'Valio'], 'O': ['Omega']}
    """
    found: dict[K, list[V]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found
