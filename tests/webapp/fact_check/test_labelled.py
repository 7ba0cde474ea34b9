"""Labelled texts: the figures that the check must reach.

Each set was written before the check was tuned on it, but for the first half. `make test` reads the newest set and
every second one before it, `make abuse` all (`OPG_ABUSE_FULL=1`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.abuse.lengths import sample
from tests.some import some
from tests.webapp.fact_check.evaluate import evaluate, texts
from webapp.models.reference_data import ReferenceData

LABELLED: Final = Path(__file__).parent / "labelled"

PARTS: Final = (
    ("mentions right", "mentions given"),
    ("mentions found", "mentions expected"),
    ("supported right", "supported given"),
    ("supported found", "supported expected"),
    ("contradicted right", "contradicted given"),
    ("contradicted found", "contradicted expected"),
)

LEAST: Final = {
    "first_half": (0.99, 0.98, 0.97, 0.97, 0.99, 0.88),
    "second_half": (0.99, 0.98, 0.98, 0.90, 0.99, 0.53),
    "third_set": (0.99, 0.98, 0.97, 0.97, 0.99, 0.71),
    "fourth_set": (0.98, 0.98, 0.96, 0.92, 0.99, 0.38),
    "fifth_set": (0.98, 0.99, 0.99, 0.80, 0.99, 0.37),
    "sixth_set": (0.97, 0.98, 0.95, 0.79, 0.99, 0.41),
    "seventh_set": (0.99, 0.99, 0.97, 0.86, 0.99, 0.50),
    "eighth_set": (0.99, 0.96, 0.96, 0.85, 0.99, 0.43),
    "ninth_set": (0.98, 0.97, 0.95, 0.85, 0.99, 0.38),
    "tenth_set": (0.97, 0.97, 0.96, 0.78, 0.99, 0.35),
    "eleventh_set": (0.97, 0.99, 0.97, 0.82, 0.99, 0.46),
    "twelfth_set": (0.99, 0.95, 0.96, 0.87, 0.99, 0.30),
    "thirteenth_set": (0.99, 0.96, 0.97, 0.84, 0.99, 0.55),
    "fourteenth_set": (0.99, 0.98, 0.99, 0.84, 0.99, 0.48),
    "fifteenth_set": (0.99, 0.95, 0.99, 0.80, 0.99, 0.27),
    "seventeenth_set": (0.99, 0.95, 0.97, 0.79, 0.99, 0.42),
    "sixteenth_set": (0.98, 0.95, 0.98, 0.78, 0.99, 0.36),
    "eighteenth_set": (0.98, 0.95, 0.99, 0.83, 0.99, 0.50),
    "nineteenth_set": (0.99, 0.97, 0.98, 0.82, 0.99, 0.28),
    "twentieth_set": (0.98, 0.96, 0.98, 0.69, 0.99, 0.28),
    "twentyfirst_set": (0.97, 0.98, 0.97, 0.75, 0.99, 0.36),
    "twentysecond_set": (0.99, 0.93, 0.97, 0.82, 0.99, 0.45),
    "twentythird_set": (0.99, 0.94, 0.97, 0.80, 0.99, 0.25),
    "twentyfourth_set": (0.98, 0.97, 0.98, 0.70, 0.99, 0.37),
    "twentyfifth_set": (0.98, 0.97, 0.93, 0.78, 0.99, 0.31),
    "twentysixth_set": (0.99, 0.98, 0.96, 0.80, 0.99, 0.28),
}
"""The shares that each set must reach, in the order of the parts."""


@pytest.mark.slow
@pytest.mark.parametrize("name", sample(reversed(LEAST)))
def test_a_set_is_read(catalogue: ReferenceData, name: str) -> None:
    found = evaluate(catalogue, some(list(texts(LABELLED / name))))
    shares = [(part, found.share(part, whole), least) for (part, whole), least in zip(PARTS, LEAST[name], strict=True)]
    too_low = [f"{part}: {share:.3f}, and at least {least}" for part, share, least in shares if share < least]
    assert not too_low, "\n".join([*too_low, *found.differences])
