"""What a page costs a reader who opens it for the first time: bytes, requests, and movement under the eyes."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser

_PAINTS = """() => new Promise(resolve => {
  let largest = 0, shift = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) largest = entry.startTime; })
    .observe({type: 'largest-contentful-paint', buffered: true});
  new PerformanceObserver(list => { for (const entry of list.getEntries()) shift += entry.value; })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => resolve([largest, shift]), 600);
})"""


@dataclass(frozen=True, slots=True)
class Weight:
    """One visit with an empty cache: bytes over the wire of each request, milliseconds to the largest paint, shift."""

    requests: tuple[float, ...]
    largest: float
    shift: float

    @property
    def received(self) -> float:
        """All bytes over the wire."""
        return sum(self.requests)


def weigh(browser: Browser, address: str, width: int = 1440) -> Weight:
    """Open a page with an empty cache in a window of a width in pixels, and measure what it costs."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    try:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        received: list[float] = []
        session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
        page.goto(address, wait_until="networkidle")
        largest, shift = page.evaluate(_PAINTS)
        return Weight(tuple(received), largest, shift)
    finally:
        context.close()
