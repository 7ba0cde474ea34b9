"""Comparison of days and terms, and the support that notes give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from webapp.fact_check.claim import Finding
from webapp.fact_check.facts import Facts, Partnership
from webapp.mentions.dates import first_day, last_day
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug
from webapp.text.dates import format_date


def agree(one: str, other: str) -> bool:
    """Tell whether two dates may be the same day: a month agrees with a day inside it.

    >>> agree("2017-01", "2017-01-19"), agree("2017-01-20", "2017-01-19"), agree("2017", "2017-01-19")
    (True, False, True)
    """
    return bool(one and other) and first_day(one) <= last_day(other) and first_day(other) <= last_day(one)


def at(row: Partnership, day: str) -> str:
    """Return whether a partnership stood at a date: `yes`, `no` by what is stated, or nothing where that is open."""
    first, last = first_day(day), last_day(day)
    if row.starts and row.starts > last:
        return "no"
    if row.ends and row.ends < first:
        return "no"
    begins = row.starts or (row.start if row.start_basis == "announced" else "")
    return "yes" if begins and begins <= last and row.end and row.end >= first else ""


def chains(rows: Iterable[Partnership]) -> list[list[Partnership]]:
    """Return the rows in runs that follow each other without a gap of a year within one whole programme."""
    found: list[list[Partnership]] = []
    for row in sorted((row for row in rows if row.start or row.end), key=lambda r: (r.whole, r.start or r.end, r.end)):
        if (
            found
            and found[-1][-1].whole == row.whole
            and int((row.start or row.end)[:4]) - int((found[-1][-1].end or "0")[:4]) <= 1
        ):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def chain_ends(chain: Sequence[Partnership]) -> str:
    """Return the last day of a run, where it is stated."""
    last = max(chain, key=lambda row: row.end)
    return last.ends


def known(rows: Iterable[Partnership], day: str) -> list[Partnership]:
    """Return the rows that may have been public on a day: those of which nothing stated says that they came later."""
    return [row for row in rows if not day or (row.announced or row.starts) <= day]


def span_words(facts: Facts, rows: Sequence[Partnership]) -> str:
    """Say of which programmes and when an organization was a partner."""
    key = tuple(row.iri for row in rows)
    if key not in facts.spans:
        facts.spans[key] = _span_words(facts, rows)
    return facts.spans[key]


def _span_words(facts: Facts, rows: Sequence[Partnership]) -> str:
    if not rows:
        return "No partnership is recorded."
    label = facts.catalogue.label
    parts = []
    for chain in chains(rows) or [list(rows)]:
        first, last = chain[0], max(chain, key=lambda row: row.end)
        start = format_date(first.start) if first.start else ""
        end = format_date(last.end) if last.end else ""
        basis = "" if first.start_basis in {"stated", "unknown"} else f" ({first.start_basis})"
        when = f", from {start}{basis} to {end}" if start and end else f", to {end}" if end else ""
        programme = label(first.whole) if len(chain) > 1 else label(first.programme)
        parts.append(f"{label(first.partner)}: partner in {programme}{when}")
    return "; ".join(parts[:4]) + "."


def texts_of(facts: Facts, organization: str, rows: Iterable[Partnership]) -> list[tuple[str, str]]:
    """Return the notes and titles that speak of an organization's partnerships, each with its statement."""
    found = [(row.iri, row.texts) for row in rows]
    found += [(event.iri, event.title) for event in facts.events.get(organization, ())]
    found += [(money.iri, money.note) for money in facts.money_of.get(organization, ())]
    return found


def noted(organization: str, behind: Sequence[tuple[str, str]]) -> Finding:
    """Return the support that notes and titles give, each text with its statement as `texts_of` returns them."""
    query, arguments = history(organization)
    words = "; ".join(text.removeprefix(". ") for _, text in behind[:2])
    return Finding("supported", words, tuple(iri for iri, _ in behind), query, arguments)


def all_texts(facts: Facts, organization: str) -> str:
    """Return everything in words that the graph has on an organization, with the dates of its events and reports."""
    if organization not in facts.words:
        facts.words[organization] = _all_texts(facts, organization)
    return facts.words[organization]


def _all_texts(facts: Facts, organization: str) -> str:
    rows = facts.rows_of(organization)
    texts = [text for _, text in texts_of(facts, organization, rows)]
    texts += [f"{row.announced} {row.start} {row.end}" for row in rows]
    texts += [event.date for event in facts.events.get(organization, ())]
    texts += [count.note for count in facts.counts_naming(organization)]
    return " ".join(texts)


def mentions_year(text: str, year: str) -> bool:
    """Tell whether a text has a year."""
    return bool(re.search(rf"(?<!\d){year}(?!\d)", text))


def statements(rows: Iterable[Partnership]) -> tuple[str, ...]:
    """Return the identifiers of rows."""
    return tuple(row.iri for row in rows)


def are_joint(facts: Facts, organization: str, others: Iterable[Mention]) -> bool:
    """Tell whether an organization has a joint partnership with another, so that one statement tells of both."""
    joint = {iri for row in facts.rows_of(organization) for iri in row.joint}
    return any(mention.iri in joint for mention in others)


def history(organization: str) -> tuple[str, dict[str, str]]:
    """Return the query that shows an organization's partnerships."""
    return "partner-history", {"partner": slug(organization)}
