"""A list of synthetic rows, as long as a test wants it."""

from __future__ import annotations

import random
from dataclasses import dataclass

from webapp.listings.definition import Facet, ListColumn, ListDefinition, Option, words
from webapp.listings.faceted_rows import FacetedRows


@dataclass(frozen=True)
class Item:
    """A synthetic row."""

    number: int
    colours: tuple[str, ...]
    size: int


def synthetic(rows: int) -> FacetedRows[Item]:
    """Return a list of so many rows, the same each time."""
    dice = random.Random(7)  # noqa: S311 - a dice for test data
    items = [
        Item(n, tuple(dice.sample(["red", "green", "blue"], dice.randint(0, 2))), dice.randint(0, 300))
        for n in range(rows)
    ]
    listing = ListDefinition(
        "items",
        "Items",
        "item",
        "items",
        "",
        lambda _: items,
        lambda item: str(item.number),
        lambda item: f"item {item.number}",
        (ListColumn("name", "Item", lambda item: words(str(item.number)), lambda item: item.number),),
        (
            Facet("colour", "Colour", lambda item: [Option(colour, colour) for colour in item.colours]),
            Facet("size", "Size", lambda item: [Option(str(item.size), str(item.size))]),
        ),
        "name",
    )
    return FacetedRows(listing, items)
