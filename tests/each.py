"""A check of many values in one test: every value that fails is named, and pytest has one test to report.

A test of its own for each value costs some milliseconds beside the check. Where the check takes less, this is for it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from tests.some import some

Test = Callable[..., None]


def each(
    names: str | tuple[str, ...], values: Iterable[Any], ids: Callable[[Any], object] = str
) -> Callable[[Test], Test]:
    """Run a test with each value as its argument, or as several, and tell all that fail.

    `ids` says what a value is called. Fixtures are made once for all values, so the test must not change them.
    """
    found = some(values)

    def decorate(test: Test) -> Test:
        @wraps(test)
        def whole(**fixtures: Any) -> None:
            failed: list[Exception] = []
            for value in found:
                given = {names: value} if isinstance(names, str) else dict(zip(names, value, strict=True))
                try:
                    test(**fixtures, **given)
                except Exception as error:  # noqa: BLE001 - each is reported
                    error.add_note(f"with {names}: {ids(value)}")
                    failed.append(error)
            if failed:
                raise ExceptionGroup(f"{len(failed)} of {len(found)} fail", failed)

        taken = {names} if isinstance(names, str) else set(names)
        signature = inspect.signature(test)
        left = [parameter for parameter in signature.parameters.values() if parameter.name not in taken]
        whole.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]
        return whole

    return decorate
