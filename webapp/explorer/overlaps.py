"""Overlaps in time of two partners of one programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from webapp.explorer.network import NetworkNode, PartnershipEdge
from webapp.text.dates import format_date
from webapp.text.english import join_words

_NEVER = "9999-12-31"
"""Stands for an end that is open or unknown."""


_WEAK = frozenset({"assumed", "unknown"})


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two partnerships in one programme, and whether both were in force on one day."""

    deals: tuple[PartnershipEdge, PartnershipEdge]

    @property
    def began_last(self) -> PartnershipEdge:
        """The one that began last; of two that began on one day the one whose beginning is less sure."""
        return max(self.deals, key=lambda deal: (deal.span.since, deal.span.from_basis in _WEAK, deal.id))

    @property
    def ended_first(self) -> PartnershipEdge:
        """The one that ended first; of two that ended on one day the one whose end is less sure."""
        return min(
            self.deals, key=lambda deal: (deal.span.until or _NEVER, deal.span.until_basis not in _WEAK, deal.id)
        )

    @property
    def known(self) -> bool:
        """Whether the days tell it; what began on an unknown day may have begun before its first Games."""
        return self.together or self.began_last.span.from_basis != "unknown"

    @property
    def together(self) -> bool:
        """Whether both partnerships were in force on one day."""
        since, until = self.began_last.span.since, self.ended_first.span.until or _NEVER
        return bool(since) and since <= until

    @property
    def assumed(self) -> bool:
        """Whether a beginning or an end of the two is assumed or not known."""
        return not _WEAK.isdisjoint(
            basis for deal in self.deals for basis in (deal.span.from_basis, deal.span.until_basis)
        )

    @property
    def begins(self) -> str:
        """The later beginning in words, with what it rests on where no source states it."""
        day = format_date(self.began_last.span.begins)
        if self.began_last.span.from_basis == "unknown":
            return f"the Games of {self.began_last.span.since[:4]} (start not recorded)"
        return day if self.began_last.span.from_basis == "stated" else f"{day} ({self.began_last.span.from_basis})"

    @property
    def ends(self) -> str:
        """The earlier end in words, with what it rests on where no source states it; nothing where it is open."""
        day = format_date(self.ended_first.span.ends)
        return f"{day} (assumed)" if day and self.ended_first.span.until_basis == "assumed" else day

    @property
    def rank(self) -> tuple[bool, bool, str, str, str]:
        """The order among pairs: first those that overlap, then those of unknown days, then the earliest."""
        return (not self.together, self.known, self.began_last.span.since, self.deals[0].id, self.deals[1].id)

    def words(self, nodes: Mapping[str, NetworkNode]) -> str:
        """Return in a sentence whether both were there at the same time."""
        if self.together:
            return f"Both at the same time, from {self.begins}{f' to {self.ends}' if self.ends else ''}."
        fact = "Not at the same time" if self.known else "Whether both were there at the same time is not recorded"
        first, last = (nodes[deal.partner].label for deal in (self.ended_first, self.began_last))
        return f"{fact}: {first} to {self.ends}, {last} from {self.begins}."

    def as_json(self) -> dict[str, object]:
        """Return whether both were there at the same time, or null, and the days that tell it."""
        began, ended = self.began_last, self.ended_first
        return {
            "atTheSameTime": self.together if self.known else None,
            "assumed": self.assumed,
            "laterBeginning": {"partner": began.partner, "date": began.span.since, "basis": began.span.from_basis},
            "earlierEnd": {"partner": ended.partner, "date": ended.span.until, "basis": ended.span.until_basis},
        }


def overlap(one: Iterable[PartnershipEdge], other: Iterable[PartnershipEdge]) -> Overlap:
    """Return the overlap of two partners of one programme, of which these are the partnerships in it."""
    return min((Overlap(pair) for pair in product(one, other)), key=lambda pair: pair.rank)


def shared_words(shared: Mapping[str, Overlap], nodes: Mapping[str, NetworkNode]) -> Iterator[str]:
    """Yield sentences about the programmes that two partners share: where they were at the same time, and where not."""
    together = [nodes[programme].label for programme, found in shared.items() if found.together]
    apart = [nodes[programme].label for programme, found in shared.items() if found.known and not found.together]
    unknown = [nodes[programme].label for programme, found in shared.items() if not found.known]
    if together:
        yield f"They were partners at the same time in {join_words(together)}."
    if apart:
        yield f"They were not partners at the same time in {join_words(apart)}."
    if unknown:
        yield f"Whether they were partners at the same time in {join_words(unknown)} is not recorded."
