"""axe-core finds nothing to object to on a page of each kind, in light and dark, on a large screen and on a phone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

import webapp

_AXE = Path(webapp.__file__).parent / "browser" / "node_modules" / "axe-core" / "axe.min.js"
_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}

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


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core, which is a dependency of the browser's part for development."""
    if not _AXE.is_file():
        if os.environ.get("OPG_REQUIRE_ENGINES") == "1":
            pytest.fail(f"OPG_REQUIRE_ENGINES=1 asks for {_AXE.name}; run npm ci in webapp/browser")
        pytest.skip("axe-core is not installed; run npm ci in webapp/browser")
    return _AXE.read_text(encoding="utf-8")


def violations(browser: Browser, address: str, axe: str, width: int, scheme: Any) -> list[str]:
    """Return what axe finds on a page, each with the elements concerned."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    try:
        page = context.new_page()
        page.goto(address)
        page.evaluate(axe)
        found = page.evaluate("rules => axe.run(document, rules)", _RULES)["violations"]
    finally:
        context.close()
    return [
        f"{item['id']}: {node['html'][:160]} {node['failureSummary'][:300]}" for item in found for node in item["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*PAGES, MISSING])
def test_nothing_to_object_to(browser: Browser, address: str, axe: str, path: str, scheme: str) -> None:
    assert violations(browser, address + path, axe, 1440, scheme) == []


@pytest.mark.parametrize("path", ON_A_PHONE)
def test_nothing_to_object_to_on_a_phone(browser: Browser, address: str, axe: str, path: str) -> None:
    assert violations(browser, address + path, axe, 390, "light") == []


def test_nothing_to_object_to_while_suggestions_are_open(browser: Browser, address: str, axe: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        page.goto(address + "/about")
        page.keyboard.press("/")
        page.keyboard.type("mcdonl")
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.evaluate(axe)
        found = page.evaluate("rules => axe.run(document, rules)", _RULES)["violations"]
        assert [item["id"] for item in found] == []
    finally:
        context.close()
