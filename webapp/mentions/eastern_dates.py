"""Chinese, Japanese and Korean dates that lack a part.

It is the year, the month, or the first digits of the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from webapp.mentions.date_parts import FoundDate, day_of, year_near, year_told

_EAST_DAY: Final = re.compile(r"(?<!\d)(\d\d?)\s?[月월]\s?(\d\d?)\s?[日号일]")
_EAST_YEAR: Final = re.compile(r"(今年|本年|去年|昨年|明年|来年|翌年)の?\s?(\d\d?)\s?月(?:份)?(?:\s?(\d\d?)\s?[日号])?")
_YEARS: Final = {"去年": -1, "昨年": -1, "明年": 1, "来年": 1, "翌年": 1}
_EAST_DAY_ALONE: Final = re.compile(r"(?<![\d月第])(\d\d?)[日号](?![本間间])")
_EAST_MONTH_ALONE: Final = re.compile(
    r"(?<![\d年月個か个./-])(\d\d?)月(?=[、,，に]|以(?![来上下内外前后])|から|の(?!\d)|成为|在|与|签|间|底|初|份|[把将由被加续宣启取开退结起才就率入上推])"  # noqa: RUF001
)
_LAST_MONTH: Final = re.compile(r"(先月|上月|上个月|今月|本月|当月)の?(\d\d?)[日号]")
_SAME_MONTH: Final = re.compile(r"同(\d\d?)日")
_MONTH_BEFORE: Final = re.compile(r"先月|上月|上个月|\d月")


def eastern_near(text: str, today: date) -> Iterator[FoundDate]:
    """Yield days and months that count from the day of the text."""
    for match in _EAST_YEAR.finditer(text):
        year = str(today.year + _YEARS.get(match[1], 0))
        yield from day_of(match.start(), match.end(), year, match[2], match[3], relative=True)
    for match in _LAST_MONTH.finditer(text):
        months = today.year * 12 + today.month - (1 if match[1] in {"今月", "本月", "当月"} else 2)
        yield from day_of(match.start(), match.end(), str(months // 12), str(months % 12 + 1), match[2], relative=True)
    for match in _SAME_MONTH.finditer(text):
        before = list(_MONTH_BEFORE.finditer(text, max(0, match.start() - 60), match.start()))
        if before and before[-1][0] in {"先月", "上月", "上个月"}:
            months = today.year * 12 + today.month - 2
            yield from day_of(
                match.start(), match.end(), str(months // 12), str(months % 12 + 1), match[1], relative=True
            )
    for match in _EAST_DAY_ALONE.finditer(text):
        yield from _last_day_called(match, today)
    for match in _EAST_MONTH_ALONE.finditer(text):
        number = int(match[1])
        if 1 <= number <= 12:
            yield FoundDate(
                match.start(), match.end(1) + 1, f"{today.year - (number > today.month)}-{number:02}", relative=True
            )


def _last_day_called(match: re.Match[str], today: date) -> Iterator[FoundDate]:
    """Yield the last day of a number that stands alone, as in Japanese and Chinese news."""
    day = int(match[1])
    if match.string[match.start() - 1 : match.start()] == "翌":
        yield from _next_day(match, today)
        return
    if told := _month_told(match):
        yield from day_of(match.start(), match.end(), told[1], told[2], match[1], relative=True)
        return
    year, month = (today.year, today.month) if day <= today.day else divmod(today.year * 12 + today.month - 2, 12)
    month = month if day <= today.day else month + 1
    yield from day_of(match.start(), match.end(), str(year), str(month), match[1], relative=True)


def _next_day(match: re.Match[str], today: date) -> Iterator[FoundDate]:
    """Yield the day after the one told last: "1月26日…翌27日"."""
    before = list(_EAST_DAY.finditer(match.string, max(0, match.start() - _BACK), match.start()))
    if before and int(before[-1][2]) + 1 == int(match[1]) and (year := year_near(today, int(before[-1][1]))):
        yield from day_of(match.start(), match.end(), year, before[-1][1], match[1], relative=True)


_BACK: Final = 60
"""Characters before a day in which the day before it is told."""


def _month_told(match: re.Match[str]) -> re.Match[str] | None:
    """Return the day told in full right before one without a month, which lies in the same month after it."""
    before = _FULL_DAY.search(match.string, max(0, match.start() - _NEAR), match.start())
    return before if before and int(before[3]) < int(match[1]) else None


_NEAR: Final = 26
_FULL_DAY: Final = re.compile(r"(\d{4})年(\d\d?)月(\d\d?)[日号][^。\d]{0,12}$")
"""A day with its year in Chinese or Japanese, in the same sentence before another day."""


def eastern(text: str, today: date | None) -> Iterator[FoundDate]:
    """Yield Chinese and Japanese months and days without a year: the nearest, or those of the year told last."""
    for match in _EAST_DAY.finditer(text):
        year = year_near(today, int(match[1])) if today else year_told(text, match.start())
        if year:
            yield from day_of(match.start(), match.end(), year, match[1], match[2], relative=True)
    if _KANA.search(text):
        yield from _short_years(text, today)
    for match in () if today else _EAST_MONTH_ALONE.finditer(text):
        if year := year_told(text, match.start()):
            yield from day_of(match.start(), match.end(1) + 1, year, match[1], None, relative=True)


_KANA: Final = re.compile("[\u3041-\u3096]")
_SHORT_YEAR: Final = re.compile(
    r"(?<![\d第])(\d\d)年(?:(\d\d?)月(?:(\d\d?)日)?|(?=まで|(?:末|夏|春|秋|冬)|から|以降|限り|に(?!及|わた|1度|一度|渡)))"
)
"""A Japanese year in two digits: "28年まで", "24年9月"."""


def _short_years(text: str, today: date | None) -> Iterator[FoundDate]:
    """Yield Japanese years in two digits, in the century that lies nearest."""
    last = (today.year + _FAR_AHEAD if today else _LAST_SHORT) % 100
    for match in _SHORT_YEAR.finditer(text):
        year = f"{20 if int(match[1]) <= last else 19}{match[1]}"
        if match[2]:
            yield from day_of(match.start(), match.end(), year, match[2], match[3])
        else:
            yield FoundDate(match.start(), match.start() + len("28年"), year)


_FAR_AHEAD: Final = 20
"""Years after a text that a year in two digits may still mean."""

_LAST_SHORT: Final = 2040
"""The last year that two digits mean in a text without a date."""
