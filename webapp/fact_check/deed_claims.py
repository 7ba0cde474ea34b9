"""Statements that a company did its work at Games.

An example is "Seiko timed Nagano 1998". Only what the graph has is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.judging import history, span_words, statements
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention

_VERBS: Final = ("hold", "join", "takes_over", "attend")
"""Words for doing something at Games, or being there."""

_BEFORE: Final = re.compile(
    r"(?:\b(?:at|of|in|for|during|since|from|bei|von|zu|bis|seit|a|de|en|pour|aux|lors d|para|les|los|the|der|den"
    r"|and|und|et|y)\s?(?:the\s|der\s|den\s|les\s|los\s)?|,\s?|、|と|の|は|在|为|を)$"
)
"""What stands before Games at which something was done."""


def deed_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield at which Games a company held its trade, each of a list of Games by itself."""
    told: set[tuple[str, str]] = set()
    for start, end in [cue for name in _VERBS for cue in view.cues(name)]:
        first, last = view.segment(start)
        named = {m.iri: m for m in reversed(view.of_kind("games"))}
        games = [m for m in named.values() if end <= m.start < last or first <= m.start < start]
        if not games or view.unreal(start) or view.negated(start):
            continue
        tiered = any(first <= one < last for one, _, _ in view.table("tiers"))
        if (start, end) not in view.cues("hold") and view.has("partner", first, last) and not tiered:
            continue
        for mention in subjects(view, start, end):
            for edition in games:
                if (mention.iri, edition.iri) not in told and (claim := _held(view, mention, edition)):
                    told.add((mention.iri, edition.iri))
                    yield claim
    yield from _bare(view, told)


def _bare(view: SentenceView, told: set[tuple[str, str]]) -> Iterator[Claim]:
    """Yield at which Games the one sponsor of a clause was. A clause with a tier, date or amount says more."""
    for edition in view.of_kind("games"):
        first, last = view.segment(edition.start)
        groups = [g for g in view.lists(view.sponsors()) if first <= g[0].start < last]
        names = ("leave", "partner", "replace", "replaced_by", "lost")
        if len(groups) != 1 or view.unreal(edition.start) or view.negated(edition.start):
            continue
        others = [m.start for m in view.mentions if m.kind in {"date", "amount"}]
        if view.table("tiers") or any(first <= at < last for at in others):
            continue
        if any(view.has(name, first, last) for name in names):
            continue
        for mention in groups[0]:
            if (mention.iri, edition.iri) not in told and (claim := _held(view, mention, edition)):
                told.add((mention.iri, edition.iri))
                yield claim


def _held(view: SentenceView, mention: Mention, edition: Mention) -> Claim | None:
    """Return the statement that a company was a partner of Games, where it was."""
    facts = view.facts
    rows = [row for row in facts.rows_of(mention.iri) if edition.iri in row.games]
    if not rows or not _BEFORE.search(folded(view.slice(view.start, edition.start))):
        return None
    label = facts.catalogue.label
    query, arguments = history(mention.iri)
    reads = f"{label(mention.iri)} is or was a partner of {label(edition.iri)}"
    finding = Finding("supported", span_words(facts, rows), statements(rows[:6]), query, arguments)
    return Claim(edition.start, edition.end, "partner", reads, finding)
