"""The explorer over a network that is too large for one picture, by hand, by keys and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from graph.build.snapshot import Snapshot
from tests import needs
from tests.browser.test_explorer import _visit
from tests.serving import serving


@pytest.fixture(scope="module")
def large(snapshot: Snapshot) -> Iterator[str]:
    """The address of a site whose explorer takes a hundred partnerships for a large network."""
    needs.bundle("explore")
    with serving(OPG_EXPLORER_PARTNERSHIPS="100") as served:
        yield served.address


def test_what_is_left_out_is_said_and_can_be_found(browser: Browser, large: str) -> None:
    with _visit(browser, large, "show=network") as visit:
        expect(visit.panel.locator("[data-bound]")).to_have_text(
            re.compile(r"Shown are the [\d,]+ partners with most Games, of [\d,]+ that fit\.")
        )
        visit.page.keyboard.press("/")
        visit.page.keyboard.type("united states")
        expect(visit.page.locator(".xp-found [role=option]").first).to_contain_text("United States")
        visit.page.keyboard.press("Enter")
        expect(visit.canvas).to_be_focused()
        others = visit.panel.get_by_role("button", name=re.compile("^Organizations"))
        expect(others).to_be_visible()  # which the view does not count
        visit.page.keyboard.press("Enter")
        visit.shown()
        expect(visit.panel.get_by_text(re.compile(r"United States: 20 of \d+ partners"))).to_be_visible()
        visit.panel.get_by_role("button", name="Show more partners of United States").click()
        visit.shown()
        assert visit.count("partner") > 20


def test_on_a_phone(browser: Browser, large: str) -> None:
    with _visit(browser, large, "from=programme/top", width=390, has_touch=True, is_mobile=True) as visit:
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
        assert visit.count("partner") == 20
