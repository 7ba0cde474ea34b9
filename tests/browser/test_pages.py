"""What a reader sees: nothing cut off, no labels on top of each other, no errors, and all of it without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.abuse.lengths import sample
from tests.browser.lent_pages import lent_page
from tests.some import any_number

DRAWN = (
    "/",
    "/partner/alibaba",
    "/partner/coca-cola",
    "/games/2020-summer",
    "/programme/top",
    "/programme/2024-summer-domestic",
    "/category/timekeeping",
    "/category/technology",
    "/person/thomas-bach",
    "/organization/ioc",
)
"""Pages with a drawing. That nothing scrolls sideways on others, even with wider letters, is in `test_fonts`."""

LONG = ("/partner/coca-cola", "/programme/top", "/category/technology")
"""Those of them of which a shorter one of the same kind is there."""


_OVERLAPS = """() => {
  const shown = [...document.querySelectorAll('svg.net')].filter(svg => svg.getBoundingClientRect().width > 0);
  const found = [];
  for (const svg of shown) {
    const boxes = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
    for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
      const [one, a] = boxes[i], [other, b] = boxes[j];
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 1 && tall > 1) found.push(`${one} / ${other}`);
    }
  }
  return {drawings: shown.length, found};
}"""

_LETTERS = """() => [...document.querySelectorAll('svg.net')]
  .filter(svg => svg.getBoundingClientRect().width > 0)
  .map(svg => Math.min(...[...svg.querySelectorAll('text')].map(text =>
    parseFloat(getComputedStyle(text).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)))"""

_CUT = """() => [...document.querySelectorAll('svg.net')]
  .filter(svg => svg.getBoundingClientRect().width > 0)
  .flatMap(svg => { const room = svg.getBoundingClientRect(); return [...svg.querySelectorAll('text')].filter(text => {
    const box = text.getBoundingClientRect();
    return box.left < room.left - 2 || box.right > room.right + 2 || box.bottom > room.bottom + 2;
  }).map(text => text.textContent) })"""


@contextmanager
def _open(browser: Browser, address: str, width: int, **options: Any) -> Iterator[Page]:
    complaints: list[str] = []
    listeners: dict[str, Callable[[Any], None]] = {
        "console": lambda message: complaints.append(message.text),
        "pageerror": lambda error: complaints.append(str(error)),
    }
    with lent_page(browser, listeners, width, **options) as page:
        response = page.goto(address)
        assert response is not None
        assert response.status == 200
        yield page
        assert complaints == []


@pytest.mark.parametrize("path", sample(DRAWN, long=LONG))
def test_it_fits_every_screen(browser: Browser, address: str, path: str) -> None:
    """Opened on a phone, and then given more room: nothing scrolls sideways, labels keep apart and are legible."""
    with _open(browser, address + path, 390) as page:
        for width in (320, 390, 820, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            if width in {390, 1440}:
                _assert_legible(page)


def _assert_legible(page: Page) -> None:
    overlaps = page.evaluate(_OVERLAPS)
    left_out = page.locator(".narrow-only:visible").count()
    assert overlaps["drawings"] == page.locator("figure.network, figure.chart").count() - left_out, (
        "one drawing is shown at each width, or a sentence says that there is none"
    )
    assert overlaps["found"] == []
    assert page.evaluate(_CUT) == []
    assert all(size >= 11 for size in any_number(page.evaluate(_LETTERS)))


@pytest.mark.parametrize("width", sample([390, 1440]))
def test_without_javascript(browser: Browser, address: str, width: int) -> None:
    with _open(browser, address + "/", width, java_script_enabled=False) as page:
        page.get_by_role("searchbox").fill("mcdonalds")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("link", name="McDonald's").first.click()
        assert page.url == address + "/partner/mcdonalds"
        page.locator("svg.chronicle:visible a.bar", has_text="TOP IX").first.click()
        assert page.url == address + "/partnership/top-09--mcdonalds"
        expect(page.locator("main")).to_contain_text("16 June 2017")
        expect(page.locator("ol.sources > li").first).to_be_attached()
        page.locator("dl.facts").get_by_role("link", name="TOP IX", exact=True).click()
        assert page.url == address + "/programme/top-09"
        expect(page.locator("ol.sources > li").nth(5)).to_be_attached()  # a page may end later than its address comes


def test_nodes_are_reached_by_keyboard(browser: Browser, address: str) -> None:
    with _open(browser, address + "/partner/alibaba", 1440) as page:
        page.locator("svg.net-wide a.node").first.focus()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('svg') !== null")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url != address + "/partner/alibaba"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_scheme(browser: Browser, address: str, scheme: str) -> None:
    with _open(browser, address + "/", 1440, color_scheme=scheme) as page:
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        brightness = sum(int(part) for part in paper.removeprefix("rgb(").removesuffix(")").split(","))
        assert (brightness > 384) == (scheme == "light")


def test_a_reader_of_the_sources_gets_back(browser: Browser, address: str) -> None:
    with _open(browser, address + "/partner/alibaba", 1440) as page:
        page.locator(".refs a").first.click()
        assert "#source-1" in page.url
        assert page.locator("#source-1").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_number_leads_to_its_source_in_a_folded_list(browser: Browser, address: str, scripts: bool) -> None:
    with _open(browser, address + "/compare?a=Visa&b=Omega#source-2", 390, java_script_enabled=scripts) as page:
        expect(page.locator("details > ol.sources > #source-2")).to_be_visible()


_SIZE = re.compile(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")


def test_the_matrix_is_printed_on_one_page(browser: Browser, address: str) -> None:
    with _open(browser, address + "/programme/top", 1440) as page:
        printed = page.pdf(prefer_css_page_size=True)
    lying = [float(width) > float(height) for width, height in _SIZE.findall(printed)]
    assert lying.count(True) == 1


@pytest.mark.parametrize("scheme", sample(["dark", "light"]))
def test_a_table_that_goes_on_beyond_the_edge_shows_it(browser: Browser, address: str, scheme: Any) -> None:
    """At 320 pixels the answer seemed to have three columns. The shade is gone where the last one is seen."""
    with _open(browser, address + "/queries/partner-history", 320, color_scheme=scheme) as page:
        frame = page.locator(".scroll:has(> table)").first
        frame.evaluate("frame => { frame.firstElementChild.style.visibility = 'hidden' }")
        assert frame.evaluate("frame => frame.scrollWidth - frame.clientWidth") > 0
        at_the_start = frame.screenshot()
        frame.evaluate("frame => frame.scrollTo({left: frame.scrollWidth, behavior: 'instant'})")
        assert frame.screenshot() != at_the_start


def test_the_navigation_fades_where_it_goes_on(browser: Browser, address: str) -> None:
    """At 320 pixels it seemed to end with the fourth of its entries. The last can be scrolled clear of that."""
    with _open(browser, address + "/", 320) as page:
        entries = page.locator(".bar nav ul")
        assert "gradient" in entries.evaluate("list => getComputedStyle(list).maskImage")
        entries.evaluate("list => list.scrollTo({left: list.scrollWidth, behavior: 'instant'})")
        assert entries.evaluate("list => list.lastElementChild.getBoundingClientRect().right") < 320 - 39
