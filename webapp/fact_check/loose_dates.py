"""Statements of a day and a sponsor without a known verb.

Only an event of that day can support one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.context import context, rows_in
from webapp.fact_check.dated import Dated
from webapp.fact_check.event_verdicts import judge_event, judge_place
from webapp.fact_check.judging import agree, span_words
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.mentions.folding import folded
from webapp.models.reference_data import slug

_MONTH: Final = len("2012-07")


def loosely_dated(view: SentenceView, found: Dated) -> Iterator[Claim]:
    """Yield that something happened to a sponsor on a day.

    The graph has an event of that month or day.
    """
    if found.role != "at" or len(found.iso) < _MONTH or view.strong_at(found.start) or plans(view, found):
        return
    denied = view.negated(found.start) and not _told_on(view, found)
    if denied or not _near_sponsor(view, found):
        return
    facts = view.facts
    where = context(view, found.start)
    for mention in subjects(view, found.start, found.end)[:1]:
        rows = rows_in(facts, mention.iri, where) or facts.rows_of(mention.iri)
        verdict, iris, words = judge_event(view, mention.iri, found, rows, span_words(facts, rows))
        if verdict != "supported":
            continue
        if (placed := judge_place(view, mention.iri, found)) and placed[1] == "contradicted":
            place, wrong, behind, told = placed
            reads = f"{facts.catalogue.label(mention.iri)}: in {place.text}"
            finding = Finding(wrong, told, tuple(behind), "announcements", {"who": slug(mention.iri)})
            yield Claim(place.start, place.end, "event", reads, finding, mention)
            continue
        if told_elsewhere(view, found, mention.iri):
            continue
        view.last_dated = "event", found, where
        reads = f"{facts.catalogue.label(mention.iri)}: something happened {found.iso}"
        finding = Finding("supported", words, tuple(iris), "announcements", {"who": slug(mention.iri)})
        yield Claim(found.start, found.end, "event", reads, finding)


_PLACE: Final = re.compile(r"\b(?:in|at|à|a|en|au|zu)\s([A-ZÀ-Þ][\w-]+)(?:,?\s(?:in|on|im|am|en|le|el)\s|\s)$")


def told_elsewhere(view: SentenceView, found: Dated, organization: str) -> bool:
    """Tell whether a place right before a date is none of those of the sponsor's events on it."""
    told = _PLACE.search(view.slice(max(view.start, found.start - _BESIDE), found.mention.start))
    if told is None or any(told[1] in m.text for m in view.mentions if m.kind in {"games", "organization", "date"}):
        return False
    places = [e.place for e in view.facts.events.get(organization, ()) if e.place and agree(found.iso, e.date)]
    return bool(places) and not any(folded(told[1])[:4] in folded(place) for place in places)


_BESIDE: Final = 40


def _told_on(view: SentenceView, found: Dated) -> bool:
    """Tell whether a day is that on which something was said, and what is denied comes after it."""
    first, last = view.segment(found.start)
    said = view.has("said", first, last) or view.has("sign", first, last)
    return said and not view.has("negation", first, found.end) and not view.has("ended", first, found.end)


def plans(view: SentenceView, found: Dated) -> bool:
    """Tell whether a day is that of a plan; that somebody "would" do a thing may be what was announced."""
    first, last = view.segment(found.start)
    plans = [view.slice(*cue).lower() for cue in view.cues("unreal") if first <= cue[0] < last]
    return any(plan not in _REPORTED for plan in plans) or bool(
        plans and not view.has("sign", first, last) and not view.has("said", first, last)
    )


_REPORTED: Final = frozenset({"would"})


def _near_sponsor(view: SentenceView, found: Dated) -> bool:
    """Tell whether the part of a sentence with a day has a sponsor, or stands right behind one."""
    first, last = view.segment(found.start)
    sponsors = view.sponsors()
    if any(first <= m.start < last for m in sponsors):
        return True
    opened = view.has("pronouns", first, found.start) or bool(_RELATIVE.match(view.slice(first, last).lower()))
    before = [m for m in sponsors if m.end <= first]
    return opened or (bool(before) and len({m.iri for m in before}) == 1)


_RELATIVE: Final = re.compile(r"[,;\s]*(?:which|who|whose|der|die|das|qui|que|dont)\b")
