"""The order of what a search finds.

A match is one of the steps of `Step`, the surest first. Within a step, the name that has least besides comes first, and
what there is most about.
"""

from __future__ import annotations

from queries.search.name_match import Entry, NameMatch, Step


class Ranking:
    """The best match of each thing. How much there is about it counts for less than how well it matches."""

    def __init__(self) -> None:
        self._found: dict[str, NameMatch] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, entry: Entry, step: Step, closeness: float) -> None:
        """Add a match; `closeness` is below 1 and tells matches of one step apart."""
        name = entry.name
        weight = entry.weight * (0.02 if step in (Step.LIKE, Step.FORM) else 0.08)
        score = step + min(0.99, closeness + min(weight, 0.5)) + (0.005 if name.preferred else 0.0)
        known = self._found.get(name.iri)
        if known is None or score > known.score:
            self._found[name.iri] = NameMatch(name, entry.label, score, step)

    def ranked(self) -> list[NameMatch]:
        """Return the matches, the best first."""
        return sorted(self._found.values(), key=lambda hit: (-hit.score, not hit.name.partner, hit.label, hit.name.iri))


def closeness(typed: str, name: str) -> float:
    """Rate how little a name has besides what was typed, from 0 to 0.3."""
    return 0.3 * len(typed) / (len(name) + 1)
