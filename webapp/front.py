"""What stands before the application: repeated requests are answered from what is kept, without asking it again.

Every page, document and answer is a function of the version of the data, of the code, and of the request. Those that
say so themselves, by `Cache-Control: public` and an ETag, are kept as they were sent, in the encoding that the client
takes: status and headers are those of the first answer. Errors are never kept, nor what is larger than a quarter of the
cache. A kept answer takes no place and no share of time. Over a remote store nothing is kept here, since another
version may be pushed, or the engine be gone, at any time.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.datastructures import Headers, ResponseCacheControl
from werkzeug.http import parse_accept_header, parse_cache_control_header, parse_etags, remove_entity_headers
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.test import run_wsgi_app
from werkzeug.wsgi import ClosingIterator

from graph.store import EmbeddedStore, Store
from webapp import assets
from webapp.kept import Kept
from webapp.site import site

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_OTHER = ("HTTP_RANGE", "HTTP_IF_RANGE", "HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE")
"""Requests with one of these want something else than the whole answer, which the application knows to give."""

_PARTS = ("wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "RAW_URI", "HTTP_ACCEPT")
"""All of a request that an answer depends on, beside the method and the encoding."""

_SMALL = 1_000
"""Bytes below which compression saves nothing worth the work."""

_LEVEL = 5
_TEXTS = ("text/", "application/json", "application/javascript", "application/xml", "image/svg+xml")
_SUFFIXES = ("+json", "+xml", "javascript", "n-triples")


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer with status 200, as it was sent the first time; `tag` is its ETag."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    tag: str

    @property
    def size(self) -> int:
        """Bytes that it takes in memory, roughly."""
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers)


def install(app: Flask, store: Store, kept: Kept, trusted_proxies: int) -> None:
    """Put in front of `app` what is kept of it, and before that the proxies that it trusts to say who asks."""
    if isinstance(store, EmbeddedStore) and store.version:
        front = Front(app.wsgi_app, kept, lambda: (site().store.version, assets.written()))
        app.wsgi_app = front  # type: ignore[method-assign]
    if trusted_proxies:
        proxied = ProxyFix(app.wsgi_app, x_for=trusted_proxies, x_proto=trusted_proxies, x_host=trusted_proxies)
        app.wsgi_app = proxied  # type: ignore[method-assign]


class Front:
    """A WSGI application that asks `app` only what it cannot answer itself; `edition` tells what answers belong to."""

    def __init__(self, app: WSGIApplication, kept: Kept, edition: Callable[[], Hashable]) -> None:
        self._app, self._kept, self._edition = app, kept, edition

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if not _plain(environ):
            return self._app(environ, start_response)
        gzipped = _takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        key = (self._edition(), gzipped, *(environ.get(part, "") for part in _PARTS))
        found = self._kept.get(key, Reply)
        if found:
            return _answered(found, environ, start_response)
        return self._first(key, gzipped, environ, start_response)

    def _first(
        self, key: Hashable, gzipped: bool, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Ask the application, and keep what it answers, if that may be kept."""
        body, status, headers = run_wsgi_app(self._app, {**environ, "REQUEST_METHOD": "GET"})
        if not _lasting(status, headers, self._kept.largest):
            start_response(status, headers.to_wsgi_list())
            return _closed(body) if environ["REQUEST_METHOD"] == "HEAD" else body
        reply = _whole(headers, body, gzipped)
        self._kept.put(key, reply)
        return _answered(reply, environ, start_response)


def _lasting(status: str, headers: Headers, largest: int) -> bool:
    """Tell whether an answer stays the same while the data does, and is not too large to be kept."""
    return (
        status.startswith("200 ")
        and "ETag" in headers
        and "Set-Cookie" not in headers
        and parse_cache_control_header(headers.get("Cache-Control"), cls=ResponseCacheControl).public
        and int(headers.get("Content-Length", largest + 1)) <= largest
    )


def _plain(environ: WSGIEnvironment) -> bool:
    """Tell whether a request wants a whole answer and sends nothing itself."""
    return (
        environ["REQUEST_METHOD"] in {"GET", "HEAD"}
        and environ.get("CONTENT_LENGTH") in {None, "", "0"}
        and "HTTP_TRANSFER_ENCODING" not in environ
        and not any(name in environ for name in _OTHER)
    )


@lru_cache(1_000)
def _takes_gzip(accepted: str) -> bool:
    """Tell whether Accept-Encoding names gzip; clients that name nothing may not be able to undo it."""
    return parse_accept_header(accepted).quality("gzip") > 0 and "gzip" in accepted.lower()


def _whole(headers: Headers, body: Iterable[bytes], gzipped: bool) -> Reply:
    """Read the body to its end, and compress it where that is worth it."""
    content = b"".join(_closing(body))
    compressible = len(content) >= _SMALL and _is_text(headers.get("Content-Type", ""))
    if compressible:
        headers.add("Vary", "Accept-Encoding")
        if gzipped:
            content = gzip.compress(content, _LEVEL, mtime=0)
            headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(content))
        headers["ETag"] = f"W/{headers['ETag'].removeprefix('W/')}"  # the same answer, not the same bytes
    return Reply(tuple(headers.to_wsgi_list()), content, headers["ETag"].removeprefix("W/").strip('"'))


def _is_text(content_type: str) -> bool:
    media_type = content_type.partition(";")[0]
    return media_type.startswith(_TEXTS) or media_type.endswith(_SUFFIXES)


def _answered(reply: Reply, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Send the answer, or that the client has it already (RFC 9110, section 13.1.2)."""
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked and parse_etags(asked).contains_weak(reply.tag):
        headers = list(reply.headers)
        remove_entity_headers(headers)
        start_response("304 NOT MODIFIED", headers)
        return ()
    start_response("200 OK", list(reply.headers))
    return () if environ["REQUEST_METHOD"] == "HEAD" else (reply.body,)


def _closing(body: Iterable[bytes]) -> Iterator[bytes]:
    """Give the parts of a body, and close it at the end, as WSGI asks (PEP 3333)."""
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
