"""What the server writes and how it ends; who may reach it over HTTP; and what is said where the SDK is missing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import requests

from tests.some import some
from tests.webapp.mcp.conftest import OPG
from webapp.config import Settings
from webapp.mcp.transports import allowed

pytestmark = pytest.mark.engine

INITIALIZE = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}


class Raw:
    """A server whose streams a test writes and reads itself."""

    def __init__(self, home: Path) -> None:
        self.process = subprocess.Popen(
            [OPG, "mcp"],
            env={**os.environ, "OPG_HOME": str(home)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.send({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": INITIALIZE})
        assert json.loads(self.line())["result"]["serverInfo"]["name"] == "olympic-partnership-graph"

    def send(self, message: object) -> None:
        """Send a message, or bytes as they are, on a line."""
        assert self.process.stdin
        self.process.stdin.write((message if isinstance(message, bytes) else json.dumps(message).encode()) + b"\n")
        self.process.stdin.flush()

    def line(self) -> bytes:
        """Return the next line of standard output."""
        assert self.process.stdout
        return self.process.stdout.readline()


@pytest.fixture
def raw(few_home: Path) -> Iterator[Raw]:
    """A server that has been greeted."""
    server = Raw(few_home)
    yield server
    server.process.kill()
    server.process.communicate()


def test_standard_output_is_protocol_only_and_the_end_of_input_ends_it(raw: Raw) -> None:
    for junk in (b"no JSON", b"[]", b"\xff\xfe", b"[" * 100_000):
        raw.send(junk)
    raw.send({**LIST, "id": 7})
    assert json.loads(raw.line())["id"] == 7
    children = psutil.Process(raw.process.pid).children(recursive=True)
    out, err = raw.process.communicate(timeout=20)
    assert (raw.process.returncode, out, err) == (0, b"", b"")
    assert not psutil.wait_procs(some(children), timeout=5)[1]


def test_an_interrupt_ends_it_quietly(raw: Raw) -> None:
    raw.process.send_signal(signal.SIGINT)
    assert raw.process.wait(20) == 0
    assert raw.process.stderr
    assert raw.process.stderr.read() == b""


def test_a_reader_that_goes_away_ends_it_quietly(raw: Raw) -> None:
    assert raw.process.stdout
    assert raw.process.stderr
    raw.process.stdout.close()
    raw.send(LIST)
    assert raw.process.wait(20) == 0
    assert raw.process.stderr.read() == b""


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:8001"}, 200),
        ({"Origin": "http://localhost:3000"}, 200),
        ({"Host": "evil.example"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Content-Type": "text/plain"}, 400),
    ],
)
def test_other_hosts_and_origins_are_refused(address: str, headers: dict[str, str], status: int) -> None:
    """A page that a browser shows must not ask a server of its user (DNS rebinding)."""
    accept = {"Accept": "application/json, text/event-stream"}
    assert requests.post(address, json=LIST, headers=accept | headers, timeout=20).status_code == status


def test_hosts_of_the_settings_may_ask() -> None:
    settings = Settings(trusted_hosts="graph.example.org, *.example.net", site_url="https://site.example:8443/olympics")
    found = allowed("0.0.0.0", settings)
    assert {"graph.example.org", "graph.example.org:*", "site.example:8443", "localhost:*"} <= {*found.allowed_hosts}
    assert "https://graph.example.org" in found.allowed_origins
    assert not [name for name in some(found.allowed_hosts) if "0.0.0.0" in name or "example.net" in name]
    assert "[fe80::1]:*" in allowed("fe80::1", settings).allowed_hosts


def test_without_the_sdk_it_says_what_to_install(snapshot: object) -> None:
    program = "import sys; sys.modules['mcp'] = None; from webapp.cli import main; main(args=['mcp'])"
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stdout) == (1, "")
    assert "pip install 'olympic-partnership-graph[mcp]'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["--port", "8001"], ["--host", "localhost"], ["--http", "--host", ""]])
def test_arguments_that_do_not_fit_are_told(snapshot: object, arguments: list[str]) -> None:
    done = subprocess.run([OPG, "mcp", *arguments], check=False, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--host" in done.stderr
