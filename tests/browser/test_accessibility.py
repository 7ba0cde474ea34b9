"""axe-core finds nothing to object to on a page of each kind, in light and dark, on a large screen and on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import Axe

PAGES = (
    "/",
    "/partners",
    "/partners?country=japan&programme=top",
    "/partners?q=zzzz",
    "/games",
    "/programmes",
    "/categories",
    "/countries",
    "/people",
    "/events",
    "/sources",
    "/search",
    "/search?q=tokyo",
    "/search?q=mcdnalds",
    "/partner/alibaba",
    "/games/2020-summer",
    "/programme/top",
    "/programme/2024-summer-domestic",
    "/category/timekeeping",
    "/country/japan",
    "/person/thomas-bach",
    "/organization/ioc",
    "/partnership/top-09--alibaba",
    "/source/sina-2017-01-19-alibaba",
    "/event/1963-tokyo-seiko-official-timekeeper",
    "/queries",
    "/queries/partners-on-date",
    "/data",
    "/ontology",
    "/api",
    "/quality",
    "/about",
    "/quality",
    "/errors",
)
ON_A_PHONE = (
    "/",
    "/partners?country=japan",
    "/search?q=tokyo",
    "/partner/alibaba",
    "/programme/top",
    "/queries/partners-on-date",
)
MISSING = "/partner/nobody"


def violations(browser: Browser, address: str, axe: Axe, width: int, scheme: Any) -> list[str]:
    """Return what axe finds on the page at an address."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    try:
        page = context.new_page()
        page.goto(address)
        return axe.violations(page)
    finally:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*PAGES, MISSING])
def test_nothing_to_object_to(browser: Browser, address: str, axe: Axe, path: str, scheme: str) -> None:
    assert violations(browser, address + path, axe, 1440, scheme) == []


@pytest.mark.parametrize("path", ON_A_PHONE)
def test_nothing_to_object_to_on_a_phone(browser: Browser, address: str, axe: Axe, path: str) -> None:
    assert violations(browser, address + path, axe, 390, "light") == []


def test_nothing_to_object_to_while_suggestions_are_open(browser: Browser, address: str, axe: Axe) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        page.goto(address + "/about")
        page.keyboard.press("/")
        page.keyboard.type("mcdonl")
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("ArrowDown")
        assert axe.violations(page) == []
    finally:
        context.close()
