"""The title of a view, its filters in words, and its citation."""

from __future__ import annotations

from webapp.components.citations import Citation, of_part
from webapp.explorer.network import BASES, CATEGORY, COUNTRY, GAMES, KINDS, NO_TIER, TOP_TIER, WORLDWIDE_TIER
from webapp.explorer.view import View
from webapp.models.data_version import DataVersion
from webapp.text.dates import format_date
from webapp.text.english import join_words

_TIERS = {
    TOP_TIER: "in TOP",
    WORLDWIDE_TIER: "in other worldwide programmes",
    "1": "in the first domestic tier",
    "2": "in the second domestic tier",
    "3": "in the third domestic tier",
    "4": "in the fourth domestic tier",
    "5": "in the fifth domestic tier",
    NO_TIER: "in domestic programmes, tier not stated",
}

_LAYOUTS = {
    "": " by first Games and product field",
    "meaning": " by first Games and product field",
    "timeline": " along time",
    "force": " by Games in common",
}
"""What places say of partners, by the layout."""

_NAMED = 3
"""Nodes that a title names before it counts the others."""


def title(view: View) -> str:
    """Return what somebody calls a view, or else say in a line what it shows."""
    return view.state.title or described(view)


def described(view: View) -> str:
    """Say in a line what a view shows."""
    said = [_subject(view), *filters(view)]
    if view.state.whole and view.state.filtered and not view.state.focus:
        said[:2] = [" ".join(said[:2])]
    return ", ".join(said)


def citation(view: View, version: DataVersion) -> Citation:
    """Return how to cite a view: by the address of the explorer with its state."""
    return of_part(title(view), "/explore" + (f"?{view.state}" if str(view.state) else ""), version)


def _subject(view: View) -> str:
    state, nodes = view.state, view.model.nodes
    if state.path:
        ends = f"From {nodes[state.path[0]].short} to {nodes[state.path[1]].short}"
        return f"{ends}, not at the same time" if view.connections and view.connections.apart_in_time else ends
    if state.focus:
        return f"Around {nodes[state.focus].label}"
    if state.whole:
        if state.partners:
            return "Partners" if state.filtered else f"Partners{_LAYOUTS[state.layout]}"
        return "Partnerships" if state.filtered else "The whole network"
    named = list(dict.fromkeys((*state.start, *(part.node for part in state.open))))
    labels = [nodes[id_].label if len(named) == 1 else nodes[id_].short for id_ in named]
    if len(labels) > _NAMED:
        labels = [*labels[: _NAMED - 1], f"{len(labels) - _NAMED + 1} more"]
    return join_words(labels)


def filters(view: View) -> list[str]:
    """Say each filter of a view."""
    state, nodes = view.state, view.model.nodes
    kinds = [KINDS[kind] if kind == GAMES else KINDS[kind].lower() for kind in state.kind]
    hidden = [nodes[id_].short for id_ in state.hide]
    more = [f"{len(hidden) - _NAMED} more"] if len(hidden) > _NAMED else []
    said = {
        "": [_TIERS[tier] for tier in state.tier],
        "in ": [nodes[f"{CATEGORY}/{slug}"].label for slug in state.category],
        "from ": [nodes[f"{COUNTRY}/{slug}"].label for slug in state.country],
        "at the ": [view.model.season_labels[season] for season in state.season],
        "on ": [format_date(state.date)] if state.date else [],
        "with ": [BASES[state.basis]] if state.basis else [],
        "joined by ": [f"{state.least} Games or more in common"] if state.shared else [],
        "only ": kinds,
        "without ": hidden[:_NAMED] + more,
    }
    return [words + join_words(values) for words, values in said.items() if values]
