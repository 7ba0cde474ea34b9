"""The lists by which a visitor gets around, narrowed and sorted by links alone, and the same selection as CSV."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, request

from ontology.namespaces import BASE
from webapp import replies
from webapp.csvtext import table
from webapp.listing.model import Column, Part
from webapp.listing.selection import Selection, read
from webapp.listing.shelf import Shelf
from webapp.listing.view import view
from webapp.lists import LISTS
from webapp.site import site

area = Blueprint("lists", __name__)

_NAMES = ", ".join(LISTS)


@area.get(f"/<any({_NAMES}):name>")
def show(name: str) -> Response:
    """Show a page of a list."""
    shelf, selection = _asked(name)
    return replies.page("list.html", view=view(shelf, selection), selection=selection)


@area.get(f"/<any({_NAMES}):name>.csv")
def csv(name: str) -> Response:
    """Send all rows of a selection, on whichever page they stand, as CSV."""
    shelf, selection = _asked(name)
    listing = shelf.listing
    rows = shelf.picked(shelf.narrowed(selection.chosen, selection.text), selection.sort or listing.first_order)
    body = table(
        ["identifier", *(column.heading.lower() for column in listing.columns)],
        ([listing.identify(row), *(_plain(column, row) for column in listing.columns)] for row in rows),
    )
    response = make_response(body)
    response.content_type = "text/csv; charset=utf-8; header=present"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.headers["Link"] = f'<{BASE}dataset>; rel="cite-as", {replies.LICENCE_LINK}'
    return replies.open_to_all(replies.fresh(response, "csv", request.full_path))


def _asked(name: str) -> tuple[Shelf[Any], Selection]:
    here, listing = site(), LISTS[name]
    shelf = here.catalogue.keep(f"list of {name}", lambda: Shelf(listing, listing.load(here)))
    return shelf, read(shelf, request.args)


def _plain(column: Column[Any], row: Any) -> str:  # noqa: ANN401 - a row of any list
    """Return a cell without links: numbers as digits, and nothing where the page has a dash."""
    text = "; ".join(_text(part) for part in column.show(row))
    return text.replace(",", "").replace("–", "") if column.numeric else text  # noqa: RUF001 - the dash of the page


def _text(part: Part) -> str:
    return part.text
