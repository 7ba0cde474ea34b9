"""Pages of long answers. A page ends where it would be more than an assistant reads at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Generic, TypeVar

from pydantic import Field
from pydantic_core import to_json

T = TypeVar("T")

LIMIT: Final = 50
MOST: Final = 500
_LONGEST: Final = 60_000
"""Bytes of JSON after which a page ends: some 15,000 tokens. A page has one item at least."""

_FARTHEST: Final = 10_000_000

Limit = Annotated[int, Field(ge=1, le=MOST, description="Items of a page at most.", strict=True)]
Offset = Annotated[
    int, Field(ge=0, le=10_000_000, description="Items to leave out: `next` of the page before.", strict=True)
]


class BeyondEndError(ValueError):
    """An offset behind the last item."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of the items of an answer: from `offset` on; `next` is where the page after this begins."""

    items: Sequence[T]
    total: int
    offset: int
    next: int | None


def page(items: Sequence[T], offset: int, limit: int) -> Page[T]:
    """Return the page of an answer that begins at an offset.

    Raises:
        BeyondEndError: there is none; the message says how many items there are.
    """
    total = len(items)
    if offset and offset >= total:
        raise BeyondEndError(f"offset is {offset}, and the items are {total} in all: an offset below that is right.")
    end, size = offset, 0
    while end < min(total, offset + limit):
        size += len(to_json(items[end]))
        if size > _LONGEST and end > offset:
            break
        end += 1
    return Page(items[offset:end], total, offset, end if end < total else None)
