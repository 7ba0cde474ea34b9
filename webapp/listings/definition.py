"""The definition of a list: its rows, its columns and its facets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from webapp.models.site import SiteData

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet: as addresses write it, as people read it, and what it is sorted by if not the label."""

    slug: str
    label: str
    order: str = ""


@dataclass(frozen=True, slots=True)
class CellPart:
    """A piece of a cell: its text, where it leads, its language if not English, its colour family if it has one.

    `iri` is what the text names, where that has an identifier.
    """

    text: str
    href: str = ""
    language: str = ""
    family: str = ""
    iri: str = ""


@dataclass(frozen=True, slots=True)
class ListColumn(Generic[T]):
    """A column. `key` gives what it is sorted by, and `falling` the way that comes first.

    Without `key` it is not sorted. The cells of a `short` column, such as dates, stay on one line. For programs, `data`
    gives what the words of a cell stand for, such as a date in ISO 8601. Without it they get the cell's parts: all if
    there may be `many`.
    """

    name: str
    heading: str
    show: Callable[[T], Sequence[CellPart]]
    key: Callable[[T], Any] | None = None
    falling: bool = False
    numeric: bool = False
    short: bool = False
    many: bool = False
    data: Callable[[T], Any] | None = None


@dataclass(frozen=True, slots=True)
class Facet(Generic[T]):
    """A way to narrow the list: each row has any number of options. `ranked` puts the most frequent option first."""

    name: str
    title: str
    options: Callable[[T], Sequence[Option]]
    ranked: bool = True


@dataclass(frozen=True, slots=True)
class ListDefinition(Generic[T]):
    """A list; the first column names the row. `sort` is a column, with a hyphen before it where falling.

    `identify` gives the IRI of a row. `searched` gives the texts in which words are looked for. `band` gives the
    heading under which a row stands in the first order, which is `load`'s.
    """

    name: str
    title: str
    one: str
    many: str
    lede: str
    load: Callable[[SiteData], Sequence[T]]
    identify: Callable[[T], str]
    searched: Callable[[T], str]
    columns: tuple[ListColumn[T], ...]
    facets: tuple[Facet[T], ...]
    first_order: str
    band: Callable[[T], CellPart] | None = None

    def column(self, name: str) -> ListColumn[T] | None:
        """Return the column of this name that the list can be sorted by."""
        return next((column for column in self.columns if column.name == name and column.key), None)


def number(value: int) -> Sequence[CellPart]:
    """Return a cell with a number; none is a dash, which is easier to read than many noughts."""
    return (CellPart(f"{value:,}" if value else "–"),)  # noqa: RUF001 - a dash is meant


def count_column(name: str, heading: str, count: Callable[[T], int]) -> ListColumn[T]:
    """Return a column of numbers, the highest first."""
    return ListColumn(name, heading, lambda row: number(count(row)), count, falling=True, numeric=True)


def words(text: str, href: str = "", language: str = "") -> Sequence[CellPart]:
    """Return a cell with a text; an empty text makes an empty cell."""
    return (CellPart(text, href, "" if language == "en" else language),) if text else ()


def between(first: str, last: str) -> dict[str, str | None]:
    """Return two days as programs get them; null is what is open or not known."""
    return {"from": first or None, "until": last or None}


def named(iri: str, label: str, language: str = "") -> dict[str, str]:
    """Return a thing as programs get it, as everywhere in the API: its identifier, and its name with its language."""
    return {"id": iri, "label": label} | ({"language": language} if language else {})
