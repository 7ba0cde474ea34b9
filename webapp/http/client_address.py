"""The client that an address stands for."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache

_NETWORK_BITS = 64
"""An IPv6 client has such a network to itself, as a rule (RFC 6177)."""

_WITH_PORT = re.compile(r"\[(?P<six>[^\]]*)\](:\d+)?|(?P<four>[\d.]+):\d+")
"""A client as some proxies write it: with the port of its connection, which is another one each time."""

NOBODY = "unknown"
"""The name of all clients together whose addresses are none."""


def without_port(address: str) -> str:
    """Return the address of a client without a port.

    >>> without_port("[2001:db8::2]:443"), without_port("192.0.2.1:8080"), without_port("192.0.2.1")
    ('2001:db8::2', '192.0.2.1', '192.0.2.1')
    """
    found = _WITH_PORT.fullmatch(address)
    return found["six"] or found["four"] or "" if found else address


@lru_cache(1_000)
def client_name(address: str) -> str:
    """Return the name of the client behind an address: the address, or its network for IPv6.

    An IPv4 address is the same client however it is written. Proxies may add a port.

    >>> client_name("2001:db8::1") == client_name("[2001:db8::2]:443")
    True
    >>> client_name("::ffff:192.0.2.1") == client_name("192.0.2.1:8080")
    True
    """
    try:
        parsed = ipaddress.ip_address(without_port(address).partition("%")[0])
    except ValueError:
        return NOBODY
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(parsed), _NETWORK_BITS), strict=False))
