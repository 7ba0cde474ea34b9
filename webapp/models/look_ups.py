"""Games, programmes and tiers as pages look them up by IRI."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from webapp.text.dates import years

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Game:
    """An edition of the Games in the calendar. `order` is the day of the opening, or else the month or nothing."""

    iri: str
    label: str
    season: str
    order: str


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme; `games` are IRIs, `short` is a name of few letters for pictures.

    It `begins` with the opening of its first Games, or else with its own first day. It is empty where neither is known.
    """

    iri: str
    label: str
    kind: str
    owner: str
    whole: str
    start: str
    end: str
    games: tuple[str, ...]
    partners: int
    short: str
    begins: str
    order: str


@dataclass(frozen=True, slots=True)
class TierName:
    """A tier as the organiser names it; rank 1 is the highest, 0 unknown."""

    label: str
    plural: str
    rank: int


class Lookup(dict[str, T]):
    """What is known, by IRI. Of a thing that the graph names and does not describe, `make` says what it can.

    So a page need not ask whether the graph is whole. Membership and iteration are those of what is known.
    """

    def __init__(self, known: Mapping[str, T], make: Callable[[str], T]) -> None:
        super().__init__(known)
        self._make = make

    def __missing__(self, iri: str) -> T:
        """Return what can be said of a thing by its IRI alone."""
        return self._make(iri)


def programme_years(programme: Programme) -> str:
    """Return the years of a term, in few letters; a domestic programme's are those of its Games, so nothing."""
    return years(programme.start, programme.end, short=True) if programme.kind == "term" else ""
