"""The dates that a text names, also those relative to its day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final

from webapp.mentions import data_files
from webapp.mentions.cldr import names_in
from webapp.mentions.countries import LANGUAGES
from webapp.mentions.date_parts import BACK, YEAR, FoundDate, day_of, year_near, year_told
from webapp.mentions.eastern_dates import eastern, eastern_near
from webapp.mentions.folding import folded

_BARE_YEAR: Final = re.compile(rf"(?<![\d'$€£¥/-])(?<!\d[.,])({YEAR})(?:\s?年)?(?![\d%]|[.,]\d|-\d|/\d)")
_ISO: Final = re.compile(rf"(?<!\d)({YEAR})-(\d\d?)-(\d\d?)(?!\d)")
_EAST: Final = re.compile(rf"(?<!\d)({YEAR})\s?[年년]\s?(\d\d?)\s?[月월](?:份)?(?:\s?(\d\d?)\s?[日日号일])?")
_NUMERIC: Final = re.compile(rf"(?<![\d.])(\d\d?)[./](\d\d?)[./]({YEAR})(?!\d)")
_COUNTS: Final = {
    word: number
    for number, words in {
        1: "a one einem un une uno una", 2: "two zwei deux dos", 3: "three drei trois tres",
        4: "four vier quatre cuatro", 5: "five funf cinq cinco", 6: "six sechs seis", 7: "seven sieben sept siete",
        8: "eight acht huit ocho", 9: "nine neun neuf nueve", 10: "ten zehn dix diez",
    }.items()
    for word in words.split()
}  # fmt: skip
_AGO: Final = re.compile(r"(?<!\w)(?:(?:vor|il y a|hace) (\w+) (?:monaten?|mois|meses|mes)|(\w+) months? ago)(?!\w)")
_RANGE: Final = re.compile(
    rf"(?<![\d-])(?<!\d[.,])({YEAR})(?:年)?\s?(?:-|/|~|〜|から|至|到)\s?({YEAR}|\d\d)(?:年)?(?!\d)"
)
_SHORTEST_MONTH: Final = 3


_SHORT_MONTHS: Final = (
    "jan janv janner ene gen", "feb febr fevr", "mar mrz marz", "apr avr abr", "", "jun", "jul juil", "aug", "sep sept",
    "oct okt", "nov", "dec dez dic",
)  # fmt: skip
"""Short names of months; those of all languages together would be words of others."""

_NO_MONTHS: Final = frozenset({"mac", "des", "ocak", "out", "set", "may a"})


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for months in names_in(language).months:
            for number, name in months.items():
                key = folded(name)
                if len(key) >= _SHORTEST_MONTH and not key[0].isdigit() and key not in _NO_MONTHS:
                    found.setdefault(key, number)
    for number, names in enumerate(_SHORT_MONTHS, 1):
        found |= dict.fromkeys(names.split(), number)
    return found


@cache
def _worded() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of day month year, and month day, year."""
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    joiner = r"(?:\s?(?:de|del|d'|of|,|η)\s?|\s|\.\s?)"
    first = rf"(?<![\w.])(?:(\d\d?)(?:st|nd|rd|th|er|\.|º|o|-го|a)?{joiner}+)?({names})(?:\.?{joiner}+({YEAR}))?(?!\w)"  # noqa: RUF001
    second = rf"(?<!\w)({names})\.?\s(\d\d?)(?:st|nd|rd|th)?(?:,?\s({YEAR}))?(?!\w|[.,]?\d|\s?%)"
    return re.compile(first), re.compile(second)


def find_dates(text: str, original: str, today: date | None) -> Iterator[FoundDate]:
    """Yield the dates of a folded text; `today` is the day of the text."""
    taken = bytearray(len(text))
    for found in (*_same_year(text), *_absolute(text, original, today), *_relative(text, today), *_years(text)):
        if not any(taken[found.start : found.end]):
            taken[found.start : found.end] = b"\1" * (found.end - found.start)
            yield found


