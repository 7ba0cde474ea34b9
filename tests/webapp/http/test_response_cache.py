"""Repeated requests: answered from what is kept, exactly as the first time, and only where that is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder

from graph.build.snapshot import Snapshot
from graph.stores.remote_store import RemoteStore
from graph.stores.store import EmbeddedStore
from webapp.app import create_app
from webapp.http import compression, response_cache, site_address
from webapp.http.cache import SizedLRUCache
from webapp.http.wsgi_call import call

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

LASTING = {"Cache-Control": "public, max-age=0, must-revalidate", "Vary": "Accept"}
PAGES = (
    "/",
    "/partner/alibaba",
    "/partner/alibaba.ttl",
    "/partners",
    "/about",
    "/api",
    "/api/queries/partner-history.csv",
)


@dataclass
class Counted:
    """An application that says how often it was asked; `edition` belongs to what it answers."""

    asked: list[str] = field(default_factory=list)
    edition: str = "1"
    kept: SizedLRUCache = field(default_factory=lambda: SizedLRUCache(100_000))

    @property
    def client(self) -> FlaskClient:
        """A client of the application behind its response_cache."""
        app = Flask("counted")
        app.add_url_rule("/<path:name>", view_func=self.answer, methods=("GET", "POST"))
        compression.install(app)
        app.wsgi_app = response_cache.ResponseCache(app.wsgi_app, self.kept, lambda: self.edition)  # type: ignore[method-assign]
        return app.test_client()

    def answer(self, name: str) -> Response:
        """Answer with what was asked."""
        self.asked.append(name)
        response = Response(f"{request.url} for {request.headers.get('Accept')}\n" * 100, headers=LASTING)
        response.set_etag(f"{self.edition}-{name}", weak=True)
        match name:
            case "passing":
                response.headers["Cache-Control"] = "no-cache"
            case "untagged":
                del response.headers["ETag"]
            case "missing":
                response.status_code = 404
            case "cookie":
                response.set_cookie("a", "b")
            case "large":
                response.set_data(b"x" * 50_000)
            case "small":
                response.set_data(b"x" * 50)
        return response


def same(first: TestResponse, again: TestResponse) -> bool:
    return (first.status, first.headers, first.data) == (again.status, again.headers, again.data)


def test_a_repeated_request_is_answered_as_the_first_was() -> None:
    site = Counted()
    first, again = site.client.get("/page"), site.client.get("/page")
    assert site.asked == ["page"]
    assert same(first, again)


@pytest.mark.parametrize("name", ["passing", "untagged", "missing", "cookie", "large"])
def test_what_may_change_or_is_too_large_is_asked_again(name: str) -> None:
    site = Counted()
    first, again = site.client.get(f"/{name}"), site.client.get(f"/{name}")
    assert site.asked == [name, name]
    assert same(first, again)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/page?b", {}),
        ("/page2", {}),
        ("/page", {"Accept": "text/plain"}),
        ("/page", {"Accept-Encoding": "gzip"}),
        ("/page", {"Range": "bytes=0-10"}),
        ("/page", {"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"}),
    ],
)
def test_a_request_that_differs_is_another(path: str, headers: Mapping[str, str]) -> None:
    site = Counted()
    site.client.get("/page")
    site.client.get(path, headers=headers)
    assert len(site.asked) == 2


def test_a_post_is_never_answered_from_what_is_kept() -> None:
    site = Counted()
    for _ in range(2):
        site.client.post("/page")
    site.client.get("/page", data=b"a body")
    site.client.get("/page", data=b"a body")
    assert len(site.asked) == 4


def test_another_edition_is_asked_for_anew() -> None:
    site = Counted()
    site.client.get("/page")
    site.edition = "2"
    assert site.client.get("/page").headers["ETag"] == 'W/"2-page"'


@pytest.mark.parametrize("tag", ['W/"1-page"', '"1-page"', '"x", W/"1-page"', "*"])
def test_what_the_client_has_is_not_sent_again(tag: str) -> None:
    site = Counted()
    first = site.client.get("/page")
    reply = site.client.get("/page", headers={"If-None-Match": tag})
    assert site.asked == ["page"]
    assert (reply.status_code, reply.data) == (304, b"")
    kept = {
        name for name in ("ETag", "Cache-Control", "Vary") if reply.headers.getlist(name) == first.headers.getlist(name)
    }
    assert kept == {"ETag", "Cache-Control", "Vary"}
    assert "Content-Type" not in reply.headers
    assert site.client.get("/page", headers={"If-None-Match": '"old"'}).status_code == 200


def test_head_is_get_without_the_body() -> None:
    site = Counted()
    for name in ("page", "passing", "missing"):
        for _ in range(2):
            head = site.client.head(f"/{name}")
            assert head.data == b""
            assert (head.status, head.headers) == (site.client.get(f"/{name}").status, head.headers)
            assert int(head.headers["Content-Length"]) == len(site.client.get(f"/{name}").data)
    assert site.asked.count("page") == 1


def test_each_content_coding_is_kept_apart() -> None:
    site = Counted()
    orders = ("br", "gzip", "", "zstd", "gzip", "br", "", "zstd", "gzip, br", "deflate")
    found = [site.client.get("/page", headers={"Accept-Encoding": accepted}) for accepted in orders]
    codings = [response.headers.get("Content-Encoding", "") for response in found]
    assert codings == ["br", "gzip", "", "zstd", "gzip", "br", "", "zstd", "br", ""]
    assert len(site.asked) == 4
    assert {int(response.headers["Content-Length"]) == len(response.data) for response in found} == {True}


def test_long_addresses_take_their_room() -> None:
    """A thousand addresses of sixty thousand bytes must not take sixty megabytes beside the cache."""
    site = Counted()
    addresses = [f"/small?{number}{'x' * 5_000}" for number in range(20)]
    for address in (*addresses, addresses[0]):
        site.client.get(address)
    assert len(site.asked) == 21


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_the_site_repeats_itself(client: FlaskClient, path: str, accept: str) -> None:
    first, again = (client.get(path, headers={"Accept": accept}) for _ in range(2))
    assert first.status_code == 200
    assert same(first, again)


def test_the_same_path_at_another_address_of_the_site_is_another_answer() -> None:
    site = Counted()
    for name in ("SCRIPT_NAME", site_address.KEY):
        for value in ("", "/opg", ""):
            site.client.get("/page", environ_overrides={name: value})
    assert len(site.asked) == 3


def test_only_a_local_version_is_kept(snapshot: Snapshot) -> None:
    def fronted(store: object) -> bool:
        return "opg-front" in create_app(store=store).extensions  # type: ignore[arg-type]

    assert fronted(snapshot.store())
    assert not fronted(EmbeddedStore.of([]))
    assert not fronted(RemoteStore("http://127.0.0.1:9/"))


def test_what_was_looked_up_by_the_server_is_looked_up_again_in_another_edition() -> None:
    """The server looks before a thread is free; a newer snapshot may be in use by then, and the answer is of that."""
    site = Counted()
    app = Flask("counted")
    app.add_url_rule("/<path:name>", view_func=site.answer)
    site_front = response_cache.ResponseCache(app.wsgi_app, site.kept, lambda: site.edition)
    first = EnvironBuilder("/page").get_environ()
    assert site_front.stored(first) is None
    site.edition = "2"
    call(site_front, first)
    assert site_front.stored(EnvironBuilder("/page").get_environ())
    site.edition = "1"
    assert site_front.stored(EnvironBuilder("/page").get_environ()) is None
