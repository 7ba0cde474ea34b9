"""Servers that answer strangely, and addresses that are none: a message that names the server and what it did."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.engines.misbehaving import JSON, Act, Misbehaving, reply
from tests.webapp.cli.conftest import Process
from tests.webapp.cli.test_errors import told

pytestmark = pytest.mark.slow

TURTLE = "text/turtle"
ROWS = b'{"head": {"vars": ["n"]}, "results": {"bindings": []}}'

FORMATS = [
    (b"<html></html>", "text/html", "answered in a format that was not asked for: text/html."),
    (b"n\r\n", "text/csv", "answered in a format that was not asked for: text/csv."),
    (b"<sparql/>", "application/sparql-results+xml", "sent an answer that is not whole or not well formed: "),
    (b"true", JSON, "sent an answer that is not whole or not well formed: "),
    (ROWS[:-9], JSON, "sent an answer that is not whole or not well formed: "),
    (b"", JSON, "sent an answer that is not whole or not well formed: "),
    (b"<x:s> <x:p> ", TURTLE, "answered in a format that was not asked for: text/turtle."),
]


def acting(server: Act, graph_store: Act) -> Act:
    """A server that takes whatever it is sent, and answers queries and requests for graphs as said."""
    taken = reply(status=204, body=b"")
    return lambda handler: (taken if handler.command != "GET" else graph_store if "/store" in handler.path else server)(
        handler
    )


COUNTED = reply(body=b'{"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": "1"}}]}}')


@pytest.mark.parametrize(("body", "media_type", "said"), FORMATS)
def test_a_push_to_what_answers_in_another_format(
    within: Process, few_home: Path, body: bytes, media_type: str, said: str
) -> None:
    way = "graph-store"
    with Misbehaving.started(
        acting(reply(body=body, media_type=media_type), reply(body=b"", media_type=TURTLE))
    ) as server:
        message = told(within("push", server.url, "--way", way, "--anew", OPG_HOME=str(few_home)))
    assert said in message
    assert "127.0.0.1" in message


def test_a_push_by_updates_to_what_answers_in_another_format(within: Process, few_home: Path) -> None:
    with Misbehaving.started(acting(COUNTED, COUNTED)) as server:
        message = told(within("push", server.url, "--way", "update", "--anew", OPG_HOME=str(few_home)))
    assert message.endswith("/query answered in a format that was not asked for: application/sparql-results+json.")


GRAPHS = [
    (b"<html></html>", "text/html", "/store answered in a format that was not asked for: text/html."),
    (b"<x:s> <x:p> ", TURTLE, "/store sent an answer that is not whole or not well formed: "),
]


@pytest.mark.parametrize(("body", "media_type", "said"), GRAPHS)
def test_a_graph_that_is_none(within: Process, few_home: Path, body: bytes, media_type: str, said: str) -> None:
    with Misbehaving.started(acting(COUNTED, reply(body=body, media_type=media_type))) as server:
        message = told(within("push", server.url, "--way", "graph-store", "--anew", OPG_HOME=str(few_home)))
    assert said in message


ANSWERS: list[tuple[Act, str, str]] = [
    (reply(302, b"", Location="http://["), "ASK {}", "sent an answer with a header that cannot be read: "),
    (reply(429, b""), "ASK {}", "is not ready (HTTP 429)."),
    (reply(500, b""), "ASK {}", "failed (HTTP 500)."),
    (reply(504, b""), "ASK {}", "ran out of time."),
    (reply(400, b""), "ASK {}", "takes it for no query (HTTP 400)"),
    (reply(Content_Encoding="gzip"), "ASK {}", "is not compressed as its header Content-Encoding says."),
    (reply(length="500", Connection="close"), "ASK {}", "ended its answer before it was whole."),
    (reply(body=ROWS), "ASK {}", "well formed: rows cannot answer ASK."),
    (reply(), "SELECT * {}", "well formed: true or false cannot answer SELECT."),
    (reply(), "DESCRIBE <x:y>", "in a format that was not asked for: application/sparql-results+json."),
]


@pytest.mark.parametrize(("act", "query", "said"), ANSWERS)
def test_an_answer_that_is_none(within: Process, act: Act, query: str, said: str) -> None:
    def closing(handler: BaseHTTPRequestHandler) -> None:
        act(handler)
        handler.close_connection = True

    def both(handler: BaseHTTPRequestHandler) -> None:
        (reply(body=ROWS) if "version" in handler.path else closing)(handler)

    with Misbehaving.started(both) as server:
        message = within("sparql", "-", "--store", server.url, text=query)
    assert (message.returncode, message.stdout) in [(1, ""), (2, "")]
    assert said in message.stderr
    assert "127.0.0.1" in message.stderr


@pytest.mark.parametrize("line", ["push {}", "stats --store {}", "serve --port 0 --store {}"])
def test_a_redirection_to_nowhere(within: Process, few_home: Path, line: str) -> None:
    with Misbehaving.started(reply(302, b"", Location="http://[")) as server:
        message = told(within(*line.format(server.url).split(), OPG_HOME=str(few_home)))
    assert "sent an answer with a header that cannot be read" in message


TROUBLES = [
    ("http://h:99999/", "its port must be a number from 1 to 65535"),
    ("http://h:x/", "its port must be a number from 1 to 65535"),
    ("http://[", "what is between brackets, [ and ], must be an IPv6 address"),
    ("http://a b/", "it has a space"),
    ("http://", "it names no server"),
    ("ftp://a/", "it begins with neither http:// nor https://"),
]


@pytest.mark.parametrize(("address", "said"), TROUBLES)
def test_what_is_wrong_with_an_address_is_told(within: Process, address: str, said: str) -> None:
    assert f"{address} is no address of a server: {said}" in told(within("push", address), 2)


def test_the_beginning_of_an_address_may_be_left_out_or_in_capitals(within: Process) -> None:
    assert told(within("push", "localhost:7878"), 2).endswith("Is http://localhost:7878 meant?")
    assert told(within("stats", "--store", "localhost:7878")).endswith("Is http://localhost:7878 meant?")
    assert "cannot be reached" in told(within("stats", "--store", "HTTP://127.0.0.1:9/query"))
