"""The options of the filters in the form. It also shows each part of a view, with a link to the view without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from webapp.explorer.network import BASES, CATEGORY, COUNTRY, KINDS, TIERS, NetworkModel, NetworkTotals
from webapp.explorer.view_state import ViewState
from webapp.text.dates import format_date

T = TypeVar("T")
Options = list[tuple[str, str]]
"""Values with what a reader calls them."""


@dataclass(frozen=True, slots=True)
class FilterOptions:
    """What the filters offer; `categories` are groups, each with itself and its narrower ones."""

    kinds: Options
    tiers: Options
    categories: list[tuple[str, Options]]
    countries: Options
    seasons: Options
    bases: Options


def filter_options(totals: NetworkTotals, seasons: Mapping[str, str]) -> FilterOptions:
    """Return what the filters offer: nothing that would leave nothing. `seasons` has all labels of seasons."""
    groups = sorted(totals.groups, key=lambda id_: totals.groups[id_])
    return FilterOptions(
        kinds=[(kind, label) for kind, label in KINDS.items() if kind in totals.counts],
        tiers=[(tier, TIERS[tier]) for tier in totals.tiers],
        categories=[(totals.groups[group], _group(totals, group)) for group in groups],
        countries=_named(totals.countries, COUNTRY),
        seasons=[(season, label) for season, label in seasons.items() if season in totals.seasons],
        bases=list(BASES.items()),
    )


def _group(totals: NetworkTotals, group: str) -> Options:
    narrower = {id_: label for id_, label in totals.categories.items() if totals.group_of.get(id_) == group}
    return [(group.removeprefix(f"{CATEGORY}/"), f"All of {totals.groups[group]}"), *_named(narrower, CATEGORY)]


def _named(labels: Mapping[str, str], kind: str) -> Options:
    ordered = sorted(labels, key=lambda id_: (labels[id_].casefold(), id_))
    return [(id_.removeprefix(f"{kind}/"), labels[id_]) for id_ in ordered]


def without(model: NetworkModel, state: ViewState) -> Iterator[tuple[str, ViewState]]:
    """Yield each part of a view in words, with the view that is left without it."""
    nodes = model.nodes
    for node in state.start:
        rest = tuple(part for part in state.open if part.node != node)
        yield nodes[node].label, replace(state, start=_less(state.start, node), open=rest)
    for part in state.open:
        if part.node not in state.start or part.kind:
            kind = f": {KINDS[part.kind]}" if part.kind else ""
            yield f"around {nodes[part.node].label}{kind}", replace(state, open=_less(state.open, part))
    for node in state.hide:
        yield f"hidden: {nodes[node].label}", replace(state, hide=_less(state.hide, node))
    if state.focus:
        yield f"only around {nodes[state.focus].label}", replace(state, focus="")
    if state.path:
        one, other = (nodes[node].short for node in state.path)
        yield f"from {one} to {other}", replace(state, path=None)
    yield from _filters(model, state)


def _filters(model: NetworkModel, state: ViewState) -> Iterator[tuple[str, ViewState]]:
    for kind in state.kind:
        yield KINDS[kind], replace(state, kind=_less(state.kind, kind))
    for tier in state.tier:
        yield TIERS[tier], replace(state, tier=_less(state.tier, tier))
    for slug in state.category:
        yield model.nodes[f"{CATEGORY}/{slug}"].label, replace(state, category=_less(state.category, slug))
    for slug in state.country:
        yield model.nodes[f"{COUNTRY}/{slug}"].label, replace(state, country=_less(state.country, slug))
    for season in state.season:
        yield model.season_labels[season], replace(state, season=_less(state.season, season))
    if state.date:
        yield f"on {format_date(state.date)}", replace(state, date="")
    if state.basis:
        yield f"only {BASES[state.basis]}", replace(state, basis="")


def _less(values: tuple[T, ...], value: T) -> tuple[T, ...]:
    return tuple(item for item in values if item != value)
