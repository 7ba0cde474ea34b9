# ruff: noqa: RUF001 - typographic dashes and quotation marks are meant
"""The lists by which a visitor gets around: partners, Games, programmes, categories."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from flask import Blueprint, Response

from webapp import replies
from webapp.asking import Row
from webapp.catalogue import slug
from webapp.search import fold
from webapp.site import site

area = Blueprint("lists", __name__)

_SEASONS = {
    "summer": "Summer Games",
    "winter": "Winter Games",
    "summer-youth": "Summer Youth Games",
    "winter-youth": "Winter Youth Games",
    "intercalated": "Intercalated Games",
}
_KINDS = {"worldwide": "Worldwide programmes", "term": "Terms of TOP", "domestic": "Domestic programmes"}


@area.get("/partners")
def partners() -> Response:
    """List every partner by the first letter of its name."""
    rows = sorted(site().ask.rows("partners-list"), key=lambda row: fold(row["partnerLabel"]))
    return replies.page("partners.html", total=len(rows), letters=_grouped(rows, _letter))


@area.get("/games")
def games() -> Response:
    """List every edition of the Games by season, the latest first."""
    rows = list(reversed(site().catalogue.games_rows))
    seasons = [(title, [row for row in rows if slug(row["season"]) == season]) for season, title in _SEASONS.items()]
    return replies.page("games_list.html", total=len(rows), seasons=seasons)


@area.get("/programmes")
def programmes() -> Response:
    """List every programme by kind, the latest first."""
    found = list(site().catalogue.programmes.values())
    kinds = [(title, [item for item in reversed(found) if item.kind == kind]) for kind, title in _KINDS.items()]
    return replies.page("programmes.html", total=len(found), kinds=kinds)


@area.get("/categories")
def categories() -> Response:
    """List every category under its group."""
    rows = site().catalogue.category_rows
    groups = [(row, [child for child in rows if child["group"] == row["category"]]) for row in rows if not row["group"]]
    return replies.page("categories.html", total=len(rows), groups=groups, families=site().catalogue.families)


def _letter(row: Row) -> str:
    first = fold(row["partnerLabel"])[:1].upper()
    return first if first.isalpha() else "0–9"


def _grouped(rows: Iterable[Row], key: Callable[[Row], str]) -> list[tuple[str, list[Row]]]:
    return [(letter, list(part)) for letter, part in groupby(rows, key)]
