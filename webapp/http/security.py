"""What is checked before a request is answered, and what every answer carries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes

from flask import Flask, Response, g, request
from werkzeug.exceptions import BadRequest, RequestURITooLarge

LONGEST_ADDRESS = 8_000
"""Bytes of path and query together, which everything on the way should take (RFC 9110, section 4.1)."""

LONGEST_QUERY_ADDRESS = 60_000
"""The same where queries or views of the explorer stand in the address; the server takes 65,534 at most."""

_QUERIED = ("/sparql", "/sparql/")
"""Where an address may hold line breaks: they are part of a query."""

_VIEWS = "/explore"
_FRAMED = "opg.framed"

_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_ESCAPED_BYTE = re.compile(rb"%[89A-Fa-f]")
"""A byte beyond ASCII in percent-encoding."""

_ESCAPED_CONTROL = re.compile(rb"%(?:[01]|7[Ff])")

_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def install(app: Flask) -> None:
    """Check every request to `app` and complete every answer."""
    app.before_request(_check_address)
    app.after_request(_complete)


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


def may_be_framed(response: Response) -> Response:
    """Let pages of any site show this answer in a frame; it must hold nothing to be tricked into clicking."""
    g.setdefault(_FRAMED, True)
    return response


def _complete(response: Response) -> Response:
    given = {name.lower() for name, _ in response.headers}  # once, as each look-up compares all names
    response.headers.extend((name, value) for name, value in _HEADERS.items() if name.lower() not in given)
    if g.get(_FRAMED):
        policy = response.headers["Content-Security-Policy"].replace("frame-ancestors 'self'", "frame-ancestors *")
        response.headers["Content-Security-Policy"] = f"{policy}; worker-src 'self' blob:"  # see arranging.ts
        del response.headers["X-Frame-Options"]
    if request.endpoint == "static":
        response.headers["Access-Control-Allow-Origin"] = "*"  # a sandboxed embed has an origin of its own
    if "Vary" in response.headers:
        response.headers["Vary"] = _merged(response.headers.getlist("Vary"))
    return response


def _merged(lines: Iterable[str]) -> str:
    """Return several lines of a header that is a list of names as one, each name once.

    Caches such as nginx's read one line of `Vary` only.
    """
    names = [name.strip() for line in lines for name in line.split(",")]
    return ", ".join({name.lower(): name for name in names if name}.values())
