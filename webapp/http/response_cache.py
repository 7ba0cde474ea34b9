"""The cache of complete responses, in front of the application.

Each response depends on the version of the data, on the code, and on the request alone. Responses that say so
themselves, by `Cache-Control: public` and an ETag, are stored as they were sent. That includes their content coding,
status and headers. Errors are never stored, nor what is larger than a quarter of the cache. A response from the cache
needs no place among the running queries and no share of query time. Over a remote store nothing is stored here. At any
time another version may be pushed, or the engine may stop.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from flask import Flask
from werkzeug.datastructures import ResponseCacheControl
from werkzeug.http import parse_cache_control_header, parse_etags, remove_entity_headers
from werkzeug.wsgi import ClosingIterator

from webapp.http import site_address
from webapp.http.cache import SizedLRUCache
from webapp.http.compression import negotiated
from webapp.http.wsgi_call import call

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_OTHER = ("HTTP_RANGE", "HTTP_IF_RANGE", "HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE")
"""Requests with one of these want something else than the whole answer, which the application knows to give."""

_PARTS = (site_address.KEY, "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "RAW_URI", "HTTP_ACCEPT")
"""All of a request that an answer depends on, beside the method and the content coding."""

_LOOKED_UP = "opg.looked_up"
"""The name in a WSGI environment of the key under which nothing was stored a moment ago."""


@dataclass(frozen=True, slots=True)
class CachedResponse:
    """A whole response with status 200, as it was sent the first time; `tag` is its ETag, `key_size` in characters."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    tag: str
    key_size: int

    @property
    def size(self) -> int:
        """Bytes that it takes in memory with its key, roughly."""
        return self.key_size + len(self.body) + sum(len(name) + len(value) for name, value in self.headers)


class Response(NamedTuple):
    """A whole response to one request, as WSGI has it."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes


def install(app: Flask, cache: SizedLRUCache, edition: Callable[[], Hashable]) -> None:
    """Put the cache in front of `app`; `edition` tells to which version responses belong."""
    front = ResponseCache(app.wsgi_app, cache, edition)
    app.extensions["opg-front"] = front
    app.wsgi_app = front  # type: ignore[method-assign]


class ResponseCache:
    """A WSGI application that calls `app` only without a stored response; `edition` tells to what these belong."""

    def __init__(self, app: WSGIApplication, cache: SizedLRUCache, edition: Callable[[], Hashable]) -> None:
        self._app, self._cache, self._edition = app, cache, edition

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if not _plain(environ):
            return self._app(environ, start_response)
        key = self._key(environ)
        reply = self._cache.get(key, CachedResponse) if key != environ.get(_LOOKED_UP) else None
        if reply is None:
            return self._first(environ, start_response, key)
        found = _answered(reply, environ)
        start_response(found.status, found.headers)
        return (found.body,)

    def stored(self, environ: WSGIEnvironment) -> Response | None:
        """Return the stored response to a request, if there is one, so that nothing needs to be worked out."""
        if not _plain(environ):
            return None
        environ[_LOOKED_UP] = key = self._key(environ)
        reply = self._cache.get(key, CachedResponse)
        return _answered(reply, environ) if reply else None

    def _key(self, environ: WSGIEnvironment) -> Hashable:
        coding = negotiated(environ.get("HTTP_ACCEPT_ENCODING", ""))
        return (self._edition(), coding, *(environ.get(part, "") for part in _PARTS))

    def _first(self, environ: WSGIEnvironment, start_response: StartResponse, key: Hashable) -> Iterable[bytes]:
        """Call the application, and store its response, if that is allowed."""
        body, status, headers = call(self._app, {**environ, "REQUEST_METHOD": "GET"})
        by_name = {name.lower(): value for name, value in headers}
        if not _lasting(status, by_name, self._cache.largest):
            start_response(status, headers)
            return _closed(body) if environ["REQUEST_METHOD"] == "HEAD" else body
        content = b"".join(_closing(body))
        key_size = sum(len(environ.get(part, "")) for part in _PARTS)
        reply = CachedResponse(tuple(headers), content, by_name["etag"].removeprefix("W/").strip('"'), key_size)
        self._cache.put(key, reply)
        found = _answered(reply, environ)
        start_response(found.status, found.headers)
        return (found.body,)


def _lasting(status: str, headers: Mapping[str, str], largest: int) -> bool:
    """Tell whether a response stays the same while the data does, and is not too large to be stored.

    The names of the headers are in lower case.
    """
    return (
        status.startswith("200 ")
        and "etag" in headers
        and "set-cookie" not in headers
        and _public(headers.get("cache-control", ""))
        and int(headers.get("content-length", largest + 1)) <= largest
    )


@lru_cache(100)
def _public(cache_control: str) -> bool:
    return parse_cache_control_header(cache_control, cls=ResponseCacheControl).public


def _plain(environ: WSGIEnvironment) -> bool:
    """Tell whether a request wants a whole answer and sends nothing itself."""
    return (
        environ["REQUEST_METHOD"] in {"GET", "HEAD"}
        and environ.get("CONTENT_LENGTH") in {None, "", "0"}
        and "HTTP_TRANSFER_ENCODING" not in environ
        and not any(name in environ for name in _OTHER)
    )


def _answered(reply: CachedResponse, environ: WSGIEnvironment) -> Response:
    """Return the response, or that the client has it already (RFC 9110, section 13.1.2)."""
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked and parse_etags(asked).contains_weak(reply.tag):
        headers = list(reply.headers)
        remove_entity_headers(headers)
        return Response("304 NOT MODIFIED", headers, b"")
    return Response("200 OK", list(reply.headers), b"" if environ["REQUEST_METHOD"] == "HEAD" else reply.body)


def _closing(body: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the parts of a body, and close it at the end, as WSGI asks (PEP 3333)."""
    try:
        yield from body
    finally:
        close = getattr(body, "close", None)
        if close:
            close()


def _closed(body: Iterable[bytes]) -> Iterable[bytes]:
    """Return no body in place of one."""
    close = getattr(body, "close", None)
    return ClosingIterator((), close) if close else ()
