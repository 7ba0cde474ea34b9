"""A mention: words of a text, and what they name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "organization", "games", "programme", "category", "person", "country", "place", "date", "amount"
]


@dataclass(frozen=True, slots=True)
class Mention:
    """What a part of a text names.

    `start` and `end` count code points. `id` is the slug, ISO date or amount.

    `iris` are all things that it may name, the likeliest first; a place, a date and an amount have none.
    """

    start: int
    end: int
    text: str
    kind: Kind
    id: str
    iris: tuple[str, ...] = field(default=())

    @property
    def iri(self) -> str:
        """The identifier of what is named, or nothing."""
        return self.iris[0] if self.iris else ""
