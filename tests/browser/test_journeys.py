"""What people come for, walked from the first click to the evidence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import needs


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=address)
    try:
        yield context.new_page()
    finally:
        context.close()


def test_from_a_misspelt_name_to_the_evidence_of_an_exit(page: Page, address: str) -> None:
    needs.bundle("search")
    page.goto("/games")
    page.keyboard.press("/")
    page.keyboard.type("mcdonlads")
    expect(page.get_by_role("option").first).to_contain_text("McDonald's")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(address + "/partner/mcdonalds")
    page.locator("svg.chronicle:visible a.bar", has_text="TOP IX").first.click()
    page.wait_for_url(address + "/partnership/top-09--mcdonalds")
    main = page.locator("main")
    expect(main).to_contain_text("16 June 2017")
    expect(main).to_contain_text("three years early")
    source = page.locator("ol.sources > li", has_text="Associated Press")
    assert (source.get_by_role("link").first.get_attribute("href") or "").startswith("http://www.star-telegram.com/")


def test_from_the_matrix_to_who_held_computing_before_alibaba(page: Page, address: str) -> None:
    page.goto("/programme/top")
    page.locator("table.terms a[href='/partnership/top-09--alibaba']").click()
    page.wait_for_url(address + "/partnership/top-09--alibaba")
    page.locator("main").get_by_role("link", name="Cloud services").first.click()
    page.wait_for_url(address + "/category/cloud-services")
    page.locator("main").get_by_role("link", name="Technology", exact=True).first.click()
    page.wait_for_url(address + "/category/technology")
    page.locator("main a[href='/category/it-services']").first.click()
    page.wait_for_url(address + "/category/it-services")
    bars = page.locator("svg.chronicle:visible a.bar")
    held = {title for title in bars.locator("title").all_text_contents() if "TOP" in title}
    for partner, term in (("IBM", "TOP III"), ("IBM", "TOP IV"), ("Atos", "TOP V"), ("Atos", "TOP VIII")):
        assert any(partner in title and f"{term}:" in title for title in held), (partner, term, sorted(held))