_SAME_YEAR: Final = re.compile(r"(?:同年|当年|当年の|同じ年の?|同一年的?)\s?(\d\d?)\s?月(?:\s?(\d\d?)\s?[日号])?")
_OF_SAME_YEAR: Final = (
    r"\.?,?\s(?:(?:of |in )?(?:the same|that(?: same)?) year|(?:des|im) ?selben jahr\w*|desselben jahres"
    r"|jenes jahres|in jenem jahr|(?:de )?(?:la|cette) meme annee|del? mismo ano"
    r"|(?:de )?(?:ese|aquel) mismo ano|de (?:ese|aquel) ano|de cette annee-la)(?!\w)"
)
"""Words after a month that lies in the year named before."""


def _same_year(text: str) -> Iterator[FoundDate]:
    """Yield months and days of "the same year", which is the year named last."""
    for match in _NEXT_DAY.finditer(text):
        told = list(_EAST.finditer(text, max(0, match.start() - BACK), match.start()))
        if told and told[-1][3]:
            yield from day_of(match.start(1), match.end(), told[-1][1], told[-1][2], match[1], relative=True)
    yield from _next_month(text)
    found = [(match, match[1], match[2]) for match in _SAME_YEAR.finditer(text)]
    found += [(match, str(_months()[match[2]]), match[1] or match[3]) for match in _month_of_same_year().finditer(text)]
    found += [(match, str(_months()[match[1]]), None) for match in _that_month().finditer(text)]
    for match, month, day in found:
        if year := year_told(text, match.start()):
            yield from day_of(match.start(), match.end(), year, month, day, relative=True)


@cache
def _that_month() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:that|ese|aquel|jenem)\s({names})(?!\w)")


def _next_month(text: str) -> Iterator[FoundDate]:
    """Yield months and days of "the following February", the next one after the month named last."""
    for match in _following_month().finditer(text):
        month, day = (match[2], match[1]) if match[2] else (match[3], None)
        if told := _month_told(text, match.start()):
            number = _months()[month]
            year = told[0] + (number < told[1] or (number == told[1] and not day))
            yield from day_of(match.start(), match.end(), str(year), str(number), day, relative=True)


def _month_told(text: str, at: int) -> tuple[int, int] | None:
    """Return the year and month named last before a place, if both stand together."""
    dated = [match for match in _worded()[0].finditer(text, max(0, at - BACK), at) if match[3]]
    return (int(dated[-1][3]), _months()[dated[-1][2]]) if dated else None


@cache
def _following_month() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?:(?:(\d\d?)(?:er|º|o|\.)?\s(?:de\s)?)?({names})\s(?:suivant|siguiente|darauf)"
        rf"|(?:following|folgenden|darauffolgenden|siguiente)\s({names}))(?!\w)"
    )


_NEXT_DAY: Final = re.compile(r"翌(\d\d?)日")
"""A day that lies in the month of the day named before."""


@cache
def _month_of_same_year() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?:(\d\d?)(?:st|nd|rd|th|er|\.)?\s(?:de\s)?)?({names})(?:\s(\d\d?)(?:st|nd|rd|th)?)?{_OF_SAME_YEAR}"
    )


def _absolute(text: str, original: str, today: date | None) -> Iterator[FoundDate]:
    for match in _RANGE.finditer(text):
        first, last = match[1], match[2]
        last = last if len(last) == 4 else first[:2] + last
        if first < last:
            yield FoundDate(match.start(), match.end(), f"{first}/{last}")
    for match in _ISO.finditer(text):
        yield from day_of(match.start(), match.end(), match[1], match[2], match[3])
    for match in _EAST.finditer(text):
        yield from day_of(match.start(), match.end(), match[1], match[2], match[3])
    for match in _NUMERIC.finditer(text):
        yield from day_of(match.start(), match.end(), match[3], match[2], match[1])
    if today:
        yield from _near_today(text, today)
    yield from eastern(text, today)
    yield from _named_months(text, original, today)
    yield from _days_alone(text, today)


