"""What was probably meant comes first, and little beside it, for misspelt names of things, queries and parameters."""

from __future__ import annotations

import re

import pytest

from graph.nearest import alike
from graph.stores.store import Store
from queries import registry
from queries.errors import UnknownQuery
from queries.lookup import nearest

THINGS = [
    ("organization", "coca cola", ["coca-cola"]),
    ("organization", "cocacola", ["coca-cola"]),
    ("organization", "samsumg", ["samsung"]),
    ("organization", "panasonik", ["panasonic"]),
    ("organization", "Mc Donalds", ["mcdonalds"]),
    ("organization", "Delloite", ["deloitte"]),
    ("organization", "Nestle", ["nestle"]),
    ("organization", "toyotta", ["toyota"]),
    ("organization", "procter and gamble", ["procter-gamble"]),
    ("games", "summer-2012", ["2012-summer"]),
    ("games", "londn 2012", ["2012-summer"]),
    ("games", "winter 1994", ["1994-winter"]),
    ("country", "germny", ["germany"]),
    ("country", "untied-kingdom", ["united-kingdom"]),
    ("country", "south corea", ["south-korea", "north-korea"]),
    ("country", "cote divoire", ["cote-d-ivoire"]),
    ("programme", "tpo", ["top"]),
    ("category", "technologie", ["technology"]),
]


@pytest.mark.parametrize(("kind", "text", "meant"), THINGS)
def test_a_misspelt_thing_is_suggested_first(store: Store, kind: str, text: str, meant: list[str]) -> None:
    """The year before the season found other Games, or none; eight partners came with three that nobody meant."""
    suggested = [written.partition(" (")[0] for written in nearest(store, (kind,), text)]
    assert suggested[: len(meant)] == meant


@pytest.mark.parametrize("text", ["cocacola", "samsumg", "panasonik", "Delloite", "Nestle", "toyotta"])
def test_nothing_is_suggested_that_is_much_less_alike(store: Store, text: str) -> None:
    assert len(nearest(store, ("organization",), text)) == 1


QUERIES = {
    "partner-on-date": "partners-on-date",
    "partners-games": "partners-of-games",
    "partnershistory": "partner-history",
    "history-of-partner": "partner-history",
    "category_rivals": "category-rivals",
    "categoryholders": "category-holders",
    "eviednce-of": "evidence-of",
    "count": "counts",
}


@pytest.mark.parametrize(("name", "meant"), QUERIES.items())
def test_a_misspelt_query_is_suggested_first(name: str, meant: str) -> None:
    with pytest.raises(UnknownQuery) as refused:
        registry.get(name)
    assert re.search(rf"did you mean {meant}\b", str(refused.value))


NAMES = ["partner", "category", "programme", "reported_on", "start", "end", "official_wording"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Partner", "partner"),
        ("catgory", "category"),
        ("reprted on", "reported_on"),
        ("OFFICAL-WORDING", "official_wording"),
        ("wording official", "official_wording"),
        ("Prográmme", "programme"),
    ],
)
def test_case_accents_separators_and_order_do_not_matter(text: str, meant: str) -> None:
    assert alike(text, NAMES, limit=1) == [meant]


@pytest.mark.parametrize("text", ["", " ", "-", "x" * 100_000, "\ud800", "\0", "阿里巴巴"])
def test_a_text_that_is_like_nothing_is_none(text: str) -> None:
    assert alike(text, NAMES) == []
