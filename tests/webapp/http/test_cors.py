"""Scripts of other origins: a preflight allows what they ask for, on every address, without credentials."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.each import each

ORIGIN = {"Origin": "https://example.org"}
ADDRESSES = [
    *(
        "/sparql",
        "/sparql/",
        "/api",
        "/api/queries",
        "/api/queries/newcomers",
        "/api/queries/newcomers.csv",
        "/queries",
    ),
    *(
        "/partner/alibaba",
        "/partner/alibaba.ttl",
        "/id/organization/alibaba",
        "/partners",
        "/partners.json",
        "/path.json",
    ),
    *("/partners.csv", "/explore", "/explore/view.json", "/explore/nodes.csv", "/explore/expand?node=partner/visa"),
    *("/data", "/data/olympic-partnerships.nq", "/dataset", "/dataset.ttl", "/.well-known/void", "/ontology.ttl"),
    *("/.well-known/sparql-examples", "/shapes", "/context.jsonld", "/search/suggest?q=visa", "/static/style.css", "/"),
    *("/health", "/sparql/editor.json", "/api/openapi.json", "/partner/nobody-at-all"),
]
WANTED = [
    "x-requested-with",
    "authorization, content-type",
    "Accept, If-None-Match, X-A",
    "range",
    "baggage,traceparent",
]


@each("address", ADDRESSES)
def test_a_preflight_allows_whatever_a_script_asks_to_send(client: FlaskClient, address: str) -> None:
    """Finding 18: a preflight refused any header but three."""
    for method in ("GET", "POST"):
        for wanted in WANTED:
            asked = {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": wanted}
            with client.options(address, headers=ORIGIN | asked) as response:
                headers = response.headers
            assert response.status_code == 200
            assert headers["Access-Control-Allow-Origin"] == "*"
            assert headers["Access-Control-Allow-Headers"] == wanted
            assert headers["Access-Control-Allow-Methods"] == headers["Allow"]
            assert {"GET", "HEAD", "OPTIONS"} <= set(headers["Allow"].split(", "))
            assert ("POST" in headers["Allow"]) == (address.rstrip("/") == "/sparql")
            assert "Access-Control-Allow-Credentials" not in headers
            assert "access-control-request-headers" in response.vary


@pytest.mark.parametrize("wanted", ["", "not a name", "x\x01", "a,,b", "<script>"])
def test_what_names_no_header_is_not_repeated(client: FlaskClient, wanted: str) -> None:
    with client.options("/sparql", headers=ORIGIN | {"Access-Control-Request-Headers": wanted}) as response:
        allowed = response.headers["Access-Control-Allow-Headers"]
    assert {"*", "Authorization", "Content-Type"} <= set(allowed.split(", "))


@each("address", ADDRESSES)
def test_every_answer_can_be_read_with_its_headers(client: FlaskClient, address: str) -> None:
    with client.get(address, headers=ORIGIN) as response:
        headers = response.headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert {"ETag", "Link", "Content-Location"} <= set(headers["Access-Control-Expose-Headers"].split(", "))


OF_THE_SECOND = {"Date", "Expires"}
"""Headers that tell when the answer was made, and until when it holds."""


@each("address", ADDRESSES)
def test_head_is_get_without_the_body(client: FlaskClient, address: str) -> None:
    with client.get(address) as got, client.head(address) as head:
        assert head.data == b""
        assert head.status_code == got.status_code
        assert {name: value for name, value in head.headers if name not in OF_THE_SECOND} == {
            name: value for name, value in got.headers if name not in OF_THE_SECOND
        }


@pytest.mark.parametrize("address", ["/nothing", "/partner/%zz", "/sparql?query=nonsense", "/api/queries/nonsense"])
def test_refusals_can_be_read_too(client: FlaskClient, address: str) -> None:
    assert client.get(address, headers=ORIGIN).headers["Access-Control-Allow-Origin"] == "*"
