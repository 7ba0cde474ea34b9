# ruff: noqa: RUF001, RUF002 - typographic dashes and quotation marks are meant
"""Dates and periods in words, at the precision that the source gives."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Mapping

from graph.dates import PartialDate

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

NO_DATES = "dates not recorded"
"""What stands in the place of a period of which neither end is known."""


def dated(text: str) -> str:
    """Return a text that is an ISO 8601 date of any precision, and nothing for any other.

    Data from elsewhere may have anything in the place of a date. Pages show such a text as it is, and do not reckon
    with it.

    >>> dated("2017-01-19"), dated("2017-02-30"), dated("soon")
    ('2017-01-19', '', '')
    """
    return text if PartialDate.find(text) else ""


def first_day(text: str) -> str:
    """Return the first day of an ISO 8601 date of any precision, and nothing for any other text.

    >>> first_day("2017-01"), first_day("2017-01-19"), first_day("soon")
    ('2017-01-01', '2017-01-19', '')
    """
    found = PartialDate.find(text)
    return found.first_day.isoformat() if found else ""


def format_date(text: str) -> str:
    """Say an ISO 8601 date of any precision as people write it; any other text stays as it is.

    >>> [format_date(text) for text in ("2017-01-19", "2016-08", "2020", "2017-13")]
    ['19 January 2017', 'August 2016', '2020', '2017-13']
    """
    parts = dated(text).split("-")
    if len(parts) == 1:
        return text
    month = MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def period(start: str, end: str) -> str:
    """Say a period of which either end may be unknown.

    >>> period("2017-01-19", "2020"), period("2025", ""), period("", "1932"), period("2012", "2012")
    ('19 January 2017 – 2020', 'from 2025', 'to 1932', '2012')
    """
    if start == end:
        return format_date(start)
    if not end:
        return f"from {format_date(start)}"
    if not start:
        return f"to {format_date(end)}"
    if len(start) == len(end) == 4:
        return f"{start}–{end}"
    return f"{format_date(start)} – {format_date(end)}"


def period_by_basis(begins: str, from_basis: str, ends: str, until_basis: str) -> str:
    """Say a period and what its ends rest on; an assumed end is a year, and one on an unknown basis is not told.

    >>> period_by_basis("2017-01-19", "stated", "2020", "assumed"), period_by_basis("2015", "announced", "", "unknown")
    ('19 January 2017 – 2020 (assumed)', 'announced 2015')
    >>> period_by_basis("2009-01-01", "assumed", "2012", "assumed"), period_by_basis("", "unknown", "1984", "assumed")
    ('2009–2012 (assumed)', 'dates not recorded')
    """
    unsure = {"assumed", "unknown"}
    if from_basis in unsure and until_basis in unsure:
        known = years(begins, ends) if from_basis == "assumed" and begins else ""
        return f"{known} (assumed)" if known else NO_DATES
    if not unsure.intersection((from_basis, until_basis)) and from_basis != "announced":
        return period(begins, ends) if begins or ends else ""
    first = {
        "announced": f"announced {format_date(begins)}",
        "assumed": f"{begins[:4]} (assumed)",
        "unknown": "beginning not recorded",
    }.get(from_basis, format_date(begins))
    last = {"assumed": f"{ends[:4]} (assumed)", "unknown": ""}.get(until_basis, format_date(ends))
    return " – ".join(filter(None, (first, last)))


def with_assumed(known: str, *, start: bool, end: bool) -> str:
    """Add to years in words which end of them is assumed.

    >>> with_assumed("2004–2008", start=False, end=True), with_assumed("2017–2020", start=False, end=False)
    ('2004–2008 (end assumed)', '2017–2020')
    """
    if not known or not (start or end):
        return known
    return f"{known} (assumed)" if start and end else f"{known} ({'start' if start else 'end'} assumed)"


def beginnings(counts: Mapping[str, int]) -> str:
    """Say on what so many beginnings rest, by basis.

    >>> beginnings({"stated": 9, "announced": 2, "assumed": 0, "unknown": 1})
    'beginnings: 9 stated, 2 as announced, 1 not recorded'
    """
    words = {"stated": "stated", "announced": "as announced", "assumed": "assumed", "unknown": "not recorded"}
    said = [f"{counts[basis]:,} {word}" for basis, word in words.items() if counts.get(basis)]
    return f"beginnings: {', '.join(said)}" if said else ""


def years(start: str, end: str, *, short: bool = False) -> str:
    """Say the years of a period; `short` leaves the century of the second out.

    >>> years("2017-01-19", "2021"), years("2017", "2021", short=True), years("2025", ""), years("", "1932")
    ('2017–2021', '2017–21', '2025–', '1932')
    """
    first, last = dated(start)[:4], dated(end)[:4]
    if not first or first == last:
        return last
    return f"{first}–{last[2:] if short else last}"


def on_date(text: str) -> str:
    """Say on which day, or in which month or year, something was.

    >>> on_date("2017-06-16"), on_date("2017-06")
    ('on 16 June 2017', 'in June 2017')
    """
    return f"{'on' if len(text) > len('2017-06') else 'in'} {format_date(text)}"


def format_date_range(opening: str, closing: str) -> str:
    """Say from which day to which, without saying month or year twice.

    >>> format_date_range("2021-07-23", "2021-08-08"), format_date_range("2018-02-09", "2018-02-25")
    ('23 July – 8 August 2021', '9–25 February 2018')
    """
    if not opening or not closing:
        return format_date(opening or closing)
    if not len(dated(opening)) == len(dated(closing)) == len("2021-07-23"):
        return period(opening, closing)
    if opening[:7] == closing[:7]:
        return f"{int(opening[8:])}–{format_date(closing)}"
    same_year = opening[:4] == closing[:4]
    first = format_date(opening).removesuffix(" " + opening[:4]) if same_year else format_date(opening)
    return f"{first} – {format_date(closing)}"


def from_to(opening: str, closing: str) -> str:
    """Say from which day to which, as in a sentence; nothing where neither is known.

    >>> from_to("2021-07-23", "2021-08-08"), from_to("2018-02-09", "2018-02-25"), from_to("2018-02-09", "")
    ('from 23 July to 8 August 2021', 'from 9 to 25 February 2018', 'from 9 February 2018')
    """
    if not opening or not closing:
        return f"{'from' if opening else 'to'} {format_date(opening or closing)}" if opening or closing else ""
    first, last = format_date(opening), format_date(closing)
    for same in (4, 7):
        if dated(opening) and dated(closing) and opening[:same] == closing[:same] and len(opening) > same:
            first = first.rpartition(" ")[0]
    return f"from {first} to {last}"


def in_years(first: str, last: str) -> str:
    """Say in which years something was, as in a sentence; nothing where neither is known.

    >>> in_years("2014-05-01", "2025"), in_years("2014", "2014"), in_years("", "")
    ('from 2014 to 2025', 'in 2014', '')
    """
    start, end = dated(first)[:4], dated(last)[:4]
    if not (start and end) or start == end:
        return f"in {start or end}" if start or end else ""
    return f"from {start} to {end}"


def decimal_year(text: str, *, last: bool = False) -> float:
    """Return a date of any precision as a decimal year: its first moment, or its last.

    Raises:
        ValueError: the text is no date.

    >>> decimal_year("2017"), decimal_year("2017", last=True), round(decimal_year("2017-07-02"), 2)
    (2017.0, 2018.0, 2017.5)
    """
    date = PartialDate.parse(text)
    day = date.last_day if last else date.first_day
    passed = day.timetuple().tm_yday - (0 if last else 1)
    return day.year + passed / (366 if isleap(day.year) else 365)
