"""The site in a real browser where it is not at the root of its host: behind nginx under a path, and in a sandbox."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect

from tests import needs
from tests.abuse.lengths import sample
from tests.browser.hosting import hosting
from tests.engines.nginx import PREFIX, nginx

expect.set_options(timeout=20_000)  # the machine may be busy with other tests


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    for entry in ("explore", "sparql", "search"):
        needs.bundle(entry)


@pytest.fixture(scope="module")
def front(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site behind nginx, with its path."""
    port = urlsplit(address).port
    assert port is not None
    with nginx(tmp_path_factory.mktemp("nginx"), port) as before:
        yield before + PREFIX


@dataclass
class _Visit:
    """A page with what it asked for, and what failed or was complained about meanwhile."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def see(self, response: Response) -> None:
        """Note an answer that is none."""
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.url}")

    def hear(self, message: ConsoleMessage) -> None:
        """Note a complaint; what the graphics driver says of its speed is none."""
        if message.type in {"error", "warning"} and "GL Driver" not in message.text:
            self.complaints.append(message.text)


@contextmanager
def _visit(browser: Browser) -> Iterator[_Visit]:
    """Open a page, which must complain of nothing until the end of the block."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    visit = _Visit(page)
    page.on("request", lambda request: visit.asked.append(request.url))
    page.on("response", visit.see)
    page.on("console", visit.hear)
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    yield visit
    assert visit.complaints == []
    page.context.close()


def _outside(visit: _Visit) -> list[str]:
    """Return what a page asked for outside of the path."""
    return [url for url in visit.asked if not urlsplit(url).path.startswith(f"{PREFIX}/")]


def test_the_explorer_works_under_a_path(browser: Browser, front: str) -> None:
    """Finding 11, for what scripts ask: views, facts, suggestions, the query behind, parts that are loaded later."""
    with _visit(browser) as visit:
        page = visit.page
        page.goto(f"{front}/explore?tier=top&date=2017-01-18")
        canvas = page.locator(".xp-canvas")
        expect(canvas).to_have_attribute("data-state", "shown")
        page.get_by_role("combobox", name="Find in the network").fill("omga")
        page.locator(".xp-found [role=option]").filter(has_text="Omega").first.click()
        expect(page.locator(".xp-name a")).to_have_attribute("href", f"{PREFIX}/partner/omega")
        expect(page.locator(".xp-panel .facts-panel a").first).to_have_attribute("href", f"{PREFIX}/partner/omega")
        page.locator("[data-key=expand]").click()
        expect(canvas).to_have_attribute("data-state", "shown")
        assert urlsplit(page.url).path == f"{PREFIX}/explore"
        expect(page.locator("[data-explore-editor]")).to_have_attribute("href", _beginning(f"{PREFIX}/sparql?query="))
        page.locator(".xp-menu summary").click()
        expect(page.locator(".xp-menu textarea")).to_have_value(_containing(f"{front}/explore/embed?"))
        page.goto(f"{front}/explore?path=partner/alibaba~partner/kodak")
        page.get_by_role("link", name="Each step with its evidence").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Kodak")
        assert _outside(visit) == []
        assert any("/explore/find" in url for url in visit.asked)
        assert any("/explore/query.rq" in url for url in visit.asked)


def test_search_and_editor_work_under_a_path(browser: Browser, front: str) -> None:
    with _visit(browser) as visit:
        page = visit.page
        page.goto(f"{front}/about")
        page.locator("#find").press_sequentially("tokyo 2020")
        page.get_by_role("option").filter(has_text="Tokyo 2020").first.click()
        page.wait_for_url(f"{front}/games/2020-summer")
        page.goto(f"{front}/sparql")
        page.get_by_role("button", name="Run", exact=True).click()
        link = page.locator(".sq-outcome td a").first
        expect(link).to_have_attribute("href", _beginning(f"{PREFIX}/id/"))
        assert urlsplit(page.url).path == f"{PREFIX}/sparql"
        page.reload()
        expect(page.locator(".sq-outcome td a").first).to_be_visible()
        link.click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert urlsplit(page.url).path.startswith(f"{PREFIX}/partner/")
        assert _outside(visit) == []


def _beginning(text: str) -> re.Pattern[str]:
    return re.compile(f"^{re.escape(text)}")


def _containing(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text))


class _Elsewhere(BaseHTTPRequestHandler):
    """A site of another origin that shows the address in its query string in a sandboxed frame."""

    def do_GET(self) -> None:
        source = parse_qs(urlsplit(self.path).query).get("show", [""])[0]  # a browser asks for an icon, too
        frame = f'<iframe width="1000" height="800" sandbox="allow-scripts" src="{escape(source)}"></iframe>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"<!doctype html>{frame}".encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the library
        """Say nothing."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """The address of that site."""
    with hosting(_Elsewhere) as address_of_host:
        yield address_of_host


@pytest.mark.parametrize(
    "query", sample(["?tier=top&date=2017-01-18", "", "?from=partner/visa&open=partner/visa"], every=3)
)
def test_an_embed_works_in_a_sandbox(browser: Browser, address: str, elsewhere: str, query: str) -> None:
    """Finding 20: its frame has an origin of its own, and what it loads from ours needs CORS."""
    with _visit(browser) as visit:
        visit.page.goto(f"{elsewhere}?{urlencode({'show': f'{address}/explore/embed{query}'})}")
        frame = visit.page.frame_locator("iframe")
        expect(frame.locator(".xp-canvas")).to_have_attribute("data-state", "shown")
        frame.get_by_role("button", name="Controls").click()
        frame.get_by_role("combobox", name="Find in the network").fill("omega")
        frame.locator(".xp-found [role=option]").filter(has_text="Omega").first.click()
        expect(frame.locator(".facts-panel")).to_contain_text("Omega")
        if query:  # from the opening view the search leads to what is around a thing
            frame.locator("[data-key=expand]").click()
        expect(frame.locator(".xp-canvas")).to_have_attribute("data-state", "shown")
        expect(frame.locator(".xp-name")).to_have_text("Omega")


def test_a_view_longer_than_eight_thousand_bytes_can_be_grown_shared_and_loaded_again(
    browser: Browser, address: str
) -> None:
    """Finding 21: 414 "no page here needs a long one"; after a reload nothing was left."""
    nodes = json.load(urllib.request.urlopen(f"{address}/explore/view.json"))["nodes"]
    partners = [node["id"] for node in nodes if node["kind"] == "partner"]
    query = "&".join(f"open={partner}" for partner in partners if partner != "partner/omega")
    assert len(query) > 10_000
    with _visit(browser) as visit:
        page = visit.page
        page.goto(f"{address}/explore?{query}")
        canvas = page.locator(".xp-canvas")
        expect(canvas).to_have_attribute("data-state", "shown")
        page.get_by_role("combobox", name="Find in the network").fill("london 2012")
        page.locator(".xp-found [role=option]").filter(has_text="London 2012").first.click()
        page.locator("[data-key=expand]").click()
        expect(page.locator("[data-key=expand]")).to_have_text("Close")
        expect(canvas).to_have_attribute("data-state", "shown")
        long = page.url
        assert "open=games/2012-summer" in long
        page.reload()
        expect(canvas).to_have_attribute("data-state", "shown")
        expect(page.locator("[data-key=expand]")).to_have_text("Close")
        assert urlsplit(page.url).query.partition("&zoom")[0] == urlsplit(long).query.partition("&zoom")[0]
        page.locator(".xp-menu summary").click()
        with page.expect_download() as saved:
            page.get_by_role("link", name="Nodes as CSV").click()
        assert saved.value.path().stat().st_size > 10_000