def _near_today(text: str, today: date) -> Iterator[FoundDate]:
    """Yield dates that lack a year or a month, and those some months back."""
    yield from eastern_near(text, today)
    for match in _AGO.finditer(text):
        yield _months_ago(match, today)


def _days_alone(text: str, today: date | None) -> Iterator[FoundDate]:
    """Yield days without a month, which are of the month told last, else of the text's: "am 26. folgte Toyota"."""
    for match in _DAY_ALONE.finditer(text):
        day = match[1] or match[2] or match[3]
        if match[3] and not _month_before(text, match.start()):
            continue
        month, year = _month_before(text, match.start()), year_told(text, match.start())
        if today:
            month = month or (today.month if int(day) <= today.day else (today.month - 2) % 12 + 1)
            year = str(today.year - (month > today.month))
        if month and year:
            yield from day_of(match.start(), match.end(), year, str(month), day, relative=True)


def _month_before(text: str, at: int) -> int:
    """Return the month of the last day with a month before a place, or 0."""
    first, second = _worded()
    told = [match[2] for match in first.finditer(text, max(0, at - BACK), at) if match[1]]
    told += [match[1] for match in second.finditer(text, max(0, at - BACK), at)]
    return _months()[told[-1]] if told else 0


_DAY_ALONE: Final = re.compile(
    r"(?<!\w)(?:am (\d\d?)\.(?=\s[a-z])"
    r"|on the (\d\d?)(?:st|nd|rd|th)(?=[\s,.;](?!of|floor|place|anniversary|day|list))"
    r"|(?:el|le) (\d\d?)(?=\s?[,.;:)]))"
)
"""A day without a month."""


def _named_months(text: str, original: str, today: date | None) -> Iterator[FoundDate]:
    first, second = _worded()
    months = _months()
    found = [(match, match[2], match[1], match[3]) for match in first.finditer(text)]
    found += [(match, match[1], match[2], match[3]) for match in second.finditer(text)]
    for match, month, day, year in sorted(found, key=lambda item: item[0].start() - item[0].end()):
        at = match.start(2) if match[2] == month else match.start(1)
        if not year and today is not None and (told := _THIS_YEAR.match(text, match.end())):
            number, steps = months[month], 0 if told[1] else 1 if told[2] else -1
            yield from day_of(match.start(), told.end(), str(today.year + steps), str(number), day, relative=True)
            continue
        if not year and not day:
            yield from _month_alone(text, original, match, month, today)
            continue
        if not year:
            if not (original[at : at + 1].isupper() or match[2] == month):
                continue
            number = months[month]
            ends = _UP_TO.match(text, match.end())
            closing = first.match(text, ends.end()) if ends else None
            near = year_told(text, match.start()) if today is None else year_near(today, number)
            if today and _tells_of_past(text, match.start()):
                near = str(today.year - ((number, int(day)) > (today.month, today.day)))
            if told_year := (closing[3] if closing and closing[1] else None) or near:
                yield from day_of(match.start(), match.end(), told_year, str(number), day, relative=True)
        else:
            yield from day_of(match.start(), match.end(), year, str(months[month]), day)


def _month_alone(text: str, original: str, match: re.Match[str], month: str, today: date | None) -> Iterator[FoundDate]:
    """Yield a month without day and year that stands after a word for "in"; its year is that of the text."""
    at = match.start(2) if match.re is _worded()[0] else match.start(1)
    before = text[max(0, match.start() - 12) : match.start()].split()
    word = before[-1].rpartition("'")[2] if before else ""
    small = not original[at : at + 1].isupper()
    last = bool(_LAST.match(text, match.end()))
    if len(month) < _SHORTEST_ALONE or (not last and word not in (_IN_ROMANCE if small else _IN)):
        return
    if month in {"mart", "augustus", "juli a"} or (month == "mars" and word not in _IN_ROMANCE and not last):
        return
    number = _months()[month]
    if today is None:
        if told := year_told(text, match.start()):
            yield FoundDate(match.start(), match.end(), f"{told}-{number:02}", relative=True)
        return
    ahead = not last and bool(_AHEAD.search(text, max(0, match.start() - 60), match.start()))
    year = year_near(today, number) if ahead else str(today.year - (number > today.month))
    yield FoundDate(match.start(), match.end(), f"{year}-{number:02}", relative=True)


