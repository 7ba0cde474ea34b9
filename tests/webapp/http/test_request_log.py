"""The lines of the request log: whatever a client sends, each request is one of them, and short enough."""

from __future__ import annotations

import json
import logging
import re
import sys
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest

from tests.some import some
from webapp.http import request_id
from webapp.http.error_log import JsonFormatter, TextFormatter
from webapp.http.request_log import LogEntry, as_json, as_text

ENTRY = LogEntry(
    request_id="0123456789abcdef",
    client="192.0.2.1",
    method="GET",
    target="/partner/alibaba?a=%20",
    protocol="HTTP/1.1",
    status=200,
    size=1234,
    seconds=0.0123456,
    user_agent='Mozilla/5.0 ("a")',
    referer="https://example.org/",
)
HOSTILE = (
    "a\nb",
    "a\r\n2026-01-01T00:00:00.000Z x",
    "\x1b[31m",
    "\x00\x85\xa0",
    "\xe2\x80\xa8\xe2\x80\xa9",  # line and paragraph separator, as UTF-8
    "\xf0\x9f\x8f\x85" * 2_000,
    '"\\' * 3_000,
    "\x00" * 9_000,
    "\xff\xfe",
)
LINE = re.compile(
    r'(\S+Z) (\w+) (\S+) "(\S+) (\S+) (HTTP/[\d.]+)" (\d+|-) (\d+) (\d+\.\d{6}) '
    r'("(?:[^"\\]|\\.)*") ("(?:[^"\\]|\\.)*")'
)


def test_an_entry_as_json() -> None:
    found = json.loads(as_json(ENTRY))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", found.pop("time"))
    assert found == {
        "request_id": "0123456789abcdef",
        "client": "192.0.2.1",
        "method": "GET",
        "target": "/partner/alibaba?a=%20",
        "protocol": "HTTP/1.1",
        "status": 200,
        "bytes": 1234,
        "seconds": 0.012346,
        "user_agent": 'Mozilla/5.0 ("a")',
        "referer": "https://example.org/",
    }


def test_an_entry_as_text() -> None:
    found = LINE.fullmatch(as_text(ENTRY))
    assert found
    assert found.groups()[1:] == (
        "0123456789abcdef",
        "192.0.2.1",
        "GET",
        "/partner/alibaba?a=%20",
        "HTTP/1.1",
        "200",
        "1234",
        "0.012346",
        '"https://example.org/"',
        '"Mozilla/5.0 (\\"a\\")"',
    )
    empty = LINE.fullmatch(as_text(replace(ENTRY, status=None, user_agent="", referer="")))
    assert empty
    assert (empty[7], empty[10], empty[11]) == ("-", '"-"', '"-"')


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("where", ["user_agent", "referer", "target", "method", "client"])
def test_nothing_that_a_client_sends_makes_two_lines_of_one(where: str, text: str) -> None:
    values: dict[str, Any] = {where: text}
    entry = replace(ENTRY, **values)
    for line in (as_json(entry), as_text(entry)):
        assert line.isascii()
        assert line.isprintable()
        assert len(line) < 4_096
    assert json.loads(as_json(entry))["status"] == 200


def test_the_longest_entry_fits() -> None:
    for text in HOSTILE:
        entry = replace(ENTRY, user_agent=text * 99, referer=text * 99, target=text * 99, client=text * 99, method=text)
        assert len(as_json(entry)) < 4_096
        assert len(as_text(entry)) < 4_096


def logged(formatter: logging.Formatter, message: str) -> str:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    logger = logging.Logger("some.module")
    logger.addHandler(handler)
    try:
        raise ValueError(message)
    except ValueError:
        logger.exception("failed at %s", message, exc_info=sys.exc_info())
    return stream.getvalue()


def test_an_error_is_logged_with_its_request() -> None:
    identifier = request_id.begin()
    text = logged(TextFormatter(), "x")
    assert text.splitlines()[0].split()[1:] == [identifier, "ERROR", "some.module:", "failed", "at", "x"]
    assert "ValueError: x" in text
    record = json.loads(logged(JsonFormatter(), "x"))
    assert (record["request_id"], record["level"]) == (identifier, "error")
    assert "ValueError: x" in record["message"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_message_passes_for_a_line_of_the_error_log(text: str) -> None:
    first, *others = logged(TextFormatter(), text).removesuffix("\n").split("\n")
    assert first.split()[2] == "ERROR"
    assert all(line.startswith("  ") for line in some(others))
    assert not set("\r\x1b\x00\x85\u2028") & set("".join(others))
    assert logged(JsonFormatter(), text).count("\n") == 1


@pytest.mark.parametrize("given", ["", "a b", "a\nb", "é", "x" * 65, "-a", '"', "a,b"])
def test_an_identifier_that_is_not_well_formed_is_replaced(given: str) -> None:
    assert re.fullmatch("[0-9a-f]{16}", request_id.begin(given))


@pytest.mark.parametrize("given", ["a", "x" * 64, "1-67891233-abcdef012345678912345678", "f058ebd6.02f7:4d3f"])
def test_a_well_formed_identifier_is_taken(given: str) -> None:
    assert request_id.begin(given) == given == request_id.current()
