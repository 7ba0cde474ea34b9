"""The clients of the endpoint: whom an address stands for, and what is remembered of each."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

_NETWORK_BITS = 64
"""An IPv6 client has such a network to itself, as a rule (RFC 6177)."""

_MINUTE = 60.0

NOBODY = "unknown"
"""The name of all clients together whose addresses are none."""


@dataclass(eq=False, slots=True)
class Client:
    """What is remembered of a client; times are those of the monotonic clock, in seconds.

    `left` is the query time that it may still use, as of `counted`; each minute gives `share` seconds back. It counts
    as slow until `slow_until`, and as `proven` once a query of it was answered cheaply. It was told not to come back
    before `refused_until`. `turn` is the number of its last turn, and 0 before the first.
    """

    name: str
    share: float
    left: float
    counted: float
    slow_until: float = 0.0
    refused_until: float = 0.0
    proven: bool = False
    turn: int = 0

    def seconds_left(self, now: float) -> float:
        """Return the query time in seconds that it may use now."""
        return min(self.share, self.left + (now - self.counted) * self.share / _MINUTE)

    def charge(self, seconds: float, now: float) -> None:
        """Take query time off what it may use."""
        self.left, self.counted = self.seconds_left(now) - seconds, now

    def seconds_until(self, left: float, now: float) -> float:
        """Return the seconds from now until it may use so much query time again."""
        return (left - self.seconds_left(now)) * _MINUTE / self.share


def client_name(address: str) -> str:
    """Return the name of the client behind an address: the address, or its network for IPv6.

    An IPv4 address is the same client however it is written. Proxies may add a port.

    >>> client_name("2001:db8::1") == client_name("[2001:db8::2]:443")
    True
    >>> client_name("::ffff:192.0.2.1") == client_name("192.0.2.1:8080")
    True
    """
    try:
        parsed = ipaddress.ip_address(_without_port(address).partition("%")[0])
    except ValueError:
        return NOBODY
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(parsed), _NETWORK_BITS), strict=False))


def _without_port(address: str) -> str:
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address
