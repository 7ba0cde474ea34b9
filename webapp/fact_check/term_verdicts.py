"""Verdicts on beginnings and ends of partnerships."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from webapp.fact_check.about import Context
from webapp.fact_check.claim import Verdict
from webapp.fact_check.dated import Dated
from webapp.fact_check.facts import Facts, Partnership
from webapp.fact_check.judging import (
    agree,
    all_texts,
    at,
    chain_ends,
    chains,
    known,
    mentions_year,
    statements,
    texts_of,
)
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.told_dates import DEEDS, ENDS, beginnings, is_none_of, is_written, olympic
from webapp.mentions.dates import first_day, last_day
from webapp.models.reference_data import slug

_UNTIL: Final = (
    r"(?:until|to|till|through|ran? to|runs? to|by|-|–|for \d{4}[-–])\s*(?:the end of\s*|about\s*)?(?:[A-Z][a-z]+\s)?"  # noqa: RUF001
)

_MONTH: Final = (
    r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|early|late|the year)\s)?"
)
_FROM: Final = rf"(?:since|from|in)\s*(?:\d{{1,2}}\s)?{_MONTH}"
_SINCE: Final = (
    rf"(?:since|from|(?:joined|signed|began|started|entered)\s(?:[\w-]+\s){{0,4}}in)\s*(?:\d{{1,2}}\s)?{_MONTH}"
)

_ENDS_IN: Final = re.compile(rf"{_UNTIL}(?<!\d)(\d{{4}})(?!\d)", re.IGNORECASE)


def whole_rows(facts: Facts, organization: str, rows: list[Partnership]) -> list[Partnership]:
    """Return all rows of the worldwide programmes that some are of: a deal is more than a term."""
    worldwide = {row.whole for row in rows if row.whole != row.programme}
    return rows + [row for row in facts.rows_of(organization) if row.whole in worldwide and row not in rows]


def _noted(facts: Facts, organization: str, rows: Sequence[Partnership], pattern: str, year: str) -> list[str]:
    """Return the statements whose words have a year after certain words."""
    expression = re.compile(rf"{pattern}(?<!\d)(\d{{4}})(?!\d)", re.IGNORECASE)
    own = {row.iri for row in rows}
    everything = texts_of(facts, organization, facts.rows_of(organization))
    return [
        iri
        for iri, text in everything
        if _says(expression, text, year, last=pattern is _UNTIL) and (iri in own or "/partnership/" not in iri)
    ]


def _says(expression: re.Pattern[str], text: str, year: str, *, last: bool) -> bool:
    """Tell whether a note has a year after certain words; of several ends, the `last` counts."""
    years = expression.findall(text)
    return bool(years) and (max(years) == year if last else year in years)


def _latest_told(facts: Facts, organization: str, rows: Sequence[Partnership], today: str) -> str:
    """Return the latest year to which notes and titles of events that were public say that a deal runs."""
    events = (event for event in facts.events.get(organization, ()) if not today or event.date <= today)
    own = {row.whole for row in rows}
    texts = [_as_of(row.texts, today) for row in rows] + [event.title for event in events if event.others & own]
    return max((year for text in texts for year in _ENDS_IN.findall(text)), default="")


_LATER: Final = re.compile(
    r"(since |later )?(?:extended|renewed)(?:\sto\s\d{4})?(?:\s(?:in|on)\s(?:\d+\s)?(?:[A-Z][a-z]+\s)?(\d{4}))?",
    re.IGNORECASE,
)
"""What a note says of a renewal, with its year where it has one."""


def _as_of(text: str, today: str) -> str:
    """Return a note without what it says of renewals after a day."""
    for match in _LATER.finditer(text) if today else ():
        if match[1] or (match[2] and match[2] > today[:4]):
            return text[: match.start()]
    return text


def judge_until(  # noqa: PLR0911 - one return for each reason
    facts: Facts, organization: str, rows: list[Partnership], iso: str, today: str
) -> tuple[Verdict, list[str]]:
    """Return the verdict on an end: that of the last term, or what a note or a title says of a deal."""
    year = iso[:4]
    runs = chains(rows)
    then = [end for chain in chains(known(rows, today)) if (end := chain_ends(chain))]
    later = _latest_told(facts, organization, known(rows, today), today)
    if any(agree(iso, end) and later <= end[:4] for end in then):
        return "supported", list(statements(row for row in rows if agree(iso, row.end)))
    if noted := _noted(facts, organization, rows, _UNTIL, year):
        whole = len(iso) == 4 or any(agree(iso, row.end) for row in rows)
        still = bool(today) and today <= last_day(year)
        newest = still or all(end[:4] <= year for end in then)
        return "supported" if whole and newest else "not-recorded", noted
    if today and _other_deal(facts, organization, rows, year, today, later):
        return "contradicted", list(statements(row for row in known(rows, today) if at(row, today) == "yes"))
    runs = [chain for chain in runs if slug(chain[0].whole) == "top" and _stands(chain, today)] or runs
    then = [end for chain in chains(known([row for run in runs for row in run], today)) if (end := chain_ends(chain))]
    last = max((max(chain, key=lambda row: row.end) for chain in runs), key=lambda row: row.end, default=None)
    if last is None or not last.ends or any(not row.end and row.status == "active" for row in rows):
        return "not-recorded", []
    words = " ".join(text for _, text in texts_of(facts, organization, facts.rows_of(organization)))
    sooner = len(runs) == 1 and len(then) == 1 and year < then[0][:4] and not mentions_year(words, year)
    if (
        sooner
        and (later > year or (today and last.status == "completed"))
        and (today or not any(row.end[:4] == year for row in rows))
    ):
        return "contradicted", [last.iri]
    if today and len(iso) == len("2012") and today[:4] <= year < later and year not in _ENDS_IN.findall(words):
        return "contradicted", [last.iri]
    if mentions_year(all_texts(facts, organization), year):
        return "not-recorded", []
    early = bool(today) and len(runs) == 1 and len(then) == 1 and today[:4] <= year < then[0][:4]
    return ("contradicted", [last.iri]) if year > last.end[:4] or early else ("not-recorded", [])


def _other_deal(  # noqa: PLR0913, PLR0917 - a sponsor, a year and what is told
    facts: Facts, organization: str, rows: list[Partnership], year: str, today: str, told: str
) -> bool:
    """Tell whether the deal of a day ran to another year, and no renewal may have been told by then."""
    standing = [row for row in olympic(known(rows, today)) if at(row, today) == "yes"]
    if len({row.whole for row in standing}) != 1:
        return False
    run = next(chain for chain in chains(known(rows, today)) if standing[0] in chain)
    end = max(told, chain_ends(run)[:4])
    if not chain_ends(run) or year == end or year < today[:4]:
        return False
    texts = " ".join(text for _, text in texts_of(facts, organization, run))
    if year in _ENDS_IN.findall(facts.games_named.sub(" ", texts)):
        return False
    open_ = [row for row in rows if row.whole == run[0].whole and row not in run and end < row.start[:4] <= year]
    return year < end or all(row.announced > today for row in open_)


def _stands(chain: Sequence[Partnership], day: str) -> bool:
    """Tell whether one of a run of partnerships stood at a day."""
    return bool(day) and any(at(row, day) == "yes" for row in chain)


def judge_from(
    facts: Facts, organization: str, rows: list[Partnership], found: Dated, where: Context
) -> tuple[Verdict, list[str]]:
    """Return the verdict on a beginning: that of the first term, an announcement, or a note."""
    iso, year = found.iso, found.iso[:4]
    firsts = [chain[0] for chain in chains(rows)]
    if found.role == "since":
        earliest = sorted(firsts, key=lambda row: row.start or "9")[:1]
        firsts = firsts if where.named else [*earliest, *(row for row in firsts if slug(row.whole) == "top")]
        if not where.named and rows and year == min(_first_year(row) for row in rows):
            return "supported", [row.iri for row in rows if _first_year(row) == year]
    exact = found.role == "at" or len(iso) > len("2012")
    begun = [row for row in firsts if agree(iso, row.starts) or (exact and agree(iso, row.announced))]
    if begun:
        return "supported", list(statements(begun))
    if found.role == "from-range" and (same := [row for row in rows if agree(iso, row.starts)]):
        return "supported", list(statements(same))
    if noted := _noted(facts, organization, rows, _SINCE if found.role == "since" else _FROM, year):
        return ("supported", noted) if len(iso) == 4 else ("not-recorded", noted)
    events = [event for event in facts.events.get(organization, ()) if event.kind in DEEDS and agree(iso, event.date)]
    if events and exact:
        return "supported", [event.iri for event in events]
    return _other_beginning(facts, organization, rows, found)


def _other_beginning(
    facts: Facts, organization: str, rows: list[Partnership], found: Dated
) -> tuple[Verdict, list[str]]:
    """Return whether a partner began on another day: all beginnings are told, and none is the one of the text.

    A text may count from the beginning of a company that the partner took over.
    """
    day = last_day(found.iso)
    firsts = [chain[0] for chain in chains(olympic(rows)) if not chain_ends(chain) or chain_ends(chain) >= day]
    dated = [row for row in firsts if row.starts or row.announced]
    if not dated or len(dated) != len(firsts) or len(firsts) != len({row.whole for row in firsts}):
        return "not-recorded", []
    days = beginnings(facts, organization, facts.events.get(organization, ()))
    if found.role == "since":
        days = {one for row in firsts for one in (row.start, row.announced)} - {""}
    bought = (facts.rows_of(one) for one, other, _ in facts.successors if other == organization)
    days |= {one for taken in bought for row in taken for one in (row.start, row.announced)} - {""}
    if not is_none_of(found.iso, days) or is_written(facts, organization, found.iso[:4], but_ends=True):
        return "not-recorded", []
    return "contradicted", list(statements(dated))


def _first_year(row: Partnership) -> str:
    """Return the year of a partnership's beginning, or of its Games where no beginning is known."""
    return row.start[:4] or row.end[:4] or "9999"


