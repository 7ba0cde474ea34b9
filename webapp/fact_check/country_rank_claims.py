"""Statements on which of the worldwide partners of a country somebody was.

Examples are "the second Chinese company in TOP" and "the third Japanese company to leave". The order is that in which
the partners of the country joined TOP, or left it within a year. Only what the graph has is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
            orders = (_until(days, mention.iri) for days in _days(view, start, country[2]))
            order = next((one for one in orders if len(one) == int(number)), None)
            if order:
                label = view.facts.catalogue.label
                words = ", ".join(map(label, order))
                reads = f"{label(mention.iri)}: number {number} of {country[2].replace('-', ' ').title()} in TOP"
                finding = Finding("supported", f"In this order: {words}.", tuple(order), "announcements")
                yield Claim(start, max([country[1], *noun]), "ordinal", reads, finding, mention)


_NEAR: Final = 14
"""Characters between a number, the word for a country, and one for a company."""


def _beside(view: SentenceView, end: int, country: int) -> bool:
    """Tell whether a word for a country stands right behind a number."""
    return 0 <= country - end <= _NEAR and not set(",;.，、。；") & set(view.slice(end, country))  # noqa: RUF001


def _days(view: SentenceView, place: int, country: str) -> Iterator[dict[str, str]]:
    """Yield the partners of a country with the days of their departures, or of their arrivals, as the words tell."""
    partners = _of_country(view.facts, country)
    if view.cues("leave"):
        yield _left(view.facts, partners, view.today)
    if not view.has("leave", *view.segment(place)):
        yield _joined(view.facts, partners)


def _until(days: Mapping[str, str], organization: str) -> list[str]:
    """Return who came up to an organization, in order; nobody where another came on the same day.

    >>> days = {"visa": "1986-03", "kodak": "1985", "3m": "1985"}
    >>> _until(days, "visa"), _until(days, "kodak")
    (['3m', 'kodak', 'visa'], [])
    """
    own = days.get(organization, "")
    if not own or list(days.values()).count(own) > 1:
        return []
    return sorted((iri for iri, day in days.items() if day <= own), key=lambda iri: (days[iri], iri))


def _of_country(facts: Facts, country: str) -> set[str]:
    """Return the partners of TOP that are of a country."""
    partners = {row.partner for rows in facts.partnerships.values() for row in rows if slug(row.whole) == "top"}
    return {iri for iri in partners if country in facts.countries.get(iri, ())}


def _joined(facts: Facts, partners: Iterable[str]) -> dict[str, str]:
    """Return the day on which each partner joined TOP, or was announced."""
    return {
        iri: min(row.start or row.announced for row in facts.partnerships[iri] if slug(row.whole) == "top")
        for iri in partners
    }


def _left(facts: Facts, partners: Iterable[str], today: str) -> dict[str, str]:
    """Return the days on which partners told that they leave TOP, in the last year in which any did."""
    days = {
        iri: max(
            (e.date for e in facts.events.get(iri, ()) if e.kind in ENDS and (not today or e.date <= today)), default=""
        )
        for iri in partners
    }
    last = max(days.values(), default="")
    return {iri: day for iri, day in days.items() if day and day[:4] == last[:4]}
