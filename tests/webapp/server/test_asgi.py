"""What holds for every request to the served site: it is logged, it has an identifier, and it fails as all do."""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.abuse.raw import exchange
from tests.running import run_async
from tests.serving import Served, serving
from tests.webapp.http.test_environ import scope
from webapp.config import Settings
from webapp.http import errors, request_address
from webapp.http.asgi_types import Message
from webapp.http.error_log import TextFormatter
from webapp.http.security import LONGEST_ADDRESS
from webapp.server.asgi import AsgiApplication

MADE = re.compile("[0-9a-f]{16}")

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def logging_site(few_home: Path) -> Iterator[Served]:
    """The site with two workers, a request log, and a proxy in front of it that it trusts."""
    environment = {"OPG_LOG": "json", "OPG_TRUSTED_PROXIES": "1", "OPG_BODY_SECONDS": "1"}
    with serving("--home", str(few_home), "--workers", "2", **environment) as served:
        yield served


@pytest.fixture(scope="module")
def plain_site(few_home: Path) -> Iterator[Served]:
    """The site as it is by default."""
    with serving("--home", str(few_home)) as served:
        yield served


def entry(site: Served, identifier: str) -> dict[str, Any]:
    """Return the entry of the request log about a request, which is written right after its answer."""
    assert identifier
    end = time.monotonic() + 5
    while time.monotonic() < end:
        lines = [line for line in site.log.read_text("ascii").splitlines() if identifier in line]
        if lines:
            assert len(lines) == 1
            return dict(json.loads(lines[0]))
        time.sleep(0.05)
    raise AssertionError(f"{identifier} is not logged")


@pytest.mark.parametrize(
    ("method", "target", "headers", "status"),
    [
        ("GET", "/about", {}, 200),
        ("GET", "/about", {"If-None-Match": "*"}, 304),
        ("HEAD", "/about", {}, 200),
        ("GET", "/nothing?a=%20b", {}, 404),
        ("GET", "/%FF", {}, 400),
        ("GET", f"/{'x' * LONGEST_ADDRESS}", {}, 414),
        ("POST", "/sparql", {"Content-Type": "text/plain"}, 415),
        ("POST", "/", {}, 405),
        ("GET", "/partner/alibaba.ttl", {"Accept": "text/turtle"}, 200),
        ("GET", "/data/olympic-partnerships.nq", {}, 200),
    ],
)
def test_every_request_is_logged_under_the_identifier_that_its_answer_names(
    logging_site: Served, method: str, target: str, headers: Mapping[str, str], status: int
) -> None:
    said = {"User-Agent": 'A "test"\\', "Referer": "https://example.org/\x85", **headers}
    for _ in range(3):  # once at least from the cache of a worker
        reply = logging_site.send(method, target, said)
        assert reply.status == status
        found = entry(logging_site, reply.headers["x-request-id"])
        assert (found["method"], found["status"], found["bytes"]) == (method, status, len(reply.body))
        assert found["target"] == (target if len(target) < 2_000 else f"{target[:2_000]}...")
        assert (found["user_agent"], found["referer"]) == ('A "test"\\', "https://example.org/\ufffd")
        assert found["client"] == "127.0.0.1"
        assert 0 < found["seconds"] < 60


def test_what_is_refused_before_the_application_is_logged_too(logging_site: Served) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
    for length, status in ((60, 408), (1_000_000, 413)):
        found = exchange(logging_site.port, head % length, seconds=10)
        assert found.statuses == [status]
        assert entry(logging_site, found.header("x-request-id"))["status"] == status


def test_a_trusted_proxy_says_whose_request_it_is_and_how_it_is_called(logging_site: Served) -> None:
    forwarded = {"X-Forwarded-For": "198.51.100.9, 203.0.113.7", "X-Request-ID": "edge-1:abc.DEF"}
    reply = logging_site.send("GET", "/health", forwarded)
    assert reply.headers["x-request-id"] == "edge-1:abc.DEF"
    assert entry(logging_site, "edge-1:abc.DEF")["client"] == "203.0.113.7"
    for bad in ("a b", "x" * 65, "é", '"}'):
        assert MADE.fullmatch(logging_site.send("GET", "/health", {"X-Request-ID": bad}).headers["x-request-id"])


def test_lines_of_two_workers_do_not_mix(logging_site: Served) -> None:
    def ask(number: int) -> str:
        return logging_site.send("GET", f"/nothing/{number}/{'x' * 1_500}").headers["x-request-id"]

    with ThreadPoolExecutor(8) as pool:
        identifiers = set(pool.map(ask, range(200)))
    assert len(identifiers) == 200
    for identifier in identifiers:
        entry(logging_site, identifier)
    lines = logging_site.log.read_text("ascii").splitlines()
    entries = [json.loads(line) for line in lines if line.startswith("{")]
    assert identifiers <= {each["request_id"] for each in entries}
    assert [line for line in lines if "request_id" in line and not line.startswith("{")] == []


def test_by_default_nothing_is_logged_and_no_client_names_its_request(plain_site: Served) -> None:
    reply = plain_site.send("GET", "/health", {"X-Request-ID": "abc", "X-Forwarded-For": "203.0.113.7"})
    assert MADE.fullmatch(reply.headers["x-request-id"])
    assert plain_site.send("GET", "/sparql?query=x").headers["x-request-id"] != reply.headers["x-request-id"]
    assert len(plain_site.log.read_text().splitlines()) == 1, "more than the address is said"


def test_a_problem_names_its_request(plain_site: Served) -> None:
    for target in ("/sparql?query=x", "/api/queries/nothing", "/partner/nobody.ttl"):
        reply = plain_site.send("GET", target, {"Accept": "application/json"})
        assert json.loads(reply.body)["request_id"] == reply.headers["x-request-id"]


def answered(application: AsgiApplication, path: bytes) -> list[Message]:
    """Return what an application sends to a server."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    run_async(application(scope(path, headers=[(b"accept", b"application/json")]), receive, send))
    return sent


@pytest.mark.parametrize("path", [b"/fails", b"/fails-before"])
def test_what_nobody_foresaw_is_answered_and_logged_under_one_identifier(
    path: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    app = Flask("webapp")
    errors.install(app)
    flask = app.wsgi_app

    @app.get("/fails")
    def fails() -> str:
        raise KeyError("missing")

    def before(environ: Any, start_response: Any) -> Any:
        if environ["PATH_INFO"] == "/fails-before":
            raise KeyError("missing")
        return flask(environ, start_response)

    app.wsgi_app = before  # type: ignore[method-assign]
    request_address.install(app, Settings())
    caplog.handler.setFormatter(TextFormatter())
    with caplog.at_level(logging.ERROR):
        sent = answered(AsgiApplication(app, Settings()), path)
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    problem = json.loads(sent[1]["body"])
    assert (sent[0]["status"], problem["status"]) == (500, 500)
    identifier = problem["request_id"]
    assert (b"x-request-id", identifier.encode()) in sent[0]["headers"]
    assert [line.split()[1] for line in caplog.text.splitlines() if " ERROR " in line] == [identifier]
    assert "KeyError: 'missing'" in caplog.text
