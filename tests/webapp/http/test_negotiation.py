"""The one choice among formats: qualities, wildcards, browsers, old clients, and headers that nobody should send."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webapp.http.negotiation import best_match, choose, prefers_page

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
JAVA = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"
JQUERY = "application/json, text/javascript, */*; q=0.01"
HTTR = "application/json, text/xml, application/xml, */*"

PAGE = ("text/html", "application/xhtml+xml")
TURTLE = ("text/turtle", "application/x-turtle")
JSON = ("application/json",)
XML = ("application/rdf+xml", "application/xml", "text/xml")
CSV = ("text/csv",)


class Format:
    """A format under its media types."""

    def __init__(self, *media_types: str) -> None:
        self.media_types = media_types


def chosen(accept: str, *offers: tuple[str, ...]) -> str | None:
    match = best_match(accept, [Format(*media_types) for media_types in offers])
    return match.media_type if match else None


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("TEXT/Turtle;Q=0.5", "text/turtle"),
        ("text/turtle;q=0.4, application/json;q=0.5", "application/json"),
        ("text/turtle;q=.4, application/json;q=.5", "application/json"),
        ("text/turtle, */*;q=0.1", "text/turtle"),
        ("*/*, text/turtle", "text/turtle"),
        ("*/*, text/turtle;q=0.9", "text/html"),
        ("text/*", "text/html"),
        ("application/*", "application/json"),
        ("text/html;q=0, */*", "text/turtle"),
        ("text/*;q=0, */*", "application/json"),
        ("text/turtle;charset=utf-8", "text/turtle"),
        ('text/turtle;profile="a,b;q=0";q=0.5, application/json;q=0.4', "text/turtle"),
        ("text/turtle;q=0.1, text/turtle;q=0.9, application/json;q=0.5", "text/turtle"),
        ("application/x-turtle", "application/x-turtle"),
        ("application/x-turtle, text/turtle", "text/turtle"),
        ("application/xml", "application/xml"),
        ("text/turtle, text/html", "text/html"),
        (FIREFOX, "text/html"),
        (JAVA, "text/html"),
        (JQUERY, "application/json"),
        (HTTR, "application/json"),
        ("image/png", None),
        ("text/turtle;q=0", None),
        ("*/*;q=0", None),
    ],
)
def test_what_is_liked_best_comes(accept: str, expected: str | None) -> None:
    assert chosen(accept, PAGE, TURTLE, JSON, XML) == expected


@pytest.mark.parametrize("accept", ["bad", ",", ";", "/", "*/turtle", "text/turtle;q=2", "text/turtle;q=high", "\0"])
def test_a_malformed_header_is_as_good_as_none(accept: str) -> None:
    assert chosen(accept, JSON, TURTLE) == chosen("", JSON, TURTLE) == "application/json"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (FIREFOX, "application/json"),
        (JAVA, "application/json"),
        ("application/xml", "application/xml"),
        ("application/xml, text/html;q=0.5", "application/xml"),
        ("text/html, application/xml;q=0.9", None),
        ("text/html, text/csv;q=0.5, */*;q=0.1", "text/csv"),
    ],
)
def test_a_browser_gets_the_usual_format_of_data_rather_than_xml(accept: str, expected: str | None) -> None:
    """Finding 17: a browser that follows `/api/queries/X` got XML."""
    assert chosen(accept, JSON, CSV, XML) == expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/*", "text/csv"),
        (FIREFOX, "text/html"),
        ("application/json, text/html", "text/html"),
        ("application/json, text/html;q=0.9", "application/json"),
        ("text/html;q=0.9, application/json;q=0.8", "text/html"),
    ],
)
def test_a_page_that_is_offered_last_is_for_those_who_name_it(accept: str, expected: str) -> None:
    assert chosen(accept, JSON, CSV, PAGE) == expected


@pytest.mark.parametrize(
    ("accept", "usually", "otherwise"),
    [
        ("", True, False),
        ("*/*", True, False),
        ("text/*", True, False),
        (FIREFOX, True, True),
        (JAVA, True, True),
        ("text/html", True, True),
        ("text/turtle, text/html;q=0.5", False, False),
        ("text/html, text/turtle", True, True),
        ("application/json, */*", False, False),
        ("image/avif,image/webp,*/*;q=0.8", False, False),
        ("text/html;q=0, */*", False, False),
        ("image/png", False, False),
    ],
)
def test_an_error_is_a_page_for_those_who_like_pages_best(accept: str, usually: bool, otherwise: bool) -> None:
    assert (prefers_page(accept, usual=True), prefers_page(accept, usual=False)) == (usually, otherwise)


RANGES = st.from_regex(r"[a-z*]{0,5}/?[a-z*+]{0,8}( ?; ?[qQ]?=?[0-9.]{0,5})?", fullmatch=True)
HEADERS = st.one_of(st.lists(RANGES, max_size=6).map(",".join), st.text(st.characters(max_codepoint=0xFF), max_size=60))


@given(HEADERS)
def test_no_header_is_too_odd(header: str) -> None:
    assert chosen(header, PAGE, TURTLE, JSON) in {None, *PAGE, *TURTLE, *JSON}
    assert not prefers_page(header, usual=False) or prefers_page(header, usual=True)


PAGES = ["/", "/about", "/search?q=visa", "/explore/embed", "/errors", "/quality"]
DATA = [
    "/api/queries",
    "/search/suggest?q=visa",
    "/explore/expand?node=partner/visa",
    "/explore/find?q=visa",
    "/.well-known/sparql-examples",
]
BOTH = [
    *("/data", "/queries", "/queries/announcements", "/partners", "/partner/alibaba", "/games/1984-summer", "/dataset"),
    *("/ontology", "/shapes", "/id/organization/alibaba", "/explore?from=partner/visa", "/path", "/api"),
    *("/api/queries/newcomers", "/.well-known/void", "/graph/curated"),
]
NEGOTIATED = [*PAGES, *DATA, *BOTH]


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(header=HEADERS.filter(lambda header: "\r" not in header and "\n" not in header), data=st.data())
def test_no_header_breaks_the_site(app: Flask, client: FlaskClient, header: str, data: st.DataObject) -> None:
    address = data.draw(st.sampled_from([*NEGOTIATED, "/nothing"]))
    response = client.get(address, headers={"Accept": header})
    assert response.status_code in {200, 303, 404, 406}
    assert "accept" in response.vary


@pytest.mark.parametrize("address", NEGOTIATED)
def test_what_nobody_can_give_is_refused(client: FlaskClient, address: str) -> None:
    """Finding 17: lists, `/queries`, `/data` and `/api/queries` answered `image/png` with 200."""
    response = client.get(address, headers={"Accept": "image/png"})
    assert (response.status_code, response.mimetype) == (406, "application/problem+json")
    assert "This is available as" in response.get_json()["detail"]
    assert "accept" in response.vary


NAMES: list[tuple[tuple[str | None, ...], str]] = [
    (("ttl", "json"), "ttl"),
    ((None, "json"), "json"),
    (("", "json"), ""),
    ((None, None), "html"),
    ((), "html"),
]


@pytest.mark.parametrize(("names", "expected"), NAMES)
def test_what_the_address_names_goes_before_what_the_header_prefers(names: Sequence[str | None], expected: str) -> None:
    found = {name: Format(name) for name in ("ttl", "json", "", "html")}
    with Flask(__name__).test_request_context(headers={"Accept": "*/*"}):
        assert choose([found["html"]], found.__getitem__, *names) is found[expected]
