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
from urllib.parse import urlsplit

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


def _matching(pattern: re.Pattern[str], what: str, suggest: Callable[[str], str | None]) -> Callable[[str], str]:
    """Return a parser that takes what matches; of another text it says what `suggest` makes of it, if that matches."""

    def parse(cell: str) -> str:
        if not pattern.fullmatch(cell):
            if ";" in cell:
                raise ValueError("one value; this column holds no list joined by ';'")
            likely = suggest(cell)
            raise ValueError(what + meant(likely if likely and pattern.fullmatch(likely) else None, cell))
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
    if "" in values:
        raise expected("a value on both sides of each ';', and no ';' at the end")
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


def _count(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit()):
        raise ValueError(f"a whole number in digits, without separators{meant(_whole(cell), cell)}")
    return int(cell)


def _whole(cell: str) -> str | None:
    """Return the whole number that a text in another form may mean."""
    likely = forms.number(cell)
    return re.sub(r"\.0+$", "", likely) if likely and re.fullmatch(r"\d+(\.0+)?", likely) else None


def _amount(cell: str) -> Decimal:
    try:
        number = Decimal(cell)
    except InvalidOperation as error:
        what = (
            f"a number such as 600000000 or 1.2, without separators or currency sign{meant(forms.number(cell), cell)}"
        )
        raise ValueError(what) from error
    if not number.is_finite() or number < 0 or "E" in cell.upper():
        raise ValueError("a number such as 600000000 or 1.2, not negative, written out in full")
    return number


def _url(cell: str) -> str:
    parts = urlsplit(cell)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        likely = f"https://{cell}" if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", cell) else None
        raise ValueError(f"an address that begins with http:// or https://{meant(likely, cell)}")
    try:
        ox.parse(f"<{cell}> <{cell}> <{cell}> .", format=ox.RdfFormat.N_TRIPLES).__next__()
    except SyntaxError as error:
        raise ValueError("an address without spaces or characters that need percent-encoding") from error
    return cell


def _years(cell: str) -> Years:
    what = "years as 1984, 2005-2008 or 'to 2034'"
    match = re.fullmatch(r"(?:(?P<only>\d{4})|(?P<start>\d{4})-(?P<end>\d{4})|to (?P<to>\S+))", cell)
    if match is None:
        raise ValueError(what)
    try:
        if match["only"]:
            year = PartialDate.parse(match["only"])
            return Years(year, year)
        start = PartialDate.parse(match["start"]) if match["start"] else None
        end = PartialDate.parse(match["end"] or match["to"])
    except ValueError as error:
        raise ValueError(what) from error
    if start and start.first_day > end.last_day:
        raise ValueError(f"years in order, the first before the last{meant(f'{end.text}-{start.text}', cell)}")
    return Years(start, end)


Maybe: TypeAlias = Annotated[T | None, BeforeValidator(lambda cell: None if cell == "" else cell)]
Text: TypeAlias = Annotated[str, _parse(str)]
Slug: TypeAlias = Annotated[
    str, _parse(_matching(SLUG, "an id of lower-case letters, digits and hyphens, such as coca-cola", forms.slug))
]
Slugs: TypeAlias = Annotated[tuple[Slug, ...], BeforeValidator(_list)]
Sources: TypeAlias = Annotated[tuple[Slug, ...], _some("source, as an id of sources.csv")]
SomeSlugs: TypeAlias = Annotated[tuple[Slug, ...], _some("id")]
Texts: TypeAlias = Annotated[tuple[Text, ...], BeforeValidator(_list)]
Date: TypeAlias = Annotated[PartialDate, _parse(PartialDate.parse)]
Count: TypeAlias = Annotated[int, _parse(_count)]
Amount: TypeAlias = Annotated[Decimal, _parse(_amount)]
Url: TypeAlias = Annotated[str, _parse(_url)]
Original: TypeAlias = Annotated[str, _parse(lambda cell: cell if cell == UNKNOWN else _url(cell))]
Version: TypeAlias = Annotated[
    str, _parse(_matching(re.compile(r"\d+\.\d+"), "a version of two numbers, such as 1.0", lambda _: None))
]
YearSpan: TypeAlias = Annotated[Years, _parse(_years)]
Language: TypeAlias = Annotated[
    str, _parse(_matching(_LANGUAGE, "a BCP 47 language tag such as en, pt-BR or zh-Hant", forms.language))
]
Currency: TypeAlias = Annotated[str, _parse(_matching(_CURRENCY, "an ISO 4217 code such as USD", forms.currency))]
Alpha2: TypeAlias = Annotated[
    str, _parse(_matching(_CODE_LENGTHS[2], "two capital letters (ISO 3166-1 alpha-2)", str.upper))
]
Alpha2s: TypeAlias = Annotated[tuple[Alpha2, ...], BeforeValidator(_list)]
Territory: TypeAlias = Annotated[tuple[Alpha2, ...], BeforeValidator(_territory)]
Alpha3: TypeAlias = Annotated[str, _parse(_matching(_CODE_LENGTHS[3], "three capital letters", str.upper))]
