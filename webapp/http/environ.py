"""The WSGI environment of a request that came by ASGI."""

from __future__ import annotations

import io
import sys
from functools import lru_cache
from typing import IO, TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from werkzeug.wsgi import FileWrapper

from webapp.http.asgi_types import RawHeaders, Scope

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_FILE_BLOCK = 16_384
"""Bytes of a file that one step of an answer reads."""

_UNPREFIXED = {"CONTENT_TYPE", "CONTENT_LENGTH"}


def environ_of(scope: Scope) -> WSGIEnvironment:
    """Return the environment of a request without its body (PEP 3333); `set_body` adds that.

    The path is decoded from the bytes that were sent: the server's own decoding hides bytes that are not UTF-8.
    """
    path, query = scope["raw_path"].decode("latin-1"), scope["query_string"].decode("latin-1")
    client, server, version = scope["client"], scope["server"], scope["http_version"]
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1") if "%" in path else path,
        "QUERY_STRING": query,
        "RAW_URI": f"{path}?{query}" if query else path,
        "SERVER_PROTOCOL": "HTTP/1.0" if version == "1" else f"HTTP/{version}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "REMOTE_ADDR": client[0],
        "REMOTE_PORT": str(client[1]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.errors": sys.stderr,
        "wsgi.file_wrapper": _file_wrapper,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    _add_headers(environ, scope["headers"])
    return environ


def set_body(environ: WSGIEnvironment, body: bytes) -> None:
    """Add the whole body; however it was transferred, it now has a length."""
    environ["wsgi.input"] = io.BytesIO(body)
    if environ.pop("HTTP_TRANSFER_ENCODING", None) is not None:
        environ["CONTENT_LENGTH"] = str(len(body))


def _add_headers(environ: WSGIEnvironment, headers: RawHeaders) -> None:
    """Add the headers, repeated ones joined by commas.

    Names with an underscore are left out: `X_Forwarded_For` would stand for a trusted proxy's `X-Forwarded-For`.
    """
    for raw_name, raw_value in headers:
        if key := _key(raw_name):
            value = raw_value.decode("latin-1")
            environ[key] = f"{environ[key]},{value}" if key in environ else value


@lru_cache(100)  # of few only: clients choose the names, and how long they are
def _key(raw_name: bytes) -> str:
    """Return where the environment holds a header; empty where it does not."""
    if b"_" in raw_name:
        return ""
    name = raw_name.decode("latin-1").upper().replace("-", "_")
    return name if name in _UNPREFIXED else f"HTTP_{name}"


def _file_wrapper(file: IO[bytes], _size: int = 0) -> FileWrapper:
    """Read a file in larger blocks than Werkzeug asks for: each costs a step in a thread."""
    return FileWrapper(file, _FILE_BLOCK)