def _tells_of_past(text: str, at: int) -> bool:
    """Tell whether a verb in the past stands before a day, and none of what is to come behind it."""
    before = re.split("[;.]", text[max(0, at - _VERB_REACH) : at])[-1]
    past = [match.end() for match in _PAST.finditer(before)]
    return bool(past) and not _COMING.search(before, past[-1])


_VERB_REACH: Final = 60
_PAST: Final = re.compile(
    r"\b(?:was|were|had|signed|announced|joined|presented|unveiled|came|entered|wurden?|war|waren|hatten?|kam|kamen"
    r"|unterschrieb\w*|unterzeichne[t]e\w*|avait|avaient|etait|fut|furent|a ete|ont ete|a signe|a rejoint|fue|fueron"
    r"|habia|habian|firmo|firmaron|anuncio|se sumo|se incorporo|ha sido)\b"
)
_COMING: Final = re.compile(
    r"\b(?:open\w*|begin\w*|start\w*|until|till|to|will|before|eroffn\w*|beginn\w*|bis|wird|werden|vor|s'ouvr\w*|debut\w*"
    r"|jusqu\w*|avant|sera|seront|inaugur\w*|empiez\w*|comienz\w*|hasta|antes|sera|seran|which|die|qui|que)\b"
)
"""Verbs in the past before a day without a year, and words of what is to come."""

_UP_TO: Final = re.compile(r"\s?(?:to|until|through|bis(?: zum)?|au|al|hasta el|[-–—])\s?")  # noqa: RUF001
"""What stands between a day and one with the year of both: "from 19 July to 4 August 1996"."""

_LAST: Final = re.compile(r"\s(?:dernier|passe|pasado|ultimo)\b")
"""Words after a month that is the last of its name."""

_SHORTEST_ALONE: Final = 3
_IN_ROMANCE: Final = frozenset("en depuis fin debut desde este des mi a de pasado ultimo".split())  # noqa: SIM905
"""Words before a month in small letters, which French and Spanish write so."""

_AHEAD: Final = re.compile(
    r"\b(?:will|to be|until|till|expires?|ends?|next|due|is to|are to|plans?|wird|werden|bis|endet|lauft|soll"
    r"|jusqu|sera|seront|va|hasta|sera|seran|vence|expira|acaba)\b[^.;]*$"
)
"""Words before a month that lies ahead."""

_THIS_YEAR: Final = re.compile(
    r"\.?,?\s(?:((?:of )?this year|dieses jahres|de cette annee|de este ano)"
    r"|((?:of )?next year|(?:des )?(?:nachsten|kommenden) jahres|de l'an(?:nee)? prochaine?|(?:del )?proximo ano"
    r"|del ano (?:proximo|que viene))"
    r"|(?:last year|of last year|vergangenen jahres|vorigen jahres|letzten jahres"
    r"|de l'an dernier|de l'annee derniere|del ano pasado))(?!\w)"
)
"""Words after a month that tell its year."""


def _months_ago(match: re.Match[str], today: date) -> FoundDate:
    """Return the month that lies a number of months back; an unknown number gives no date."""
    word = match[1] or match[2]
    number = int(word) if word.isdecimal() else _COUNTS.get(word, 0)
    months = today.year * 12 + today.month - 1 - number
    iso = f"{months // 12}-{months % 12 + 1:02}" if 0 < number < 100 else ""
    return FoundDate(match.start(), match.end(), iso, relative=True)


