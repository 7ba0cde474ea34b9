"""What the first page costs: bytes over the wire, requests, and no movement under the reader's eyes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

_BUDGET = 350_000
"""Bytes over the wire for the first page with an empty cache."""

_SHIFTS = """() => new Promise(resolve => {
  let shift = 0, largest = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) shift += entry.value; })
    .observe({type: 'layout-shift', buffered: true});
  new PerformanceObserver(list => { for (const entry of list.getEntries()) largest = entry.startTime; })
    .observe({type: 'largest-contentful-paint', buffered: true});
  setTimeout(() => resolve({shift, largest}), 600);
})"""


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", ["/", "/partners", "/partner/alibaba"])
def test_a_page_is_light_and_keeps_still(browser: Browser, address: str, path: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    try:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        received: list[float] = []
        session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
        page.goto(address + path, wait_until="networkidle")
        measured = page.evaluate(_SHIFTS)
    finally:
        context.close()
    assert len(received) >= 2
    assert sum(received) < _BUDGET
    assert measured["shift"] == 0
    assert measured["largest"] > 0
