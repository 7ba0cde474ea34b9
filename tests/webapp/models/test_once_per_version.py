"""What is worked out once for each version of the graph is so with several threads, too."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from webapp.models.once import once_per_version
from webapp.models.reference_data import ReferenceData


def test_threads_wait_for_the_one_that_works(catalogue: ReferenceData) -> None:
    begun, going_on, calls = threading.Event(), threading.Event(), []

    @once_per_version
    def answer(_: ReferenceData, number: int) -> int:
        calls.append(number)
        begun.set()
        assert going_on.wait(30)
        return 2 * number

    fresh = ReferenceData(catalogue.ask)
    with ThreadPoolExecutor(3) as threads:
        asked = [threads.submit(answer, fresh, 21) for _ in range(3)]
        assert begun.wait(30)
        going_on.set()
        assert [future.result() for future in asked] == [42, 42, 42]
    assert calls == [21]
    assert not fresh.locks


def test_one_that_fails_is_tried_again(catalogue: ReferenceData) -> None:
    calls = []

    @once_per_version
    def answer(_: ReferenceData) -> str:
        calls.append("called")
        if len(calls) == 1:
            raise ValueError("not yet")
        return "found"

    fresh = ReferenceData(catalogue.ask)
    with pytest.raises(ValueError, match="not yet"):
        answer(fresh)
    assert (answer(fresh), answer(fresh)) == ("found", "found")
    assert len(calls) == 2
