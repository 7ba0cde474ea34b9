"""The explorer in a real browser: what a reader does there, by hand and by keys, on the real network.

Each visit also shows that no other host is asked and that nothing offends the Content Security Policy. Where nodes are
in the picture is read from the picture saved as SVG, which has the very coordinates of the screen.
"""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests import needs
from tests.abuse.lengths import FULL, sample
from tests.browser.axe import Axe
from tests.browser.lent_pages import lent_page
from tests.some import some

expect.set_options(timeout=20_000)  # the machine may be busy with other tests

_SVG = "{http://www.w3.org/2000/svg}"
_TOP_2017 = {
    "Atos",
    "Bridgestone",
    "Dow Chemical",
    "General Electric",
    "McDonald's",
    "Omega",
    "Panasonic",
    "Procter & Gamble",
    "Samsung Electronics",
    "The Coca-Cola Company",
    "Toyota Motor Corporation",
    "Visa",
}


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    needs.bundle("explore")


@dataclass
class _Visit:
    """One opening of the explorer, with what the browser asked for and complained about meanwhile."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def canvas(self) -> Locator:
        """The picture."""
        return self.page.locator(".xp-canvas")

    @property
    def panel(self) -> Locator:
        """The panel of what is selected."""
        return self.page.get_by_role("complementary", name="Details")

    @property
    def state(self) -> dict[str, list[str]]:
        """The state in the address, without the camera."""
        found = parse_qs(urlsplit(self.page.url).query)
        found.pop("zoom", None)
        return found

    def shown(self) -> None:
        """Wait until the picture is there."""
        expect(self.canvas).to_have_attribute("data-state", "shown")

    def count(self, kind: str) -> int:
        """Return how many nodes of a kind the legend says are shown."""
        text = self.page.locator(f'.xp-kinds [data-key="{kind}"] b').inner_text()
        return int(text.replace(",", ""))

    def names(self, kind: str) -> set[str]:
        """Return the names of the nodes of a kind in the table."""
        rows = self.page.locator("[data-explore-tables] section").first.locator("tbody tr")
        return {row[0] for row in rows.evaluate_all(_CELLS) if row[1] == kind}

    def find(self, typed: str, label: str) -> None:
        """Search for a node and choose it."""
        self.page.get_by_role("combobox", name="Find in the network").fill(typed)
        self.page.locator(".xp-found [role=option]").filter(has_text=label).first.click()
        self.shown()

    def save(self, name: str) -> bytes:
        """Save the picture in a format."""
        menu = self.page.locator(".xp-menu")
        if menu.get_attribute("open") is None:
            menu.locator("summary").click()
        with self.page.expect_download() as saved:
            menu.get_by_role("button", name=name, exact=True).click()
        menu.locator("summary").click()
        return Path(saved.value.path()).read_bytes()

    def svg(self) -> ElementTree.Element:
        """Return the picture as an SVG document, once nothing in it moves."""
        last, now = b"", self.save("SVG")
        while last != now:
            self.page.wait_for_timeout(300)
            last, now = now, self.save("SVG")
        return ElementTree.fromstring(now)  # noqa: S314 - our own

    def place(self, label: str) -> tuple[float, float]:
        """Return where on the page the mark of a node is."""
        x, y = _places(self.svg())[label]
        box = self.canvas.bounding_box()
        assert box is not None
        return box["x"] + x, box["y"] + y


_CELLS = "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"


def _places(svg: ElementTree.Element) -> dict[str, tuple[float, float]]:
    """Return the middle of every mark of a picture by the label of its node."""
    found = {}
    for mark in svg.iter():
        title = mark.find(f"{_SVG}title")
        if title is None or not mark.get("stroke-width") or mark.get("stroke-opacity"):
            continue
        if mark.tag == f"{_SVG}circle":
            place = float(mark.attrib["cx"]), float(mark.attrib["cy"])
        else:
            corners = [
                tuple(map(float, pair.split(","))) for pair in re.findall(r"-?[\d.]+,-?[\d.]+", mark.attrib["d"])
            ]
            place = sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)
        found[title.text or ""] = place
    return found


@contextmanager
def _visit(
    browser: Browser,
    address: str,
    query: str = "",
    width: int = 1440,
    *,
    quiet: bool = True,
    motion: Any = "reduce",
    **options: Any,
) -> Iterator[_Visit]:
    requests: list[str] = []
    complaints: list[str] = []
    listeners: dict[str, Callable[[Any], None]] = {
        "request": lambda request: requests.append(request.url),
        "console": lambda message: complaints.append(message.text),
        "pageerror": lambda error: complaints.append(str(error)),
    }
    with lent_page(browser, listeners, width, reduced_motion=motion, **options) as page:
        visit = _Visit(page, requests, complaints)
        page.goto(f"{address}/explore?{query}".rstrip("?"))
        if quiet:
            visit.shown()
        yield visit
        assert [url for url in visit.requests if not url.startswith((address, "blob:", "data:"))] == []
        if quiet:
            assert [line for line in visit.complaints if "GL Driver Message" not in line] == []


def test_from_everything_to_the_partners_of_a_day(browser: Browser, address: str) -> None:
    with _visit(browser, address) as visit:
        assert visit.count("partner") > 600
        assert not [request for request in visit.requests if "layout" in request], "arranged beforehand"
        visit.page.get_by_role("combobox", name="Tier", exact=True).select_option(label="Worldwide: TOP")
        visit.shown()
        assert visit.state == {"tier": ["top"], "show": ["partners"]}
        slider = visit.page.get_by_role("slider", name="Day")
        slider.focus()
        slider.press("ArrowLeft")
        expect(visit.page.locator(".xp-said")).to_have_text("1 November 2034")
        visit.shown()
        visit.page.get_by_label("Exact day").fill("2017-01-18")
        visit.page.get_by_label("Exact day").press("Enter")
        expect(visit.page.locator(".xp-said")).to_have_text("18 January 2017")
        expect(visit.page.locator('.xp-kinds [data-key="partner"] b')).to_have_text("12")
        visit.shown()
        assert visit.state == {"tier": ["top"], "date": ["2017-01-18"], "show": ["partners"]}
        assert visit.names("partner") == _TOP_2017
        visit.page.locator(".xp-pick").filter(has_text="McDonald's").first.click()
        expect(visit.panel.locator(".xp-facts")).to_contain_text("June 2017")
        expect(visit.panel.get_by_role("heading", name="McDonald's").first).to_be_visible()


def test_an_expansion_is_counted_before_and_closed_after(browser: Browser, address: str) -> None:
    with _visit(
        browser, address, "from=games/2012-summer&open=games/2012-summer.country&select=games/2012-summer"
    ) as visit:
        assert visit.names("partner") == set()
        partners = visit.panel.get_by_role("button", name=re.compile(r"^Partners \d+ show"))
        everyone = int(partners.locator("b").inner_text())
        partners.click()
        expect(visit.panel.locator(".xp-cuts")).to_contain_text(f"20 of {everyone} partners")
        visit.shown()
        assert visit.count("partner") == 20
        visit.panel.get_by_role("button", name="Show more").click()
        expect(visit.page.locator('.xp-kinds [data-key="partner"] b')).to_have_text(str(everyone))
        visit.shown()
        assert visit.state["all"] == ["games/2012-summer.partner"]
        expect(visit.panel.get_by_role("button", name="Close", exact=True)).to_have_count(0)  # a lone mark says nothing


def test_the_mouse_selects_expands_and_pins(browser: Browser, address: str) -> None:
    with _visit(browser, address, "from=partner/alibaba&open=partner/alibaba") as visit:
        x, y = visit.place("China")
        visit.page.mouse.click(x, y)
        expect(visit.panel.get_by_role("heading", name="China").first).to_be_visible()
        assert visit.state["select"] == ["country/china"]
        visit.page.wait_for_timeout(400)  # else the next click is the second half of a double click
        visit.page.mouse.move(x, y)
        visit.page.mouse.down()
        visit.page.mouse.move(x + 60, y - 40, steps=6)
        visit.page.mouse.up()
        expect(visit.page.get_by_role("button", name="1 pinned: remove")).to_be_visible()
        pinned = visit.place("China")
        assert pinned == pytest.approx((x + 60, y - 40), abs=6)
        visit.page.wait_for_timeout(400)
        visit.page.mouse.dblclick(*pinned)
        expect(visit.page.locator('.xp-kinds [data-key="partner"] b')).to_have_text("20")
        visit.shown()
        assert "country/china" in visit.state["open"]


def test_a_line_is_pointed_at_and_tells_what_it_rests_on(browser: Browser, address: str) -> None:
    with _visit(browser, address, "from=partner/alibaba&open=partner/alibaba") as visit:
        (x, y), (to_x, to_y) = visit.place("Alibaba Group"), visit.place("TOP XI")
        for beside in (0, 3):  # nobody hits a hairline
            visit.page.mouse.click(x + (to_x - x) * 0.6, y + (to_y - y) * 0.6 + beside)
            expect(visit.panel.locator(".xp-ends")).to_have_text(re.compile("Alibaba.*TOP XI|TOP XI.*Alibaba", re.S))
            expect(visit.panel.get_by_role("heading").first).to_have_text(re.compile("Cloud services"))
            rests = re.compile("what rests on it|sources?|evidence", re.I)
            expect(visit.panel.get_by_role("link", name=rests).first).to_be_visible()
            visit.page.keyboard.press("Escape")
            expect(visit.panel.locator(".xp-ends")).to_have_count(0)
            visit.page.wait_for_timeout(400)  # else the next click is the second half of a double click


def test_the_camera_goes_to_what_is_chosen_in_the_table(browser: Browser, address: str) -> None:
    with _visit(browser, address, "tier=top", motion="no-preference") as visit:
        visit.page.locator(".xp-pick").filter(has_text="Alibaba Group").first.click()
        visit.page.wait_for_url(re.compile("zoom="))
        x, y = visit.place("Alibaba Group")
        box = visit.canvas.bounding_box()
        assert box is not None
        assert box["y"] >= 0, "the picture is in sight"
        assert (x, y) == pytest.approx((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2), abs=10)


def test_a_path_between_two_companies(browser: Browser, address: str) -> None:
    with _visit(browser, address, "from=partner/kodak&select=partner/kodak") as visit:
        visit.panel.get_by_role("button", name="Path to…").click()
        visit.find("alibaba", "Alibaba Group")
        assert visit.state == {"path": ["partner/kodak~partner/alibaba"]}
        expect(visit.panel.locator(".xp-path")).to_contain_text("steps from Eastman Kodak to Alibaba Group")
        steps = visit.panel.locator(".xp-path li").all_inner_texts()
        assert steps[0].startswith("Eastman Kodak")
        expect(visit.panel.locator(".xp-path .note").first).to_contain_text("at the same time")
        assert "Alibaba Group" in steps[-1]
        visit.panel.get_by_role("link", name="Each step with its evidence").click()
        visit.page.wait_for_url("**/path?**")


def test_a_link_gives_the_same_picture(browser: Browser, address: str) -> None:
    query = "from=partner/alibaba&open=partner/alibaba&hide=country/china&pin=partner/alibaba@150,-90"
    with _visit(browser, address, query) as visit:
        visit.page.get_by_role("button", name="Zoom in").click()
        visit.panel.get_by_role("button", name="How to use this").or_(visit.panel.locator("summary")).first.click()
        visit.page.get_by_role("button", name="Link", exact=True).click()
        link = visit.page.get_by_label("Link to this view").input_value()
        first = visit.svg()
    with _visit(browser, address, urlsplit(link).query) as visit:
        again = visit.svg()
        assert "zoom=" in visit.page.url
    assert len(_places(first)) > 15
    assert _places(again) == _places(first)
    assert ElementTree.tostring(again) == ElementTree.tostring(first)


def test_back_and_forward(browser: Browser, address: str) -> None:
    with _visit(browser, address, "from=partner/alibaba&open=partner/alibaba.country") as visit:
        expect(visit.page.locator('.xp-kinds [data-key="programme"]')).to_have_count(0)
        visit.page.locator(".xp-pick").filter(has_text="Alibaba Group").first.click()
        expect(visit.panel.get_by_role("heading", name="Alibaba Group").first).to_be_visible()
        visit.panel.get_by_role("button", name="Expand", exact=True).click()
        expect(visit.page.locator('.xp-kinds [data-key="programme"] b')).to_have_text("5")
        visit.shown()
        visit.page.locator('.xp-kinds [data-key="person"]').click()
        expect(visit.page.locator('.xp-kinds [data-key="person"]')).to_have_attribute("aria-pressed", "false")
        visit.shown()
        visit.page.go_back()
        expect(visit.page.locator('.xp-kinds [data-key="person"]')).to_have_attribute("aria-pressed", "true")
        visit.page.go_back()
        expect(visit.page.locator('.xp-kinds [data-key="programme"]')).to_have_count(0)
        visit.page.go_forward()
        expect(visit.page.locator('.xp-kinds [data-key="programme"] b')).to_have_text("5")


def test_keys_alone(browser: Browser, address: str) -> None:
    with _visit(browser, address, "tier=top&date=2017-01-18") as visit:
        press, voice = visit.page.keyboard.press, visit.page.locator(".xp > [role=status]")
        press("/")
        visit.page.keyboard.type("mcdonalds")
        expect(visit.page.locator(".xp-found [role=option]").first).to_contain_text("McDonald's")
        press("Enter")
        expect(visit.canvas).to_be_focused()
        expect(voice).to_contain_text("McDonald's, partner")
        before = visit.state["select"]
        press("ArrowRight")
        expect(voice).not_to_contain_text("McDonald's, partner")
        assert visit.state["select"] != before
        press("f")
        expect(visit.page.get_by_role("button", name=re.compile("^Only around .*: remove"))).to_be_visible()
        visit.shown()
        press("f")
        expect(visit.page.get_by_role("button", name=re.compile("^Only around"))).to_have_count(0)
        visit.shown()
        press("p")
        expect(visit.page.get_by_role("button", name="1 pinned: remove")).to_be_visible()
        press("h")
        expect(visit.page.get_by_role("button", name="1 hidden: remove")).to_be_visible()
        visit.shown()
        press("Escape")
        assert "select" not in visit.state
        press("ArrowLeft")
        press("Enter")
        expect(visit.page.get_by_role("button", name=re.compile("^From .*: remove"))).to_be_visible()
        visit.shown()
        assert visit.state["open"] == visit.state["from"]


def test_enter_takes_what_is_first_at_once(browser: Browser, address: str) -> None:
    """Enter takes what the site's search will have found, however late; letters that change nothing do no harm."""
    with _visit(browser, address, "tier=top&date=2017-01-18") as visit:
        field = visit.page.get_by_role("combobox", name="Find in the network")
        options = visit.page.locator(".xp-found [role=option]")
        field.click()
        visit.page.keyboard.type("mcdonald")
        expect(options).to_have_count(1)
        for key in ("s", "Backspace", "s"):
            visit.page.keyboard.press(key)
            expect(options.first).to_have_attribute("aria-selected", "true")
        visit.page.keyboard.press("Enter")
        expect(visit.canvas).to_be_focused()
        assert visit.state["select"] == ["partner/mcdonalds"]
        late: list[Route] = []
        visit.page.route("**/explore/find?*", lambda route: late.append(route))  # noqa: PLW0108 - playwright marks it
        field.click()
        with visit.page.expect_request("**/explore/find?*"):
            visit.page.keyboard.type("visa")
        visit.page.keyboard.press("Enter")
        assert visit.state["select"] == ["partner/mcdonalds"]
        late[-1].continue_()
        expect(visit.canvas).to_be_focused()
        assert visit.state["select"] == ["partner/visa"]


