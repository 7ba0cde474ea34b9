"""The routes of the lists, as pages and as data. A visitor narrows and sorts them by links alone."""

from __future__ import annotations

from json import dumps
from typing import Any

from flask import Blueprint, Response, make_response, request

from graph.rdf_formats import CSV
from webapp.components import citations, responses
from webapp.components.site_pages import SitePage
from webapp.http.csv_output import table
from webapp.http.formats import HTML, JSON
from webapp.http.negotiation import negotiate
from webapp.http.site_address import site_root
from webapp.listings.definition import ListColumn
from webapp.listings.faceted_rows import FacetedRows, RowsByFacet
from webapp.listings.json_output import as_data
from webapp.listings.page import view
from webapp.listings.registry import LISTS
from webapp.listings.selection import Selection, read, selected_rows
from webapp.models.once import once_per_build, once_per_version
from webapp.models.reference_data import ReferenceData
from webapp.models.site import current_site

area = Blueprint("listings", __name__)
_MENU = {"partners": 2, "games": 3, "programmes": 4, "categories": 5, "countries": 6, "people": 7}
PAGES = tuple(
    SitePage(f"/{item.name}", item.title, item.lede, item.name.capitalize(), _MENU.get(item.name, 0))
    for item in LISTS.values()
)

_NAMES = ", ".join(LISTS)


@area.get(f"/<any({_NAMES}):name>")
def show(name: str) -> Response:
    """Show a page of a list, or send the selection to a client that asks for data."""
    format_ = negotiate((HTML, CSV, JSON))
    if format_ is not HTML:
        return csv(name) if format_ is CSV else json(name)
    faceted_rows, selection = _requested(name)
    return responses.rendered("listings/list.html", view=view(faceted_rows, selection), selection=selection)


@area.get(f"/<any({_NAMES}):name>.json")
def json(name: str) -> Response:
    """Send all rows of a selection as JSON, with identifiers."""
    faceted_rows, selection = _requested(name)
    root = site_root()
    body = as_data(faceted_rows, selection, current_site().catalogue.version, lambda address: root + address)
    response = make_response(dumps(body, ensure_ascii=False) + "\n")
    response.content_type = JSON.content_type
    return _data(response, JSON.suffix)


@area.get(f"/<any({_NAMES}):name>.csv")
def csv(name: str) -> Response:
    """Send all rows of a selection, on whichever page they stand, as CSV."""
    faceted_rows, selection = _requested(name)
    listing, version = faceted_rows.listing, current_site().catalogue.version
    body = table(
        ["identifier", *(column.heading.lower() for column in listing.columns)],
        (
            [listing.identify(row), *(_plain(column, row) for column in listing.columns)]
            for row in selected_rows(faceted_rows, selection)
        ),
    )
    response = make_response(body)
    response.content_type = f"{CSV.content_type}; header=present"
    response.headers["Content-Disposition"] = f'attachment; filename="{version.file_name(name, CSV.suffix)}"'
    return _data(response, CSV.suffix)


def _data(response: Response, suffix: str) -> Response:
    citation = citations.of_dataset(current_site().catalogue.version)
    response.headers["Link"] = f"{responses.cite_as(citation.address)}, {responses.LICENCE_LINK}"
    return responses.fresh(response, suffix, request.full_path)


def _requested(name: str) -> tuple[FacetedRows[Any], Selection]:
    faceted_rows = _faceted_rows(current_site().catalogue, name)
    return faceted_rows, read(faceted_rows, request.args)


@once_per_version
def _faceted_rows(catalogue: ReferenceData, name: str) -> FacetedRows[Any]:
    """Return the rows of a list with their facets, loaded once for each version of the data."""
    return FacetedRows(LISTS[name], _rows(catalogue, name))


@once_per_build
def _rows(catalogue: ReferenceData, name: str) -> RowsByFacet[Any]:
    rows = LISTS[name].load(current_site())
    return RowsByFacet.of(LISTS[name], rows, in_all_orders=catalogue.is_large)


def _plain(column: ListColumn[Any], row: Any) -> str:  # noqa: ANN401 - a row of any list
    """Return a cell without links: numbers as digits, and nothing where the page has a dash."""
    text = "; ".join(part.text for part in column.show(row))
    return text.replace(",", "").replace("–", "") if column.numeric else text  # noqa: RUF001 - the dash of the page
