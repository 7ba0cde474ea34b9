"""Labelled texts: the figures that the check must reach over the half that was written with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.some import some
from tests.webapp.fact_check.evaluate import Figures, evaluate, texts
from webapp.models.reference_data import ReferenceData

FIRST = Path(__file__).parent / "labelled" / "first_half"


@pytest.fixture(scope="module")
def figures(catalogue: ReferenceData) -> Figures:
    return evaluate(catalogue, some(list(texts(FIRST))))


@pytest.mark.parametrize(
    ("part", "whole", "least"),
    [
        ("mentions right", "mentions given", 0.97),
        ("mentions found", "mentions expected", 0.95),
        ("supported right", "supported given", 0.97),
        ("supported found", "supported expected", 0.85),
        ("contradicted right", "contradicted given", 0.97),
        ("contradicted found", "contradicted expected", 0.85),
    ],
)
def test_the_first_half_is_read(figures: Figures, part: str, whole: str, least: float) -> None:
    assert figures.share(part, whole) >= least, "\n".join(figures.differences)
