"""The headers that every response carries.

They are rules for browsers, access for scripts of any origin, and one `Vary`. They are added to the finished list of
headers, in one pass. Flask's hooks would look each name up in that list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from flask import Flask

from webapp.http import cors
from webapp.http.wsgi_call import HeaderList

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_LOADING = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
_CONTENT_POLICY = f"{_LOADING}; frame-ancestors 'self'"
"""What a page may load, and who may show it in a frame: this site alone, unless an answer has a policy of its own."""

EMBED_POLICY = f"{_LOADING}; frame-ancestors *; worker-src 'self' blob:"  # blob: see arranging.ts
"""The policy of what pages of any site may show in a frame; it must hold nothing to be tricked into clicking."""

_FOR_OLD_BROWSERS = ("X-Frame-Options", "SAMEORIGIN")
"""What `frame-ancestors` of the policy above says to browsers that know it."""

_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    *cors.HEADERS,
)


def install(app: Flask) -> None:
    """Complete every response of `app`."""
    app.wsgi_app = CommonHeaders(app.wsgi_app)  # type: ignore[method-assign]


class CommonHeaders:
    """A WSGI middleware that adds the headers."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""

        def start(status: str, headers: HeaderList, _exc_info: object = None, /) -> Callable[[bytes], object]:
            return start_response(status, completed(headers))

        return self._app(environ, start)


def completed(headers: HeaderList) -> HeaderList:
    """Return the headers of a response together with the common ones."""
    found, varying, own_policy = [*_ALWAYS], [], False
    for name, value in headers:
        lower = name.lower()
        if lower == "vary":
            varying.append(value)
        else:
            found.append((name, value))
            own_policy = own_policy or lower == "content-security-policy"
    if not own_policy:
        found += ("Content-Security-Policy", _CONTENT_POLICY), _FOR_OLD_BROWSERS
    if varying:
        # One line, as caches such as nginx's read no second one, with each name once.
        names = [name.strip() for line in varying for name in line.split(",")]
        found.append(("Vary", ", ".join({name.lower(): name for name in names if name}.values())))
    return found
