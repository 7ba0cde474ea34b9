"""The JSON of a selection. It has all rows on one page, each with its identifier, and with identifiers in its cells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ontology.namespaces import DATA_LICENCE_IRI, DATASET_IRI
from webapp.listings.definition import ListColumn, named
from webapp.listings.faceted_rows import FacetedRows
from webapp.listings.selection import Selection, selected_rows
from webapp.models.data_version import DataVersion


def as_data(
    faceted_rows: FacetedRows[Any], selection: Selection, version: DataVersion, absolute: Callable[[str], str]
) -> dict[str, Any]:
    """Return a selection with what is needed to cite it and to come back to it.

    `absolute` makes an address within the site one for anywhere. A row has `id` and `label` (and `labelLanguage`, if
    not English), and the address of its `page`. It has a member for each further column: a number, a text, a thing, a
    list of things, or what the column has for programs. What is empty is null, or an empty list.
    """
    listing = faceted_rows.listing
    rows = selected_rows(faceted_rows, selection)
    text = {"q": selection.text} if selection.text else {}
    facets = {name: list(slugs) for name, slugs in selection.chosen.items() if slugs}
    return {
        "list": listing.name,
        "title": listing.title,
        "description": listing.lede,
        **version.members,
        "dataset": DATASET_IRI,
        "licence": DATA_LICENCE_IRI,
        "address": absolute(selection.on(1).address()),
        "selection": {**text, **facets, "sort": selection.sort or listing.first_order},
        "total": len(faceted_rows.rows),
        "count": len(rows),
        "columns": {column.name: column.heading for column in listing.columns[1:]},
        "rows": [_row(faceted_rows, row, absolute) for row in rows],
    }


def _row(faceted_rows: FacetedRows[Any], row: Any, absolute: Callable[[str], str]) -> dict[str, Any]:  # noqa: ANN401 - of any list
    first, *others = faceted_rows.listing.columns
    name = first.show(row)[0]
    about = named(faceted_rows.listing.identify(row), name.text) | {"page": absolute(name.href)}
    language = {"labelLanguage": name.language} if name.language else {}
    return about | language | {column.name: _cell(column, row) for column in others}


def _cell(column: ListColumn[Any], row: Any) -> Any:  # noqa: ANN401 - JSON of any shape, of a row of any list
    if column.data:
        return column.data(row)
    if column.numeric and column.key:
        return column.key(row)
    parts = [named(part.iri, part.text, part.language) if part.iri else part.text for part in column.show(row)]
    return parts if column.many else next(iter(parts), None)
