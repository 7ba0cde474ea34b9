"""What the first page costs a reader: measured in Chromium with an empty cache, several times."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from statistics import median

from playwright.sync_api import sync_playwright

from tests.benchmarks.figure import Figure
from tests.browser.weight import weigh

_TIMES = 5


def first_page(address: str) -> Iterator[Figure]:
    """Measure the first page; nothing where there is no Chromium."""
    path = shutil.which("chromium")
    if path is None:
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        visits = [weigh(browser, address + "/") for _ in range(_TIMES)]
        browser.close()
    yield Figure("first page, over the wire", f"{visits[0].received / 1000:.0f} kB", "< 350 kB")
    largest = median(visit.largest for visit in visits)
    yield Figure(f"first page, largest paint (median of {_TIMES})", f"{largest:.0f} ms", "< 1500 ms")
    yield Figure("first page, layout shift", f"{max(visit.shift for visit in visits):.3f}", "0")
