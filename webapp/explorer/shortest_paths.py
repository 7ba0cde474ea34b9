"""The shortest paths between two things, over partnerships.

A path goes from a partner to a programme in which it held a partnership. Then it goes on to another partner there. The
programme may be a term of TOP, but not TOP as a whole. Games, a category and TOP as a whole can only be its ends. No
path leads through the IOC, a country or a tier, which join nearly everything. Among paths of one length the order is
fixed, by identifiers from the beginning of the path on. So the same request has the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise

from webapp.explorer.network import PARTNER, PROGRAMME, NetworkNode, PartnershipEdge
from webapp.explorer.overlaps import Overlap, overlap, shared_words

WITHIN = 12
"""Steps that are tried if nobody says otherwise; companies that share a programme are two steps apart."""

FURTHEST = 20
"""Steps that are tried at most."""

MOST = 10
"""Ways of the same length that are shown before somebody asks for all."""

ALL = 1_000
"""Ways that are shown at most, with their number said."""

_Steps = dict[str, dict[str, list[PartnershipEdge]]]


@dataclass(frozen=True, slots=True)
class Step:
    """A step from one node to the next, by these partnerships."""

    source: str
    target: str
    deals: tuple[PartnershipEdge, ...]


def overlaps(way: Iterable[Step]) -> dict[str, Overlap]:
    """Return the overlap at each programme of a path that stands between two partners, by the programme's id."""
    return {
        into.target: overlap(into.deals, out.deals)
        for into, out in pairwise(way)
        if into.target.startswith(f"{PROGRAMME}/")
        and into.source.startswith(f"{PARTNER}/")
        and out.target.startswith(f"{PARTNER}/")
    }


@dataclass(frozen=True, slots=True)
class Connections:
    """The first of the shortest paths, and how many there are; none where `ways` is empty.

    `apart` names ends that take part in no partnership at all, from which no path can begin.
    """

    ends: tuple[str, str]
    within: int
    ways: tuple[tuple[Step, ...], ...]
    total: int
    apart: tuple[str, ...]

    @property
    def found(self) -> bool:
        """Whether there is a path."""
        return bool(self.ways)

    @property
    def length(self) -> int:
        """The number of steps of each path."""
        return len(self.ways[0]) if self.ways else 0

    @property
    def overlaps(self) -> tuple[dict[str, Overlap], ...]:
        """For each path that is shown, the overlaps at the programmes on it."""
        return tuple(map(overlaps, self.ways))

    @property
    def shared(self) -> dict[str, Overlap]:
        """The overlap at each programme that both ends were partners in; nothing unless all of these are shown."""
        if self.length != 2 or len(self.ways) < self.total:
            return {}
        return {programme: found for way in self.overlaps for programme, found in way.items()}

    def shared_words(self, nodes: Mapping[str, NetworkNode]) -> list[str]:
        """Return sentences on whether both ends were partners at the same time, where they share programmes."""
        return list(shared_words(self.shared, nodes))

    @property
    def apart_in_time(self) -> bool:
        """Whether on each path two partners of one programme were not there at the same time."""
        ways = self.overlaps
        return bool(ways) and all(any(one.known and not one.together for one in way.values()) for way in ways)

    @property
    def nodes(self) -> tuple[str, ...]:
        """Every node on a path that is shown, and the ends in any case."""
        on_ways = (end for way in self.ways for step in way for end in (step.source, step.target))
        return tuple(dict.fromkeys((*self.ends, *on_ways)))


def connect(
    deals: Iterable[PartnershipEdge], start: str, end: str, within: int = WITHIN, most: int = MOST
) -> Connections:
    """Find the shortest paths from `start` to `end` that have at most `within` steps; the first `most` of them."""
    steps = _steps(deals, (start, end))
    apart = tuple(node for node in (start, end) if node not in steps)
    distances = {} if apart else _distances(steps, end, within)
    if start == end or start not in distances:
        return Connections((start, end), within, (), 0, apart)
    ways = tuple(islice(_ways(steps, distances, start), min(most, ALL)))
    return Connections((start, end), within, ways, _count(steps, distances, start), ())


def _steps(deals: Iterable[PartnershipEdge], ends: tuple[str, str]) -> _Steps:
    """Return for each node where one step leads from it, and by which partnerships."""
    found: _Steps = {}
    for deal in deals:
        others = {deal.programme}
        others |= {end for end in ends if end in (deal.whole, *deal.categories, *deal.groups, *deal.games)}
        for other in others:
            found.setdefault(deal.partner, {}).setdefault(other, []).append(deal)
            found.setdefault(other, {}).setdefault(deal.partner, []).append(deal)
    return found


def _distances(steps: _Steps, end: str, within: int) -> dict[str, int]:
    """Return how many steps each node is away from the end, up to `within`."""
    found = {end: 0}
    edge = [end]
    for distance in range(1, within + 1):
        beyond = {other for node in edge for other in steps[node] if other not in found}
        found |= dict.fromkeys(beyond, distance)
        edge = sorted(beyond)
    return found


def _nearer(steps: _Steps, distances: dict[str, int], node: str) -> list[str]:
    return sorted(other for other in steps[node] if distances.get(other, -1) == distances[node] - 1)


def _ways(steps: _Steps, distances: dict[str, int], node: str) -> Iterator[tuple[Step, ...]]:
    if not distances[node]:
        yield ()
        return
    for other in _nearer(steps, distances, node):
        step = Step(node, other, tuple(steps[node][other]))
        for rest in _ways(steps, distances, other):
            yield (step, *rest)


def _count(steps: _Steps, distances: dict[str, int], start: str) -> int:
    known: dict[str, int] = {}

    def ways(node: str) -> int:
        if node not in known:
            near = _nearer(steps, distances, node) if distances[node] else ()
            known[node] = sum(map(ways, near)) if distances[node] else 1
        return known[node]

    return ways(start)
