"""The ways in which assistants reach the server: standard streams, or HTTP."""

from __future__ import annotations

import os
import select
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from functools import partial
from ipaddress import ip_address

import anyio
import uvicorn
from mcp.server.transport_security import TransportSecuritySettings

from webapp.config import Settings
from webapp.mcp.server import Server

PATH = "/mcp"
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_CONNECTIONS = 200
"""Connections at the same time; more are answered with 503."""

_STANDARD_OUTPUT = 1
_ENDS = {"SIGINT": 0, "SIGTERM": 143, "SIGHUP": 129}
"""The signals that end the process, with its exit codes; Ctrl+C is the usual way."""

_GRACE = 3
"""Seconds that requests have to end when the server stops."""


def serve_streams(server: Server) -> None:
    """Speak the protocol over standard input and output until input ends, or whoever reads goes away, or a signal.

    Raises:
        OSError: standard output takes no answers, though somebody reads.
    """
    for name, code in _ENDS.items():
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, partial(_leave, code))
    if hasattr(select, "poll"):  # not on Windows
        threading.Thread(target=_await_hangup, args=(os.dup(_STANDARD_OUTPUT),), daemon=True).start()
    failed = []
    try:
        server.run("stdio")
    except* OSError as errors:
        failed = [error for error in _leaves(errors) if not isinstance(error, BrokenPipeError)]
    except* (anyio.BrokenResourceError, anyio.ClosedResourceError):
        pass  # nobody reads any more
    if failed:
        raise failed[0]


def _leaves(errors: BaseExceptionGroup[OSError]) -> Iterator[OSError]:
    """Yield the errors of a group, and those of the groups within it."""
    for error in errors.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _leaves(error)
        else:
            yield error


def _await_hangup(output: int) -> None:
    """End the process as soon as nobody can read what it writes. The SDK notices only when more input comes."""
    poll = select.poll()
    poll.register(output, 0)  # for nothing but errors, which a pipe without a reader has
    poll.poll()
    _leave(0)


def serve_http(server: Server, listener: socket.socket, host: str, announce: Callable[[], None]) -> None:
    """Speak the protocol over HTTP at `/mcp` until Ctrl+C."""
    app = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,  # no call depends on another, so there are no sessions
        transport_security=allowed(host, Settings.read()),
    )
    config = uvicorn.Config(
        app, log_level="critical", lifespan="on", limit_concurrency=_CONNECTIONS, timeout_graceful_shutdown=_GRACE
    )
    announce()
    uvicorn.Server(config).run(sockets=[listener])


def allowed(host: str, settings: Settings) -> TransportSecuritySettings:
    """Return which Host and Origin a request may have: those of this machine, of `host`, and of the settings.

    Otherwise any page that a browser shows could ask this server, under a name that leads here (DNS rebinding).
    `OPG_TRUSTED_HOSTS` and `OPG_SITE_URL` name further hosts; the SDK knows no wildcards for parts of names.
    """
    trusted = [name.strip() for name in settings.trusted_hosts.split(",") if name.strip() and "*" not in name]
    own = settings.site_url.partition("://")[2].partition("/")[0]
    hosts = dict.fromkeys((*_LOOPBACK, *_named(host), *trusted, *filter(None, [own])))
    names = [form for name in hosts for form in (name, f"{name}:*")]
    origins = [f"{scheme}://{name}" for name in names for scheme in ("http", "https")]
    return TransportSecuritySettings(allowed_hosts=names, allowed_origins=origins)


def _named(host: str) -> list[str]:
    """Return how a Host field names the host that is listened on; nothing for all addresses."""
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        return [host]
    if address.is_unspecified:
        return []
    return [f"[{address}]" if address.version == 6 else str(address)]


def _leave(code: int, *_signal: object) -> None:
    """End the process at once: a thread waits for standard input, and would hold it. Its children see that it ended."""
    os._exit(code)
