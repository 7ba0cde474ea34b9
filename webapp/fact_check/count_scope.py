"""The Games or the term whose partners a number counts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from webapp.fact_check.about import Context
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_JOINT: Final = re.compile(
    r"[,;:，；：、]"  # noqa: RUF001
    r"|\b(?:and|while|whereas|against|with|und|während|gegenüber|mit|et|tandis|contre|avec|y|mientras|frente|con)\b"
)
"""What divides the parts of a sentence of which each may count the partners of other Games."""


def scope_of(view: SentenceView, start: int, cue: int, where: Context) -> tuple[Context, bool]:
    """Return what a number counts, and whether that is sure: what stands in its own part of the sentence."""
    named = [m for m in view.mentions if _counts(view, m)]
    if len({m.iri for m in named}) < _SEVERAL:
        return where, True
    first, last = _part(view, start, cue)
    near = [m for m in named if first <= m.start < last]
    before = [m for m in named if m.end <= start and _OWN.fullmatch(view.slice(m.end, start).lower())]
    near = before[-1:] or near
    if len({m.iri for m in near}) != 1:
        return where, False
    if near[0].kind == "programme":
        return replace(where, games=(), programme=near[0].iri, top=False), True
    games = view.facts.committees.get(near[0].iri, near[0].iri)
    worldwide, domestic = view.has("worldwide", first, last), view.has("domestic", first, last)
    return replace(where, games=(games,), programme="", top=worldwide or _of_top(view), domestic=domestic), True


_OWN: Final = re.compile(
    r",?\s(?:(?:and|with|und|mit|et|avec|y|con)\s(?:its|their|seinen?|ihren?|ses|leurs|sus)"
    r"|(?:which|der|die|das|qui|que)\s\w+|where|wo|où|donde)\s"
)
"""What stands between Games and the number of their own partners: "London 2012 and its seven sponsors"."""

_SEVERAL: Final = 2


def _counts(view: SentenceView, mention: Mention) -> bool:
    """Tell whether a mention names Games, their committee or a term, each with partners of its own."""
    if mention.kind == "programme":
        return slug(mention.iri) != "top"
    return mention.kind == "games" or mention.iri in view.facts.committees


def _of_top(view: SentenceView) -> bool:
    """Tell whether a sentence names the programme TOP as a whole, whose partners it then counts at each Games."""
    return any(slug(m.iri) == "top" for m in view.of_kind("programme")) and not view.cues("domestic")


def _part(view: SentenceView, start: int, cue: int) -> tuple[int, int]:
    """Return the part of a sentence around a number, as far as the next word that divides."""
    before = [one.end() for one in _JOINT.finditer(view.slice(view.start, start).lower())]
    after = _JOINT.search(view.slice(cue, view.end).lower())
    return view.start + max(before, default=0), cue + after.start() if after else view.end


def signs_some(view: SentenceView, number: int, start: int, cue: int) -> bool:
    """Tell whether a small number beside a word for signing counts those who sign, not all partners."""
    first, last = view.segment(start)
    return number <= _FEW and any(
        max(first, start - _NEAR) <= one < min(last, cue + _NEAR) for one, _ in view.cues("sign")
    )


_FEW: Final = 5
"""Partners that sign together, at most."""

_NEAR: Final = 40
