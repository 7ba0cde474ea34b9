"""Statements on shared categories and on programmes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.claim import Claim, Finding, Verdict
from webapp.fact_check.context import context
from webapp.fact_check.judging import agree, history, span_words, statements
from webapp.fact_check.meant_claims import with_members
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.succession_claims import spoken_of
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug


def share_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield who is said to share a category with whom, where the graph states a joint partnership."""
    facts = view.facts
    sponsors = view.sponsors()
    everybody = list(dict.fromkeys(m.iri for m in sponsors)) or (list(view.previous.subject) if view.previous else [])
    if len(everybody) == 1:
        everybody += [iri for m in spoken_of(view) if (iri := m.iri) not in everybody]
    told: set[frozenset[str]] = set()
    for start, end in view.cues("share"):
        first, last = view.segment(start)
        beside = list(dict.fromkeys(m.iri for m in sponsors if first <= m.start < last))
        partners = beside if len(beside) > 1 else everybody
        rows = [row for iri in partners for row in facts.rows_of(iri) if row.joint & set(partners)]
        denied = view.has("negation", max(first, start - 25), start)
        if len(partners) != 2 or not rows or view.unreal(start) or denied or frozenset(partners) in told:
            continue
        days = [m.id for m in view.of_kind("date") if first <= m.start < last and m.id]
        if days and not any(
            agree(day, one) for day in days for row in rows for one in (row.start, row.end, row.announced)
        ):
            continue
        trades = [iris for one, two, iris in view.trades if first <= one < last and not view.in_organization(one, two)]
        if trades and not any(row.categories & with_members(view, iris) for iris in trades for row in rows):
            continue
        told.add(frozenset(partners))
        label = facts.catalogue.label
        query, arguments = history(partners[0])
        reads = f"{label(partners[0])} and {label(partners[1])} share a category"
        finding = Finding("supported", span_words(facts, rows[:2]), statements(rows[:2]), query, arguments)
        yield Claim(*_around(view, (first, last), start, end), "category", reads, finding)


def _around(view: SentenceView, part: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """Return the place of a statement around a word; in Chinese and Japanese it ends at a mark."""
    first, last = max(part[0], start - 30), min(part[1], end + 30)
    mark = _MARK.search(view.slice(end, last)) if view.forms.unspaced else None
    return first, end + mark.start() if mark else last


_MARK: Final = re.compile("[,，；。]")  # noqa: RUF001


def programme_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield since when a programme is said to exist."""
    for start, end in view.cues("create"):
        first, last = view.segment(start)
        dates = [m for m in view.of_kind("date") if first <= m.start < last and m.id and "/" not in m.id]
        iri = _programme_of(view, first)
        if not dates or not iri or view.unreal(start) or view.negated(start) or subjects_before(view, start):
            continue
        yield _since(view, iri, min(dates, key=lambda m: abs(m.start - end)), start, end)
        return


def _programme_of(view: SentenceView, first: int) -> str:
    """Return the programme of which a part of a sentence tells the beginning: TOP, or that of Games."""
    facts = view.facts
    if any(slug(m.iri) == "top" for m in view.of_kind("programme")):
        return next(m.iri for m in view.of_kind("programme") if slug(m.iri) == "top")
    if not _PROGRAMME.search(folded(view.text)):
        return ""
    before = view.previous.mentions if view.previous else ()
    if any(slug(m.iri) == "top" for m in before):
        return next(m.iri for m in before if slug(m.iri) == "top")
    where = context(view, first)
    own = [
        iri for iri in facts.catalogue.programmes if slug(iri) in {f"{slug(games)}-domestic" for games in where.games}
    ]
    if len(own) == 1:
        return own[0]
    earlier = [m for m in view.previous.mentions if m.kind == "programme"] if view.previous and not where.games else []
    return next((m.iri for m in earlier if slug(m.iri) == "top"), "") if not own else ""


_PROGRAMME: Final = re.compile(r"program|scheme|sponsorenprogramm|计划|プログラム")


def _since(view: SentenceView, iri: str, dated: Mention, start: int, end: int) -> Claim:
    """Judge since when a programme exists, by its stated beginning and by events."""
    facts = view.facts
    programme = facts.catalogue.programmes[iri]
    events = [e for e in facts.events.get(iri, ()) if e.kind in {"founding", "launch"}]
    stated = programme.start
    verdict: Verdict = "not-recorded"
    if agree(dated.id, stated[:10] if len(dated.id) > 4 and len(stated) > 4 else stated[:4]) or any(
        agree(dated.id, event.date) for event in events
    ):
        verdict = "supported" if stated and (len(stated) > 4 or len(dated.id) == 4 or events) else "not-recorded"
    elif events or slug(iri) == "top":
        days = [event.date for event in events] or [stated]
        verdict = "contradicted" if all(abs(int(dated.id[:4]) - int(day[:4])) >= 1 for day in days if day) else verdict
        if slug(iri) == "top" and stated and abs(int(dated.id[:4]) - int(stated[:4])) <= 1:
            verdict = "not-recorded"
    words = f"{programme.label}: from {stated}." + "".join(f" {event.title}: {event.date}." for event in events[:2])
    behind = (iri, *(event.iri for event in events[:2]))
    finding = Finding(verdict, words, behind, "partners-per-term", {"programme": "top"})
    place = min(start, dated.start), max(end, dated.end)
    return Claim(*place, "since", f"{programme.label} exists since {dated.id}", finding)


def subjects_before(view: SentenceView, place: int) -> bool:
    """Tell whether a sponsor stands before a place in its part of the sentence."""
    facts = view.facts
    first, _ = view.segment(place)
    return any(first <= m.start < place and not facts.is_committee(m.iri) for m in view.of_kind("organization"))
