"""The address and the client of a request, as they were meant.

Proxies change both, and other sites add parameters. This middleware undoes that. It runs before routing and before the
response cache, so that both see the same plain addresses.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.http import path_prefix, site_address
from webapp.http.added_parameters import drop_added
from webapp.http.client_address import without_port
from webapp.http.site_address import SiteAddress

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from webapp.config import Settings


class RequestAddress:
    """A WSGI middleware that finds who asks for what.

    It believes the X-Forwarded headers of trusted proxies. It finds the path prefix and the site's address, and drops
    added parameters.
    """

    def __init__(self, app: WSGIApplication, settings: Settings) -> None:
        self.app, self._site = app, SiteAddress(settings)
        self._resolved: WSGIApplication = self._resolve
        if trusted := settings.trusted_proxies:
            # Each proxy adds to X-Forwarded-For, -Proto and -Host. The prefix is the business of one of them alone.
            self._resolved = ProxyFix(self._resolve, x_for=trusted, x_proto=trusted, x_host=trusted, x_prefix=1)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on."""
        self.resolve(environ)
        return self.app(environ, start_response)

    def resolve(self, environ: WSGIEnvironment) -> None:
        """Write into a request what proxies and other sites did to it; once, however often this is called."""
        if site_address.KEY not in environ:
            self._resolved(environ, lambda *_: bytes)

    def _resolve(self, environ: WSGIEnvironment, _start_response: StartResponse) -> Iterable[bytes]:
        path_prefix.mount(environ, self._site.path)
        drop_added(environ)
        environ[site_address.KEY] = self._site.of(environ)
        if ":" in environ.get("REMOTE_ADDR", ""):
            environ["REMOTE_ADDR"] = without_port(environ["REMOTE_ADDR"])
        return ()


def install(app: Flask, settings: Settings) -> None:
    """Put the middleware before `app`."""
    app.extensions["opg-request-address"] = address = RequestAddress(app.wsgi_app, settings)
    app.wsgi_app = address  # type: ignore[method-assign]
