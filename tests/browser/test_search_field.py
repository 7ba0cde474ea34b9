"""Searching with the keyboard alone: suggestions while typing, and the form where there is no JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import needs, tables
from tests.browser.lent_pages import lent_page


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    needs.bundle("search")
    with lent_page(browser, width=1280, base_url=address) as page:
        yield page


def test_from_a_slip_of_the_finger_to_the_page(page: Page, address: str) -> None:
    page.goto("/about")
    page.keyboard.press("/")
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    page.keyboard.type("mcdonlds")
    first = page.get_by_role("option").first
    expect(first).to_contain_text("McDonald's")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "none")
    page.keyboard.press("Enter")
    page.wait_for_url(address + "/partner/mcdonalds")


def test_escape_closes_and_enter_sends_the_form(page: Page, address: str) -> None:
    page.goto("/")
    field = page.get_by_role("combobox")
    field.press_sequentially("tokyo")
    expect(page.get_by_role("option").first).to_contain_text("Tokyo 2020")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url(address + "/search?q=tokyo")
    expect(page.get_by_role("heading", name="Games 3")).to_be_visible()


def test_a_click_opens_and_another_script_is_found(page: Page, address: str) -> None:
    page.goto("/partners")
    page.get_by_role("combobox").fill("阿里")
    option = page.get_by_role("option").first
    expect(option.locator("[lang=zh]")).to_have_text("阿里巴巴")
    option.click()
    page.wait_for_url(address + "/partner/alibaba")


def test_fields_of_a_form_take_the_names_of_the_things_that_fit(page: Page, address: str) -> None:
    page.goto("/compare")
    first, second = page.get_by_label("Compare", exact=True), page.get_by_label("with", exact=True)
    first.press_sequentially("阿里")
    page.get_by_role("option").first.click()
    expect(first).to_have_value("Alibaba Group")
    second.press_sequentially("visa")
    expect(page.get_by_role("option").first).to_contain_text("Visa")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(second).to_have_value("Visa")
    page.keyboard.press("Enter")
    page.wait_for_url(address + "/compare?a=Alibaba+Group&b=Visa")
    expect(page.get_by_role("heading", level=1)).to_have_text("Alibaba Group and Visa")


def test_the_slash_is_a_slash_while_typing(page: Page) -> None:
    page.goto("/partners")
    page.get_by_label("Find in this list").press_sequentially("a/b")
    expect(page.get_by_label("Find in this list")).to_have_value("a/b")


def test_markup_in_names_stays_text(page: Page) -> None:
    suggestion = (
        '[{"id":"x","label":"<img src=x onerror=alert(1)>","kind":"K","note":"","href":"/","matched":"","language":""}]'
    )
    page.route("**/search/suggest**", lambda route: route.fulfill(body=suggestion, content_type="application/json"))
    page.goto("/about")
    page.get_by_role("combobox").fill("x")
    expect(page.get_by_role("option").first).to_have_text("<img src=x onerror=alert(1)>K")
    assert page.locator(".suggestions img").count() == 0


def _suggested(*names: str) -> list[dict[str, str]]:
    return [
        {"id": name, "label": name, "kind": "K", "note": "", "href": f"/{name}", "matched": "", "language": ""}
        for name in names
    ]


def test_keys_go_through_the_list_and_open_it_again(page: Page) -> None:
    page.route("**/search/suggest**", lambda route: route.fulfill(json=_suggested("one", "other")))
    page.goto("/about")
    field, options = page.get_by_role("combobox"), page.get_by_role("option")
    field.press("o")
    expect(options).to_have_count(2)
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-expanded", "true")
    options.last.hover()
    expect(field).to_have_attribute("aria-activedescendant", options.last.get_attribute("id") or "none")


def test_a_suggestion_stays_under_the_finger_while_more_arrive(page: Page) -> None:
    """Finding 30: a suggestion that was replaced while it was clicked lost the click."""
    page.route("**/search/suggest?q=o", lambda route: route.fulfill(json=_suggested("one")))
    page.route("**/search/suggest?q=on", lambda route: route.fulfill(json=_suggested("one", "other")))
    page.goto("/about")
    page.get_by_role("combobox").press("o")
    options = page.get_by_role("option")
    expect(options).to_have_text(["oneK"])
    options.first.evaluate("option => { option.dataset.pressed = 'yes' }")
    page.get_by_role("combobox").press("n")
    expect(options).to_have_text(["oneK", "otherK"])
    expect(options.first).to_have_attribute("data-pressed", "yes")


def test_filters_work_by_links_alone(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/partners")
    page.locator("summary", has_text="Country").click()
    page.get_by_role("link", name=re.compile(r"^Japan \d+$")).click()
    page.wait_for_url(address + "/partners?country=japan")
    page.locator("summary", has_text="Programme").click()
    page.get_by_role("link", name="TOP, worldwide 5").click()
    expect(page.get_by_role("status")).to_have_text(f"5 of {len(tables.partners())} partners")
    page.get_by_role("link", name="Clear filters").click()
    page.wait_for_url(address + "/partners")
    context.close()
