"""What the first page costs: bytes over the wire, requests, and no movement under the reader's eyes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.abuse.lengths import sample
from tests.browser.weight import weigh

_BUDGET = 350_000
"""Bytes over the wire for a page with an empty cache."""

_FIRST_PAGE = 120_000
"""The same for the first page."""

_SHIFT = 0.01
"""A tenth of what counts as good. Where nothing else runs it is nothing, see the benchmarks.

A browser that is kept from its work paints a table before all its rows are there, and its columns then move a few
pixels: 0.007 at a twentieth of the speed.
"""


@pytest.mark.parametrize(
    ("path", "width"),
    sample(
        [
            ("/", 390),
            ("/", 1440),
            ("/partners", 1440),
            ("/partners", 390),
            ("/partner/alibaba", 390),
            ("/partner/alibaba", 1440),
        ]
    ),
)
def test_a_page_is_light_and_keeps_still(browser: Browser, address: str, path: str, width: int) -> None:
    weight = weigh(browser, address + path, width)
    assert len(weight.requests) >= 2
    assert weight.received < (_FIRST_PAGE if path == "/" else _BUDGET)
    assert weight.shift < _SHIFT
    assert weight.largest > 0
