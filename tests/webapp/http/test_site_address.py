"""The address of the site: from the setting, or from hosts that are trusted, and from nothing else."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.abuse.lengths import sample
from tests.serving import Served, serving
from tests.some import any_number, some
from tests.webapp.html import parse
from tests.webapp.http.addresses import DATA, FAILING, PAGES, REDIRECTED
from tests.webapp.sites import like
from webapp.config import Settings
from webapp.http.site_address import PLACEHOLDER, SiteAddress

EVIL = (
    "evil.example",
    "evil.example:8000",
    "EVIL.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil.example.",
    "127.0.0.1@evil.example",
    "evil.example/127.0.0.1",
    "evil.example:80:80",
    "[evil.example]",
    "xn--evil.example",
)
VALID = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?")
FORWARDED = ("X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Original-Host", "X-Forwarded-Server")
PAGES_OF_ALL = ("/sitemap.xml", *PAGES, *DATA, *FAILING, *REDIRECTED)


def site(app: Flask, monkeypatch: pytest.MonkeyPatch, **settings: str) -> FlaskClient:
    """Return a client of a site with settings; these are read when it is made."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return like(app).test_client(use_cookies=False)


@pytest.fixture
def bare(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A site that was not told its address."""
    return site(app, monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("host", EVIL)
def test_nothing_comes_from_an_unknown_host(client: FlaskClient, host: str) -> None:
    """Finding 12: canonical links, robots.txt and share images were made of any Host header."""
    told = dict.fromkeys(FORWARDED, "evil.example") | {"Host": host, "Forwarded": "host=evil.example"}
    for address in some(sample(PAGES_OF_ALL, every=4) if host == EVIL[0] else PAGES_OF_ALL[::16]):
        for accept in ("text/html", "text/turtle", "*/*"):
            response = client.get(address, headers={**told, "Accept": accept})
            assert response.status_code < 500, address
            assert b"evil.example" not in response.data.lower(), address
            assert "evil.example" not in str(response.headers).lower(), address
            assert response.status_code != 400 or "?" in address or VALID.fullmatch(host) is None, address


@pytest.mark.parametrize("address", PAGES)
def test_a_page_for_an_unknown_host_is_whole_without_absolute_addresses(client: FlaskClient, address: str) -> None:
    response = client.get(address, headers={"Host": "unknown.example", "Accept": "text/html"})
    assert response.status_code == 200
    page = parse(response.text)
    assert page.all("link", rel="canonical") == []
    assert {meta.attributes.get("property", "") for meta in page.all("meta")}.isdisjoint({"og:url", "og:image"})
    assert len(page.all("a")) > 0


def test_what_must_be_absolute_is_left_out_or_explained(client: FlaskClient) -> None:
    headers = {"Host": "unknown.example", "Accept": "text/turtle"}
    assert b"Sitemap" not in client.get("/robots.txt", headers=headers).data
    refused = client.get("/sitemap.xml", headers=headers)
    assert refused.status_code == 404
    assert "OPG_SITE_URL" in refused.get_json()["detail"]
    void = client.get("/.well-known/void", headers=headers).text
    assert "void:triples" in void
    assert "sparqlEndpoint" not in void
    service = client.get("/sparql", headers=headers).text
    assert "sd:Service" in service
    assert "sd:endpoint" not in service
    assert "schema:target" not in client.get("/queries.ttl", headers=headers).text
    snippets = client.get("/queries/partner-history?partner=visa", headers={"Host": "unknown.example"}).text
    assert f"{PLACEHOLDER}/api/queries/partner-history.csv?partner=visa" in snippets
    assert f"Put the address of this site in the place of <code>{PLACEHOLDER}</code>" in snippets


SITE = "https://graph.example.org/olympics"


@pytest.fixture
def told(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A site that was told its address, which has a path."""
    return site(app, monkeypatch, OPG_SITE_URL=f"{SITE}/")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "unknown.example"])
def test_the_setting_decides_everything_absolute(told: FlaskClient, host: str) -> None:
    def get(address: str, accept: str = "*/*") -> str:
        return told.get(address, headers={"Host": host, "Accept": accept}).text

    page = parse(get("/partner/alibaba"))
    assert [link.attributes["href"] for link in page.all("link", rel="canonical")] == [f"{SITE}/partner/alibaba"]
    shared = [meta.attributes["content"] for meta in page.all("meta", property="og:url")]
    assert shared == [f"{SITE}/partner/alibaba"]
    assert f'content="{SITE}/og/partner/alibaba.png"' in get("/partner/alibaba")
    assert f'"url":"{SITE}/partner/alibaba"' in get("/partner/alibaba")
    assert f"Sitemap: {SITE}/sitemap.xml" in get("/robots.txt")
    assert f"<loc>{SITE}/partner/alibaba</loc>" in get("/sitemap.xml")
    assert f"<{SITE}/sparql>" in get("/.well-known/void", "text/turtle")
    assert f"<{SITE}/data/olympic-partnerships.ttl>" in get("/.well-known/void", "text/turtle")
    assert f"sd:endpoint <{SITE}/sparql>" in get("/sparql", "text/turtle")
    assert f"<{SITE}/sparql>" in get("/queries.ttl")
    assert json.loads(get("/api/openapi.json"))["servers"] == [{"url": SITE}]
    assert f"curl '{SITE}/api/queries/" in get("/api", "text/html")
    assert f"{SITE}/api/queries/partner-history.csv" in get("/queries/partner-history?partner=visa")
    assert f"src=&#34;{SITE}/explore/embed" in get("/explore") or f'src="{SITE}/explore/embed' in get("/explore")
    assert json.loads(get("/partners.json"))["address"] == f"{SITE}/partners"
    assert f"<code>{SITE}/sparql</code>" in get("/sparql", "text/html")


