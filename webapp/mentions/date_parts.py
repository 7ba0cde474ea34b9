"""Parts of the reading of dates that Western and Eastern ones share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Final, NamedTuple

YEAR: Final = r"(?:18[5-9]\d|19\d\d|20[0-9]\d)"


class FoundDate(NamedTuple):
    """A date in a folded text, in ISO 8601 with the precision told; a range has a slash. Empty: not to be placed."""

    start: int
    end: int
    iso: str
    relative: bool = False


_NAMED_YEAR: Final = re.compile(rf"(?<!\d)(?<!\d[.,])({YEAR})(?![\d.,]\d|\d)")


BACK: Final = 400
"""Characters before "the same year" in which the year stands."""


def year_told(text: str, at: int) -> str:
    """Return the year named last before a place, or nothing."""
    years = _NAMED_YEAR.findall(text, max(0, at - BACK), at)
    return str(years[-1]) if years else ""


def year_near(today: date, month: int) -> str:
    """Return the year of a month that a text names without one: the nearest, if it is not far ahead."""
    ahead = (month - today.month) % 12
    return (
        str(today.year + (1 if today.month + ahead > 12 else 0))
        if ahead <= 3
        else str(today.year - (1 if month > today.month else 0))
    )


def day_of(  # noqa: PLR0913 - the parts of a date
    start: int, end: int, year: str, month: str, day: str | None, *, relative: bool = False
) -> Iterator[FoundDate]:
    """Yield a date from its parts, if there is such a day."""
    with suppress(ValueError):
        if not day:
            if 1 <= int(month) <= 12:
                yield FoundDate(start, end, f"{year}-{int(month):02}", relative)
            return
        yield FoundDate(start, end, date(int(year), int(month), int(day)).isoformat(), relative)
