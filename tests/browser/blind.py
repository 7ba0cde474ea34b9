"""A Chromium with other switches: prints how wide the picture is that a sandboxed embed shows in it."""

from __future__ import annotations

import sys

from playwright.sync_api import sync_playwright


def main(path: str, address: str, *flags: str) -> None:
    """Open a page with embeds, and print the width of the picture in the second one."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(flags))
        page = browser.new_page(viewport={"width": 1300, "height": 800})
        page.goto(address)
        image = page.frame_locator("iframe").nth(1).locator(".xp-still img")
        image.wait_for()
        sys.stdout.write(str(image.evaluate("image => image.decode().then(() => image.naturalWidth)")))
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
