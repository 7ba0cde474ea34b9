"""The cases of a sweep that a short run tries: every value, and the same each time."""

from __future__ import annotations

import pytest

from tests.abuse import lengths
from tests.some import some

CASES = [{"engine": engine, "format": form, "page": page} for engine in "ab" for form in "cde" for page in range(8)]


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lengths of `make test`, whatever this run has."""
    monkeypatch.setattr(lengths, "FULL", False)


def test_each_value_is_tried_and_about_equally_often() -> None:
    tried = [CASES[number] for number in lengths.covering(CASES)]
    for name in some(CASES[0]):
        values = [case[name] for case in tried]
        assert set(values) == {case[name] for case in CASES}
        times = [values.count(value) for value in set(values)]
        assert max(times) - min(times) <= 1
    assert len(tried) == 8


def test_each_run_tries_the_same() -> None:
    assert lengths.covering(CASES) == lengths.covering(list(CASES))


def test_all_are_tried_in_make_abuse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lengths, "FULL", True)
    assert lengths.covering(CASES) == list(range(len(CASES)))
