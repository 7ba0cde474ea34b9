"""A colour of a product field means that field, on every page: numbers, tiers and kinds of things have others."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.some import some
from tests.webapp.html import Element, parse
from webapp.models.colour_families import FAMILIES, NEUTRAL

FIELDS = {f"f-{family.name}" for family in FAMILIES} - {f"f-{NEUTRAL.name}"}


def classes_of(element: Element) -> set[str]:
    return set(element.attributes.get("class", "").split())


PAGES = ("/games/2020-summer", "/programme/top", "/quality", "/queries/longest-relationships")


@pytest.mark.parametrize("address", PAGES)
def test_bars_of_numbers_have_no_colour_of_a_field(client: FlaskClient, address: str) -> None:
    bars = [part for part in parse(client.get(address).text).walk() if "bar-part" in classes_of(part)]
    for bar in some(bars):
        assert not classes_of(bar) & FIELDS


def test_the_first_page_tells_regions_apart_by_other_colours_than_fields(client: FlaskClient) -> None:
    keys = [part for part in parse(client.get("/").text).walk() if {"swatch", "part-1"} <= classes_of(part)]
    assert keys
    style = client.get("/static/style.css").text
    parts = [line for line in style.splitlines() if line.startswith(".part-")]
    for line in some(parts):
        assert not [field for field in some(FIELDS) if f"var(--{field.removeprefix('f-')})" in line]
