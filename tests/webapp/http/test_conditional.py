"""Conditional requests: what is no good request is refused first, and a failed precondition brings no page along."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.each import each

BAD = [
    ("/partners?country=nowhere", 400),
    ("/partners.json?country=nowhere", 400),
    ("/partners.csv?sort=nonsense", 400),
    ("/explore?date=nonsense", 400),
    ("/explore/view.json?date=nonsense", 400),
    ("/explore/nodes.csv?date=nonsense", 400),
    ("/explore/embed?date=nonsense", 400),
    ("/explore/expand?node=nonsense", 400),
    ("/path?from=nonsense&to=visa", 400),
    ("/path.json?from=nonsense&to=visa", 400),
    ("/api/queries/partners-on-date?date=nonsense", 400),
    ("/api/queries/partners-on-date.csv?date=nonsense", 400),
    ("/api/queries/partners-on-date?format=nonsense", 400),
    ("/search?kind=nonsense", 400),
    ("/sparql?query=nonsense", 400),
    ("/sparql?query=SELECT%20*%20%7B", 400),
    ("/partner/nonsense", 404),
    ("/partner/nonsense.ttl", 404),
    ("/data/nonsense.ttl", 404),
    ("/partner/alibaba.nonsense", 404),
]
BAD_PAGES = ["/programme/top?sort=nonsense", "/explore?sort=nonsense", "/queries/partners-on-date?date=nonsense"]
"""Pages with a field that their documents do not have."""

GOOD = [
    *("/partner/alibaba", "/partner/alibaba.ttl", "/programme/top?sort=name", "/partners", "/partners.csv", "/about"),
    *("/explore?from=partner/visa", "/explore/view.json?from=partner/visa", "/path.json?from=visa&to=omega", "/api"),
    *(
        "/api/queries/partners-on-date?date=2017-01-18",
        "/api/queries",
        "/queries.ttl",
        "/sparql/editor.json",
        "/queries",
    ),
    *(
        "/sparql?query=ASK%7B%7D&format=json",
        "/data/olympic-partnerships.nq",
        "/static/style.css",
        "/context.jsonld",
        "/shapes.ttl",
    ),
]


@pytest.mark.parametrize(
    ("accept", "address", "status"),
    [(accept, *case) for case in BAD for accept in ("text/html", "application/json")]
    + [("text/html", address, 400) for address in BAD_PAGES],
)
def test_a_bad_request_is_refused_before_any_condition_counts(
    client: FlaskClient, accept: str, address: str, status: int
) -> None:
    """Finding 13: `?date=nonsense` with `If-None-Match: *` was answered with 304."""
    for name in ("If-None-Match", "If-Match"):
        response = client.get(address, headers={"Accept": accept, name: "*"})
        assert response.status_code in {status, 406}, name
        assert client.get(address, headers={"Accept": accept, name: '"x"'}).status_code == response.status_code


@each("address", GOOD)
def test_whatever_is_there_is_known_to_who_has_anything(client: FlaskClient, address: str) -> None:
    for _ in range(2):  # the second time it may come from a cache
        with client.get(address, headers={"If-None-Match": "*"}) as response:
            assert (response.status_code, response.data) == (304, b"")
    with client.get(address) as first:
        tag = first.headers["ETag"]
    with client.get(address, headers={"If-None-Match": tag}) as again:
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)


@each("address", GOOD)
@pytest.mark.parametrize("accept", ["text/html, */*;q=0.1", "application/json, */*;q=0.1"])
def test_a_failed_precondition_brings_no_body_of_the_page_along(client: FlaskClient, address: str, accept: str) -> None:
    """Finding 17: 412 carried the whole page."""
    with client.get(address, headers={"Accept": accept, "If-Match": '"x"'}) as response:
        assert response.status_code == 412
        assert response.mimetype in {"text/html", "application/problem+json"}
        assert "precondition" in response.get_data(as_text=True).lower()
        assert "ETag" not in response.headers
        assert "accept" in response.vary
        assert response.headers["Access-Control-Allow-Origin"] == "*"


@each("address", GOOD)
def test_a_precondition_that_holds_changes_nothing(client: FlaskClient, address: str) -> None:
    with client.get(address) as plain, client.get(address, headers={"If-Match": "*"}) as response:
        assert (response.status_code, response.data) == (200, plain.data)
    old = {"If-Match": "*", "If-Unmodified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"}
    with client.get("/about", headers=old) as response:
        assert response.status_code == 200, "what has no date of change has no such condition"


def test_what_was_modified_since_is_refused(client: FlaskClient) -> None:
    for date, status in (("Sat, 01 Jan 2000 00:00:00 GMT", 412), ("Fri, 01 Jan 2100 00:00:00 GMT", 200)):
        with client.get("/static/style.css", headers={"If-Unmodified-Since": date}) as response:
            assert response.status_code == status
    with client.get("/static/style.css", headers={"If-Unmodified-Since": "nonsense"}) as response:
        assert response.status_code == 200
