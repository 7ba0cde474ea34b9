"""How soon the whole network is in sight, and how long the page ever stands still after that: measured in Chromium.

Without graphics hardware SwiftShader draws on the processor, which is slower than any real screen.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.figure import Figure

_TIMES = 5
_WATCH = """
window.tasks = [];
new PerformanceObserver(list => tasks.push(...list.getEntries().map(task => [task.startTime, task.duration])))
  .observe({type: 'longtask', buffered: true});
new MutationObserver(() => {
  if (document.querySelector('.xp-canvas[data-state=shown]')) window.shown ??= performance.now();
}).observe(document, {subtree: true, childList: true, attributes: true});
"""
_STILL = """() => [shown, Math.max(0, ...tasks
  .filter(([start]) => start > performance.getEntriesByType('navigation')[0].loadEventEnd)
  .map(([, duration]) => duration))]"""


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening of the whole network, in milliseconds: until it is shown, and the longest task after the load."""

    shown: float
    longest: float


def whole_network(address: str) -> Iterator[Figure]:
    """Measure the explorer; nothing where there is no Chromium."""
    path = shutil.which("chromium")
    if path is None:
        return
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader"]
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        openings = [_open(browser, f"{address}/explore?show=network") for _ in range(_TIMES + 1)][1:]
        browser.close()
    shown = median(opening.shown for opening in openings)
    longest = median(opening.longest for opening in openings)
    yield Figure(f"whole network in the explorer, shown (median of {_TIMES})", f"{shown / 1000:.1f} s", "< 2 s")
    yield Figure(f"whole network, longest task after load (median of {_TIMES})", f"{longest:.0f} ms", "< 200 ms")


def _open(browser: Browser, address: str) -> Opening:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        page.add_init_script(_WATCH)
        page.goto(address)
        page.wait_for_selector(".xp-canvas[data-state=shown]")
        page.mouse.move(500, 450)
        page.mouse.wheel(0, -400)
        page.wait_for_timeout(1_000)
        shown, longest = page.evaluate(_STILL)
        return Opening(shown, longest)
    finally:
        context.close()
