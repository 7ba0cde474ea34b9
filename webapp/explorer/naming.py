"""Views in words: their title, and the filters as a sentence has them."""

from __future__ import annotations

from webapp.dates import spoken
from webapp.explorer.model import KINDS, TIERS
from webapp.explorer.state import State
from webapp.explorer.view import View
from webapp.wording import listed

_NAMED = 3
"""Nodes that a title names before it counts the others."""


def title(view: View) -> str:
    """Say in a line what a view shows."""
    return ", ".join((_subject(view), *filters(view)))


def _subject(view: View) -> str:
    state, nodes = view.state, view.model.nodes
    if state.path:
        return f"From {nodes[state.path[0]].short} to {nodes[state.path[1]].short}"
    if state.focus:
        return f"Around {nodes[state.focus].label}"
    if state.whole:
        return "The whole network"
    named = list(dict.fromkeys((*state.start, *(part.node for part in state.open))))
    labels = [nodes[id_].label if len(named) == 1 else nodes[id_].short for id_ in named]
    if len(labels) > _NAMED:
        labels = [*labels[: _NAMED - 1], f"{len(labels) - _NAMED + 1} more"]
    return listed(labels)


def filters(view: View) -> list[str]:
    """Say each filter of a view."""
    state, nodes = view.state, view.model.nodes
    said = []
    if state.date:
        said.append(f"on {spoken(state.date)}")
    if state.tier:
        said.append(f"tier: {listed([TIERS[tier] for tier in state.tier])}")
    if state.season:
        said.append(listed([view.model.season_labels[season] for season in state.season]))
    if state.category:
        said.append(f"in {listed([nodes[f'category/{slug}'].label for slug in state.category])}")
    if state.country:
        said.append(f"from {listed([nodes[f'country/{slug}'].label for slug in state.country])}")
    if state.kind:
        said.append(f"only {listed([KINDS[kind].lower() if kind != 'games' else KINDS[kind] for kind in state.kind])}")
    if state.hide:
        said.append(f"without {listed([nodes[id_].short for id_ in state.hide[:_NAMED]])}" + _others(state))
    return said


def _others(state: State) -> str:
    return f" and {len(state.hide) - _NAMED} more" if len(state.hide) > _NAMED else ""
