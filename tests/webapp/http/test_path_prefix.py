"""Under a path that a trusted proxy names, every address in every answer stays below it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.abuse.lengths import sample
from tests.some import any_number, some
from tests.webapp.html import parse
from tests.webapp.http.addresses import DATA, FAILING, PAGES, REDIRECTED
from tests.webapp.sites import like

PREFIX = "/opg"
ADDRESSES = ("href", "src", "action", "data-root")


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    """A client that is a proxy which the site trusts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPG_TRUSTED_PROXIES", "1")
        return like(app).test_client(use_cookies=False)


def under(client: FlaskClient, address: str, prefix: str = PREFIX, **headers: str) -> Any:
    return client.get(address, headers={"X-Forwarded-Prefix": prefix, **headers})


@pytest.mark.slow
@pytest.mark.parametrize("address", sample([*PAGES, *FAILING], every=3))
def test_every_address_in_a_page_is_below_the_prefix(client: FlaskClient, address: str) -> None:
    """Finding 11: links, assets, forms and pictures led to the root of the host."""
    page = parse(under(client, address, Accept="text/html").text)
    found = [element.attributes[name] for element in page.walk() for name in ADDRESSES if name in element.attributes]
    local = [value for value in found if value.startswith("/")]
    assert local, found
    assert [value for value in local if not value.startswith(f"{PREFIX}/")] == []
    assert [value for value in local if value.startswith(f"{PREFIX}{PREFIX}/")] == []
    canonical = [link.attributes["href"] for link in page.all("link", rel="canonical")]
    assert all(value.startswith(f"http://localhost{PREFIX}/") for value in any_number(canonical))


@pytest.mark.slow
@pytest.mark.parametrize("address", sample(PAGES, every=3))
def test_a_page_is_otherwise_the_same(client: FlaskClient, address: str) -> None:
    plain, prefixed = client.get(address).text, under(client, address).text
    assert prefixed.replace(f"{PREFIX}/", "/").replace(f'"{PREFIX}', '"') == plain.replace(f"{PREFIX}/", "/")


def strings(document: Any) -> Iterator[str]:
    """Give every text that is a value of a JSON document."""
    if isinstance(document, str):
        yield document
    for value in document.values() if isinstance(document, dict) else document if isinstance(document, list) else ():
        yield from strings(value)


@pytest.mark.parametrize("address", [*DATA, *FAILING])
def test_every_address_in_json_is_below_the_prefix(client: FlaskClient, address: str) -> None:
    response = under(client, address)
    if "json" not in response.content_type:
        return
    local = [value for value in strings(json.loads(response.text)) if re.match(r"/[a-z]", value)]
    assert [value for value in local if not value.startswith(f"{PREFIX}/") and value != PREFIX] == []
    whole = [value for value in strings(json.loads(response.text)) if value.startswith("http://localhost")]
    assert [value for value in whole if not value.startswith(f"http://localhost{PREFIX}")] == []


def test_json_has_such_addresses_at_all(client: FlaskClient) -> None:
    assert {item["href"].partition("/partner")[0] for item in under(client, "/search/suggest?q=visa").json} == {PREFIX}
    view = under(client, "/explore/view.json?from=partner/visa&open=partner/visa").json
    assert view["root"] == PREFIX  # before the address of each page, which follows from the identifier
    assert some(view["nodes"])
    assert under(client, "/partner/nobody.ttl").json["type"] == f"{PREFIX}/errors#not-found"
    assert under(client, "/site.webmanifest").json["start_url"] == f"{PREFIX}/"
    openapi = under(client, "/api/openapi.json").json
    assert openapi["servers"] == [{"url": f"http://localhost{PREFIX}"}]
    assert under(client, "/api/queries").json[0]["page"].startswith(f"{PREFIX}/queries/")


@pytest.mark.slow
@pytest.mark.parametrize("address", sample([*PAGES, *DATA, *REDIRECTED], every=4))
def test_every_address_in_a_header_is_below_the_prefix(client: FlaskClient, address: str) -> None:
    every = [under(client, address, Accept=accept).headers for accept in ("text/html", "text/turtle", "*/*")]
    for headers, name in some(product(every, ("Location", "Content-Location"))):
        assert headers.get(name, PREFIX).startswith(PREFIX), headers[name]
        assert not headers.get(name, "").startswith(PREFIX * 2)
    targets = [target for headers in every for target in re.findall(r"<([^>]*)>", headers.get("Link", ""))]
    assert [target for target in targets if not re.match(rf"{PREFIX}/(?!opg)|https?://", target)] == []


@pytest.mark.parametrize("address", REDIRECTED)
def test_a_redirection_leads_to_something(client: FlaskClient, address: str) -> None:
    first = under(client, address, Accept="text/html")
    assert first.status_code in {301, 303, 308}
    target = first.headers["Location"]
    assert under(client, target.removeprefix(PREFIX), Accept="text/html").status_code == 200


def test_other_texts_name_the_prefix_too(client: FlaskClient) -> None:
    assert f"Disallow: {PREFIX}/sparql?" in under(client, "/robots.txt").text
    assert f"Sitemap: http://localhost{PREFIX}/sitemap.xml" in under(client, "/robots.txt").text
    assert f"<loc>http://localhost{PREFIX}/partners</loc>" in under(client, "/sitemap.xml").text
    assert f"<http://localhost{PREFIX}/sparql>" in under(client, "/.well-known/void", Accept="text/turtle").text
    assert f"sd:endpoint <http://localhost{PREFIX}/sparql>" in under(client, "/sparql", Accept="text/turtle").text
    assert "url(/" not in under(client, "/static/style.css").text


def test_a_visitors_own_words_are_no_addresses(client: FlaskClient) -> None:
    typed = 'x src="/x" href="/y" "/z'
    page = parse(client.get("/search", query_string={"q": typed}, headers={"X-Forwarded-Prefix": PREFIX}).text)
    assert [field.attributes["value"] for field in page.all("input", id="q")] == [typed]


def test_what_is_kept_for_one_prefix_is_not_given_for_another(client: FlaskClient) -> None:
    for prefix in ("/a", "", "/b", "/a", "/b/c", ""):
        page = under(client, "/partners", prefix).text
        assert f'href="{prefix}/partner/' in page
        assert f'data-root="{prefix}/"' in page


@pytest.mark.parametrize("given", ["opg", "/opg", "opg/", "/opg/", "//opg", "/x, /opg"])
def test_slashes_do_not_matter_and_the_nearest_proxy_counts(client: FlaskClient, given: str) -> None:
    assert 'href="/opg/partners"' in under(client, "/", given).text


@pytest.mark.parametrize(
    "given", ["/a b", "/..", "/a/../b", '/"><script>', "/a?b", "/a#b", "/%2f", "/ü", "https://evil.example", "/", ""]
)
def test_what_is_no_plain_path_is_no_prefix(client: FlaskClient, given: str) -> None:
    page = client.get("/", headers={"X-Forwarded-Prefix": given.encode().decode("latin-1")})
    assert page.status_code == 200
    assert 'href="/partners"' in page.text
    assert "evil.example" not in page.text


def test_it_is_ignored_where_no_proxy_is_trusted(app: Flask) -> None:
    client = like(app).test_client()
    assert PREFIX not in client.get("/", headers={"X-Forwarded-Prefix": PREFIX}).text
