"""What the first page costs a reader: measured in Chromium with an empty cache, several times."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.figure import Figure

_TIMES = 5
_PAINTS = """() => new Promise(resolve => {
  let largest = 0, shift = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) largest = entry.startTime; })
    .observe({type: 'largest-contentful-paint', buffered: true});
  new PerformanceObserver(list => { for (const entry of list.getEntries()) shift += entry.value; })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => resolve([largest, shift]), 300);
})"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: bytes over the wire, time of the largest paint in milliseconds, layout shift."""

    received: float
    largest: float
    shift: float


def first_page(address: str) -> Iterator[Figure]:
    """Measure the first page; nothing where there is no Chromium."""
    path = shutil.which("chromium")
    if path is None:
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        visits = [_visit(browser, address + "/") for _ in range(_TIMES)]
        browser.close()
    yield Figure("first page, over the wire", f"{visits[0].received / 1000:.0f} kB", "< 350 kB")
    largest = median(visit.largest for visit in visits)
    yield Figure(f"first page, largest paint (median of {_TIMES})", f"{largest:.0f} ms", "< 1500 ms")
    yield Figure("first page, layout shift", f"{max(visit.shift for visit in visits):.3f}", "0")


def _visit(browser: Browser, address: str) -> Visit:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        received: list[float] = []
        session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
        page.goto(address, wait_until="networkidle")
        largest, shift = page.evaluate(_PAINTS)
        return Visit(sum(received), largest, shift)
    finally:
        context.close()
