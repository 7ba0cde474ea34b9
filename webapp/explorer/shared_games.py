"""The lines between two partners that have several Games in common."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import combinations

from webapp.explorer.edges import SHARED_GAMES, ViewEdge
from webapp.explorer.network import NetworkModel, PartnershipEdge


def shared_games(
    model: NetworkModel, deals: Iterable[PartnershipEdge], shown: Collection[str], least: int
) -> list[ViewEdge]:
    """Return a line for each two partners among `shown` that have at least so many Games in common."""
    games: dict[str, set[str]] = {}
    behind: dict[str, list[PartnershipEdge]] = {}
    for deal in deals:
        if deal.partner in shown:
            games.setdefault(deal.partner, set()).update(deal.games)
            behind.setdefault(deal.partner, []).append(deal)
    enough = sorted(partner for partner, covered in games.items() if len(covered) >= least)
    return [
        _line(model, one, other, common, [*behind[one], *behind[other]])
        for one, other in combinations(enough, 2)
        if len(common := games[one] & games[other]) >= least
    ]


def _line(model: NetworkModel, one: str, other: str, common: set[str], deals: Iterable[PartnershipEdge]) -> ViewEdge:
    covering = tuple(deal for deal in deals if not common.isdisjoint(deal.games))
    return ViewEdge(
        id=f"{SHARED_GAMES}~{one}~{other}",
        kind=SHARED_GAMES,
        source=one,
        target=other,
        label=f"{len(common)} Games in common",
        deals=covering,
        sources=tuple(sorted({source for deal in covering for source in model.sources_of(deal)})),
        games=tuple(sorted(common)),
    )
