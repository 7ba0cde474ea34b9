"""Pages of other data, of none, or of a part of ours in a real browser: nothing fails, and everything fits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser

from graph.snapshot import Snapshot
from tests import needs
from tests.browser.axe import Axe
from tests.serving import serving
from tests.webapp.cuts import everything, graph_of

PAGES = ("/", "/explore", "/explore/embed", "/path", "/sparql", "/partners", "/search?q=visa", "/quality")
OTHER = "<http://example.org/a> a <http://example.org/AnExtremelyLongNameOfAClassThatHasNoPlaceToBreakAnywhere> ."


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    needs.bundle("explore")


@pytest.fixture(scope="module", params=["nothing", "other", "without partnerships"])
def site(request: pytest.FixtureRequest, snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site over such data."""
    path = tmp_path_factory.mktemp("data") / "data.nq"
    quads = everything(snapshot.nquads) if request.param == "without partnerships" else []
    left_out = {quad.subject for quad in quads if str(quad.object).endswith("#Partnership>")}
    kept = [quad for quad in quads if quad.subject not in left_out and graph_of(quad).endswith(("curated", "ontology"))]
    content = ox.serialize(kept, format=ox.RdfFormat.N_QUADS) or b""
    if request.param == "other":
        content = ox.serialize(ox.parse(OTHER, format=ox.RdfFormat.TURTLE), format=ox.RdfFormat.N_TRIPLES) or b""
    path.write_bytes(content)
    with serving("--store", str(path)) as served:
        yield served.address


@pytest.mark.parametrize("address", PAGES)
def test_no_script_fails(browser: Browser, site: str, address: str) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(site + address, wait_until="networkidle")
    assert page.locator("h1").count() == 1
    page.close()
    assert complaints == []


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_it_fits(browser: Browser, site: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for address in PAGES:
        page.goto(site + address, wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible(browser: Browser, axe: Axe, site: str, scheme: Literal["light", "dark"]) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    for address in ("/", "/explore", "/partners", "/search"):
        page.goto(site + address, wait_until="networkidle")
        assert axe.violations(page) == [], address
    context.close()
