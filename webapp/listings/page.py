"""The page of a list. It has one page of rows, the facets with their counts, and a link for every next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from webapp.listings.definition import CellPart, Facet, ListColumn, ListDefinition
from webapp.listings.faceted_rows import Counted, FacetedRows
from webapp.listings.selection import Selection, selected_rows

PAGE = 50
"""Rows on a page."""

_CHOICES = 60
"""Choices in a menu; whoever seeks a rarer one types its name."""


@dataclass(frozen=True, slots=True)
class FacetLink:
    """An option as a link: what it would select, its number of rows, and whether it is chosen now."""

    label: str
    slug: str
    rows: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class FacetMenu:
    """A facet with its choices. `more` choices are left out; a reader finds them by looking through the rows."""

    name: str
    title: str
    choices: Sequence[FacetLink]
    more: int

    @property
    def chosen(self) -> list[FacetLink]:
        """The choices that are in force."""
        return [choice for choice in self.choices if choice.chosen]


@dataclass(frozen=True, slots=True)
class ColumnHeading:
    """A column with the link that sorts by it; `order` is `ascending` or `descending` where the list is sorted so."""

    column: ListColumn[Any]
    address: str
    order: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row; `band` is a heading to put above it, where one begins here."""

    cells: Sequence[Sequence[CellPart]]
    band: CellPart | None


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list."""

    listing: ListDefinition[Any]
    selection: Selection
    total: int
    found: int
    pages: int
    lines: Sequence[ListRow]
    menus: Sequence[FacetMenu]
    headings: Sequence[ColumnHeading]

    @property
    def first(self) -> int:
        """The number of the first row on the page, counted from 1."""
        return (self.selection.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        """The number of the last row on the page."""
        return min(self.selection.page * PAGE, self.found)

    @property
    def near_pages(self) -> list[int]:
        """The first and the last page and those around this one; 0 stands for those left out between."""
        here = self.selection.page
        shown = sorted({1, self.pages} | {page for page in range(here - 2, here + 3) if 1 <= page <= self.pages})
        found: list[int] = []
        for page in shown:
            if found and page - found[-1] > 1:
                found.append(0)
            found.append(page)
        return found


def view(faceted_rows: FacetedRows[Any], selection: Selection) -> ListPage:
    """Return the page of a selection; a page after the last one has no rows."""
    rows = selected_rows(faceted_rows, selection)
    start = (selection.page - 1) * PAGE
    return ListPage(
        faceted_rows.listing,
        selection,
        len(faceted_rows.rows),
        len(rows),
        ceil(len(rows) / PAGE),
        _lines(faceted_rows.listing, rows[start : start + PAGE], banded=not selection.sort),
        [_menu(faceted_rows, facet, selection) for facet in faceted_rows.listing.facets],
        [_heading(faceted_rows.listing, column, selection) for column in faceted_rows.listing.columns],
    )


def _lines(listing: ListDefinition[Any], rows: Sequence[Any], *, banded: bool) -> list[ListRow]:
    found: list[ListRow] = []
    before: CellPart | None = None
    for row in rows:
        band = listing.band(row) if listing.band and banded else None
        found.append(ListRow([column.show(row) for column in listing.columns], band if band != before else None))
        before = band
    return found


def _menu(faceted_rows: FacetedRows[Any], facet: Facet[Any], selection: Selection) -> FacetMenu:
    counted = faceted_rows.counted(facet, selection.chosen, selection.text)
    own = selection.chosen.get(facet.name, ())
    shown = [item for place, item in enumerate(counted) if place < _CHOICES or item.option.slug in own]
    choices = [_choice(facet.name, item, selection) for item in shown]
    return FacetMenu(facet.name, facet.title, choices, len(counted) - len(shown))


def _choice(facet: str, item: Counted, selection: Selection) -> FacetLink:
    slug = item.option.slug
    chosen = slug in selection.chosen.get(facet, ())
    return FacetLink(item.option.label, slug, item.rows, chosen, selection.toggled(facet, slug).address())


def _heading(listing: ListDefinition[Any], column: ListColumn[Any], selection: Selection) -> ColumnHeading:
    if column.key is None:
        return ColumnHeading(column, "", "")
    now = selection.sort or listing.first_order
    rising, falling = column.name, "-" + column.name
    order = {rising: "ascending", falling: "descending"}.get(now, "")
    following = {"ascending": falling, "descending": rising}.get(order) or (falling if column.falling else rising)
    return ColumnHeading(
        column, selection.sorted_by("" if following == listing.first_order else following).address(), order
    )
