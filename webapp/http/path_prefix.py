"""The site under a path, such as `/opg` on a shared host.

A proxy can share one host among several sites. The code writes all addresses within the site as from the root:
`/partner/visa`. Cached responses hold them so, too. A response gets the prefix at the very end, when headers and HTML
are complete. JSON and text name it themselves, by `site_root` (see `webapp.http.site_address`). Scripts read the page's
`data-root`.

The prefix is what a trusted proxy says in `X-Forwarded-Prefix`, or else the path of `OPG_SITE_URL`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, Response, redirect, request
from werkzeug.routing import RequestRedirect

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment
    from werkzeug import Response as BaseResponse

_PREFIX = re.compile(r"(/(?!\.{1,2}(/|$))[A-Za-z0-9._~-]+)+")
_ATTRIBUTE = re.compile(rb'(\s(?:href|src|srcset|action|data-root)=")/(?!/)')
_TARGET = re.compile(r"<(/(?!/)[^>]*)>")


def mount(environ: WSGIEnvironment, site_path: str) -> None:
    """Put the prefix of a request into SCRIPT_NAME, and leave the path within the site in PATH_INFO.

    A proxy that names a prefix has taken it off the path. Where only `site_path`, that of the site's own address, is
    known, the path may still have it or not.
    """
    given = environ.get("SCRIPT_NAME", "")
    if given:
        prefix = f"/{given.strip('/')}"
        environ["SCRIPT_NAME"] = prefix if _PREFIX.fullmatch(prefix) else ""
    elif site_path:
        environ["SCRIPT_NAME"] = site_path
        path = environ.get("PATH_INFO", "")
        if path == site_path or path.startswith(f"{site_path}/"):
            environ["PATH_INFO"] = path.removeprefix(site_path) or "/"


def install(app: Flask) -> None:
    """Let every response of `app` stay under the prefix of its request."""
    app.before_request(_redirected)
    app.after_request(_prefixed)


def _redirected() -> BaseResponse | None:
    """Answer with the router's own redirection, such as from `//partners`, without the host that it takes from Host."""
    if not isinstance(request.routing_exception, RequestRedirect):
        return None
    target = urlsplit(request.routing_exception.new_url)
    path = target.path.removeprefix(request.script_root)
    return redirect(f"{path}?{target.query}" if target.query else path, request.routing_exception.code)


def _prefixed(response: Response) -> Response:
    prefix = request.script_root
    if not prefix:
        return response
    for name in ("Location", "Content-Location"):
        value = response.headers.get(name, "")
        if value.startswith("/") and not value.startswith("//"):
            response.headers[name] = prefix + value
    if "Link" in response.headers:
        response.headers["Link"] = _TARGET.sub(rf"<{prefix}\1>", ", ".join(response.headers.getlist("Link")))
    if response.mimetype == "text/html":
        response.set_data(_ATTRIBUTE.sub(rb"\1" + prefix.encode() + b"/", response.get_data()))
    return response
