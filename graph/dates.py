"""Dates as precise as their sources: a year, month or day. Each has the first and the last day that it can mean."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from graph.date_forms import suggestions
from graph.forms import meant

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MONTHS = 12
_EARLIEST_ZONE = timedelta(hours=14)
_XSD = "http://www.w3.org/2001/XMLSchema#"
_DATATYPES = {4: _XSD + "gYear", 7: _XSD + "gYearMonth", 10: _XSD + "date"}


class Basis(StrEnum):
    """What a day that was worked out rests on: a concept of the code list `date-basis`, the firmest first."""

    STATED = "stated"
    ANNOUNCED = "announced"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"

    @property
    def and_firmer(self) -> tuple[Basis, ...]:
        """It and what is firmer.

        >>> [basis.value for basis in Basis.ANNOUNCED.and_firmer]
        ['stated', 'announced']
        """
        members = tuple(Basis)
        return members[: members.index(self) + 1]


@dataclass(frozen=True, slots=True)
class PartialDate:
    """An ISO 8601 date at the precision of its source.

    >>> PartialDate.parse("2017-01").last_day
    datetime.date(2017, 1, 31)
    """

    text: str
    first_day: date
    last_day: date

    @property
    def is_ahead(self) -> bool:
        """Whether it has not begun yet anywhere on Earth."""
        return self.first_day > (datetime.now(UTC) + _EARLIEST_ZONE).date()

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

        Raises:
            ValueError: another form, or no such day in the calendar.
        """
        found = cls.find(text)
        if found is None:
            raise ValueError(_expected(text))
        return found

    @classmethod
    def find(cls, text: str) -> PartialDate | None:
        """Read a date as `parse` does; None for any other text."""
        return _found(text) if len(text) <= len("YYYY-MM-DD") else None

    @property
    def datatype(self) -> str:
        """The XML Schema datatype that says the same precision: `xsd:gYear`, `xsd:gYearMonth` or `xsd:date`."""
        return _DATATYPES[len(self.text)]


@lru_cache(maxsize=8192)
def _found(text: str) -> PartialDate | None:
    """Return the date that a text is; pages of companies and Games have the same dates again and again."""
    match = _FORM.fullmatch(text) if text.isascii() else None
    if match is None:
        return None
    year, first_month, last_month = int(match[1]), int(match[2] or 1), int(match[2] or 12)
    if not year or not 1 <= first_month <= 12:
        return None
    days = monthrange(year, last_month)[1]
    first_day, last_day = int(match[3] or 1), int(match[3] or days)
    if not 1 <= first_day <= days:
        return None
    return PartialDate(text, date(year, first_month, first_day), date(year, last_month, last_day))


def _expected(text: str) -> str:
    """Say what should stand in the place of a text that is no date."""
    match = _FORM.fullmatch(text) if text.isascii() else None
    if match is None:
        return f"a date as YYYY, YYYY-MM or YYYY-MM-DD{meant(' or '.join(suggestions(text)), text)}"
    other_order = f"{match[1]}-{match[3]}-{match[2]}"
    likely = other_order if match[3] and PartialDate.find(other_order) else None
    if int(match[1]) and text.endswith("-00"):  # as databases write a date without a month or a day
        likely = text.partition("-00")[0]
    limit = _limit(int(match[1]), int(match[2] or 1))
    if not match[3] and int(match[2] or 0) > max(_MONTHS, int(match[1][2:])):
        return f"one date; {text} are two: {match[1]} as the first, and {match[1][:2]}{match[2]} as the last"
    return f"a date that exists in the calendar{limit}{meant(likely, text)}"


def _limit(year: int, month: int) -> str:
    """Say which month or day of the month is the last one."""
    if not year or not 1 <= month <= 12:
        return ": years from 0001, months from 01 to 12"
    return f": days from 01 to {monthrange(year, month)[1]} in {year:04}-{month:02}"
