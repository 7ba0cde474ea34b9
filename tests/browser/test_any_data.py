"""Pages of other data, of none, or of a part of ours in a real browser: nothing fails, and everything fits."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Page

from graph.build.snapshot import current
from tests import needs
from tests.abuse.lengths import FULL, sample
from tests.browser.axe import Axe
from tests.serving import serving
from tests.webapp.cuts import everything, graph_of

WIDTHS = (320, 390, 1440)
PAGES = ("/", "/explore", "/explore/embed", "/path", "/sparql", "/partners", "/search?q=visa", "/quality")
ALIKE = ("/explore/embed", "/sparql")
"""The one has the parts of the explorer, and the other shows nothing of the data: opened in `make abuse` only."""

LOOKED_AT = ("/", "/explore", "/partners", "/search?q=visa")
DATA = ("nothing", "other", "without partnerships")
OTHER = "<http://example.org/a> a <http://example.org/AnExtremelyLongNameOfAClassThatHasNoPlaceToBreakAnywhere> ."


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    needs.bundle("explore")


@pytest.fixture(scope="module", params=DATA)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site over such data: in `make abuse` over all that is there without partnerships."""
    path = tmp_path_factory.mktemp("data") / "data.nq"
    ours = current(request.getfixturevalue("built" if FULL else "few_built"))
    assert ours
    quads = everything(ours.nquads) if request.param == "without partnerships" else []
    left_out = {quad.subject for quad in quads if str(quad.object).endswith("#Partnership>")}
    kept = [quad for quad in quads if quad.subject not in left_out and graph_of(quad).endswith(("curated", "ontology"))]
    content = ox.serialize(kept, format=ox.RdfFormat.N_QUADS) or b""
    if request.param == "other":
        content = ox.serialize(ox.parse(OTHER, format=ox.RdfFormat.TURTLE), format=ox.RdfFormat.N_TRIPLES) or b""
    path.write_bytes(content)
    with serving("--store", str(path)) as served:
        yield served.address


@pytest.fixture(scope="module")
def complaints() -> list[str]:
    """The errors of which the browser has told."""
    return []


@pytest.fixture(scope="module")
def page(browser: Browser, complaints: list[str], site: str) -> Iterator[Page]:
    """A page that is led from address to address of a site; each site has another."""
    with browser.new_context() as context:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page


@pytest.mark.sweep
@pytest.mark.parametrize("address", sample(PAGES, long=ALIKE))
def test_nothing_fails_and_everything_fits(
    page: Page, complaints: list[str], axe: Axe, *, site: str, address: str
) -> None:
    """Opened on a phone, then given more room; some pages are looked at by axe too, in light and in dark.

    Each page over all such data in `make abuse`, and else over one sort.
    """
    complaints.clear()
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": WIDTHS[0], "height": 800})
    page.goto(site + address, wait_until="networkidle")
    assert page.locator("h1").count() == 1
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    if address in LOOKED_AT:
        axe.thin_out(page)
        assert axe.violations(page) == []
        assert axe.violations_in_dark(page) == []
    else:
        page.emulate_media(color_scheme="dark")
    assert complaints == []
