"""The forms of dates that spreadsheets and people write. They are read as ISO 8601, for suggestions in messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

from graph.forms import without_accents

_EAST_ASIAN = re.compile(r"(?a)(\d{4})\s?[年년]\s?(?:(\d{1,2})\s?[月월]\s?(?:(\d{1,2})\s?[日일])?)?")
_SPAN = re.compile(r"(?a)(\d{4})\s?(?:[-/]|to|until|bis)\s?(\d{4}|\d{2})")
_TWO_DAYS = re.compile(r"(?a)(\d{4}-\d{2}-\d{2})\s?(?:/|-|to|until|bis)\s?(\d{4}-\d{2}-\d{2})")
_QUARTER = re.compile(r"(?a)\bq[1-4]\b|\b[1-4]q\b", re.IGNORECASE)
_DAY_MONTH_YEAR = re.compile(r"(?a)(\d{1,2})[./ -]\s?(\d{1,2})[./ -]\s?(\d{4}|\d{2})")
_YEAR_MONTH_DAY = re.compile(r"(?a)(\d{4})[./ -](\d{1,2})(?:[./ -](\d{1,2}))?(?:[T ]\d{1,2}:.*|Z)?")
_MONTH_YEAR = re.compile(r"(?a)(\d{1,2})[./ -](\d{4})")
_COMPACT = re.compile(r"(?a)(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(?a)[1-5]\d{4}(?:\.0+)?")
_YEAR = re.compile(r"(?a)(\d{4})(?:\.0+|[-/]{1,2})")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_WORDS = re.compile(r"[^\W\d_]+|[0-9]+")

_STARTS: Final = "jan feb/fev mar/mrz/maer apr/avr may/mai jun/juin jul/juil aug/aou sep oct/okt nov dec/dez"
_MONTHS: Final = {start: number for number, starts in enumerate(_STARTS.split(), 1) for start in starts.split("/")}
"""How months begin in English, French and German, without accents."""

_APOSTROPHES: Final = "'\u2019`"
"""What spreadsheets put before a text that is not to become a date."""

_EPOCH: Final = date(1899, 12, 30)
"""The day 0 of spreadsheets."""


def suggestions(text: str) -> list[str]:
    """Return the dates that a text in another form may mean, in ISO 8601: none, one, or two.

    >>> suggestions("31.12.2020"), suggestions("3/4/2020"), suggestions("Dec 2020")
    (['2020-12-31'], ['2020-04-03', '2020-03-04'], ['2020-12'])
    >>> suggestions("19-Jan-17"), suggestions("2017-2020"), suggestions("2017年1月")
    (['2017-01-19'], ['2017', '2020'], ['2017-01'])
    """
    hyphenated = _DASHES.sub("-", text.strip().lstrip(_APOSTROPHES))
    return list(dict.fromkeys(found for found in _readings(hyphenated) if found))


def _readings(text: str) -> Iterator[str]:
    if match := _YEAR.fullmatch(text):
        yield match[1] if int(match[1]) else ""
    elif match := _DAY_MONTH_YEAR.fullmatch(text):
        yield from _day_month_year(text, *match.groups())
    elif match := _EAST_ASIAN.fullmatch(text):
        yield _day(*match.groups()) if match[3] else _month(match[1], match[2]) if match[2] else match[1]
    elif match := _TWO_DAYS.fullmatch(text):
        yield from match.groups()
    elif (match := _SPAN.fullmatch(text)) and not (len(match[2]) == len("MM") and _month(match[1], match[2])):
        yield from (match[1], match[2] if len(match[2]) == len("YYYY") else match[1][:2] + match[2])
    elif match := _YEAR_MONTH_DAY.fullmatch(text) or _COMPACT.fullmatch(text):
        yield _day(*match.groups()) if match[3] else _month(match[1], match[2])
    elif match := _MONTH_YEAR.fullmatch(text):
        yield _month(match[2], match[1])
    elif _SERIAL.fullmatch(text):
        yield (_EPOCH + timedelta(days=int(float(text)))).isoformat()
    elif re.fullmatch(r"(?a)\d\d", text):
        yield _full(text)
    else:
        yield _in_words(text)


def _day_month_year(text: str, first: str, second: str, year: str) -> Iterator[str]:
    """Read a date of three numbers, of which the year is the last, or, with hyphens, perhaps the first."""
    full = _full(year)
    day_first = _day(full, second, first)
    yield day_first
    if not (day_first and "." in text):
        yield _day(full, first, second)
    if "-" in text and len(year) == len(first) == len("YY"):
        yield _day(_full(first), second, year)


def _full(year: str) -> str:
    """Return a year in four digits; of two digits, the one nearest to the present that can be meant."""
    if len(year) == len("YYYY"):
        return year
    return ("20" if int(year) <= datetime.now(UTC).year % 100 + 20 else "19") + year


def _day(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _month(year: str, month: str) -> str:
    return f"{year}-{int(month):02}" if int(year) and 1 <= int(month) <= 12 else ""


def _in_words(text: str) -> str:
    """Read a date with the name of its month, such as `31 December 2020` or `déc. 2020`."""
    words = _WORDS.findall(_QUARTER.sub("", without_accents(text.lower().replace("ä", "ae"))))
    months = {number for word in words for start, number in _MONTHS.items() if word.startswith(start)}
    years = [word for word in words if re.fullmatch("[0-9]{4}", word)]
    days = [word for word in words if re.fullmatch("[0-9]{1,2}", word)]
    if len(years) == 1 and not months and not any(word.isdigit() for word in words if word != years[0]):
        return years[0] if int(years[0]) else ""
    if not years and days and words[-1] == days[-1] and len(days[-1]) == len("YY"):
        years = [_full(days.pop())]  # the year is the last part of a date in two digits
    if len(months) != 1 or len(years) != 1 or len(days) > 1:
        return ""
    month = str(months.pop())
    return _day(years[0], month, days[0]) if days else _month(years[0], month)
