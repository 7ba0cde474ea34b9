"""Items in groups, and beside others in an order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_BEGINNING = 3
"""The fewest words that are said once for several texts that begin with them."""


def grouped_by(items: Iterable[V], key: Callable[[V], K]) -> dict[K, list[V]]:
    """Return the items of each key; keys and items stay in their order.

    >>> grouped_by(["Visa", "Omega", "Valio"], lambda name: name[0])
    {'V': ['Visa', 'Valio'], 'O': ['Omega']}
    """
    found: dict[K, list[V]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found


def beside(items: Sequence[V], one: V) -> tuple[V | None, V | None]:
    """Return what comes just before and just after one of the items; nothing where it is not among them.

    >>> beside(["Athens", "Beijing", "London"], "Beijing"), beside(["Athens", "Beijing"], "Athens")
    (('Athens', 'London'), (None, 'Beijing'))
    """
    if one not in items:
        return None, None
    place = items.index(one)
    return (items[place - 1] if place else None), (items[place + 1] if place + 1 < len(items) else None)


def grouped_by_beginning(items: Iterable[V], text: Callable[[V], str]) -> list[tuple[str, list[tuple[str, V]]]]:
    """Return items by the words with which their texts begin, each with the rest of its text.

    At least two texts share at least three words of a beginning. Those that share none come first, under "".

    >>> dict(grouped_by_beginning(["We bring you tea", "Coffee", "We bring you cold milk"], str))["We bring you"]
    [('tea', 'We bring you tea'), ('cold milk', 'We bring you cold milk')]
    """
    alone: list[tuple[str, V]] = []
    found: list[tuple[str, list[tuple[str, V]]]] = []
    for alike in grouped_by(items, lambda item: tuple(text(item).split()[:_BEGINNING])).values():
        texts = [text(item).split() for item in alike]
        most = min(map(len, texts)) - 1  # of every text something is left
        if len(texts) == 1 or most < _BEGINNING:
            alone += [(text(item), item) for item in alike]
            continue
        shared = next((place for place in range(most) if len({words[place] for words in texts}) > 1), most)
        rests = (" ".join(words[shared:]) for words in texts)
        found.append((" ".join(texts[0][:shared]), list(zip(rests, alike, strict=True))))
    return [("", alone), *found] if alone else found
