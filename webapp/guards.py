"""What is checked before a request is answered."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from flask import Flask, request
from werkzeug.exceptions import BadRequest, RequestURITooLarge

LONGEST_ADDRESS = 8_000
"""Bytes of path and query together, which everything on the way should take (RFC 9110, section 4.1)."""

LONGEST_QUERY_ADDRESS = 60_000
"""The same where queries or views of the explorer stand in the address; the server takes 65,534 at most."""

_QUERIED = ("/sparql", "/sparql/")
"""Where an address may hold line breaks: they are part of a query."""

_VIEWS = "/explore"

_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_ESCAPED_BYTE = re.compile(rb"%[89A-Fa-f]")
"""A byte beyond ASCII in percent-encoding."""

_ESCAPED_CONTROL = re.compile(rb"%(?:[01]|7[Ff])")


def install(app: Flask) -> None:
    """Check every request to `app`."""
    app.before_request(_check_address)


def _check_address() -> None:
    """Refuse addresses that are over-long or not UTF-8 in percent-encoding (RFC 3986, section 2.5)."""
    raw = str(request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI") or "")
    query = request.query_string
    path = request.environ.get("PATH_INFO", "").encode("latin-1", "replace")
    queried = request.path in _QUERIED
    longest = LONGEST_QUERY_ADDRESS if queried or request.path.startswith(_VIEWS) else LONGEST_ADDRESS
    length = max(len(raw), len(path) + len(query))
    if length > longest:
        raise RequestURITooLarge(f"It has {length:,} bytes; addresses here have at most {longest:,}.")
    if _STRAY_PERCENT.search(raw) or _STRAY_PERCENT.search(query.decode("latin-1")):
        raise BadRequest(
            "A percent sign in an address must be followed by two hexadecimal digits; write %25 for itself."
        )
    for part in (path, _decoded(raw.encode("utf-8", "replace"), queried), _decoded(query, queried)):
        try:
            text = part.decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadRequest("The percent-encoded bytes of the address are not UTF-8.") from error
        if not queried and _CONTROL.search(text):
            raise BadRequest("The address holds a control character.")


def _decoded(part: bytes, queried: bool) -> bytes:
    """Undo the percent-encoding where it may hide what is refused; that of a long query takes longer than the rest."""
    doubtful = _ESCAPED_BYTE.search(part) or (not queried and _ESCAPED_CONTROL.search(part))
    return unquote_to_bytes(part) if doubtful else part
