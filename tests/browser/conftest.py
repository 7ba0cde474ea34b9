"""A real Chromium before a real server: the site served by granian on loopback, a fresh profile for each context.

Without a browser these tests are skipped with that reason; with OPG_REQUIRE_ENGINES=1 its absence is a failure.

No graphics hardware is used, so that every machine draws the same: `--disable-gpu`. The explorer draws with WebGL,
which SwiftShader then computes on the processor; Chromium wants to be told that this is meant
(https://chromium.googlesource.com/chromium/src/+/main/docs/gpu/swiftshader.md), hence `--enable-unsafe-swiftshader`.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from graph.snapshot import Snapshot

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_PATIENCE = 60.0


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("OPG_REQUIRE_ENGINES") == "1":
            pytest.fail("OPG_REQUIRE_ENGINES=1 asks for chromium, which is not on the PATH")
        pytest.skip("chromium is not on the PATH")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def address(home: Path, snapshot: Snapshot) -> Iterator[str]:
    """The address of the site, served by a process of its own over the session's snapshot."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--no-ws"]
    command += ["--host", "127.0.0.1", "--port", str(port), "webapp.app:create_app"]
    server = subprocess.Popen(command, env={**os.environ, "OPG_HOME": str(home)}, stderr=subprocess.DEVNULL)
    site = f"http://127.0.0.1:{port}"
    try:
        _wait_for(site + "/health", server)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        assert server.poll() is None, "the server ended before it answered"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"the server did not answer within {_PATIENCE:.0f} s")
