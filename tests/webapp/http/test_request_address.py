"""Who asks, behind so many trusted proxies: another header than theirs is worth nothing."""

from __future__ import annotations

import pytest
from flask import Flask, request

from webapp.config import Settings
from webapp.http import request_address


def client_of(proxies: int, forwarded: str, address: str = "10.0.0.9") -> str:
    """Return who a site behind so many proxies takes for its client."""
    app = Flask("asked")
    app.add_url_rule("/", view_func=lambda: str(request.remote_addr))
    request_address.install(app, Settings(trusted_proxies=proxies))
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return app.test_client().get("/", headers=headers, environ_base={"REMOTE_ADDR": address}).text


@pytest.mark.parametrize(
    ("proxies", "forwarded", "client"),
    [
        (0, "", "10.0.0.9"),
        (0, "192.0.2.1", "10.0.0.9"),
        (1, "", "10.0.0.9"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "198.51.100.7, 192.0.2.1", "192.0.2.1"),
        (2, "198.51.100.7, 192.0.2.1, 10.0.0.8", "192.0.2.1"),
        (2, "192.0.2.1", "10.0.0.9"),
        (1, "192.0.2.1:51234", "192.0.2.1"),
        (1, "[2001:db8::1]:51234", "2001:db8::1"),
        (1, "[2001:db8::1]", "2001:db8::1"),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_the_client_is_who_the_outermost_trusted_proxy_saw(proxies: int, forwarded: str, client: str) -> None:
    assert client_of(proxies, forwarded) == client
