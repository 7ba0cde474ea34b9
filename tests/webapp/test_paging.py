"""The pages of a list: which rows each has, which pages it leads to, and which numbers of pages there are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from werkzeug.datastructures import MultiDict

from tests.webapp.synthetic import synthetic
from webapp.http.errors import Problem
from webapp.listings.definition import CellPart
from webapp.listings.faceted_rows import FacetedRows
from webapp.listings.page import PAGE, ListPage, view
from webapp.listings.selection import Selection, read

FACETED_ROWS = synthetic(19 * PAGE + 7)
SELECTION = Selection("/items", {"colour": ("green", "red"), "size": ("7",)}, "two words", "-name", 3)


def page(number: int) -> ListPage:
    return view(FACETED_ROWS, read(FACETED_ROWS, MultiDict({"page": str(number)})))


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [(1, 1, PAGE), (2, PAGE + 1, 2 * PAGE), (19, 18 * PAGE + 1, 19 * PAGE), (20, 19 * PAGE + 1, 19 * PAGE + 7)],
)
def test_a_page_has_the_rows_whose_numbers_it_says(number: int, first: int, last: int) -> None:
    shown = page(number)
    assert (shown.first, shown.last) == (first, last)
    names = [line.cells[0][0].text for line in shown.lines]
    assert names == [str(row.number) for row in FACETED_ROWS.rows[first - 1 : last]]
    assert (shown.pages, shown.total, shown.found) == (20, len(FACETED_ROWS.rows), len(FACETED_ROWS.rows))


def test_a_page_is_cut_from_the_rows_in_their_order() -> None:
    names = [line.cells[0][0].text for line in view(FACETED_ROWS, Selection("/items", sort="-name", page=2)).lines]
    assert names == [str(row.number) for row in FACETED_ROWS.rows[::-1][PAGE : 2 * PAGE]]


def test_bands_begin_where_they_change_and_in_the_first_order_alone() -> None:
    listing = replace(FACETED_ROWS.listing, band=lambda item: CellPart(f"tens {item.number // 10}"))
    faceted_rows = FacetedRows(listing, FACETED_ROWS.rows)
    begun = [line.band.text if line.band else "" for line in view(faceted_rows, Selection("/items")).lines]
    assert begun == [f"tens {number // 10}" if number % 10 == 0 else "" for number in range(PAGE)]
    assert not [line.band for line in view(faceted_rows, Selection("/items", sort="-name")).lines if line.band]


def test_after_the_last_page_are_no_rows() -> None:
    assert not page(21).lines
    assert page(21).pages == 20


def test_full_pages_have_none_after_them() -> None:
    faceted_rows = synthetic(2 * PAGE)
    assert view(faceted_rows, Selection("/items")).pages == 2


@pytest.mark.parametrize(
    ("number", "near"),
    [
        (1, [1, 2, 3, 0, 20]),
        (2, [1, 2, 3, 4, 0, 20]),
        (4, [1, 2, 3, 4, 5, 6, 0, 20]),
        (5, [1, 0, 3, 4, 5, 6, 7, 0, 20]),
        (10, [1, 0, 8, 9, 10, 11, 12, 0, 20]),
        (19, [1, 0, 17, 18, 19, 20]),
        (20, [1, 0, 18, 19, 20]),
        (22, [1, 0, 20]),
    ],
)
def test_a_page_leads_to_those_near_it_to_the_first_and_to_the_last(number: int, near: list[int]) -> None:
    assert page(number).near_pages == near


@pytest.mark.parametrize(("text", "number"), [("", 1), ("1", 1), ("007", 7), ("999999", 999_999)])
def test_pages_are_counted_from_one(text: str, number: int) -> None:
    assert read(FACETED_ROWS, MultiDict({"page": text})).page == number


@pytest.mark.parametrize(
    "text", ["0", "000", "-1", "+1", "1.0", "1e3", " 1", "1000000", "\uff11", "\u0661", "²", "x" * 99]
)
def test_other_texts_are_no_page(text: str) -> None:
    with pytest.raises(Problem) as caught:
        read(FACETED_ROWS, MultiDict({"page": text}))
    assert caught.value.description == f"“{text[:40]}” is no page; pages are counted 1, 2, 3."


def test_an_address_says_what_differs_from_the_first_page_of_the_whole_list() -> None:
    assert SELECTION.address() == "/items?q=two+words&colour=green&colour=red&size=7&sort=-name&page=3"
    assert SELECTION.on(2).address().endswith("&page=2")
    assert SELECTION.on(1).address() == "/items?q=two+words&colour=green&colour=red&size=7&sort=-name"
    assert SELECTION.address(".csv") == "/items.csv?q=two+words&colour=green&colour=red&size=7&sort=-name"
    assert Selection("/items").address() == "/items"
    assert Selection("/items").page == 1


def test_whatever_changes_the_rows_leads_to_the_first_page() -> None:
    for changed, address in (
        (SELECTION.toggled("colour", "blue"), "q=two+words&colour=blue&colour=green&colour=red&size=7&sort=-name"),
        (SELECTION.toggled("colour", "red"), "q=two+words&colour=green&size=7&sort=-name"),
        (SELECTION.toggled("shape", "round"), "q=two+words&colour=green&colour=red&size=7&shape=round&sort=-name"),
        (SELECTION.sorted_by("size"), "q=two+words&colour=green&colour=red&size=7&sort=size"),
        (SELECTION.without_text(), "colour=green&colour=red&size=7&sort=-name"),
    ):
        assert changed.address() == f"/items?{address}"
        assert changed.page == 1


@pytest.mark.parametrize(
    ("selection", "narrowed"),
    [
        (Selection("/items"), False),
        (Selection("/items", {"colour": (), "size": ()}, sort="-name", page=2), False),
        (Selection("/items", {"colour": (), "size": ("7",)}), True),
        (Selection("/items", text="two"), True),
    ],
)
def test_a_list_is_narrowed_by_words_and_options_alone(selection: Selection, narrowed: bool) -> None:
    assert selection.narrowed is narrowed
