"""Pages that are lent to one test after another.

To make a page takes Chromium as long as a short visit. Pages with the same options share a profile, so that the
browser reads our scripts once for each. The site keeps nothing in a profile.

A page that nobody has stays where it is: it does nothing until the next test leads it elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

_profiles: dict[tuple[object, ...], BrowserContext] = {}
_idle: dict[BrowserContext, list[Page]] = {}
"""The pages of a profile that nobody has."""


@contextmanager
def lent_page(
    browser: Browser,
    listeners: Mapping[str, Callable[[Any], None]] | None = None,
    width: int = 1440,
    height: int = 900,
    **options: Any,
) -> Iterator[Page]:
    """Lend a page until the end of the block, with listeners to its events; a page of a test that fails is closed."""
    context = _profile(browser, **options)
    idle = _idle.setdefault(context, [])
    page: Any = idle.pop() if idle else context.new_page()
    heard = dict(listeners or {})
    try:
        page.set_viewport_size({"width": width, "height": height})
        for event, listener in heard.items():
            page.on(event, listener)
        yield page
    except BaseException:
        page.close()
        raise
    for event, listener in heard.items():
        page.remove_listener(event, listener)
    page.unroute_all(behavior="ignoreErrors")
    page.emulate_media(color_scheme=options.get("color_scheme", "null"))
    page.mouse.move(0, 0)
    idle.append(page)


def _profile(browser: Browser, **options: Any) -> BrowserContext:
    key = (browser, *sorted(options.items()))
    if key not in _profiles:
        _profiles[key] = browser.new_context(**options)
    return _profiles[key]
