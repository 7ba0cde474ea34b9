"""The addresses on which a command listens, as people name them."""

from __future__ import annotations

import errno
import socket
from typing import Any, Final

from queries.errors import quoted
from webapp.cli.errors import Failure, Misuse

_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound

_HOSTS: Final = (
    "--host takes a name or an address of this machine without a port, such as localhost, 127.0.0.1 or ::1; "
    "0.0.0.0 stands for all addresses."
)
_HINTS: Final = {
    errno.EADDRINUSE: "Choose another --port, or --port 0 for any free one.",
    errno.EACCES: "Choose a --port from 1024 on, or --port 0 for any free one.",
    errno.EADDRNOTAVAIL: f"It is no address of this machine. {_HOSTS}",
}
"""What would be right, by what the machine says."""


def free_address(host: str, port: int) -> tuple[str, int]:
    """Return the IP address to listen on, and the port, which is a free one for 0.

    Raises:
        Failure: no address of this machine has that name, or something else listens there.
    """
    failures = []
    for family, _, _, _, address in _addresses(host, port):
        try:
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
                return str(address[0]), int(probe.getsockname()[1])
        except OSError as error:
            failures.append(error)
            if error.errno == errno.EADDRINUSE:  # whoever asks for this name would meet the other server
                break
    reason = failures[0]
    hint = _HINTS.get(reason.errno or 0, "Choose another --host or --port.")
    raise Failure(f"Cannot listen on {quoted(host)} at port {port}: {reason.strerror}. {hint}") from reason


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens on a host and port.

    Raises:
        Failure: no address of this machine has that name, or something else listens there.
    """
    address, port = free_address(host, port)
    listener = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((address, port))
    listener.listen()  # from now on a client waits, instead of being refused
    return listener


def _addresses(host: str, port: int) -> list[Any]:
    """Return what the name of a host stands for, as `socket.getaddrinfo` does, with IPv4 first as by default.

    Raises:
        Misuse: it stands for nothing, or for an address that the server does not take.
    """
    if not host:
        raise Misuse(f"--host is empty. {_HOSTS}")
    if "%" in host:
        raise Misuse(f"{quoted(host)} has a zone, which the server does not take. {_HOSTS}")
    try:
        found = socket.getaddrinfo(_without_brackets(host), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:  # the encoding of names of hosts raises the latter
        reason = error.strerror if isinstance(error, OSError) else "it is no name of a host"
        raise Misuse(f"Cannot listen on {quoted(host)}: {reason}. {_HOSTS}") from error
    return sorted(found, key=lambda item: item[0] != socket.AF_INET)


def _without_brackets(host: str) -> str:
    """Return an IPv6 address without the brackets that it has in a URL."""
    return host[1:-1] if host.startswith("[") and host.endswith("]") else host


def shown(host: str) -> str:
    """Return a host as it stands in a URL; 127.0.0.1 for all addresses."""
    bare = _without_brackets(host)
    return "127.0.0.1" if bare in _EVERYWHERE else f"[{bare}]" if ":" in bare else bare
