"""The records of partners: Games, highest tier, periods, and colour family."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby

from webapp.explorer.network import NetworkNode, PartnerRecord, PartnershipEdge, Period

_NEVER = "9999-12-31"

PartnerLooks = tuple[str, Period]
"""The colour family of most partnerships of a partner, and the period that they span."""


def looks_of(deals: Iterable[PartnershipEdge]) -> dict[str, PartnerLooks]:
    """Return the family and the period of each partner by its id."""
    found: dict[str, list[PartnershipEdge]] = {}
    for deal in deals:
        found.setdefault(deal.partner, []).append(deal)
    return {partner: (_family(its), Period.spanning([deal.span for deal in its])) for partner, its in found.items()}


def _family(deals: Iterable[PartnershipEdge]) -> str:
    common = Counter(deal.family for deal in deals).items()
    return min(common, key=lambda item: (-item[1], item[0]))[0]


def records(deals: Iterable[PartnershipEdge], nodes: Mapping[str, NetworkNode]) -> dict[str, PartnerRecord]:
    """Return the record of each partner by its id."""
    ordered = sorted(deals, key=lambda deal: deal.partner)
    return {partner: _record(list(its), nodes) for partner, its in groupby(ordered, lambda deal: deal.partner)}


def _record(deals: list[PartnershipEdge], nodes: Mapping[str, NetworkNode]) -> PartnerRecord:
    games = {games for deal in deals for games in deal.games}
    ordered = sorted(games, key=lambda id_: (nodes[id_].span.since or id_.partition("/")[2], id_))
    tier = min(deals, key=lambda deal: (deal.order, deal.id)).tier
    return PartnerRecord(tuple(ordered), tier, tuple(_periods(deals)))


def _periods(deals: Iterable[PartnershipEdge]) -> list[tuple[str, str]]:
    """Return the days of these partnerships as periods that do not overlap; an open end is empty."""
    found: list[tuple[str, str]] = []
    spans = ((deal.span.since, deal.span.until or _NEVER) for deal in deals if deal.span.since)
    for since, until in sorted(spans):
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((since, until))
    return [(since, "" if until == _NEVER else until) for since, until in found]
