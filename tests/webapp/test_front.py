"""Repeated requests: answered from what is kept, exactly as the first time, and only where that is right."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient

from graph.remote import RemoteStore
from graph.snapshot import Snapshot
from graph.store import EmbeddedStore
from webapp import front
from webapp.app import create_app
from webapp.kept import Kept

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
    kept: Kept = field(default_factory=lambda: Kept(100_000))

    @property
    def client(self) -> FlaskClient:
        """A client of the application behind its front."""
        app = Flask("counted")
        app.add_url_rule("/<path:name>", view_func=self.answer, methods=("GET", "POST"))
        app.wsgi_app = front.Front(app.wsgi_app, self.kept, lambda: self.edition)  # type: ignore[method-assign]
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
    assert again.headers.getlist("Vary") == ["Accept", "Accept-Encoding"]


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
        ("/page", {"Host": "other.example"}),
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


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip", "gzip"), ("br, gzip;q=0.5", "gzip"), ("gzip;q=0", None), ("br", None), ("*", None), ("identity", None)],
)
def test_it_is_compressed_for_those_who_take_that(accepted: str, encoding: str | None) -> None:
    site = Counted()
    plain = site.client.get("/page")
    for _ in range(2):
        reply = site.client.get("/page", headers={"Accept-Encoding": accepted})
        assert reply.headers.get("Content-Encoding") == encoding
        assert (gzip.decompress(reply.data) if encoding else reply.data) == plain.data
        assert int(reply.headers["Content-Length"]) == len(reply.data)
        assert reply.headers["ETag"] == plain.headers["ETag"]
    assert "Content-Encoding" not in site.client.get("/small", headers={"Accept-Encoding": "gzip"}).headers


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_the_site_repeats_itself(client: FlaskClient, path: str, accept: str) -> None:
    first, again = (client.get(path, headers={"Accept": accept}) for _ in range(2))
    assert first.status_code == 200
    assert same(first, again)


def test_a_kept_page_names_the_host_that_it_was_asked_at(client: FlaskClient) -> None:
    for host in ("a.example", "b.example", "a.example"):
        assert f"http://{host}/".encode() in client.get("/api", headers={"Accept": "text/html", "Host": host}).data


def test_only_a_local_version_is_kept(snapshot: Snapshot) -> None:
    def fronted(store: object) -> bool:
        return isinstance(create_app(store=store).wsgi_app, front.Front)  # type: ignore[arg-type]

    assert fronted(snapshot.store())
    assert not fronted(EmbeddedStore.of([]))
    assert not fronted(RemoteStore("http://127.0.0.1:9/"))
