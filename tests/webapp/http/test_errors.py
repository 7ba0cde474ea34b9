"""Bad input gets its page or its problem details (RFC 9457), never a traceback."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from tests.each import each
from webapp.http.security import LONGEST_ADDRESS, LONGEST_QUERY_ADDRESS

JSON = {"Accept": "application/json"}
CASES = [
    ("/partner/alibabba", 404),
    ("/partner/Alibaba", 404),
    ("/partner/alibaba.xyz", 404),
    ("/partner/alibaba.ttl.ttl", 404),
    ("/person/nobody-at-all", 404),
    ("/nothing/here", 404),
    ("/nothing", 404),
    ("/id/partner/alibaba/more", 404),
    ("/id/organization/unheard-of", 404),
    ("/graph/unknown", 404),
    ("/data/secret.sqlite", 404),
    ("/static/../app.py", 404),
    ("/static/..%2fapp.py", 404),
    ("/partner/%00", 400),
    ("/partner/%ff%fe", 400),
    ("/partner/%0d%0aSet-Cookie:x", 400),
    ("/partner/%zz", 400),
    ("/search?q=%ff", 400),
    ("/search?q=%", 400),
    ("/search?q=%00", 400),
    ("/partner/" + "a" * LONGEST_ADDRESS, 414),
    ("/search?q=" + "a" * LONGEST_ADDRESS, 414),
]


def assert_problem(response: TestResponse, status: int) -> dict[str, Any]:
    """Check the one shape of an error for programs, and return it."""
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    problem: dict[str, Any] = json.loads(response.data)
    assert set(problem) <= {"type", "title", "status", "detail", "suggestions", "request_id"}
    assert problem["status"] == status
    assert problem["type"].startswith("/errors#")
    assert problem["title"]
    assert "Traceback" not in response.text
    return problem


@each(("address", "status"), CASES)
def test_a_browser_gets_a_page(client: FlaskClient, address: str, status: int) -> None:
    response = client.get(address, headers={"Accept": "text/html"})
    assert response.status_code == status
    if not address.endswith((".ttl", ".ttl.ttl")):
        assert response.mimetype == "text/html"
        assert f"Error {status}" in response.text
    assert "Traceback" not in response.text


@each(("address", "status"), CASES)
def test_a_program_gets_problem_details(client: FlaskClient, address: str, status: int) -> None:
    assert_problem(client.get(address, headers=JSON), status)


def test_a_data_suffix_asks_for_problem_details(client: FlaskClient) -> None:
    assert_problem(client.get("/partner/alibabba.ttl", headers={"Accept": "*/*"}), 404)


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    "path",
    ["/rdf", "/ttl", "/nt", "/jsonld", "/csv", "/partner/ttl", "/games/json", "/id/games/rdf", "/a/b/nt", "/x.html"],
)
def test_a_slug_is_no_suffix(client: FlaskClient, path: str) -> None:
    """Finding 14: `/rdf` and `/partner/ttl` were answered in a browser as if they asked for data."""
    for accept in (BROWSER, "text/html", "*/*", ""):
        response = client.get(path, headers={"Accept": accept})
        assert (response.status_code, response.mimetype) == (404, "text/html"), accept
    for accept in ("text/turtle", "application/json", "application/problem+json", "text/csv", "image/png"):
        assert_problem(client.get(path, headers={"Accept": accept}), 404)


@pytest.mark.parametrize(
    "path",
    ["/x.ttl", "/partner/x.json", "/partners.xml", "/data/x.nq", "/explore/view.pdf", "/static/x.png", "/games/x.csv"],
)
def test_the_address_of_a_file_is_for_programs_unless_a_page_is_named(client: FlaskClient, path: str) -> None:
    for accept, media_type in ((BROWSER, "text/html"), ("*/*", "application/problem+json")):
        response = client.get(path, headers={"Accept": accept})
        assert (response.status_code, response.mimetype) == (404, media_type)


@pytest.mark.parametrize(
    "address",
    [
        "/partner/" + "a" * LONGEST_ADDRESS,
        "/search?q=" + "a" * LONGEST_ADDRESS,
        "/explore?from=" + "a" * LONGEST_QUERY_ADDRESS,
    ],
)
def test_an_address_too_long_is_refused_in_words(client: FlaskClient, address: str) -> None:
    """Finding 17: 414 was empty."""
    assert "bytes" in assert_problem(client.get(address, headers=JSON), 414)["detail"]
    assert "bytes" in client.get(address).text


@pytest.mark.parametrize("name", ["precondition-failed", "range-not-satisfiable"])
def test_kinds_that_only_headers_bring_about_are_explained(client: FlaskClient, name: str) -> None:
    assert f'id="{name}"' in client.get("/errors").text
    headers = {"If-Match": '"x"'} if name == "precondition-failed" else {"Range": "bytes=99999999-"}
    with client.get("/data/olympic-partnerships.nq", headers=JSON | headers) as response:
        assert response.get_json(force=True)["type"] == f"/errors#{name}"


def test_unknown_names_are_answered_with_near_ones(client: FlaskClient) -> None:
    problem = assert_problem(client.get("/partner/alibabba", headers=JSON), 404)
    assert {"label": "Alibaba Group", "address": "/partner/alibaba"} in problem["suggestions"]
    assert 'href="/partner/alibaba"' in client.get("/partner/alibabba").text


def test_unknown_suffixes_are_answered_with_the_known_ones(client: FlaskClient) -> None:
    assert (
        ".html, .ttl, .jsonld, .nt, .rdf"
        in assert_problem(client.get("/partner/alibaba.xyz", headers=JSON), 404)["detail"]
    )


@pytest.mark.parametrize("accept", ["image/png", "application/pdf, image/*;q=0.5", "text/turtle;q=0"])
def test_an_impossible_accept_is_refused(client: FlaskClient, accept: str) -> None:
    for address in ("/partner/alibaba", "/id/organization/alibaba", "/ontology"):
        problem = assert_problem(client.get(address, headers={"Accept": accept}), 406)
        assert "text/turtle" in problem["detail"]


def test_nothing_can_be_written(client: FlaskClient) -> None:
    for method in ("post", "put", "delete", "patch"):
        response = getattr(client, method)("/partner/alibaba", headers=JSON)
        assert "Use GET, HEAD, OPTIONS." in assert_problem(response, 405)["detail"]
        assert "GET" in response.headers["Allow"]


def test_an_unforeseen_error_is_hidden(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(type(app.extensions["opg"].ask), "rows", fail)
    response = client.get("/person/akio-toyoda?unforeseen", headers=JSON)  # nobody has asked for it before
    assert_problem(response, 500)
    assert "secret" not in response.text


@pytest.mark.parametrize("address", ["/", "/partner/alibaba", "/partner/alibaba.ttl", "/nothing", "/static/style.css"])
def test_every_answer_is_guarded(client: FlaskClient, address: str) -> None:
    with client.get(address) as response:
        headers = response.headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    kind=st.sampled_from(["partner", "games", "id/games", "category", "graph", "data", "x"]), name=st.text(max_size=40)
)
def test_no_address_breaks_the_site(app: Flask, kind: str, name: str) -> None:
    with app.test_client() as client:
        assert client.get(f"/{kind}/{name.encode('utf-8', 'surrogatepass').hex()}").status_code < 500
        assert client.get(f"/{kind}/{name}").status_code < 500
        assert client.get("/search", query_string={"q": name}).status_code < 500


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/games/1985-summer", "There are no Games “1985-summer” in the graph."),
        ("/partner/nobody-at-all", "There is no partner “nobody-at-all” in the graph."),
        ("/event-kind/party", "There is no event kind “party” in the graph."),
    ],
)
def test_what_is_missing_is_said_in_english(client: FlaskClient, address: str, said: str) -> None:
    assert said in client.get(address).text


def test_a_remedy_for_addresses_follows_no_message_of_another_kind(client: FlaskClient) -> None:
    page = client.get("/programme/top?sort=foo")
    assert page.status_code == 400
    assert "cannot be sorted by “foo”" in page.text
    assert "stray percent" not in page.text
    assert "stray percent" not in assert_problem(client.get("/partner/%zz", headers=JSON), 400)["detail"]
    assert "stray percent" in client.get("/errors").text


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/partner/mcdonalds/", "/partner/mcdonalds"),
        ("/partners/", "/partners"),
        ("/programme/top/?sort=name&x=%C3%A9", "/programme/top?sort=name&x=%C3%A9"),
        ("/id/games/2020-summer/", "/id/games/2020-summer"),
    ],
)
def test_a_slash_at_the_end_leads_to_the_address_without(client: FlaskClient, address: str, found: str) -> None:
    for method in (client.get, client.head):
        response = method(address)
        assert (response.status_code, response.headers["Location"]) == (301, found)
    assert client.get(found).status_code < 400
    assert client.post(address).status_code in {404, 405}


@pytest.mark.parametrize(
    "path",
    [
        "//evil.org/",
        "//evil.org/x/",
        "///evil.org//",
        "/\\evil.org/",
        "/\\evil.org/x/",
        "/partner//evil.org/",
        "/nothing/",
    ],
)
def test_a_slash_at_the_end_leads_to_no_other_host(client: FlaskClient, path: str) -> None:
    response = client.get("/", environ_overrides={"PATH_INFO": path, "REQUEST_URI": path, "RAW_URI": path})
    location = response.headers.get("Location", "/")
    assert location.startswith("/")
    assert location[1:2] not in {"/", "\\"}
    assert response.status_code in {301, 308, 404}


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/partners", "q=%zz"),
        ("/partners", "q=%FF"),
        ("/partners", "q=%0A"),
        ("/partner/\xff", ""),
        ("/partner/\0", ""),
    ],
)
@pytest.mark.parametrize("raw", ["", "/partners"])
def test_an_address_is_checked_whatever_the_server_tells_of_it(
    client: FlaskClient, path: str, query: str, raw: str
) -> None:
    """Some servers give no address as it was sent, and some give the path of it alone."""
    parts = {"PATH_INFO": path, "QUERY_STRING": query, "RAW_URI": raw and quote(path, encoding="latin-1")}
    assert_problem(client.get("/", environ_overrides=parts | {"REQUEST_URI": ""}, headers=JSON), 400)
