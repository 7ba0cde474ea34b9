"""The selection of a list's rows. The fields of an address are read and written, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from graph.nearest import alike
from webapp.http.errors import Problem
from webapp.http.problem_types import UNKNOWN_FILTER
from webapp.listings.definition import Facet
from webapp.listings.faceted_rows import FacetedRows
from webapp.text.english import join_words

LONGEST_TEXT = 100
"""Characters of a text that rows are looked through for."""

_NAMED = 12


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice of rows, their order and the page: what an address says; `path` is where the list stands."""

    path: str
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""
    sort: str = ""
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.text or any(self.chosen.values()))

    def fields(self) -> list[tuple[str, str]]:
        """Return the fields of its one canonical address; what holds anyway is left out."""
        found = [("q", self.text)] if self.text else []
        found += [(name, slug) for name, slugs in self.chosen.items() for slug in slugs]
        found += [("sort", self.sort)] if self.sort else []
        return found + ([("page", str(self.page))] if self.page > 1 else [])

    def address(self, suffix: str = "") -> str:
        """Return the canonical address, or that of the same selection in a format."""
        fields = [item for item in self.fields() if not suffix or item[0] != "page"]
        return self.path + suffix + ("?" + urlencode(fields) if fields else "")

    def toggled(self, facet: str, slug: str) -> Selection:
        """Return the selection with an option chosen, or no longer chosen, from its first page."""
        own = self.chosen.get(facet, ())
        slugs = tuple(item for item in own if item != slug) if slug in own else tuple(sorted((*own, slug)))
        return replace(self, chosen={**self.chosen, facet: slugs}, page=1)

    def sorted_by(self, sort: str) -> Selection:
        """Return the selection in another order, from its first page."""
        return replace(self, sort=sort, page=1)

    def on(self, page: int) -> Selection:
        """Return another page of the selection."""
        return replace(self, page=page)

    def without_text(self) -> Selection:
        """Return the selection without the words that are looked for."""
        return replace(self, text="", page=1)


def read(faceted_rows: FacetedRows[Any], fields: MultiDict[str, str]) -> Selection:
    """Read the fields of an address.

    Raises:
        Problem: a name or a value that the list does not have; says which there are.
    """
    listing = faceted_rows.listing
    facets = [facet.name for facet in listing.facets]
    for name in fields:
        if name not in (*facets, "q", "sort", "page"):
            raise _unknown("name", name, [*facets, "q", "sort", "page"], f"The {listing.many} can be narrowed by")
    return Selection(
        "/" + listing.name,
        {facet.name: _options(faceted_rows, facet, fields.getlist(facet.name)) for facet in listing.facets},
        " ".join(fields.get("q", "").split())[:LONGEST_TEXT],
        _sort(faceted_rows, fields.get("sort", "")),
        _page(fields.get("page", "")),
    )


def selected_rows(faceted_rows: FacetedRows[Any], selection: Selection) -> Sequence[Any]:
    """Return all rows of a selection in its order, on whichever page they stand."""
    rows = faceted_rows.narrowed(selection.chosen, selection.text)
    return faceted_rows.picked(rows, selection.sort or faceted_rows.listing.first_order)


def _options(faceted_rows: FacetedRows[Any], facet: Facet[Any], slugs: list[str]) -> tuple[str, ...]:
    known = faceted_rows.options[facet.name]
    wanted = sorted({slug for slug in slugs if slug})
    for slug in wanted:
        if slug not in known:
            raise _unknown(facet.title.lower(), slug, list(known), f"{facet.title} can be")
    return tuple(wanted)


def _sort(faceted_rows: FacetedRows[Any], sort: str) -> str:
    listing = faceted_rows.listing
    if sort in ("", listing.first_order):
        return ""
    if listing.column(sort.removeprefix("-")) is None:
        known = [column.name for column in listing.columns if column.key]
        raise _unknown("order", sort, known, "The list can be sorted, with a hyphen for the falling order, by")
    return sort


def _page(text: str) -> int:
    if text and not (text.isascii() and text.isdecimal() and len(text) < 7 and int(text)):
        raise Problem(UNKNOWN_FILTER, f"“{text[:40]}” is no page; pages are counted 1, 2, 3.")
    return int(text or 1)


def _unknown(what: str, given: str, known: list[str], may_be: str) -> Problem:
    near = alike(given, known)
    if near:
        hint = f"Did you mean {' or '.join(near)}?"
    else:
        hint = f"{may_be} {join_words(sorted(known)[:_NAMED])}{' …' if len(known) > _NAMED else '.'}"
    return Problem(UNKNOWN_FILTER, f"This list knows no {what} “{given[:60]}”. {hint}")
