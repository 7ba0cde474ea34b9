"""Statements on when and where a committee or an agency was founded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.claim import Claim, Finding, Verdict
from webapp.fact_check.event_verdicts import event_words
from webapp.fact_check.facts import Event
from webapp.fact_check.judging import agree
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.mentions.reader import slug_of
from webapp.models.reference_data import slug

_FOUNDED: Final = re.compile(
    r"found|set up|establ|form|create|gegrund|grund|fond|cree|constitu|fund|crea|成立|创立|設立"
)
_COMMITTEE: Final = re.compile(
    r"\bcommittee|\borgani[sz]ers|komitee|\bcomite|organisateurs|organizadores|组委会|委员会|委員会"
)
_PROGRAMME: Final = re.compile(r"program|scheme|计划|プログラム")


def founding_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield when and where a body is said to have been founded, where the graph has that event."""
    for start, end in view.cues("create"):
        first, last = view.segment(start)
        if view.unreal(start) or view.negated(start) or _PROGRAMME.search(folded(view.slice(first, last))):
            continue
        if not _FOUNDED.match(folded(view.slice(start, end))):
            continue
        event, body = next(_founded(view, start), (None, ""))
        dates = [m for m in view.of_kind("date") if first <= m.start < last and m.id and "/" not in m.id]
        if event is None:
            continue
        label = view.facts.catalogue.label(body)
        for date in dates[:1]:
            verdict: Verdict = "supported" if agree(date.id, event.date) else "contradicted"
            place = min(start, date.start), max(end, date.end)
            yield _claim(event, verdict, place, f"{label} was founded {date.id}", body)
        places = {m.id: m for m in view.of_kind("place") if end <= m.start < last or view.forms.unspaced}
        for where in list(places.values())[:1] if event.place else ():
            verdict = "supported" if where.id in slug_of(event.place) else "contradicted"
            yield _claim(event, verdict, (where.start, where.end), f"{label} was founded in {where.text}", body)


def _founded(view: SentenceView, place: int) -> Iterator[tuple[Event, str]]:
    """Yield the event by which a body before a place was founded: one that is named, or the committee of the Games."""
    facts = view.facts
    named = [m.iri for m in view.of_kind("organization") if m.end <= place]
    if _COMMITTEE.search(folded(view.slice(view.start, place))):
        named += [facts.games[m.iri].committee for m in _games(view) if facts.games[m.iri].committee]
    for body in reversed(named):
        for event in facts.events.get(body, ()):
            if event.kind == "founding" and slug(body) != "ioc":
                yield event, body


def _games(view: SentenceView) -> list[Mention]:
    here = view.of_kind("games")
    return here or [m for m in view.context if m.kind == "games"]


def _claim(event: Event, verdict: Verdict, place: tuple[int, int], reads: str, body: str) -> Claim:
    finding = Finding(verdict, event_words([event]), (event.iri,), "announcements", {"who": slug(body)})
    return Claim(*place, "event", reads, finding)
