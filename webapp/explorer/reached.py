"""The partnerships on shortest paths in a large network.

They are found from one end on, step by step. What is further away than the other end is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from webapp.explorer.fitting import Fit
from webapp.explorer.shortest_paths import FURTHEST
from webapp.models.partnership import Partnership

Index = Mapping[str, Sequence[Partnership]]


def on_shortest_paths(index: Index, fit: Fit, start: str, end: str) -> list[Partnership]:
    """Return the partnerships on all shortest paths, by the rule of `webapp.explorer.shortest_paths`."""
    search = _Search(index, fit, start, end)
    distances = search.distances()
    if end not in distances:
        return []
    found: dict[str, Partnership] = {}
    layer = {end}
    for distance in range(distances[end] - 1, -1, -1):
        nearer: set[str] = set()
        for node in layer:
            for other, deal in search.steps(node):
                if distances.get(other) == distance:
                    found[deal.iri] = deal
                    nearer.add(other)
        layer = nearer
    return [found[iri] for iri in sorted(found)]


class _Search:
    """The steps between partners and programmes, and from and to what only can be an end."""

    def __init__(self, index: Index, fit: Fit, start: str, end: str) -> None:
        self._index, self._fit, self._start, self._end = index, fit, start, end
        only_ends = (one for one in (start, end) if "/country/" not in one)
        self._touched = {one: {deal.iri for deal in index.get(one, ())} for one in only_ends}

    def distances(self) -> dict[str, int]:
        """Return how many steps nodes are away from the start, until the end is reached."""
        found = {self._start: 0}
        edge = [self._start]
        for distance in range(1, FURTHEST + 1):
            beyond = {other for node in edge for other, _ in self.steps(node) if other not in found}
            found |= dict.fromkeys(beyond, distance)
            if self._end in beyond or not beyond:
                break
            edge = list(beyond)
        return found

    def steps(self, node: str) -> Iterator[tuple[str, Partnership]]:
        """Yield where one step leads from a node, and by which partnership."""
        for deal in self._index.get(node, ()):
            if not self._fit(deal):
                continue
            partner, programme = deal.partner.iri, deal.programme.iri
            if node == partner:
                yield programme, deal
                yield from ((one, deal) for one, its in self._touched.items() if one != partner and deal.iri in its)
            elif node == programme or node in self._touched:
                yield partner, deal
