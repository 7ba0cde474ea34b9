"""The checks of a request's address, before anything answers it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote_to_bytes

from flask import Flask, request
from werkzeug.exceptions import BadRequest, RequestURITooLarge

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

LONGEST_ADDRESS = 8_000
"""Bytes of path and query together, which everything on the way should take (RFC 9110, section 4.1)."""

LONGEST_QUERY_ADDRESS = 60_000
"""The same where queries or views of the explorer stand in the address; the server takes 65,534 at most."""

_QUERIED = ("/sparql", "/sparql/")
"""Where an address may hold line breaks: they are part of a query."""

_VIEWS = "/explore"

_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_UNUSUAL = re.compile(r"%(?!(?:[2-6][0-9A-Fa-f]|7[0-9A-Ea-e]))")
_UNUSUAL_IN_QUERY = re.compile(r"%(?![0-7][0-9A-Fa-f])")
"""A percent sign that stands for no printable ASCII character, or for none of ASCII: reason to look closer.

Most addresses have none, not even those of long queries, which would take longer to decode than all the rest.
"""


def install(app: Flask) -> None:
    """Check every request to `app`."""
    app.before_request(_check_address)


def _check_address() -> None:
    """Refuse addresses that are over-long or not UTF-8 in percent-encoding (RFC 3986, section 2.5)."""
    path, address = request.environ["PATH_INFO"], _as_sent(request.environ)
    queried = path in _QUERIED
    longest = LONGEST_QUERY_ADDRESS if queried or path.startswith(_VIEWS) else LONGEST_ADDRESS
    if len(address) > longest:
        raise RequestURITooLarge(f"It has {len(address):,} bytes; addresses here have at most {longest:,}.")
    doubtful = _UNUSUAL_IN_QUERY if queried else _UNUSUAL
    if doubtful.search(address) or not (address.isascii() and address.isprintable()):
        _check_characters(address, queried)


def _as_sent(environ: WSGIEnvironment) -> str:
    """Return the address of a request in percent-encoding: as the client has sent it, where the server tells."""
    query = environ.get("QUERY_STRING", "")
    raw = str(environ.get("RAW_URI") or environ.get("REQUEST_URI") or quote(environ["PATH_INFO"], encoding="latin-1"))
    return raw if raw.endswith(query) else f"{raw}?{query}"


def _check_characters(address: str, queried: bool) -> None:
    if _STRAY_PERCENT.search(address):
        raise BadRequest(
            "A percent sign in an address must be followed by two hexadecimal digits; write %25 for itself."
        )
    try:
        text = unquote_to_bytes(address.encode("latin-1", "replace")).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest("The percent-encoded bytes of the address are not UTF-8.") from error
    if not queried and _CONTROL.search(text):
        raise BadRequest("The address holds a control character.")
