"""Dates as precise as their sources: a year, month or day. Each has the first and the last day that it can mean."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from graph.date_forms import suggestions
from graph.forms import meant

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_DATATYPES = {4: _XSD + "gYear", 7: _XSD + "gYearMonth", 10: _XSD + "date"}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """An ISO 8601 date at the precision of its source.

    >>> PartialDate.parse("2017-01").last_day
    datetime.date(2017, 1, 31)
    """

    text: str
    first_day: date
    last_day: date

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

        Raises:
            ValueError: another form, or no such day in the calendar.
        """
        match = _FORM.fullmatch(text)
        if match is None or not text.isascii():
            likely = " or ".join(suggestions(text))
            raise ValueError(f"a date as YYYY, YYYY-MM or YYYY-MM-DD{meant(likely, text)}")
        year, month, day = match.groups()
        try:
            first = date(int(year), int(month or 1), int(day or 1))
            last_month = int(month or 12)
            last = date(int(year), last_month, int(day or monthrange(int(year), last_month)[1]))
        except ValueError as error:
            raise ValueError(f"a date that exists in the calendar{_limit(int(year), int(month or 1))}") from error
        return cls(text, first, last)

    @property
    def datatype(self) -> str:
        """The XML Schema datatype that says the same precision: `xsd:gYear`, `xsd:gYearMonth` or `xsd:date`."""
        return _DATATYPES[len(self.text)]


def _limit(year: int, month: int) -> str:
    """Say which month or day of the month is the last one."""
    if not year or not 1 <= month <= 12:
        return ": years from 0001, months from 01 to 12"
    return f": days from 01 to {monthrange(year, month)[1]} in {year:04}-{month:02}"
