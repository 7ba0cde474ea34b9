"""Charts in pages of somebody else: all drawn, as high as they are, in a sandbox and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from playwright.sync_api import Browser, expect

from tests import needs
from tests.browser.hosting import hosting
from tests.some import some

CHARTS = (
    "programme-revenue/embed",
    "partner-timeline/embed?about=partner:visa",
    "events-around/embed?about=person:thomas-bach",
)
FRAME = '<iframe src="{}/chart/{}" width="100%" height="600" sandbox="allow-scripts" style="border:0"></iframe>'
LISTENER = (
    '<script>addEventListener("message", (e) => { const f = e.data?.type === "opg:height" && '
    '[...document.querySelectorAll("iframe")].find((f) => f.contentWindow === e.source); '
    "if (f) f.height = e.data.height; })</script>"
)


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    needs.bundle("embed")


@pytest.fixture(scope="module")
def newspaper(address: str) -> Iterator[str]:
    """The address of a page on another origin that shows charts in frames."""
    frames = "".join(FRAME.format(address, chart) for chart in CHARTS)

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>News</title>{frames}{LISTENER}".encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with hosting(Answer) as address_of_host:
        yield address_of_host


@pytest.mark.parametrize("width", [360, 1000])
def test_frames_are_as_high_as_their_charts(browser: Browser, newspaper: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(newspaper)
    for place in some(range(len(CHARTS))):
        frame = page.frame_locator("iframe").nth(place)
        drawn = frame.locator("figure svg:visible").first
        expect(drawn).to_be_visible()
        inner = frame.locator("body").evaluate(
            "body => [body.scrollWidth <= innerWidth, body.getBoundingClientRect().height]"
        )
        assert inner[0], "nothing is wider than the frame"
        expect(page.locator("iframe").nth(place)).to_have_attribute("height", str(-int(-inner[1] // 1)))
    page.close()


def test_a_chart_is_drawn_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{address}/chart/partner-timeline/embed?about=partner:visa")
    expect(page.locator("figure svg:visible").first).to_be_visible()
    expect(page.get_by_text("About this chart")).to_be_visible()
    context.close()
