"""The Games or the programme nearby whose partners a number may count.

An example is "Eight companies are premium partners" behind a sentence on Milano Cortina and one on the Alps.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webapp.fact_check.about import Context
from webapp.fact_check.claim import Claim
from webapp.fact_check.context import term_told
from webapp.fact_check.counts import judge_count
from webapp.fact_check.sentence import SentenceView
from webapp.models.reference_data import slug

_BACK: Final = 4
"""Sentences, this one with them, in which the Games or the programme are named."""


def counted_elsewhere(view: SentenceView, number: int, start: int, cue: int) -> list[Claim]:
    """Return the statement on a number of partners of what is named nearby, where the graph has that number."""
    term = term_told(view, *view.segment(start))
    for where in [Context(programme=term)] if term else _scopes(view):
        for claim in judge_count(view, number, start, cue, where):
            if claim.finding.verdict == "supported":
                return [claim]
    return []


def _scopes(view: SentenceView) -> Iterator[Context]:
    """Yield the Games and programmes that this sentence and those before it name, the nearest first."""
    seen: set[Context] = set()
    for back in view.backwards(_BACK):
        named = [m for m in reversed(back.mentions) if m.kind in {"games", "programme"}]
        found = [Context(games=(m.iri,)) if m.kind == "games" else Context(programme=m.iri) for m in named]
        if back.cues("worldwide"):
            found += [Context(games=(m.iri,), top=True) for m in named if m.kind == "games"]
            found += [Context(top=True)] if not found else []
        yield from (where for where in found if where not in seen)
        seen.update(found)
        if back is view and any(slug(m.iri) != "top" for m in named):
            return
