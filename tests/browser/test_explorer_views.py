"""Views of the explorer that mean something: the opening, what is around a thing, looks, words and stories."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from tests import needs
from tests.abuse.lengths import sample
from tests.browser.axe import Axe
from tests.browser.test_explorer import _places, _Visit, _visit
from tests.some import some

_BOXES = """svg => {
  const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  document.body.append(root);
  const frame = root.querySelector('g[clip-path]');
  // Below each name stands the same one again, wider, in the colour of the paper.
  const names = [...frame.querySelectorAll('text')].filter(text => text.closest('[aria-hidden]') === null);
  const boxes = names.map(text => {
    const {x, y, width, height} = text.getBBox();
    // Letters of one line: what is above and below them is air.
    return [text.textContent, x, y + height * 0.18, x + width, y + height * 0.86];
  });
  const clip = root.querySelector('clipPath rect');
  root.remove();
  return {boxes, width: Number(clip.getAttribute('width')), height: Number(clip.getAttribute('height'))};
}"""
"""Sets the saved picture in the page, and asks the browser where each of its words is."""


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    needs.bundle("explore")


@pytest.fixture(scope="module")
def opening(browser: Browser, address: str) -> Iterator[_Visit]:
    """Open the explorer with nothing in particular."""
    with _visit(browser, address) as visit:
        yield visit


def _boxes(visit: _Visit) -> dict[str, Any]:
    found: dict[str, Any] = visit.page.evaluate(_BOXES, visit.save("SVG").decode())
    return found


@pytest.mark.parametrize("width", sample([1440, 768, 390, 320]))
def test_names_in_the_opening_view_stand_free(browser: Browser, address: str, width: int) -> None:
    with _visit(browser, address, width=width) as visit:
        found = _boxes(visit)
        for name, left, top, right, bottom in some(found["boxes"]):
            assert left >= 0, name
            assert top >= 0, name
            assert right <= found["width"], name
            assert bottom <= found["height"], name
        for (name, left, top, right, bottom), (other, x, y, to_x, to_y) in some(combinations(found["boxes"], 2)):
            assert right <= x or to_x <= left or bottom <= y or to_y <= top, (name, other)
        words = {name for name, *_ in found["boxes"]}
        assert {"First Games", "Technology and telecoms", "The Coca-Cola Company", "Omega"} <= words
        assert not [word for word in words if word.endswith("…")]
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_largest_are_named_and_the_search_comes_first(opening: _Visit, address: str) -> None:
    nodes = opening.page.request.get(f"{address}/explore/view.json").json()["nodes"]
    largest = sorted(nodes, key=lambda node: (-node.get("games", 0), node["id"]))[:25]
    words = {name for name, *_ in _boxes(opening)["boxes"]}
    assert {node.get("short", node["label"]) for node in largest} <= words
    field = opening.page.get_by_role("combobox", name="Find in the network").bounding_box()
    picture = opening.canvas.bounding_box()
    assert field is not None
    assert picture is not None
    assert field["y"] + field["height"] < picture["y"]
    assert field["height"] >= 44
    asked = [url for url in opening.requests if "/explore/view.json" in url]
    assert asked == [f"{address}/explore/view.json"], "partners and their lines, not the whole network"


def test_places_in_the_opening_view_mean_something(opening: _Visit) -> None:
    at = _places(opening.svg())
    assert at["The Coca-Cola Company"][0] < at["Visa"][0] < at["Samsung Electronics"][0] < at["Alibaba Group"][0]
    assert at["Omega"][1] < at["The Coca-Cola Company"][1] < at["Visa"][1] < at["Procter & Gamble"][1]


def test_how_many_games_make_a_line_is_for_the_reader_to_say(browser: Browser, address: str) -> None:
    with _visit(browser, address) as visit:
        counts = visit.panel.locator(".xp-counts").first
        before = counts.inner_text()
        visit.page.get_by_label("Games that two partners have in common for a line").select_option("5")
        expect(counts).not_to_have_text(before)
        visit.shown()
        assert visit.state == {"shared": ["5"]}
        expect(visit.panel).to_contain_text("at least 5 Games in common")
        visit.page.locator('.xp-kinds [data-key="games"]').click()
        expect(visit.page.locator('.xp-kinds [data-key="games"]')).to_have_attribute("aria-pressed", "true")
        visit.shown()
        assert visit.state == {"kind": ["games", "partner"]}
        visit.page.get_by_role("button", name="Begin again").first.click()
        expect(visit.page.get_by_role("button", name="Whole network")).to_be_visible()
        visit.shown()
        visit.page.get_by_role("button", name="Whole network").click()
        expect(visit.page.locator('.xp-kinds [data-key="person"]')).to_have_attribute("aria-pressed", "true")
        visit.shown()
        assert visit.state == {"show": ["network"]}
        assert visit.count("person") > 200


def test_what_is_around_a_partner_stands_in_columns(browser: Browser, address: str) -> None:
    with _visit(browser, address, "from=partner/alibaba") as visit:
        assert visit.state == {"from": ["partner/alibaba"], "open": ["partner/alibaba"]}
        svg = visit.svg()
        at = _places(svg)
        columns = [["Jack Ma", "Thomas Bach"], ["Alibaba Group"], ["Cloud services"], ["TOP IX", "TOP X", "TOP XI"]]
        columns.append(["PyeongChang 2018", "Tokyo 2020", "Beijing 2022", "Paris 2024", "Milano Cortina 2026"])
        across = [{round(at[name][0]) for name in names} for names in columns]
        assert [len(column) for column in across] == [1] * 5
        assert sorted(across, key=min) == across
        for names in some(columns[3:]):
            assert [at[name][1] for name in names] == sorted(at[name][1] for name in names), "in the order of time"
        words = [text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")]
        assert {"Categories", "Programmes", "Games"} <= set(words)
        assert words.count("covers") <= 1
        assert words.count("in the category") <= 1


def test_layout_colour_and_size_are_in_the_address(browser: Browser, address: str) -> None:
    with _visit(browser, address, "from=partner/alibaba") as visit:
        columns = _places(visit.svg())
        asked = len(visit.requests)
        visit.page.get_by_label("Layout").select_option("force")
        visit.page.wait_for_url("**layout=force*")
        assert _places(visit.svg()) != columns
        visit.page.get_by_label("Layout").select_option("timeline")
        visit.page.wait_for_url("**layout=timeline*")
        years = _places(visit.svg())
        assert years["TOP IX"][0] < years["TOP X"][0] < years["TOP XI"][0]
        assert not [url for url in visit.requests[asked:] if "view.json" in url], "the same things, elsewhere"
        visit.page.get_by_label("Layout").select_option("meaning")
        assert _places(visit.svg()) == columns
        assert "layout" not in visit.state
    with _visit(browser, address) as visit:
        expect(visit.page.locator("h2", has_text="Partners by first Games and product field")).to_be_visible()
        visit.page.get_by_label("Layout").select_option("timeline")
        expect(visit.page.locator("h2", has_text="Partners along time")).to_be_visible()
        expect(visit.page.get_by_text("Further right: it began later.")).to_be_visible()
    with _visit(browser, address, "colour=country&size=same") as visit:
        legend = visit.page.get_by_role("list", name="Colours by product field: press to show only one")
        expect(legend.get_by_role("button", name="Japan")).to_be_visible()
        legend.get_by_role("button", name="Japan").click()
        expect(visit.page.get_by_role("button", name="Japan: remove")).to_be_visible()
        visit.shown()
        assert visit.state["country"] == ["japan"]
        assert visit.state["colour"] == ["country"]


def test_words_about_a_view_are_words(browser: Browser, address: str) -> None:
    words = urlencode({"title": "<b>Here</b>", "note": "<img src=x onerror=hacked()>"})
    query = f"from=partner/alibaba&mark=country/china&{words}"
    with _visit(browser, address, query) as visit:
        said = visit.page.get_by_role("region", name="What somebody says about this view")
        expect(said.get_by_role("heading")).to_have_text("<b>Here</b>")
        expect(said).to_contain_text("<img src=x onerror=hacked()>")
        expect(visit.page).to_have_title("<b>Here</b> · Olympic Partnership Graph")
        expect(visit.panel.locator(".view-evidence")).to_contain_text("China")


_STORY = {
    "title": "How it came",
    "steps": [
        {"view": "tier=top&date=2017-01-18", "title": "Twelve", "note": "On the day before."},
        {"view": "from=partner/alibaba", "title": "One more", "mark": ["partner/alibaba", "programme/top-09"]},
        {"view": "path=partner/alibaba~partner/kodak", "note": "And back."},
    ],
}


def _file(name: str, content: object) -> FilePayload:
    return {"name": name, "mimeType": "application/json", "buffer": json.dumps(content).encode()}


def test_a_story_is_opened_from_a_file_and_told_in_steps(browser: Browser, address: str, axe: Axe) -> None:
    with _visit(browser, address) as visit:
        file = visit.page.get_by_label("Open a story from a file")
        broken = {"steps": [{"view": ""}, {"title": "No view"}]}
        file.set_input_files(_file("broken.json", broken))
        expect(visit.page.locator(".xp-note")).to_contain_text("Step 2: “view” is missing. The address of a view")
        file.set_input_files(_file("story.json", _STORY))
        said = visit.page.get_by_role("region", name="What somebody says about this view")
        expect(said).to_contain_text("How it came: step 1 of 3")
        expect(said.get_by_role("heading")).to_have_text("Twelve")
        visit.shown()
        visit.page.keyboard.press("]")
        expect(said).to_contain_text("step 2 of 3")
        visit.shown()
        evidence = visit.panel.locator(".view-evidence")
        expect(evidence).to_contain_text("Alibaba Group in TOP IX")
        expect(evidence.locator(".cited a").first).to_be_visible()
        assert axe.violations(visit.page) == []
        assert visit.state["at"] == ["2"]
        assert len(visit.state["step"]) == 3
        visit.page.reload()
        expect(said).to_contain_text("step 2 of 3")
        visit.shown()
        said.get_by_role("button", name="Next").click()
        expect(said).to_contain_text("And back.")
        visit.shown()
        visit.page.locator('.xp-kinds [data-key="programme"]').click()
        expect(said.get_by_role("button", name="Back to the step")).to_be_visible()
        visit.page.go_back()
        expect(said).to_contain_text("step 3 of 3")
        expect(said.get_by_role("button", name="Back to the step")).to_have_count(0)
