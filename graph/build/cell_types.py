"""The types of cells that a table may have.

Each type says how a cell is read, and what an error says that the cell should be. A cell's text becomes a typed value.
A cell that does not fit raises `PydanticCustomError`, whose message is the expectation alone. `graph.build.load_tables`
then puts file, line, column and the offending text in front of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Annotated, Final, TypeAlias, TypeVar
from urllib.parse import quote, urlsplit

import pyoxigraph as ox
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from graph import forms
from graph.dates import PartialDate
from graph.forms import meant
from graph.iris import SLUG

T = TypeVar("T")

WORLDWIDE: Final = "worldwide"
"""What stands for a territory without restriction."""

UNKNOWN: Final = "unknown"
"""What stands for the address of a document of which only a copy was seen."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_CODE_LENGTHS = {2: re.compile(r"[A-Z]{2}"), 3: re.compile(r"[A-Z]{3}")}


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a cell as the key of a row in another table: `table`, by the column `by`."""

    table: str
    by: str = "id"


@dataclass(frozen=True, slots=True)
class Code:
    """Marks a cell as the notation of a concept in a code list of the ontology, such as `status`."""

    scheme: str


@dataclass(frozen=True, slots=True)
class Years:
    """The years that an amount is for; `start` is None where a source gives only the end ("to 2034")."""

    start: PartialDate | None
    end: PartialDate


def expected(what: str) -> PydanticCustomError:
    """Return the error that says what a cell should be."""
    return PydanticCustomError("expected", "{what}", {"what": what})


def _parse(parser: Callable[[str], T]) -> BeforeValidator:
    def read(cell: object) -> object:
        if not isinstance(cell, str):
            return cell
        if cell == "":
            raise expected("a value, but the cell is empty")
        if cell != cell.strip():
            raise expected("no space before or after the text")
        try:
            return parser(cell)
        except ValueError as error:
            raise expected(str(error)) from error

    return BeforeValidator(read)


def _any(_: str) -> bool:
    return True


def _matching(
    pattern: re.Pattern[str], what: str, suggest: Callable[[str], str | None], exists: Callable[[str], bool] = _any
) -> Callable[[str], str]:
    """Return a parser that takes what matches and exists; of another text it says what `suggest` makes of it."""

    def fits(text: str) -> bool:
        return bool(pattern.fullmatch(text)) and exists(text)

    def parse(cell: str) -> str:
        if not fits(cell):
            if ";" in cell:
                raise ValueError("one value; this column holds no list joined by ';'")
            likely = suggest(cell)
            raise ValueError(what + meant(likely if likely and fits(likely) else None, cell))
        return cell

    return parse


def items(cell: str) -> list[str]:
    """Take a cell apart that may hold several values."""
    if ";" not in cell:
        return [cell.strip()] if cell else []
    return [item.strip() for item in cell.split(";")]


def _list(cell: object) -> object:
    if not isinstance(cell, str):
        return cell or ()
    values = items(cell)
    once = list(dict.fromkeys(value for value in values if value))
    if "" in values:
        raise expected(f"a value on both sides of each ';', and no ';' at the end{meant(';'.join(once), cell)}")
    if len(once) < len(values):
        raise expected(f"each value once{meant(';'.join(once), cell)}")
    return values


def _some(what: str) -> BeforeValidator:
    def read(cell: object) -> object:
        if cell == "":
            raise expected(f"at least one {what} (several are joined by ';')")
        return _list(cell)

    return BeforeValidator(read)


def _territory(cell: object) -> object:
    """Read `worldwide` as no restriction: an empty tuple."""
    if cell == "":
        raise expected("worldwide, or the ISO alpha-2 codes of the countries (several are joined by ';')")
    return () if cell == WORLDWIDE else _list(cell)


_FIRST_YEAR, _LAST_YEAR = 1800, 2100


def _date(cell: str) -> PartialDate:
    date = PartialDate.parse(cell)
    if not _FIRST_YEAR <= date.first_day.year <= _LAST_YEAR:
        raise ValueError(f"a date from {_FIRST_YEAR} to {_LAST_YEAR}")
    return date


def _count(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit()):
        raise ValueError(f"a whole number in digits, without separators{meant(_whole(cell), cell)}")
    return int(cell)


def _whole(cell: str) -> str | None:
    """Return the whole number that a text in another form may mean."""
    likely = forms.number(cell)
    return re.sub(r"\.0+$", "", likely) if likely and re.fullmatch(r"\d+(\.0+)?", likely) else None


_WHAT_AMOUNT: Final = "a number such as 600000000 or 1.2, without separators or currency sign"


def _amount(cell: str) -> Decimal:
    try:
        number = Decimal(cell)
    except InvalidOperation as error:
        raise ValueError(_WHAT_AMOUNT + meant(forms.number(cell), cell)) from error
    if number < 0:
        raise ValueError("a number that is not negative, such as 600000000 or 1.2")
    if not number.is_finite() or "E" in cell.upper():
        likely = f"{number:f}" if number.is_finite() and abs(number.adjusted()) < _MOST_DIGITS else None
        raise ValueError(f"a number written out in full, such as 600000000 or 1.2{meant(likely, cell)}")
    return number


_MOST_DIGITS: Final = 15
"""Digits of an amount that can be meant."""


def _amount_of_scale(cell: str) -> Decimal:
    """Read an amount beside which `unit_scale` says whether it counts millions."""
    found = forms.scaled_number(cell)
    if found and found[1]:
        scale = {6: "million", 9: "billion"}.get(found[1])
        likely = f" (did you mean {found[0]}, with unit_scale {scale}?)" if scale else ""
        raise ValueError(f"a number without a word of scale, which stands in unit_scale{likely}")
    return _amount(cell)


def _url(cell: str) -> str:
    if re.search(r"[;,\s]+https?://", cell):
        raise ValueError("one address; this column holds no list")
    parts = urlsplit(cell)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.netloc in ("http:", "https:"):
        what = "an address that begins with http:// or https://, and then names a site"
        raise ValueError(what + meant(_likely_url(cell), cell))
    if not _HOST.fullmatch(parts.netloc):
        likely = cell.replace(parts.netloc, re.sub(r"%20|\s", "", parts.netloc), 1)
        raise ValueError(f"an address of a site, whose name has letters, digits, dots and hyphens{meant(likely, cell)}")
    if cell.endswith(("\u2026", "...")):
        raise ValueError("the whole address, without the dots for what was cut off")
    try:
        ox.parse(f"<{cell}> <{cell}> <{cell}> .", format=ox.RdfFormat.N_TRIPLES).__next__()
    except SyntaxError as error:
        likely = quote(cell, safe=_IN_ADDRESSES)
        what = "an address without spaces or characters that need percent-encoding"
        raise ValueError(what + meant(likely, cell)) from error
    return cell


_IN_ADDRESSES: Final = ":/?#[]@!$&'()*+,;=%~" + "".join(map(chr, range(0xA0, 0x250)))
"""Characters that stay as they are in an address, with letters of other alphabets of Europe."""

_HOST: Final = re.compile(r"[\w.-]+(:\d+)?")
"""The name of a site, with a port or without; letters of all alphabets."""

_SITE: Final = r"[\w-]+(\.[\w-]+)+([/?#]\S*)?"


def _original(cell: str) -> str:
    if cell == UNKNOWN:
        return cell
    try:
        return _url(cell)
    except ValueError as error:
        raise ValueError(f"{error}; or {UNKNOWN}, where nobody knows the original") from error


def _likely_url(cell: str) -> str | None:
    """Return the address that a text with a wrong beginning, or in marks of its own, probably means."""
    if identifier := re.fullmatch(r"(?:doi:? ?)?(10\.\d{4,}/\S+)", cell, re.IGNORECASE):
        return f"https://doi.org/{identifier[1]}"
    cell = cell.replace("\\", "/")
    link = re.search(r"\]\((\S+)\)|<(https?://\S+)>|^[a-z]{2,8}:?/{1,3}(?:https?://)?(\S+)$", cell)
    bare = next(filter(None, link.groups()), "") if link else cell
    bare = re.sub(r"^https?:/*", "", bare)
    return f"https://{bare}" if re.fullmatch(_SITE, bare) else None


_WHAT_YEARS: Final = "years as 1984, 2005-2008 or 'to 2034'"


def _years(cell: str) -> Years:
    match = re.fullmatch(r"(?:(?P<only>\d{4})|(?P<start>\d{4})-(?P<end>\d{4})|to (?P<to>\S+))", cell)
    if match is None:
        raise ValueError(_WHAT_YEARS + meant(_likely_years(cell), cell))
    try:
        if match["only"]:
            year = PartialDate.parse(match["only"])
            return Years(year, year)
        start = PartialDate.parse(match["start"]) if match["start"] else None
        end = PartialDate.parse(match["end"] or match["to"])
    except ValueError as error:
        raise ValueError(_WHAT_YEARS) from error
    if start and start.first_day > end.last_day:
        raise ValueError(f"years in order, the first before the last{meant(f'{end.text}-{start.text}', cell)}")
    return Years(start, end)


def _likely_years(cell: str) -> str | None:
    """Return the years that a text in another form probably means."""
    if match := re.fullmatch(r"(\d{4})\s?(?:[-/\u2010-\u2015]|to|until|through)\s?(\d{4}|\d{2})", cell):
        first, last = match.groups()
        return f"{first}-{last}" if len(last) == len("YYYY") else f"{first}-{first[:2]}{last}"
    match = re.fullmatch(r"(?:until|up to|through|till|-|\u2013)\s?(\d{4})", cell.strip().lower())
    return f"to {match[1]}" if match else None


def _version(cell: str) -> str | None:
    """Return the version of two numbers that a text in another form probably means."""
    numbers = re.findall(r"\d+", cell)
    return ".".join((*numbers, "0")[:2]) if re.fullmatch(r"v?\d+([.,]\d+){0,2}", cell.strip().lower()) else None


def _id(text: str) -> str:
    """Return the id that a text may mean; word processors turn the two hyphens in it into one dash."""
    dashes = "[\u2013\u2014]" if "-" in text else "\u2014"
    return forms.slug(re.sub(dashes, "--", text))


Maybe: TypeAlias = Annotated[T | None, BeforeValidator(lambda cell: None if cell == "" else cell)]
Text: TypeAlias = Annotated[str, _parse(str)]
Slug: TypeAlias = Annotated[
    str, _parse(_matching(SLUG, "an id of lower-case letters, digits and hyphens, such as coca-cola", _id))
]
Slugs: TypeAlias = Annotated[tuple[Slug, ...], BeforeValidator(_list)]
Sources: TypeAlias = Annotated[tuple[Slug, ...], _some("source, as an id of sources.csv")]
SomeSlugs: TypeAlias = Annotated[tuple[Slug, ...], _some("id")]
Texts: TypeAlias = Annotated[tuple[Text, ...], BeforeValidator(_list)]
Date: TypeAlias = Annotated[PartialDate, _parse(_date)]
Count: TypeAlias = Annotated[int, _parse(_count)]
Amount: TypeAlias = Annotated[Decimal, _parse(_amount)]
ScaledAmount: TypeAlias = Annotated[Decimal, _parse(_amount_of_scale)]
Url: TypeAlias = Annotated[str, _parse(_url)]
Original: TypeAlias = Annotated[str, _parse(_original)]
Version: TypeAlias = Annotated[
    str, _parse(_matching(re.compile(r"\d+\.\d+"), "a version of two numbers, such as 1.0", _version))
]
YearSpan: TypeAlias = Annotated[Years, _parse(_years)]
Language: TypeAlias = Annotated[
    str,
    _parse(
        _matching(_LANGUAGE, "a BCP 47 language tag such as en, pt-BR or zh-Hant", forms.language, forms.is_language)
    ),
]
Currency: TypeAlias = Annotated[
    str, _parse(_matching(_CURRENCY, "an ISO 4217 code such as USD", forms.currency, forms.is_currency))
]
Alpha2: TypeAlias = Annotated[
    str, _parse(_matching(_CODE_LENGTHS[2], "two capital letters (ISO 3166-1 alpha-2)", str.upper))
]
Alpha2s: TypeAlias = Annotated[tuple[Alpha2, ...], BeforeValidator(_list)]
Territory: TypeAlias = Annotated[tuple[Alpha2, ...], BeforeValidator(_territory)]
Alpha3: TypeAlias = Annotated[str, _parse(_matching(_CODE_LENGTHS[3], "three capital letters", str.upper))]
