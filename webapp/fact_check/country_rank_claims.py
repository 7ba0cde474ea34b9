"""Statements on which of the worldwide partners of a country somebody was.

Examples are "the second Chinese company in TOP" and "the third Japanese company to leave". The order is that in which
the partners of the country joined TOP, or left it within a year. Only what the graph has is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.context import context
from webapp.fact_check.facts import Facts
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.fact_check.told_dates import ENDS
from webapp.models.reference_data import slug


def country_rank_claims(view: SentenceView, told: Sequence[Claim]) -> Iterator[Claim]:
    """Yield which of the partners of a country a sponsor was, where the order of the graph agrees."""
    for start, end, number in view.table("ordinals"):
        country = next(((one, two, key) for one, two, key in view.table("countries") if _beside(view, end, one)), None)
        if country is None or view.unreal(start) or view.negated(start):
            continue
        where = context(view, start)
        over = any(
            c.kind == "ordinal" and c.finding.verdict != "not-recorded" and c.start < end and start < c.end
            for c in told
        )
        if over or where.domestic or where.paralympic or (where.games and not where.top and not where.carried):
            continue
        noun = [two for one, two in view.cues("company") if 0 <= one - country[1] <= _NEAR]
        for mention in subjects(view, start, country[1])[-1:]:
            at = int(number) - 1
            order = next((one for one in _orders(view, start, country[2]) if one[at : at + 1] == [mention.iri]), None)
            if order is not None:
                label = view.facts.catalogue.label
                words = ", ".join(label(iri) for iri in order[: at + 1])
                reads = f"{label(mention.iri)}: number {number} of {country[2].replace('-', ' ').title()} in TOP"
                finding = Finding("supported", f"In this order: {words}.", tuple(order[: at + 1]), "announcements")
                yield Claim(start, max([country[1], *noun]), "ordinal", reads, finding, mention)


_NEAR: Final = 14
"""Characters between a number, the word for a country, and one for a company."""


def _beside(view: SentenceView, end: int, country: int) -> bool:
    """Tell whether a word for a country stands right behind a number."""
    return 0 <= country - end <= _NEAR and not set(",;.，、。；") & set(view.slice(end, country))  # noqa: RUF001


def _orders(view: SentenceView, place: int, country: str) -> Iterator[list[str]]:
    """Yield the partners of a country in the order of their departures, or of their arrivals, as the words tell."""
    if view.cues("leave"):
        yield _leavers(view.facts, country, view.today)
    if not view.has("leave", *view.segment(place)):
        yield _joiners(view.facts, country)


def _of_country(facts: Facts, country: str) -> list[str]:
    """Return the partners of TOP that are of a country."""
    partners = {row.partner for rows in facts.partnerships.values() for row in rows if slug(row.whole) == "top"}
    return [iri for iri in partners if country in facts.countries.get(iri, ())]


def _joiners(facts: Facts, country: str) -> list[str]:
    """Return the partners of a country in the order in which they joined TOP, without those that joined together."""
    first = {
        iri: min(row.start or row.announced for row in facts.partnerships[iri] if slug(row.whole) == "top")
        for iri in _of_country(facts, country)
    }
    return sorted(first, key=lambda iri: first[iri])


def _leavers(facts: Facts, country: str, today: str) -> list[str]:
    """Return the partners of a country in the order in which they told, within a year, that they leave TOP."""
    days = {
        iri: max(
            (e.date for e in facts.events.get(iri, ()) if e.kind in ENDS and (not today or e.date <= today)), default=""
        )
        for iri in _of_country(facts, country)
    }
    last = max(days.values(), default="")
    recent = {iri: day for iri, day in days.items() if day and int(last[:4]) - int(day[:4]) < 1}
    return sorted(recent, key=lambda iri: recent[iri])
