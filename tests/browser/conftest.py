"""A real Chromium before a real server: the site served on loopback, a fresh profile for each context.

No graphics hardware is used, so that every machine draws the same: `--disable-gpu`. The explorer draws with WebGL,
which SwiftShader then computes on the processor; Chromium wants to be told that this is meant
(https://chromium.googlesource.com/chromium/src/+/main/docs/gpu/swiftshader.md), hence `--enable-unsafe-swiftshader`.
All else is drawn without WebGL, in less time. Debian's default flags ask for the contrary.

Each context is a window of its own, for which Chromium also loads the pages of its address bar. They took two thirds of
the time that a window takes, and nobody sees them.

All windows share one process that draws pages of the site, and none is started in advance. A process for each window
took an eighth of all that Chromium used. Pages of other sites still have processes of their own.

A visit stays in the frame that Chromium already has: a frame for each took a sixth of what a visit takes. The last
features in the list are those that Playwright turns off, whose own list ours replaces.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from graph.build.snapshot import Snapshot
from tests import needs
from tests.browser.axe import Axe
from tests.serving import serving

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-gpu-compositing",
    "--disable-gpu-rasterization",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--renderer-process-limit=1",
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,SpareRendererForSitePerProcess,"
    "RenderDocument,PaintHolding,OptimizationHints",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    path = needs.program("chromium", "apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def axe() -> Axe:
    """The script of axe-core."""
    return Axe(needs.axe())


@pytest.fixture(scope="session")
def address(snapshot: Snapshot) -> Iterator[str]:
    """The address of the site, served by processes of its own over the session's snapshot.

    It trusts a proxy, so that one may stand before it too. To a browser that asks it by itself that is nothing.
    """
    with serving(OPG_TRUSTED_PROXIES="1") as served:
        yield served.address
