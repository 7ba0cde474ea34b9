"""The explorer under real hands: keys one by one, input methods, fingers, wheels, a lost graphics card, paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import needs

expect.set_options(timeout=20_000)  # the machine may be busy with other tests

_VIEW = "from=partner/alibaba&open=partner/alibaba"


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    needs.bundle("explore")


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The explorer, opened once; each test leaves it as it was."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    _go(page, f"{address}/explore?{_VIEW}")
    yield page
    context.close()


def _go(page: Page, address: str) -> None:
    page.goto(address)
    _shown(page)


def _shown(page: Page) -> None:
    expect(page.locator(".xp-canvas")).to_have_attribute("data-state", "shown")


def _middle(page: Page) -> tuple[float, float]:
    box = page.locator(".xp-canvas").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_date_is_typed_key_by_key(page: Page) -> None:
    day = page.get_by_label("Exact day")
    day.focus()
    for key in "01182017":
        page.keyboard.press(key)
        page.wait_for_timeout(60)
    expect(page.locator(".xp-said")).to_have_text("18 January 2017")
    assert day.input_value() == "2017-01-18"
    page.wait_for_url(re.compile("date=2017-01-18"))
    _shown(page)
    day.blur()
    day.focus()
    for key in "02":  # the month and the day anew, after an answer came in between
        page.keyboard.press(key)
    expect(page.locator(".xp-said")).to_have_text("18 February 2017")
    _shown(page)
    page.get_by_role("button", name="All times").click()
    _shown(page)


_COMPOSING = """(input, key) => {
  const press = (more) => input.dispatchEvent(
    new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, cancelable: true, ...more}));
  input.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true}));
  press(key === 'safari' ? {keyCode: 229} : {isComposing: true, keyCode: 229});
  input.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true, data: input.value}));
}"""


@pytest.mark.parametrize("key", ["isComposing", "safari"])
def test_enter_that_ends_a_composition_takes_nothing(page: Page, key: str) -> None:
    """Safari ends the composition before it tells of the key."""
    field = page.get_by_role("combobox", name="Find in the network")
    field.fill("visa")
    expect(page.locator(".xp-found [role=option]").first).to_be_visible()
    before = page.url
    field.evaluate(_COMPOSING, key)
    assert field.input_value() == "visa"
    assert page.url == before
    field.fill("")


def test_a_search_field_of_the_site_composes_too(page: Page) -> None:
    field = page.locator("form[role=search] input[name=q]").first
    field.fill("visa")
    expect(page.locator(".suggestions [role=option]").first).to_be_visible()
    field.press("ArrowDown")
    before = page.url
    field.evaluate(_COMPOSING, "safari")
    page.wait_for_timeout(200)
    assert page.url == before
    field.fill("")


def test_a_drag_that_leaves_the_picture_ends(page: Page) -> None:
    """Nothing stays pointed at, and the picture does not stay dimmed."""
    x, y = _middle(page)
    box = page.locator(".xp-canvas").bounding_box()
    assert box is not None
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 40, steps=3)
    page.mouse.move(box["x"] + box["width"] + 120, y, steps=4)
    page.mouse.up()
    page.mouse.move(box["x"] + box["width"] + 130, y)
    assert "xp-pointing" not in (page.locator(".xp-canvas").get_attribute("class") or "")
    opacities = _opacities(page)
    page.mouse.move(5, 5)
    assert _opacities(page) == opacities
    assert min(opacities) > 0.12, "what is dimmed has less"


def _opacities(page: Page) -> set[float]:
    """Return how opaque the lines of the picture are, as it would be printed."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    found = page.locator(".xp-print path[stroke-opacity]").evaluate_all(
        "lines => lines.map(line => Number(line.getAttribute('stroke-opacity')))"
    )
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    return set(found)


def test_a_lost_context_comes_back(page: Page) -> None:
    page.evaluate("""() => {
      const canvas = document.querySelector('.xp-canvas .sigma-nodes');
      window.lostCanvas = canvas;
      canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext();
    }""")
    page.wait_for_function("""() => {
      const canvas = document.querySelector('.xp-canvas .sigma-nodes');
      return canvas && canvas !== window.lostCanvas && !canvas.getContext('webgl2').isContextLost();
    }""")
    expect(page.locator(".xp-still")).to_be_hidden()


def test_paper_has_the_picture_and_cuts_nothing(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    try:
        drawing = page.locator(".xp-print svg")
        expect(drawing).to_be_visible()
        assert drawing.locator("circle").count() > 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.locator(".xp-canvas").is_hidden()
    finally:
        page.emulate_media(media="screen", color_scheme="light")


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_the_slider_is_in_sight(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    try:
        page.reload()
        _shown(page)
        box = page.get_by_role("slider", name="Day").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= size[1]
    finally:
        page.set_viewport_size({"width": 1440, "height": 900})


@pytest.mark.parametrize(
    "query", ["from=games/2012-summer&open=games/2012-summer.partner&kind=partner&kind=games",
              "from=country/china&open=country/china&kind=partner"]
)  # fmt: skip
def test_the_legend_is_filled_and_filters(page: Page, address: str, query: str) -> None:
    _go(page, f"{address}/explore?{query}")
    keys = page.locator(".xp-families .xp-key")
    assert keys.count() > 1
    keys.first.click()
    page.wait_for_url(re.compile("category="))
    _shown(page)


@pytest.fixture(scope="module")
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """The explorer on a phone, with fingers."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    _go(page, f"{address}/explore?{_VIEW}")
    yield page
    context.close()


def _fingers(page: Page, *ways: tuple[tuple[float, float], tuple[float, float]]) -> None:
    """Move fingers at once, each from one point to another."""
    session: Any = page.context.new_cdp_session(page)

    def touch(kind: str, share: float) -> None:
        points = [
            {"x": x + (to_x - x) * share, "y": y + (to_y - y) * share, "id": number}
            for number, ((x, y), (to_x, to_y)) in enumerate(ways)
        ]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [] if kind == "touchEnd" else points})

    touch("touchStart", 0)
    for step in range(1, 9):
        touch("touchMove", step / 8)
        page.wait_for_timeout(20)
    touch("touchEnd", 1)


def test_one_finger_scrolls_the_page_and_is_told_of_two(phone: Page) -> None:
    x, y = _middle(phone)
    before = phone.url
    _fingers(phone, ((x, y), (x, y - 200)))
    phone.wait_for_function("scrollY > 60")
    expect(phone.locator(".xp-hint")).to_be_hidden()
    assert phone.url == before
    phone.evaluate("scrollTo(0, 0)")


def test_two_fingers_zoom(phone: Page) -> None:
    x, y = _middle(phone)
    _fingers(phone, ((x - 30, y), (x - 110, y)), ((x + 30, y), (x + 110, y)))
    phone.wait_for_url(re.compile("zoom="))
    assert phone.evaluate("scrollY") == 0
