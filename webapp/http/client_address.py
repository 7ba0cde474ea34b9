"""Whose share of the service a client address uses."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

_NETWORK_BITS = 64
"""An IPv6 client has such a network to itself, as a rule (RFC 6177)."""


@lru_cache(10_000)
def account(address: str) -> str:
    """Return what stands for a client: its IPv4 address, or its IPv6 network.

    >>> account("2001:db8::1") == account("2001:db8::2")
    True
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network((parsed, _NETWORK_BITS), strict=False))
