"""A check of many values fails where one of them does, and says which."""

from __future__ import annotations

import pytest

from tests.each import each


def test_each_value_that_fails_is_named() -> None:
    @each(("number", "limit"), [(1, 2), (3, 2), (5, 2)])
    def check(number: int, limit: int) -> None:
        assert number < limit

    with pytest.raises(ExceptionGroup, match="2 of 3 fail") as raised:
        check()
    assert [error.__notes__[0].rpartition(": ")[2] for error in raised.value.exceptions] == ["(3, 2)", "(5, 2)"]


def test_nothing_to_check_is_an_error() -> None:
    with pytest.raises(AssertionError, match="nothing to loop over"):
        each("value", [])


@each("value", ["a", "b"])
def test_fixtures_come_beside_the_values(pytestconfig: pytest.Config, value: str) -> None:
    assert pytestconfig
    assert value in "ab"
