"""Embeds in pages of another origin: many in one page, in sandboxes, without WebGL, and the wheel over them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from html import escape
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import needs
from tests.abuse.lengths import FULL, sample
from tests.browser.axe import Axe
from tests.browser.conftest import _FLAGS
from tests.browser.hosting import hosting

expect.set_options(timeout=20_000)  # the machine may be busy with other tests

_VIEW = "from=partner/omega&open=partner/omega.country"
_NUMBER = 20 if FULL else 6


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    needs.bundle("explore")


@pytest.fixture(scope="module")
def host(address: str) -> Iterator[str]:
    """A page of another origin with many embeds and the listener of the code that we give; half are sandboxed."""
    source = escape(f"{address}/explore/embed?{_VIEW}")
    frames = [
        f'<iframe src="{source}" width="32%" height="400" style="border:0"{locked}></iframe>'
        for locked in ("", ' sandbox="allow-scripts"') * (_NUMBER // 2)
    ]  # all at `/`, and three at `/three`
    listener = """<script>addEventListener("message", (e) => { const f = e.data?.type === "opg:height" &&
        [...document.querySelectorAll("iframe")].find((f) => f.contentWindow === e.source);
        if (f) f.height = e.data.height; })</script>"""

    class Host(BaseHTTPRequestHandler):
        """The site of a newspaper."""

        def do_GET(self) -> None:
            shown = frames[:3] if self.path == "/three" else frames
            body = f"<!doctype html><p>News</p>{''.join(shown)}<p style='height:2000px'>{listener}".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the library
            """Say nothing."""

    with hosting(Host) as address_of_host:
        yield address_of_host


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., tuple[Page, list[str]]]]:
    """What opens a page, with the list of its complaints."""
    contexts = []

    def open_(address: str, width: int = 700, height: int = 800) -> tuple[Page, list[str]]:
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce"))
        page, complaints = contexts[-1].new_page(), list[str]()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.extend([said.text] * (said.type in {"error", "warning"})))
        page.goto(address)
        return page, complaints

    yield open_
    for context in contexts:
        context.close()


def _drawn(page: Page, place: int) -> None:
    """Scroll to a frame, and wait until its picture is there."""
    page.locator("iframe").nth(place).scroll_into_view_if_needed()
    frame = page.frame_locator("iframe").nth(place)
    expect(frame.locator(".xp-canvas")).to_have_attribute("data-state", "shown")
    expect(frame.locator(".xp-still svg circle").first).to_be_visible()


def test_many_in_one_page(opened: Callable[..., tuple[Page, list[str]]], host: str) -> None:
    """All are drawn, and none holds the graphics card afterwards: in `make abuse` more than have room in it."""
    page, complaints = opened(host, 1300, 1600)
    for place in range(_NUMBER):
        _drawn(page, place)
    assert [text for text in complaints if "GL Driver" not in text and "Too many active WebGL" not in text] == []
    alive = sum(frame.evaluate("document.querySelectorAll('.xp-canvas canvas').length") for frame in page.frames[1:])
    assert alive == 0
    assert page.locator("iframe").first.get_attribute("height") != "400", "it has the height that it asked for"


def test_it_lives_while_a_reader_is_at_it(opened: Callable[..., tuple[Page, list[str]]], host: str) -> None:
    page, _ = opened(f"{host}/three")
    _drawn(page, 0)
    frame = page.frame_locator("iframe").first
    page.locator("iframe").first.hover()
    expect(frame.locator(".xp-canvas canvas").first).to_be_attached()
    expect(frame.locator(".xp-still")).to_be_hidden()
    page.locator("p").first.hover()
    expect(frame.locator(".xp-canvas canvas")).to_have_count(0)
    expect(frame.locator(".xp-still")).to_be_visible()


def test_the_wheel_scrolls_the_host_until_the_picture_is_clicked(
    opened: Callable[..., tuple[Page, list[str]]], host: str
) -> None:
    page, _ = opened(f"{host}/three")
    _drawn(page, 0)
    frame = page.frame_locator("iframe").first
    page.locator("iframe").first.hover()
    expect(frame.locator(".xp-canvas canvas").first).to_be_attached()
    page.mouse.wheel(0, 300)
    page.wait_for_function("scrollY > 100")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function("scrollY === 0")
    frame.locator(".xp-canvas").focus()
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("width", sample([320, 390, 600, 900]))
def test_the_picture_has_most_of_the_frame(
    opened: Callable[..., tuple[Page, list[str]]], address: str, axe: Axe, width: int
) -> None:
    page, _ = opened(f"{address}/explore/embed?tier=top&date=2017-01-18", width, 520)
    expect(page.locator(".xp-canvas")).to_have_attribute("data-state", "shown")
    assert page.evaluate("document.querySelector('.xp-stage').clientHeight / innerHeight") >= 0.6
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width == 320:
        page.get_by_role("button", name="Controls").click()
        assert axe.violations(page) == []


def test_without_webgl_the_server_draws(host: str) -> None:
    """In a sandbox, and in a Chromium of its own: switches hold for a whole browser."""
    path = needs.program("chromium", "apt-get install chromium")
    flags = [flag for flag in _FLAGS if "swiftshader" not in flag]
    script = Path(__file__).with_name("blind.py")
    command = [sys.executable, str(script), path, host, "--disable-3d-apis", *flags]
    found = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert int(found.stdout) >= 320
