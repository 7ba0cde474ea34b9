"""The days that the graph tells of a partner.

A text's day that is none of them is another day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from webapp.fact_check.facts import Event, Facts, Partnership
from webapp.fact_check.judging import agree, mentions_year, texts_of
from webapp.mentions.dates import first_day
from webapp.models.reference_data import slug

DEEDS: Final = frozenset({"signing", "announcement", "renewal", "appointment", "launch", "upgrade", "presentation"})

ENDS: Final = frozenset({"termination", "withdrawal", "handover"})

_NEAR: Final = 3
"""Days by which two days may differ and still mean one event: the other side of the date line, or a day of news."""

_SPAN: Final = re.compile(r"(?:until|through|till|to|by|-|–)\s*(?:the end of\s*)?(?:[A-Z][a-z]+\s)?\d{4}(?!\d)")  # noqa: RUF001
"""What a note says of an end."""


def is_none_of(iso: str, days: Iterable[str]) -> bool:
    """Tell whether a date agrees with none of the days, and is not right beside one of them.

    >>> day = "2015-03-13"
    >>> is_none_of("2016-03", [day]), is_none_of("2015", [day]), is_none_of("2015-03-14", [day])
    (True, False, False)
    """
    return not any(agree(iso, day) or _beside(iso, day) for day in days if day)


def _beside(one: str, other: str) -> bool:
    whole = len("2012-07-27")
    if len(one) != whole or len(other) != whole:
        return False
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= _NEAR


def beginnings(facts: Facts, organization: str, events: Iterable[Event]) -> set[str]:
    """Return all days on which a partnership of a partner began or was announced, with those of events."""
    days = {day for row in facts.rows_of(organization) for day in (row.start, row.announced)}
    return (days | {event.date for event in events}) - {""}


def is_written(facts: Facts, organization: str, year: str, *, but_ends: bool = False) -> bool:
    """Tell whether the notes and titles on a partner have a year that is not their own day's.

    `but_ends` leaves out what they say of ends.
    """
    dated = {row.iri for row in facts.rows_of(organization) if year in {row.announced[:4], row.start[:4]}}
    dated |= {event.iri for event in facts.events.get(organization, ()) if event.date[:4] == year}
    every = texts_of(facts, organization, facts.rows_of(organization))
    texts = (text for iri, text in every if iri not in dated)
    notes = (count.note for count in facts.counts_naming(organization))
    plain = (facts.games_named.sub(" ", text) for text in (*texts, *notes))
    return any(mentions_year(_SPAN.sub("", text) if but_ends else text, year) for text in plain)


def all_told(facts: Facts, organization: str, rows: Iterable[Partnership], iso: str) -> bool:
    """Tell whether the signing of each partnership that had not ended by a day is told."""
    deeds = {iri for event in facts.events.get(organization, ()) if event.kind in DEEDS for iri in event.others}
    standing = [row for row in olympic(rows) if not row.end or row.end >= first_day(iso)]
    return bool(standing) and all(row.announced or row.iri in deeds for row in standing)


def olympic(rows: Iterable[Partnership]) -> list[Partnership]:
    """Return partnerships without those of the Paralympics alone, where there are others."""
    every = list(rows)
    return [row for row in every if slug(row.whole) != "ipc-worldwide"] or every


def of_programmes(events: Iterable[Event], rows: Iterable[Partnership]) -> list[Event]:
    """Return the events that belong to the programmes of partnerships."""
    about = {iri for row in rows for iri in (row.programme, row.whole, row.iri)}
    return [event for event in events if event.others & about]
