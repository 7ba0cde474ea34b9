"""Labelled questions, whose answers are those of the tables as they are."""

from __future__ import annotations

import pytest

from tests.abuse.lengths import sample
from tests.webapp.ask.evaluate import FOLDER, evaluated
from webapp.models.reference_data import ReferenceData


@pytest.mark.slow
@pytest.mark.parametrize("name", sample(sorted(file.stem for file in FOLDER.glob("*.toml"))))
def test_labelled_questions_are_answered(catalogue: ReferenceData, name: str) -> None:
    counted = evaluated(catalogue, FOLDER / f"{name}.toml")
    total = sum(counted.values())
    assert total >= 70
    assert counted["right"] >= 0.88 * total
    assert counted["wrong"] <= 0.015 * total
