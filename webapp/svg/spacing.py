"""The places of things along a line. They stand near where they would like to be, in order, and never too close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def even(count: int, low: float, high: float) -> list[float]:
    """Return `count` places spread evenly over the line from `low` to `high`, the middle for a single one.

    >>> even(3, 0, 10)
    [0.0, 5.0, 10.0]
    """
    if count == 1:
        return [(low + high) / 2]
    step = (high - low) / max(1, count - 1)
    return [low + step * index for index in range(count)]


def spread(wishes: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places in the order of `wishes`, at least `gap` apart, within `low` and `high` as far as they fit.

    Neighbours that would come too close form a block, which stands around the mean of what its members wish for.

    >>> spread([5, 5], 2, 0, 10)
    [4.0, 6.0]
    """
    blocks: list[tuple[float, int]] = []  # start of the block, and how many places it holds
    for wish in wishes:
        blocks.append((wish, 1))
        while len(blocks) > 1 and blocks[-2][0] + blocks[-2][1] * gap > blocks[-1][0]:
            (start, count), (later, more) = blocks[-2], blocks[-1]
            together = count + more
            blocks[-2:] = [((start * count + (later - count * gap) * more) / together, together)]
    places = [start + gap * index for start, count in blocks for index in range(count)]
    return _within(places, gap, low, high)


def _within(places: list[float], gap: float, low: float, high: float) -> list[float]:
    bounded: list[float] = []
    for place in places:
        bounded.append(max(place, bounded[-1] + gap if bounded else low))
    limit = high
    for index in range(len(bounded) - 1, -1, -1):
        bounded[index] = max(low, min(bounded[index], limit))
        limit = bounded[index] - gap
    return bounded


def middle(key: str, neighbours: Mapping[str, Sequence[str]], places: Mapping[str, float], default: float) -> float:
    """Return the mean place of those neighbours of `key` that have one."""
    known = [places[other] for other in neighbours[key] if other in places]
    return sum(known) / len(known) if known else default
