"""Names come in the order of the root collation of Unicode: whatever their case and accents."""

from __future__ import annotations

import pytest

from graph.collation import collation_key
from tests.some import some

ORDERED = (
    ["361 Degrees", "3M", "adidas", "Airbnb", "airweave", "American Express"],
    ["British Airways", "BT", "BTS"],
    ["IBM", "Île-de-France", "Intel", "Internationale Nederlanden Groep"],
    ["Nortel", "Nortel Networks", "O2", "Ocado", "Österreich", "Oz"],
    ["AT&T", "ATA"],
    ["co-op", "Coca-Cola", "Cole", "Coté", "Côte", "Cotf"],
    ["resume", "Resume", "résumé"],
    ["Łódź", "Lund"],
)
"""Names as ICU orders them in the root locale."""


@pytest.mark.parametrize("names", ORDERED, ids=lambda names: names[0])
def test_names_come_in_the_order_of_the_root_collation(names: list[str]) -> None:
    assert sorted({*names}, key=collation_key) == names


def test_any_text_has_a_place() -> None:
    for text in some(["", "\x00", "\ud800", "阿里巴巴", "é" * 10_000, "\u0301"]):
        assert collation_key(text) <= collation_key(text + "a")