def test_its_search_finds_what_the_site_does(browser: Browser, address: str) -> None:
    with _visit(browser, address, "from=partner/visa") as visit:
        for text in ("Panasonic Corporation", "P and G", "koka kola", "tokyo 2020 airline", "EDF", "matsushita"):
            found = visit.page.request.get(f"{address}/search/suggest", params={"q": text}).json()
            visit.page.get_by_role("combobox", name="Find in the network").fill(text)
            labels = visit.page.locator(".xp-found [role=option] > span")
            expect(labels).to_have_text([item["label"] for item in some(found)])


def test_time_passes_and_stands_still(browser: Browser, address: str) -> None:
    with _visit(browser, address, "tier=top") as visit:
        asked = len(visit.requests)
        visit.page.get_by_role("button", name="Play").click()
        expect(visit.page.locator(".xp-said")).not_to_have_text("All times")
        assert visit.count("partner") > 0, "it begins where something is"
        expect(visit.page.locator(".xp-said")).to_have_text(re.compile("198[6-9]$"))
        visit.page.get_by_role("button", name="Pause").click()
        visit.shown()
        date = visit.state["date"][0]
        assert date >= "1986"
        assert len([url for url in visit.requests[asked:] if "view.json" in url]) <= 1, "time passes in the browser"
        visit.page.get_by_role("button", name="All times").click()
        visit.shown()
        assert "date" not in visit.state