_IN: Final = frozenset(
    """
    during throughout in since last by until of im seit ende anfang en depuis fin debut desde este past early late mid
    this last previous vorigem vorigen vergangenen letzten pasado ultimo
    """.split()  # noqa: SIM905 - so they are read
)
"""Words before a month that stands without a year."""


def _years(text: str) -> Iterator[FoundDate]:
    for match in _BARE_YEAR.finditer(text):
        yield FoundDate(match.start(), match.end(), match[1])


_BESIDE: Final = re.compile(
    r"[,\s(]{1,3}(?:der |den |le |el )?(?:\d|(?:jan|feb|fev|mar|apr|avr|abr|may|mai|jun|jul"
    r"|aug|aou|ago|sep|oct|okt|nov|dec|dez|dic|ene)[a-z]* \d)"
)
"""What follows a weekday that only belongs to a date."""


_NEXT: Final = re.compile(r"\b(?:next|coming|kommenden|nachsten|proximo|every|each|jeden|cada|on a|by)\s$")
"""What stands before a weekday that is not the last one."""


@cache
def _relative_words() -> tuple[re.Pattern[str], dict[str, str]]:
    words = {folded(word): rule for rule, found in data_files.words_of("relative_dates").items() for word in found}
    ordered = sorted(words, key=len, reverse=True)
    spaced = "|".join(re.escape(word) for word in ordered if word.isascii() or not _is_east(word))
    east = "|".join(re.escape(word) for word in ordered if _is_east(word))
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)|(?:{east})"), words


def _is_east(word: str) -> bool:
    return any("\u3040" <= ch <= "\u9fff" for ch in word)


def _relative(text: str, today: date | None) -> Iterator[FoundDate]:
    pattern, words = _relative_words()
    for match in pattern.finditer(text):
        if "weekday" in words[match[0]] and (
            _BESIDE.match(text, match.end()) or _NEXT.search(text[: match.start()][-16:])
        ):
            continue
        if _is_east(match[0]) and match[0][0] == "年" and text[: match.start()][-2:-1].isdigit():
            continue
        iso = _shifted(words[match[0]], today) if today else ""
        yield FoundDate(match.start(), match.end(), iso, relative=True)


def _shifted(rule: str, today: date) -> str:
    """Return the date that a rule such as `day-1`, `year+1` or `weekday-3` means."""
    if rule.startswith("lastweekday"):
        back = (today.isoweekday() - int(rule[-1])) % 7 or 7
        return (today - timedelta(days=back)).isoformat()
    unit, sign, number = re.fullmatch(r"(\w+)([+-])(\d+)", rule).groups()  # type: ignore[union-attr]
    steps = int(sign + number)
    if unit == "day":
        return (today + timedelta(days=steps)).isoformat()
    if unit == "year":
        return str(today.year + steps)
    if unit == "month":
        months = today.year * 12 + today.month - 1 + steps
        return f"{months // 12}-{months % 12 + 1:02}"
    back = (today.isoweekday() - int(number)) % 7
    return (today - timedelta(days=back)).isoformat()


def first_day(iso: str) -> str:
    """Return the first day of a date, or of a range.

    >>> first_day("2017"), first_day("2017-03"), first_day("2017/2020")
    ('2017-01-01', '2017-03-01', '2017-01-01')
    """
    iso = iso.partition("/")[0]
    return iso if len(iso) == 10 else f"{iso}-01" if len(iso) == 7 else f"{iso}-01-01"


def last_day(iso: str) -> str:
    """Return the last day of a date, or of a range.

    >>> last_day("2017"), last_day("2016-02"), last_day("2017/2020")
    ('2017-12-31', '2016-02-29', '2020-12-31')
    """
    iso = iso.rpartition("/")[2]
    if len(iso) == 7:
        return f"{iso}-{monthrange(int(iso[:4]), int(iso[5:]))[1]:02}"
    return iso if len(iso) == 10 else f"{iso}-12-31"
