"""A real server over the session's snapshot, in a process of its own on loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.snapshot import Snapshot

_PATIENCE = 60.0


@pytest.fixture(scope="package")
def site(home: Path, snapshot: Snapshot) -> Iterator[str]:
    """The address of the site, with a slash at its end. It trusts its only client with more than a stranger's time."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--no-ws"]
    command += ["--host", "127.0.0.1", "--port", str(port), "webapp.app:create_app"]
    environment = {**os.environ, "OPG_HOME": str(home), "OPG_CLIENT_SECONDS": "600"}
    environment.pop("OPG_STORE", None)
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(address + "health", server)
        yield address
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