def test_what_passes_by_is_what_the_server_says(browser: Browser, address: str) -> None:
    with _visit(browser, address, "tier=top") as visit:
        slider = visit.page.get_by_role("slider", name="Day")
        # As while it is dragged: the field tells of its value, but not yet that this is the last one.
        slider.evaluate(
            "(field, month) => { field.value = month; field.dispatchEvent(new Event('input')) }", str(2012 * 12)
        )
        expect(visit.page.locator(".xp-said")).to_have_text("1 January 2012")
        passing = {kind: visit.count(kind) for kind in ("partner", "programme", "games")}
        slider.evaluate("field => field.dispatchEvent(new Event('change'))")
        visit.shown()
        assert {kind: visit.count(kind) for kind in passing} == passing


def test_pictures_are_saved(browser: Browser, address: str) -> None:
    with _visit(browser, address, "from=partner/alibaba&open=partner/alibaba") as visit:
        svg = visit.svg()
        texts = [text.text for text in svg.iter(f"{_SVG}text")]
        assert {"Alibaba", "China", "TOP XI"} <= set(texts)
        cited = visit.page.locator("[data-explore-citation]").inner_text()
        assert cited.endswith("/explore?from=partner/alibaba&open=partner/alibaba (CC BY 4.0)")
        assert cited == svg.findtext(f"{_SVG}desc")
        assert cited in " ".join(filter(None, texts)), "it can be read, too"
        png = visit.save("PNG")
        assert png.startswith(b"\x89PNG\r\n\x1a\n")
        width, height = struct.unpack(">II", png[16:24])
        assert (width, height) == (2 * int(svg.attrib["width"]), 2 * int(svg.attrib["height"]))
        assert {"Partners", "Programmes", "Technology and telecoms"} <= set(texts), "the legend"
        assert "Sources:" in " ".join(filter(None, texts))
        assert "paint-order" not in ElementTree.tostring(svg).decode()
        visit.page.emulate_media(color_scheme="dark")
        assert ElementTree.tostring(visit.svg()) == ElementTree.tostring(svg), "light unless dark is asked for"
        visit.page.locator(".xp-menu summary").click()
        visit.page.get_by_role("checkbox", name="dark").check()
        dark = visit.svg()
        assert _places(dark) == _places(svg)
        assert dark.find(f"{_SVG}rect").get("fill") != svg.find(f"{_SVG}rect").get("fill")  # type: ignore[union-attr]


