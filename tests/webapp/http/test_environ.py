"""The environment of a request: what a client sends arrives as bytes, and passes for nothing else."""

from __future__ import annotations

import pytest

from webapp.http.asgi_types import RawHeaders, Scope
from webapp.http.environ import environ_of, set_body


def scope(path: bytes = b"/", query: bytes = b"", headers: RawHeaders | None = None, version: str = "1.1") -> Scope:
    return {
        "type": "http",
        "http_version": version,
        "method": "GET",
        "scheme": "http",
        "raw_path": path,
        "query_string": query,
        "headers": headers or [],
        "client": ("192.0.2.1", "5000"),
        "server": ("127.0.0.1", "8000"),
    }


@pytest.mark.parametrize(
    ("path", "decoded"),
    [(b"/a%20b", "/a b"), (b"/%E6%97%A5", "/\xe6\x97\xa5"), (b"/%FF", "/\xff"), (b"/%zz%", "/%zz%")],
)
def test_a_path_is_decoded_to_bytes(path: bytes, decoded: str) -> None:
    environ = environ_of(scope(path, b"q=%FF"))
    assert environ["PATH_INFO"] == decoded
    assert environ["QUERY_STRING"] == "q=%FF"
    assert environ["RAW_URI"] == f"{path.decode()}?q=%FF"


def test_a_name_with_an_underscore_passes_for_no_other() -> None:
    spoofed = [(b"x_forwarded_for", b"203.0.113.9"), (b"x-forwarded-for", b"198.51.100.7"), (b"content_length", b"9")]
    environ = environ_of(scope(headers=spoofed))
    assert environ["HTTP_X_FORWARDED_FOR"] == "198.51.100.7"
    assert "CONTENT_LENGTH" not in environ
    assert "HTTP_CONTENT_LENGTH" not in environ


def test_repeated_headers_are_joined() -> None:
    environ = environ_of(scope(headers=[(b"accept", b"text/turtle"), (b"accept", b"*/*;q=0.1")]))
    assert environ["HTTP_ACCEPT"] == "text/turtle,*/*;q=0.1"


@pytest.mark.parametrize(("version", "protocol"), [("1", "HTTP/1.0"), ("1.1", "HTTP/1.1"), ("2", "HTTP/2")])
def test_the_protocol_has_its_whole_version(version: str, protocol: str) -> None:
    assert environ_of(scope(version=version))["SERVER_PROTOCOL"] == protocol


def test_a_body_in_chunks_gets_a_length() -> None:
    environ = environ_of(scope(headers=[(b"transfer-encoding", b"chunked")]))
    set_body(environ, b"ASK {}")
    assert environ["CONTENT_LENGTH"] == "6"
    assert "HTTP_TRANSFER_ENCODING" not in environ
    assert environ["wsgi.input"].read() == b"ASK {}"
