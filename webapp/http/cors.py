"""Cross-origin requests (the Fetch standard, section 3.2).

Scripts of any origin may read whatever is here. All is public. Cookies and credentials, on which nothing depends, are
never allowed.
"""

from __future__ import annotations

import re

from flask import Flask, Response, request

HEADERS = (
    ("Access-Control-Allow-Origin", "*"),
    (
        "Access-Control-Expose-Headers",
        "Content-Disposition, Content-Location, ETag, Link, OPG-Defaults, OPG-Hints, OPG-Version, Retry-After",
    ),
)
"""What every answer carries; see `webapp.http.common_headers`."""

_DAY = "86400"
_NAMES = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+( ?, ?[!#$%&'*+.^_`|~0-9A-Za-z-]+)*")
_ANY_HEADER = "*, Accept, Authorization, Content-Type, If-None-Match"
"""Older browsers know no wildcard, and it never stands for Authorization (section 3.2.5)."""


def install(app: Flask) -> None:
    """Have `app` answer preflights."""
    app.after_request(_preflight)


def _preflight(response: Response) -> Response:
    if request.method == "OPTIONS" and "Allow" in response.headers:
        response.headers["Access-Control-Allow-Methods"] = response.headers["Allow"]
        wanted = request.headers.get("Access-Control-Request-Headers", "")
        response.headers["Access-Control-Allow-Headers"] = wanted if _NAMES.fullmatch(wanted) else _ANY_HEADER
        response.headers["Access-Control-Max-Age"] = _DAY
        response.headers.add("Vary", "Access-Control-Request-Headers")
    return response