def test_a_dashed_line_says_that_a_deal_ended_early(browser: Browser, address: str) -> None:
    with _visit(browser, address, "from=programme/top-09&open=programme/top-09") as visit:
        dashed = [path for path in visit.svg().iter(f"{_SVG}path") if path.get("stroke-dasharray")]
        assert [title.text for path in dashed for title in path if "TOP IX:" in (title.text or "")] == [
            "McDonald's \N{EN DASH} TOP IX: Restaurants"
        ]
        assert visit.page.get_by_role("list", name="Lines").inner_text() == "ended before its time"


def test_data_is_that_of_the_view(browser: Browser, address: str) -> None:
    with _visit(browser, address, "from=partner/alibaba&open=partner/alibaba&kind=partner&kind=programme") as visit:
        links = visit.page.locator(".xp-sheet a").evaluate_all("links => links.map(link => link.href)")
        replies = {}
        for link in links:
            with urllib.request.urlopen(link) as reply:
                replies[urlsplit(link).path] = reply.read()
        lines = list(csv.DictReader(io.StringIO(replies["/explore/view.csv"].decode())))
        view = json.loads(replies["/explore/view.json"])
        assert len(lines) == len(view["edges"]) > 5
        assert len(replies) == 9
        embed = visit.page.get_by_label("Code to embed this view").input_value()
        frame = ElementTree.fromstring(embed.partition("\n")[0])  # noqa: S314 - our own
        assert parse_qs(urlsplit(frame.attrib["src"]).query)["from"] == ["partner/alibaba"]


