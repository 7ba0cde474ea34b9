"""axe-core finds nothing to object to on a page of each kind, in light and dark, on a large screen and on a phone.

Nor does the browser, of scripts or of what the Content Security Policy forbids.

Of each kind of thing `make abuse` has the page with the most on it, and `make test` a shorter one.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.abuse.lengths import FULL, sample
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
    "/partner/coca-cola",
    "/games/2020-summer",
    "/games/2026-summer-youth",
    "/programme/top",
    "/programme/2020-summer-domestic",
    "/programme/top-09",
    "/tier/2024-summer-domestic--official-supporter",
    "/category/timekeeping",
    "/category/technology",
    "/country/japan",
    "/country/united-states",
    "/person/thomas-bach",
    "/organization/ioc",
    "/partnership/top-09--alibaba",
    "/source/sina-2017-01-19-alibaba",
    "/source/yomiuri-2020-12-25-tokyo-68",
    "/event/2017-01-19-alibaba",
    "/statistic/top-06--top-revenue",
    "/reported-value/top-toyota-c75324",
    "/role/thomas-bach",
    "/coverage/alibaba--top--2018-winter",
    "/contribution/alibaba-brand-protection",
    "/check",
    "/ask?q=beer+sponsor+london",
    "/ask?q=who+won+gold",
    "/path?from=partner/alibaba&to=partner/kodak",
    "/changes",
    "/changes/1.1",
    "/compare",
    "/compare?a=London+2012&b=Tokyo+2020",
    "/compare?a=visa&b=coca-cola",
    "/charts",
    "/chart/games-partners",
    "/chart/partner-timeline/embed?about=partner:visa",
    "/queries",
    "/queries/partners-on-date",
    "/queries/partner-history?partner=coca-cola",
    "/explore",
    "/sparql",
    "/data",
    "/ontology",
    "/api",
    "/quality",
    "/about",
    "/errors",
    "/docs",
    "/docs/tutorials/first-query",
    "/docs/reference/settings",
)
ON_A_PHONE = (
    "/",
    "/partners?country=japan&programme=top",
    "/search?q=tokyo",
    "/partner/alibaba",
    "/programme/top-09",
    "/category/timekeeping",
    "/country/japan",
    "/compare?a=London+2012&b=Tokyo+2020",
    "/queries/partners-on-date",
    "/docs/reference/settings",
)
LONG = (
    "/partners",
    "/partner/coca-cola",
    "/games/2020-summer",
    "/programme/top",
    "/programme/2020-summer-domestic",
    "/category/technology",
    "/country/united-states",
)
"""Pages of which there is a shorter one of the same kind. What they have more of is looked at in `make abuse` only."""

ALIKE = (
    "/games",
    "/programmes",
    "/categories",
    "/countries",
    "/people",
    "/sources",
    "/search?q=mcdnalds",
    "/source/sina-2017-01-19-alibaba",
    "/compare?a=visa&b=coca-cola",
    "/docs",
    "/docs/tutorials/first-query",
    "/tier/2024-summer-domestic--official-supporter",
    "/reported-value/top-toyota-c75324",
    "/role/thomas-bach",
    "/coverage/alibaba--top--2018-winter",
    "/contribution/alibaba-brand-protection",
    "/partners?q=zzzz",
    "/events",
    "/search",
    "/compare",
    "/ask?q=who+won+gold",
    "/queries/partner-history?partner=coca-cola",
    "/explore",
)
"""Pages that have the same parts as another one here or in `test_explorer`, which `make abuse` looks at too."""

DRAWN = ("/", "/games/2026-summer-youth", "/programme/top-09", "/country/japan", "/chart/games-partners")
"""Pages with drawings of each sort."""

WITH_FIELDS = (
    "/sparql",
    "/check",
    "/queries/partners-on-date",
    "/ask?q=beer+sponsor+london",
    "/docs/reference/settings",
)
"""Pages with fields to fill in, with code, and with signs of what is right and wrong."""

IN_THE_DARK = PAGES if FULL else (*DRAWN, *WITH_FIELDS, "/partner/alibaba", "/search?q=tokyo")
"""A scheme only gives the variables of colours other values, and other pages use the same ones."""

MISSING = "/partner/nobody"


@pytest.fixture(scope="module")
def complaints() -> list[str]:
    """The errors of which the browser has told."""
    return []


@pytest.fixture(scope="module")
def page(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    """A page that is led from address to address, since a new one for each takes longer than what is looked at."""
    with browser.new_context() as context:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page


@pytest.mark.parametrize("path", [*sample(PAGES, long=LONG + ALIKE), MISSING])
def test_nothing_to_object_to(page: Page, complaints: list[str], address: str, axe: Axe, path: str) -> None:
    """In light, and in the dark in `make test` one page for each sort of part; some pages on a phone too."""
    complaints.clear()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(color_scheme="light")
    page.goto(address + path)
    axe.thin_out(page)
    assert axe.violations(page) == []
    if path in sample(ON_A_PHONE):
        page.set_viewport_size({"width": 390, "height": 900})
        assert axe.violations(page) == []
        page.set_viewport_size({"width": 1440, "height": 900})
    if path in IN_THE_DARK:
        assert axe.violations_in_dark(page) == []
    assert [line for line in complaints if path != MISSING or "404" not in line] == []


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
