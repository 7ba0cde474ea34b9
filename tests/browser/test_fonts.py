"""Finding 30: pages look and measure the same whatever fonts a machine has, and have room where theirs do not come."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import needs
from tests.abuse.lengths import sample
from tests.browser.conftest import _FLAGS
from tests.some import some
from webapp.http.assets import bundle

_LATIN = ("/about", "/programmes", "/queries", "/queries/partners-on-date")
"""Pages without letters of other scripts and without signs such as those of keys."""

_LONG = (
    "/programmes",
    "/games",
    "/search?q=bach",
    "/search?q=mcdnalds",
    "/categories",
    "/countries",
    "/events",
    "/sources",
    "/people?organization=ioc",
    "/partner/coca-cola",
    "/country/france",
    "/country/united-states",
    "/programme/top",
    "/category/technology",
)
"""Pages of which there is a shorter one of the same kind here, such as another list."""

_ALL = (
    *_LATIN,
    "/",
    "/explore",
    "/explore/embed?tier=top",
    "/games",
    "/partners?country=japan&programme=top",
    "/search?q=tokyo",
    "/search?q=bach",
    "/search?q=mcdnalds",
    "/categories",
    "/countries",
    "/people?organization=ioc",
    "/partner/coca-cola",
    "/partner/alibaba",
    "/partner/nobody",
    "/country/japan",
    "/country/france",
    "/games/2020-summer",
    "/programme/top",
    "/category/technology",
    "/category/timekeeping",
    "/person/thomas-bach",
    "/organization/ioc",
    "/partnership/top-09--alibaba",
    "/path?from=partner/kodak&to=partner/alibaba",
    "/sparql",
    "/quality",
    "/data",
    "/api",
    "/ontology",
    "/sources",
    "/source/gleif-2025-10",
    "/events",
    "/event/2017-01-19-alibaba",
    "/compare?a=London+2012&b=Tokyo+2020",
    "/country/united-states",
    "/statistic/2020-summer--domestic-partners--2",
    "/changes/1.1",
)

_WIDER = """addEventListener('DOMContentLoaded', () => {
  const style = document.createElement('style');
  style.textContent = `
    @font-face { font-family: "Wider"; src: url("%s"); font-weight: 200 900; size-adjust: 126%%; }
    :root { --body: "Wider"; --serif: "Wider"; --mono: "Wider"; }`;
  document.head.append(style);
})"""
"""Letters as wide as those of DejaVu Sans and Verdana, the widest in use: they are 18 % wider than ours."""

_LOADED = "[...document.fonts].some(font => font.family.includes('Wider') && font.status === 'loaded')"

_BEYOND = """() => {
  const room = document.documentElement.clientWidth;
  const beyond = [...document.querySelectorAll('main *, header *, footer *')].filter(element =>
    element.getBoundingClientRect().right > room + 1 && !element.closest('.scroll, nav ul, svg, .unseen'));
  return [document.documentElement.scrollWidth, beyond.slice(0, 3).map(element => element.outerHTML.slice(0, 120))];
}"""

_BOXES = """() => [...document.querySelectorAll('body *')].filter(element => element.checkVisibility()).map(element => {
  const {x, y, width, height} = element.getBoundingClientRect();
  return [element.tagName, element.className.toString(), ...[x, y, width, height].map(Math.round)].join(' ');
})"""
"""Where each element is that is shown; a folded one has no letters yet, and its size is a guess."""

_USED = "CSS.getPlatformFontsForNode"

_MARK = """() => {
  for (const element of document.querySelectorAll('body *'))
    element.toggleAttribute('data-text', !element.childElementCount ||
      [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim()));
}"""
"""Marks the elements with text of their own, since each costs a request to the browser."""


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    needs.bundle("fonts")


def _fonts(page: Page) -> dict[str, bool]:
    """Return the fonts that a page is set in, and of each whether it came with the page."""
    page.evaluate(_MARK)
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    elements = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "[data-text]"})["nodeIds"]
    used = [font for each in elements for font in session.send(_USED, {"nodeId": each})["fonts"]]
    return {font["familyName"]: font["isCustomFont"] for font in used}


def _visit(page: Page, address: str) -> dict[str, bool]:
    """Open a page and return its fonts; again if a browser that was kept from its work did without them."""
    for _ in range(3):
        page.goto(address, wait_until="networkidle")
        found = _fonts(page)
        if all(found.values()):
            break
    return found


@dataclass(frozen=True, slots=True)
class _Measured:
    """The fonts of a page, as of `_fonts`, and where each element is, at two widths."""

    fonts: dict[str, bool]
    boxes: list[list[str]]


def _measured(browser: Browser, address: str) -> dict[str, _Measured]:
    """Open pages with a profile of their own and measure them."""
    found = {}
    with browser.new_context() as context:
        page = context.new_page()
        for path in _LATIN:
            fonts, boxes = _visit(page, address + path), []
            for width in (390, 1440):
                page.set_viewport_size({"width": width, "height": 900})
                boxes.append(page.evaluate(_BOXES))
            found[path] = _Measured(fonts, boxes)
    return found


@pytest.fixture(scope="module")
def measured(browser: Browser, address: str) -> dict[str, _Measured]:
    """Pages on this machine, with all its fonts."""
    return _measured(browser, address)


@pytest.mark.parametrize("path", _LATIN)
def test_all_letters_come_with_the_page(measured: dict[str, _Measured], path: str) -> None:
    found = measured[path].fonts
    assert len(found) >= 2
    assert all(some(found.values())), found


def test_letters_with_accents_come_with_the_page(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + "/about")
    for _ in range(3):  # the first time they are fetched, and only a later visit shows them
        page.evaluate("document.querySelector('main').innerHTML = '<p>Dvořák, Łódź, București, Ōsaka, Росатом, Αθήνα'")
        page.evaluate("document.fonts.ready")
        found = _fonts(page)
        page.reload()
    context.close()
    assert all(some(found.values())), found


@contextmanager
def _with_fonts_of(browser: Browser, folder: Path, settings: Path) -> Iterator[Browser]:
    """Start a second Chromium, for which the machine has only the fonts of a folder."""
    settings.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{folder}</dir>'
        f"<cachedir>{settings.parent}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    path = needs.program("chromium", "apt-get install chromium")
    other = browser.browser_type.launch(executable_path=path, args=list(_FLAGS), env={"FONTCONFIG_FILE": str(settings)})
    try:
        yield other
    finally:
        other.close()


def test_pages_measure_the_same_with_no_other_fonts(
    browser: Browser, address: str, measured: dict[str, _Measured], tmp_path: Path
) -> None:
    """Chromium does not start without any, so it has those of the pictures that go with shared links."""
    folder = Path(str(files("font_source_serif_pro"))) / "files"
    assert list(folder.glob("*.ttf"))
    with _with_fonts_of(browser, folder, tmp_path / "fonts.conf") as other:
        others = _measured(other, address)
    for path in some(_LATIN):
        assert all(some(others[path].fonts.values()))
        for ours, theirs in some(zip(measured[path].boxes, others[path].boxes, strict=True)):
            assert len(ours) > 50
            assert [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]] == []


@pytest.fixture(scope="module")
def wide(browser: Browser) -> Iterator[Page]:
    """A page with wider letters than ours."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    font = next(name for name in bundle("fonts").fonts if "sans" in name)
    page.add_init_script(_WIDER % f"/static/{font}")
    yield page
    context.close()


@pytest.mark.parametrize("path", sample(_ALL, long=_LONG))
def test_there_is_room_for_wider_letters(wide: Page, address: str, path: str) -> None:
    wide.set_viewport_size({"width": 320, "height": 800})
    wide.goto(address + path)
    wide.evaluate("document.fonts.ready")
    assert wide.evaluate(_LOADED)
    for width in some(sample((320, 390, 820, 1440))):
        wide.set_viewport_size({"width": width, "height": 800})
        total, beyond = wide.evaluate(_BEYOND)
        assert total <= width, (width, beyond)
