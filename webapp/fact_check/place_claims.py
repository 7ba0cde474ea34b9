"""Statements on where a contract was signed or announced.

They have no day beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.claim import Claim, Finding, Verdict
from webapp.fact_check.context import context, rows_in
from webapp.fact_check.event_verdicts import event_words, is_place, stands_in
from webapp.fact_check.facts import Event
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.fact_check.told_dates import DEEDS, of_programmes
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_VERBS: Final = ("sign", "renew", "join")
_ANY: Final = re.compile(r"\b(?:ceremony|zeremonie|ceremonie|ceremonia|acto|festakt)\b|仪式|式典")
"""Words for what a contract is signed at, where no verb tells it."""


def place_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield where sponsors are said to have signed, where no day that fits stands beside the place."""
    told: set[int] = set()
    for place in view.of_kind("place"):
        first, last = view.segment(place.start)
        verbs = [cue for name in _VERBS for cue in view.cues(name) if first <= cue[0] < last]
        if not stands_in(view, place) or view.unreal(place.start) or view.negated(place.start):
            continue
        if not verbs and not _ANY.search(view.slice(first, last).lower()):
            continue
        near = min(verbs, key=lambda cue: abs(cue[0] - place.start), default=(place.start, place.end))
        dates = [m for m in view.of_kind("date") if first <= m.start < last and m.id]
        for mention in subjects(view, *near):
            claim = _judged(view, mention, place, dates)
            if claim and place.start not in told:
                told.add(place.start)
                yield claim


def _judged(view: SentenceView, mention: Mention, place: Mention, dates: list[Mention]) -> Claim | None:
    """Return the statement that a sponsor signed in a place, if the graph knows where it signed."""
    facts = view.facts
    rows = rows_in(facts, mention.iri, context(view, place.start)) or facts.rows_of(mention.iri)
    every = [event for event in facts.events.get(mention.iri, ()) if event.kind in DEEDS]
    if dates:
        return None
    placed = [event for event in of_programmes(every, rows) if event.place]
    right = [event for event in placed if is_place(event, [place])]
    verdict: Verdict = "supported" if right else "contradicted"
    if not placed or not (right or _all_placed(every, placed)):
        return None
    reads = f"{facts.catalogue.label(mention.iri)}: in {place.text}"
    finding = Finding(
        verdict,
        event_words(right or placed),
        tuple(event.iri for event in right or placed),
        "announcements",
        {"who": slug(mention.iri)},
    )
    return Claim(place.start, place.end, "event", reads, finding, mention)


def _all_placed(every: list[Event], placed: list[Event]) -> bool:
    """Tell whether a sponsor has one deed, whose place is known, so that another place is wrong."""
    return len(placed) == 1 and all(event.place for event in every)
