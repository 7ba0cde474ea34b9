"""A checked story: by keyboard, without JavaScript, on a phone, and nothing to object to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.abuse.lengths import sample
from tests.browser.axe import Axe
from tests.some import some

STORY = (
    "Alibaba, the Chinese e-commerce group, signed in Davos on 19 January 2017 as a worldwide Olympic partner.\n"
    "Visa has been a partner of the TOP programme since 1994."
)
FITS = "document.documentElement.scrollWidth <= innerWidth"


@contextmanager
def checked(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """Open the page of a story that was typed and sent by the keyboard alone."""
    with browser.new_context(viewport={"width": 390, "height": 900}, **options) as context:
        page = context.new_page()
        page.goto(address + "/check")
        page.get_by_label("Text", exact=True).focus()
        page.keyboard.insert_text(STORY)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.type("06172017")
        page.get_by_role("button", name="Check").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".lede")).to_contain_text("read as of 17 June 2017")
        yield page


@pytest.mark.parametrize("javascript", [True, False])
def test_a_number_leads_to_its_statement_and_back(browser: Browser, address: str, javascript: bool) -> None:
    with checked(browser, address, java_script_enabled=javascript) as page:
        contradicted = page.locator(".claim.v-contradicted")
        expect(contradicted).to_have_count(1)
        expect(page.locator(".story mark")).to_contain_text(["1994"])
        number = contradicted.locator(".number")
        in_text = page.get_by_role("link", name=f"Statement {number.inner_text()}, contradicted", exact=True)
        in_text.press("Enter")
        expect(contradicted).to_be_in_viewport()
        number.press("Enter")
        expect(in_text).to_be_in_viewport()
        assert "#words-" in page.url


def test_nothing_to_object_to(browser: Browser, address: str, axe: Axe) -> None:
    with checked(browser, address) as page:
        for width in some(sample((1440, 390, 320))):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(FITS)
            assert axe.violations(page) == []
            assert axe.violations_in_dark(page) == []