def test_its_path_is_that_of_every_link_and_may_stand_before_the_path(told: FlaskClient) -> None:
    for prefix in ("", "/olympics"):
        page = told.get(f"{prefix}/partners")
        assert page.status_code == 200
        assert 'href="/olympics/partner/' in page.text
        assert told.get(f"{prefix}/partners/").headers["Location"] == "/olympics/partners"
        assert told.get(f"{prefix}/static/style.css").status_code == 200
    assert told.get("/olympics").status_code == 200
    assert told.get("/olympicsx").status_code == 404


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("graph.example.org", "http://graph.example.org"),
        ("Graph.Example.ORG:8080", "http://graph.example.org:8080"),
        ("graph.example.org:80", "http://graph.example.org"),
        ("a.b.example.net", "http://a.b.example.net"),
        ("[::1]:8000", "http://[::1]:8000"),
        ("[2001:db8::1]", "http://[2001:db8::1]"),
        ("localhost", "http://localhost"),
        ("example.net", ""),
        ("evilexample.net", ""),
        ("x.graph.example.org", ""),
        ("graph.example.org.evil.example", ""),
        ("graph.example.org:x", ""),
        ("graph.example.org:123456", ""),
        ("user@graph.example.org", ""),
        ("graph.example.org/..", ""),
        ("graph.example.org\r\n", ""),
        ("", ""),
        ("a" * 10_000, ""),
    ],
)
def test_trusted_hosts(host: str, origin: str) -> None:
    address = SiteAddress(Settings(trusted_hosts="graph.example.org, *.example.net,[2001:db8::1]"))
    assert address.of({"wsgi.url_scheme": "http", "HTTP_HOST": host}) == origin
    assert address.of({"wsgi.url_scheme": "javascript", "HTTP_HOST": host}) == ""


def test_a_trusted_proxy_cannot_pass_on_an_unknown_host(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = site(app, monkeypatch, OPG_TRUSTED_PROXIES="1", OPG_TRUSTED_HOSTS="good.example")
    for host, scheme, origin in (
        ("good.example", "https", "https://good.example"),
        ("evil.example", "https", ""),
        ("good.example", "evil", ""),
    ):
        headers = {"X-Forwarded-Host": host, "X-Forwarded-Proto": scheme}
        page = client.get("/partner/alibaba", headers=headers)
        assert page.status_code == 200
        canonical = [link.attributes["href"] for link in parse(page.text).all("link", rel="canonical")]
        assert canonical == ([f"{origin}/partner/alibaba"] if origin else [])
        assert "evil.example" not in page.text


def test_unknown_hosts_share_what_is_kept(bare: FlaskClient) -> None:
    """A visitor with a new host for each request cannot fill the cache with copies."""
    pages = [bare.get("/partners", headers={"Host": f"host{number}.example"}) for number in range(3)]
    assert {page.headers["ETag"] for page in pages} == {pages[0].headers["ETag"]}
    assert {page.data for page in pages} == {pages[0].data}


@pytest.fixture(scope="module")
def served(few_home: Path) -> Iterator[Served]:
    """A site as it is served by default."""
    with serving("--home", str(few_home)) as running:
        yield running


RAW = (
    b"GET http://evil.example/partner/alibaba HTTP/1.1\r\nHost: 127.0.0.1\r\n",
    b"GET http://evil.example/partner/alibaba HTTP/1.1\r\nHost: evil.example\r\n",
    b"GET //evil.example/partner/alibaba HTTP/1.1\r\nHost: 127.0.0.1\r\n",
    b"GET //evil.example HTTP/1.1\r\nHost: 127.0.0.1\r\n",
    b"GET /partners/ HTTP/1.1\r\nHost: evil.example\r\n",
    b"GET //partners HTTP/1.1\r\nHost: evil.example\r\n",
    b"GET /partner/alibaba HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1\r\n",
    b"GET /partner/alibaba HTTP/1.1\r\nHost: a b\r\n",
    b"GET /partner/alibaba HTTP/1.1\r\nHost: evil.example:99999999\r\n",
    b"GET /partner/alibaba HTTP/1.0\r\n",
)


@pytest.mark.engine
@pytest.mark.parametrize("request_line", RAW)
def test_no_form_of_a_request_brings_a_host_in(served: Served, request_line: bytes) -> None:
    with socket.create_connection(("127.0.0.1", served.port), 30) as connection:
        connection.sendall(request_line + b"Connection: close\r\nAccept: text/html\r\n\r\n")
        answer = b""
        while part := connection.recv(65_536):
            answer += part
    assert answer.startswith(b"HTTP/1.")
    status = int(answer.split(b" ", 2)[1])
    assert status < 500
    head, _, body = answer.partition(b"\r\n\r\n")
    locations = [line for line in head.decode().splitlines() if line.lower().startswith("location:")]
    assert all(urlsplit(line.partition(": ")[2]).netloc == "" for line in any_number(locations)), locations
    if b"GET //evil" not in request_line:
        assert b"evil" not in answer, answer[:2_000]
    assert b"//evil.example" not in body.replace(b"there is", b"")
