"""How long the attacks last: seconds in `make test`, the full lengths in `make abuse`."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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


def covering(cases: Sequence[Mapping[str, object]]) -> list[int]:
    """Return which cases of a sweep are tried in this run, by their numbers: all in `make abuse`.

    Else they are so few that each value of each parameter is tried, and about equally often. Each run tries the same.
    """
    if FULL:
        return list(range(len(cases)))
    left = {number: list(case.items()) for number, case in enumerate(cases)}
    times: Counter[tuple[str, object]] = Counter()
    tried = []
    while left:
        number = max(left, key=lambda each: (sum(not times[value] for value in left[each]), -_uses(left[each], times)))
        if all(times[value] for value in left[number]):
            break
        times.update(left.pop(number))
        tried.append(number)
    return sorted(tried)


def _uses(values: Iterable[tuple[str, object]], times: Mapping[tuple[str, object], int]) -> int:
    return sum(times[value] for value in values)