def judge_left(  # noqa: PLR0911 - one return for each reason
    view: SentenceView, organization: str, rows: list[Partnership], iso: str
) -> tuple[Verdict, list[str]]:
    """Return the verdict on a departure: a stated end, or an event that ended it."""
    facts, today = view.facts, view.today
    rows = [row for row in rows if slug(row.whole) == "top"] or rows
    ends = [(chain_ends(chain), chain[-1]) for chain in chains(rows)]
    if today and first_day(iso)[:4] > str(int(today[:4]) + 1):
        return "not-recorded", []
    over = [row for end, row in ends if end and agree(iso, end) and row.status in {"completed", "terminated"}]
    if over:
        return "supported", list(statements(over))
    events = [event for event in facts.events.get(organization, ()) if event.kind in ENDS and agree(iso, event.date)]
    if events:
        return "supported", [event.iri for event in events]
    told = [event for event in facts.events.get(organization, ()) if event.kind in ENDS]
    if not told and all(end and is_none_of(iso, [end]) for end, _ in ends) and _went_on(rows, iso, today):
        return "contradicted", list(statements(row for row in rows if at(row, today) == "yes"))
    if not rows and told and is_none_of(iso, [one.date for one in told]):
        written = is_written(facts, organization, iso[:4]) and iso[:4] not in {one.date[:4] for one in told}
        return ("not-recorded", []) if written else ("contradicted", [one.iri for one in told])
    if len(ends) != 1 or not ends[0][0]:
        return "not-recorded", []
    end, row = ends[0]
    if not is_none_of(iso, [end, *(event.date for event in told)]):
        return "not-recorded", []
    years = abs(int(end[:4]) - int(iso[:4]))
    announced = [event for event in told if event.date[:4] == iso[:4] and len(event.date) > len("2012-07")]
    if not years:
        stated = row.status == "terminated" and len(end) > len("2012-07")
        by_month = (bool(announced) or stated) and len(iso) > len("2012")
        behind = [one.iri for one in announced] or [row.iri]
        return ("contradicted", behind) if by_month else ("not-recorded", [])
    known_end = bool(told) or row.status == "terminated"
    if is_written(facts, organization, iso[:4]):
        return "not-recorded", []
    return ("contradicted", [row.iri]) if years > 1 or known_end else ("not-recorded", [])


def _went_on(rows: list[Partnership], iso: str, today: str) -> bool:
    """Tell whether a worldwide partner stood when it is said to have left, and on the text's day."""
    worldwide = [row for row in rows if slug(row.whole) == "top"]
    year = str(int(iso[:4]) + 1)
    return (
        bool(today)
        and year <= today[:4]
        and all(any(at(row, day) == "yes" for row in worldwide) for day in (iso, year, today))
    )
