"""Finding 15: every address in a header exists, and gives what the header says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from urllib.parse import urljoin

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import Headers

from ontology.namespaces import BASE
from tests.abuse.lengths import sample
from tests.some import any_number, some

HERE = "http://localhost/"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
ACCEPTS = ("*/*", BROWSER, "text/turtle", "application/json")
MORE_ACCEPTS = (*ACCEPTS, "application/ld+json", "text/csv", "text/plain")

DESCRIBED = (
    *("/partner/alibaba", "/organization/ioc", "/games/1984-winter", "/category/beer", "/source/itg-2017-01-alibaba"),
    *("/status/active", "/scheme/status", "/country/france", "/dataset", "/dataset/statistics", "/graph/curated"),
    *("/ontology", "/queries"),
)
"""What has a page and documents, each under a suffix."""

OTHERS = (
    *("/", "/about", "/data", "/data/olympic-partnerships.nq", "/quality", "/search?q=visa", "/search/suggest?q=visa"),
    *("/partners", "/partners?country=japan", "/partners.json?country=japan", "/partners.csv", "/id/games/2020-summer"),
    *("/id/organization/alibaba", "/id/organization/alibaba.nt", "/organization/alibaba", "/organization/alibaba.ttl"),
    *("/shapes", "/shapes.ttl", "/shapes.jsonld", "/context.jsonld", "/ontology/0.1.0", "/.well-known/void", "/api"),
    *("/.well-known/sparql-examples", "/api/openapi.json", "/api/queries", "/api/queries/newcomers", "/sparql"),
    *("/api/queries/newcomers.csv", "/api/queries/partner-graph.ttl", "/queries/newcomers", "/queries/prefixes"),
    *("/sparql?query=ASK%7B%7D", "/sparql/editor.json", "/explore?from=partner/visa", "/explore/view.gexf", "/path"),
    *("/explore/embed?from=partner/visa", "/explore/nodes.csv", "/explore/query.rq", "/path.json?from=visa&to=omega"),
    *("/partners/", "/sitemap.xml", "/robots.txt", "/favicon.ico", "/og/partner/alibaba.png", "/nothing"),
)

_LINK = re.compile(r"<(?P<target>[^>]*)>(?P<parameters>[^<]*)")
_TYPE = re.compile(r'type="([^"]*)"')


def named(headers: Headers) -> Iterator[tuple[str, str]]:
    """The addresses of our own in headers, as paths, each with the media type that it is said to have, if any."""
    found = [(headers[name], "") for name in ("Location", "Content-Location") if name in headers]
    for link in _LINK.finditer(", ".join(headers.getlist("Link"))):
        type_ = _TYPE.search(link["parameters"])
        found.append((link["target"], type_[1] if type_ else ""))
    for target, media_type in found:
        address = urljoin(HERE, target)
        for start in (BASE, HERE):
            if address.startswith(start):
                yield "/" + address.removeprefix(start), media_type


@cache
def check(client: FlaskClient, target: str, media_type: str) -> None:
    """Fetch an address as somebody would who read the header; once for all tests."""
    with client.get(target, headers={"Accept": media_type or "*/*"}, follow_redirects=True) as response:
        assert response.status_code == 200, target
        assert not media_type or response.mimetype == media_type, target


def walk(client: FlaskClient, address: str, accepts: Sequence[str]) -> int:
    """Check the headers of an address for some clients; return how many addresses they named."""
    seen = set()
    for accept in some(accepts):
        with client.get(address, headers={"Accept": accept}) as response:
            assert response.status_code < 500
            seen |= set(named(response.headers))
    for target, media_type in any_number(seen):
        assert target.strip(), address
        check(client, target, media_type)
    return len(seen)


@pytest.mark.slow
@pytest.mark.parametrize("address", sample(DESCRIBED, every=3))
def test_what_has_documents_leads_to_all_of_them(client: FlaskClient, address: str) -> None:
    assert walk(client, address, MORE_ACCEPTS) >= 6
    for suffix in ("ttl", "jsonld", "nt", "rdf"):
        assert walk(client, f"{address}.{suffix}", ("*/*",)) >= 6


@pytest.mark.slow
@pytest.mark.parametrize("address", sample(OTHERS, every=4))
def test_every_address_in_a_header_exists(client: FlaskClient, address: str) -> None:
    walk(client, address, ACCEPTS)


def test_the_description_of_the_dataset_is_cited_by_its_identifier(client: FlaskClient) -> None:
    """VoID's `cite-as` was empty, and ten addresses beside it led nowhere."""
    void = client.get("/.well-known/void", headers={"Accept": "text/turtle"})
    assert f'<{BASE}dataset>; rel="cite-as"' in void.headers["Link"]
    assert void.headers["Content-Location"] == "/dataset.ttl"
    assert void.data == client.get("/dataset.ttl").data
    assert "<>" not in void.headers["Link"]
