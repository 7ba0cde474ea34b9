"""The absolute address of the site.

A `Host` header alone does not decide it. Links, site maps and descriptions hold absolute addresses, which caches store
and others read. So the address comes from `OPG_SITE_URL`. Without that setting it comes from the host of the request,
if that is this machine or one of `OPG_TRUSTED_HOSTS`. For any other host there is none, and what needs one is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

    from webapp.config import Settings

KEY = "opg.site_address"
"""The name in a WSGI environment under which the address of the site is."""

PLACEHOLDER = "https://this-site.example"
"""What stands in examples of code for the address of a site that does not know its own (RFC 2606)."""

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_HOST = re.compile(r"(?P<name>[a-z0-9_.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?P<port>:\d{1,5})?", re.ASCII)


class SiteAddress:
    """The rule that finds the address of the site, made from the settings."""

    def __init__(self, settings: Settings) -> None:
        self.url = settings.site_url.rstrip("/")
        trusted = settings.trusted_hosts.lower().replace(" ", "")
        self._hosts = (*_LOOPBACK, *filter(None, trusted.split(",")))

    @property
    def path(self) -> str:
        """The path of `OPG_SITE_URL`, without a slash at its end; empty where there is none."""
        _, _, path = self.url.partition("://")[2].partition("/")
        return f"/{path}" if path else ""

    def of(self, environ: WSGIEnvironment) -> str:
        """Return the address of the site for a request, without a slash at its end; empty if unknown."""
        if self.url:
            return self.url
        origin = _origin(environ["wsgi.url_scheme"], environ.get("HTTP_HOST", "")[:300], self._hosts)
        return origin and origin + str(environ.get("SCRIPT_NAME", ""))


@lru_cache(1_000)
def _origin(scheme: str, host: str, trusted: Sequence[str]) -> str:
    """Return the origin that a Host header names, if it is trusted; a default port is left out."""
    match = _HOST.fullmatch(host.lower())
    if match is None or scheme not in _DEFAULT_PORTS or not any(_fits(match["name"], pattern) for pattern in trusted):
        return ""
    port = match["port"] or ""
    return f"{scheme}://{match['name']}{'' if port == _DEFAULT_PORTS[scheme] else port}"


def _fits(name: str, pattern: str) -> bool:
    """Tell whether a host is the one of the pattern, or below it where that begins with `*.`."""
    if pattern.startswith("*."):
        return name.endswith(pattern[1:]) and name != pattern[1:]
    return name == pattern


def site_address() -> str:
    """Return the absolute address of the site without a slash at its end; empty where it is not known.

    For headers and pages: an address within the site put behind it is right in either case.
    """
    return str(request.environ.get(KEY, ""))


def site_root() -> str:
    """Return the absolute address of the site, or else its path alone, without a slash at its end.

    For JSON and text, which nothing puts under a path prefix afterwards (see `webapp.http.path_prefix`).
    """
    return site_address() or request.script_root


def example_root() -> str:
    """Return the address of the site, or a placeholder, without a slash at its end: for examples of code."""
    return site_address() or PLACEHOLDER + request.script_root
