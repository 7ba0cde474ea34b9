"""Content codings by Accept-Encoding, for everything that is text; one line of Vary in every answer."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from itertools import product

import brotli
import pytest
import zstandard
from flask import Flask, Response
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.abuse.lengths import sample
from tests.some import some
from tests.webapp.http.addresses import DATA, FAILING, PAGES, PICTURES, REDIRECTED
from webapp.http import compression
from webapp.http.compression import negotiated

UNDO: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "br": brotli.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body),
    "gzip": gzip.decompress,
}
CODINGS = [coding for coding in UNDO if coding]


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, zstd", "zstd"),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0.5, gzip;q=0.5", "br"),
        ("zstd;q=0.001", "zstd"),
        ("gzip;q=0", ""),
        ("br;q=0, zstd;q=0, gzip;q=0, *", ""),
        ("br;q=0, *;q=0.1", "zstd"),
        ("*", "br"),
        ("*;q=0", ""),
        ("identity", ""),
        ("identity;q=0.5, gzip;q=0.4", ""),
        ("identity;q=0.5, gzip;q=0.5", "gzip"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("deflate, compress", ""),
        ("gzip;q=nonsense", ""),
        (" gzip ; q=1.0 ,", "gzip"),
        ("", ""),
        (",;q=,=,\x00", ""),
    ],
)
def test_the_coding_that_the_client_likes_best(accepted: str, coding: str) -> None:
    assert negotiated(accepted).name == coding


ODD = st.lists(st.one_of(st.sampled_from(("gzip", "br", "*", ";q=0", ",", "=", '"')), st.text(max_size=9)), max_size=9)


@given(ODD)
def test_no_header_is_too_odd(accepted: list[str]) -> None:
    assert negotiated("".join(accepted)).name in UNDO


@pytest.mark.slow
@pytest.mark.parametrize("address", sample([*PAGES, *DATA, *FAILING], every=4))
def test_every_text_is_compressed(client: FlaskClient, address: str) -> None:
    """Finding 16: nothing but pages that could be kept was compressed, and with gzip alone."""
    plain = client.get(address)
    assert "Content-Encoding" not in plain.headers
    for coding in some(CODINGS):
        response = client.get(address, headers={"Accept-Encoding": coding})
        assert response.status_code == plain.status_code
        assert response.headers.get("Content-Encoding", "") == (coding if len(plain.data) >= 200 else "")
        assert int(response.headers["Content-Length"]) == len(response.data)
        assert UNDO[response.headers.get("Content-Encoding", "")](response.data) == plain.data
    head, again = (way(address, headers={"Accept-Encoding": "br"}) for way in (client.head, client.get))
    assert head.headers == again.headers


@pytest.mark.parametrize("coding", CODINGS)
def test_posted_queries_are_compressed(client: FlaskClient, coding: str) -> None:
    query = {"query": "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 500"}
    for accept in ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/html"):
        plain = client.post("/sparql", data=query, headers={"Accept": accept})
        response = client.post("/sparql", data=query, headers={"Accept": accept, "Accept-Encoding": coding})
        assert (response.status_code, response.headers["Content-Encoding"]) == (200, coding)
        assert UNDO[coding](response.data) == plain.data
        assert len(response.data) * 3 < len(plain.data)


def test_a_small_text_is_compressed_for_those_who_refuse_it_otherwise(client: FlaskClient) -> None:
    for accepted, coding in (("gzip", ""), ("gzip, identity;q=0", "gzip"), ("gzip, *;q=0", "gzip")):
        response = client.get("/health", headers={"Accept-Encoding": accepted})
        assert response.headers.get("Content-Encoding", "") == coding
        assert b'"status"' in UNDO[coding](response.data)


@pytest.mark.parametrize("address", PICTURES)
def test_pictures_are_sent_as_they_are(client: FlaskClient, address: str) -> None:
    response = client.get(address, headers={"Accept-Encoding": "gzip, br, zstd"})
    assert response.status_code == 200
    assert "Content-Encoding" not in response.headers
    assert "Accept-Encoding" not in response.headers.get("Vary", "")


def test_one_tag_stands_for_all_codings_and_says_so(client: FlaskClient) -> None:
    for address in ("/partner/alibaba", "/static/style.css"):
        tags = {client.get(address, headers={"Accept-Encoding": coding}).headers["ETag"] for coding in CODINGS}
        assert len(tags) == 1
        tag = tags.pop()
        assert tag.startswith('W/"')
        for coding in UNDO:
            with client.get(address, headers={"Accept-Encoding": coding, "If-None-Match": tag}) as again:
                assert (again.status_code, again.data) == (304, b"")
                assert "Accept-Encoding" in again.headers["Vary"]


def test_a_part_of_a_file_is_a_part_of_the_file_itself(client: FlaskClient) -> None:
    headers = {"Accept-Encoding": "gzip", "Range": "bytes=0-99"}
    with client.get("/static/style.css", headers=headers) as response:
        assert (response.status_code, len(response.data)) == (206, 100)
        assert "Content-Encoding" not in response.headers


def test_what_is_encoded_already_is_left_alone() -> None:
    app = Flask("encoded")
    app.add_url_rule("/", view_func=lambda: Response(gzip.compress(b"x" * 9_000), headers={"Content-Encoding": "gzip"}))
    compression.install(app)
    response = app.test_client().get("/", headers={"Accept-Encoding": "br"})
    assert gzip.decompress(response.data) == b"x" * 9_000


@pytest.mark.slow
@pytest.mark.parametrize("address", sample([*PAGES, *DATA, *FAILING, *PICTURES, *REDIRECTED], every=4))
def test_there_is_one_line_of_vary(client: FlaskClient, address: str) -> None:
    """Finding 10: of two lines nginx honours the last, and mixes what the first keeps apart."""
    accepted = ("text/html", "application/json", "text/turtle", "*/*", "image/png")
    others = product((client.head, client.options, client.post), accepted[:1])
    for method, accept in some([*product((client.get,), accepted), *others]):
        response = method(address, headers={"Accept": accept, "Accept-Encoding": "gzip"})
        lines = response.headers.getlist("Vary")
        names = [name.strip().lower() for line in lines for name in line.split(",")]
        assert len(lines) <= 1, address
        assert len(names) == len(set(names)), lines
        if "Content-Encoding" in response.headers:
            assert "accept-encoding" in names
