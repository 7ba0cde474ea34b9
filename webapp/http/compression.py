"""Responses in the content coding that the client likes best.

The codings are brotli, Zstandard and gzip (RFC 9110, section 8.4). All text is compressed, whatever its status and its
request. The response cache stores the result. The levels are chosen for speed: a page takes a millisecond or two, the
largest response about a tenth of a second. Scripts and styles change with the bundle only: they are made as small as
they can be.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from enum import IntEnum
from functools import lru_cache
from http import HTTPStatus
from typing import NamedTuple

import brotli
import zstandard
from flask import Flask, Response, request

from webapp.http.encodings import IDENTITY, best_coding

_SMALL = 200
"""Bytes below which compression saves nothing."""

_LARGE = 4_000_000
"""Bytes above which time matters more than the last tenth of the size."""

_LONGEST_FILE = 4_000_000
"""Bytes of the largest file that is read to be compressed; larger ones are sent as they are."""

_LONGEST_HEADER = 500
_TEXTS = ("text/", "application/json", "application/javascript", "application/xml", "image/svg+xml")
_SUFFIXES = ("+json", "+xml", "javascript", "n-triples", "n-quads", "trig", "sparql-query")

_FEW = 100_000
"""Bytes of the largest file of the site that is compressed as well as it can be; that takes a tenth of a second."""


class Effort(IntEnum):
    """How much time goes into a smaller body."""

    LITTLE = 0
    USUAL = 1
    MOST = 2


_Coder = Callable[[bytes, Effort], bytes]
"""Compresses a body."""


_CODERS: dict[str, _Coder] = {
    "br": lambda body, effort: brotli.compress(body, quality=(2, 5, 11)[effort]),
    "zstd": lambda body, effort: zstandard.ZstdCompressor(level=(1, 6, 19)[effort]).compress(body),
    "gzip": lambda body, effort: gzip.compress(body, (1, 5, 9)[effort], mtime=0),
}
"""The content codings by name; of those that a client likes equally, the first one is taken."""


class Coding(NamedTuple):
    """A content coding, empty for none; `required` where the client refuses a body without any."""

    name: str
    required: bool


def install(app: Flask) -> None:
    """Compress the responses of `app`."""
    app.after_request(_compressed)


@lru_cache(1_000)
def negotiated(accepted: str) -> Coding:
    """Return the content coding that an Accept-Encoding header asks for (RFC 9110, section 12.5.3).

    A client that names none may be unable to undo any. `identity` wins only where it is named with the highest weight.

    >>> negotiated("gzip, deflate, br").name, negotiated("gzip;q=0.9, *;q=0").name, negotiated("").name
    ('br', 'gzip', '')
    """
    accepted = accepted[:_LONGEST_HEADER]
    best = best_coding(accepted, tuple(_CODERS))
    return Coding("" if best in {None, IDENTITY} else str(best), required=best_coding(accepted, ()) is None)


def _compressed(response: Response) -> Response:
    if not _varies(response):
        return response
    response.headers.add("Vary", "Accept-Encoding")
    coding = negotiated(request.headers.get("Accept-Encoding", ""))
    if coding.name and _compressible(response):
        body = response.get_data()
        if len(body) >= _SMALL or coding.required:
            response.set_data(_coded(coding.name, body))
            response.headers["Content-Encoding"] = coding.name
            response.headers.pop("Accept-Ranges", None)
            tag, _ = response.get_etag()
            if tag:  # which stands for the content alone: other codings of it have other bytes
                response.set_etag(tag, weak=True)
    return response


def _coded(coding: str, body: bytes) -> bytes:
    """Return a body in a content coding: a small file of the site at its smallest, all others soon."""
    if request.endpoint == "static" and len(body) <= _FEW:
        return _smallest(coding, body)
    return _CODERS[coding](body, Effort.LITTLE if len(body) > _LARGE else Effort.USUAL)


@lru_cache(100)  # a site over a remote store has no cache of responses in front of it
def _smallest(coding: str, body: bytes) -> bytes:
    return _CODERS[coding](body, Effort.MOST)


def _varies(response: Response) -> bool:
    """Tell whether a response is a text that may be compressed, or stands for one that the client has."""
    if response.status_code == HTTPStatus.NOT_MODIFIED:
        return True
    media_type = response.mimetype or ""
    is_text = media_type.startswith(_TEXTS) or media_type.endswith(_SUFFIXES)
    return is_text and (response.is_streamed or bool(response.get_data()))


def _compressible(response: Response) -> bool:
    """Tell whether a text is whole and not compressed yet; that of a file is then in memory."""
    if response.status_code == HTTPStatus.PARTIAL_CONTENT or "Content-Encoding" in response.headers:
        return False
    if response.is_streamed and (response.content_length or 0) > _LONGEST_FILE:
        return False
    response.direct_passthrough = False
    return True