@pytest.mark.parametrize("scheme", sample(["dark", "light"]))
def test_on_a_phone(browser: Browser, address: str, scheme: str) -> None:
    query = "from=games/2012-summer&open=games/2012-summer"
    with _visit(browser, address, query, 390, color_scheme=scheme, has_touch=True) as visit:
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
        visit.page.touchscreen.tap(*visit.place("London 2012"))
        expect(visit.panel.get_by_role("heading", name="London 2012").first).to_be_visible()
        box = visit.panel.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] == pytest.approx(900, abs=2), "the panel is a sheet from below"
        assert box["y"] > 300
        visit.panel.get_by_role("button", name="Close the details").click()
        visit.page.locator(".xp-narrow summary").click()
        expect(visit.page.get_by_role("combobox", name="Country", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", sample([390, 1440]))
def test_axe_has_nothing_to_object_to(browser: Browser, address: str, axe: Axe, width: int) -> None:
    query = "from=partner/alibaba&open=partner/alibaba&select=country/china"
    with _visit(browser, address, query, width) as visit:
        expect(visit.panel.locator(".xp-facts a").last).to_be_visible()
        assert axe.violations(visit.page) == []
        assert axe.violations_in_dark(visit.page) == []


_SCHEMES = """(() => {
  const media = window.matchMedia;
  window.schemeChanged = [];
  window.matchMedia = query => {
    const list = media.call(window, query);
    if (query.includes('color-scheme')) list.addEventListener = (_, heard) => window.schemeChanged.push(heard);
    return list;
  };
})()"""
"""Lets a test tell of another scheme before the next frame is drawn, as happens by chance when frames take long."""


def test_the_scheme_may_change_before_a_selection_is_drawn(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        visit = _Visit(context.new_page())
        visit.page.add_init_script(_SCHEMES)
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.goto(f"{address}/explore?from=partner/alibaba&open=partner/alibaba")
        visit.shown()
        pick = visit.page.locator(".xp-pick").filter(has_text="China").first
        pick.evaluate("pick => { pick.click(); window.schemeChanged.forEach(heard => heard()) }")
        expect(visit.panel.get_by_role("heading", name="China").first).to_be_visible()
        assert visit.page.evaluate("window.schemeChanged.length") > 0
        assert visit.complaints == []


def test_the_embedded_one(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 800, "height": 600})
    try:
        page = context.new_page()
        page.goto(f"{address}/explore/embed?from=partner/alibaba&open=partner/alibaba&tier=top")
        expect(page.locator(".xp-canvas")).to_have_attribute("data-state", "shown")
        page.get_by_role("button", name="Controls").click()
        expect(page.get_by_role("list", name="What narrows the view")).to_contain_text("Worldwide: TOP")
        box = page.locator(".xp-canvas").bounding_box()
        assert box is not None
        assert box["height"] > 240
        assert page.evaluate("document.documentElement.scrollWidth") <= 800
    finally:
        context.close()


_VIEWS = re.compile(r"/explore/view\.json")

_BLIND = """(() => {
  const get = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
    return kind.includes('webgl') ? null : get.call(this, kind, ...more);
  };
})()"""


def test_without_webgl_the_server_draws_and_the_table_remains(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        page.add_init_script(_BLIND)
        page.goto(f"{address}/explore?from=partner/alibaba&open=partner/alibaba")
        picture = page.get_by_role("img", name="Alibaba Group")
        expect(picture).to_be_visible()
        page.wait_for_function("document.querySelector('.xp-still img').naturalWidth > 300")
        visit = _Visit(page)
        assert "TOP XI" in visit.names("programme")
        page.locator(".xp-pick").filter(has_text="China").first.click()
        expect(visit.panel.get_by_role("heading", name="China").first).to_be_visible()
    finally:
        context.close()


def test_failures_are_said_and_can_be_tried_again(browser: Browser, address: str) -> None:
    problem = json.dumps({"title": "Busy", "status": 503, "detail": "Too many people ask at once."})
    with _visit(browser, address, "from=partner/alibaba", quiet=False) as visit:
        visit.shown()
        visit.page.route(
            _VIEWS,
            lambda route: route.fulfill(status=503, content_type="application/problem+json", body=problem),
        )
        visit.page.get_by_role("combobox", name="Tier", exact=True).select_option(label="Worldwide: TOP")
        note = visit.page.locator(".xp-note")
        expect(note).to_contain_text("The server is busy. Too many people ask at once.")
        visit.page.unroute(_VIEWS)
        visit.page.route(_VIEWS, lambda route: route.abort())
        note.get_by_role("button", name="Try again").click()
        expect(note).to_contain_text("The server cannot be reached.")
        visit.page.unroute(_VIEWS)
        note.get_by_role("button", name="Try again").click()
        visit.shown()
        expect(note).to_be_hidden()
        assert visit.state["tier"] == ["top"]


def test_nothing_is_left(browser: Browser, address: str) -> None:
    with _visit(browser, address, "date=1850-01-01") as visit:
        expect(visit.page.locator(".xp-note")).to_contain_text("Nothing is left.")


def _synthetic(nodes: int, labels: tuple[str, ...] = ()) -> str:
    """Return a view of a made-up network: clusters of partners around programmes."""
    names = [labels[index] if index < len(labels) else f"Company {index}" for index in range(nodes)]
    hubs = max(1, nodes // 100)
    made = [
        {"id": f"programme/p{index}" if index < hubs else f"partner/n{index}", "label": name}
        | {"kind": "programme" if index < hubs else "partner", "family": "food", "href": f"/partner/n{index}"}
        for index, name in enumerate(names)
    ]
    lines = [
        {
            "id": f"partnership/e{index}-{turn}",
            "source": index,
            "target": (index * turn) % hubs,
        }
        | {"kind": "partnership", "label": "Food", "family": "food", "from": "2000-01-01"}
        for index in range(hubs, nodes)
        for turn in (1, 7)
    ]
    counts = {"programme": hubs, "partner": nodes - hubs}
    return json.dumps(
        {"version": "made up", "state": "", "title": "Made up", "citation": "Made up. (2026)", "nodes": made}
        | {"edges": lines, "cuts": [], "path": None}
        | {"base": "https://example.org/id/", "root": "", "sources": []}
        | {"counts": {"nodes": counts, "edges": {"partnership": len(lines)}, "bases": {}}, "whole": counts}
        | {"dates": {"first": "2000-01-01", "last": "2030-12-31"}}
    )


@contextmanager
def _made_up(browser: Browser, address: str, view: str) -> Iterator[_Visit]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")

    def answer(route: Route) -> None:
        route.fulfill(content_type="application/json", body=view)

    try:
        visit = _Visit(context.new_page())
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.route(_VIEWS, answer)
        visit.page.goto(f"{address}/explore?from=partner/alibaba")
        expect(visit.canvas).to_have_attribute("data-state", "shown", timeout=120_000)
        yield visit
        assert visit.complaints == []
    finally:
        context.close()


def test_twenty_thousand_nodes_pan_and_zoom(browser: Browser, address: str) -> None:
    """A tenth of them in `make test`."""
    nodes = 20_000 if FULL else 2_000
    with _made_up(browser, address, _synthetic(nodes)) as visit:
        assert visit.count("partner") == nodes * 99 // 100
        visit.canvas.focus()
        visit.page.keyboard.press("+")
        box = visit.canvas.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] - 12, box["y"] + box["height"] - 12  # where no node is that would be dragged
        visit.page.mouse.move(x, y)
        visit.page.mouse.down()
        visit.page.mouse.move(x - 150, y - 80, steps=5)
        visit.page.mouse.up()
        visit.page.mouse.wheel(0, -300)
        # The address follows the camera once it rests, which between two slow frames it may seem to do.
        visit.page.wait_for_url(_panned_and_zoomed)


def _panned_and_zoomed(address: str) -> bool:
    camera = parse_qs(urlsplit(address).query).get("zoom", ["0.5,0.5,1"])[0].split(",")
    return float(camera[0]) > 0.5 and float(camera[2]) < 0.7


def test_hostile_and_foreign_names(browser: Browser, address: str) -> None:
    names = (
        "<script>window.hacked = 1</script>",
        "阿里巴巴",
        'بنك "مسقط" & Co',
        "<img src=x onerror='window.hacked = 1'>",
    )
    with _made_up(browser, address, _synthetic(12, names)) as visit:
        assert set(names) <= visit.names("partner") | visit.names("programme")
        texts = {text.text for text in visit.svg().iter(f"{_SVG}text")}
        assert {"阿里巴巴", 'بنك "مسقط" & Co'} <= texts
        visit.save("PNG")
        visit.page.locator(".xp-pick").filter(has_text="onerror").first.click()
        expect(visit.panel.get_by_role("heading").first).to_have_text(names[3])
        assert visit.page.evaluate("window.hacked") is None


def test_ideas_lead_somewhere(browser: Browser, address: str) -> None:
    with _visit(browser, address) as visit:
        ideas = visit.panel.locator(".xp-ideas button")
        for index in some(sample(range(ideas.count()))):
            ideas.nth(index).click()
            expect(visit.page.locator(".xp-chips button").first).to_be_visible()
            visit.shown()
            visit.page.go_back()
            expect(ideas.first).to_be_visible()


def test_names_are_found_however_they_are_typed(browser: Browser, address: str) -> None:
    with _visit(browser, address, "from=partner/visa") as visit:
        visit.find("mcdonlds", "McDonald's")
        assert visit.state["from"] == ["partner/mcdonalds", "partner/visa"]
        expect(visit.canvas).to_be_focused()
        visit.find("阿里", "Alibaba Group")
        assert visit.state["select"] == ["partner/alibaba"]
        visit.page.get_by_role("combobox", name="Find in the network").fill("zzzzzz")
        expect(visit.page.locator(".xp-found [role=option]")).to_have_text("Nothing of this name is in the network.")


def test_the_page_around_tells_of_the_same_view(browser: Browser, address: str) -> None:
    with _visit(browser, address, "from=partner/visa") as visit:
        visit.page.get_by_role("combobox", name="Tier", exact=True).select_option(label="Worldwide: TOP")
        visit.shown()
        query = visit.page.locator("[data-explore-behind] textarea")
        expect(query).to_have_value(re.compile('"top" = '))
        expect(visit.page).to_have_title(re.compile("TOP"))
        links = visit.page.locator("[data-explore-exports] a, a[data-state]").evaluate_all(
            "all => all.map(a => a.href)"
        )
        assert len(links) > 6
        assert all("tier=top" in link and "from=partner/visa" in link for link in some(links))


def test_other_pages_do_without_it(browser: Browser, address: str) -> None:
    page = browser.new_page()
    try:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        for path in ("/", "/partner/alibaba", "/sparql"):
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
        assert [path for path in asked if re.search(r"/(explorer?|picture|layout)[-.]", path)] == []
    finally:
        page.close()
