"""Requests that are sent byte by byte as they are given, and what comes back."""

from __future__ import annotations

import re
import socket
import time
from dataclasses import dataclass

_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3}) ")


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a connection brought: all its bytes, and whether the server has closed it."""

    received: bytes
    closed: bool

    @property
    def statuses(self) -> list[int]:
        """The statuses of the answers, in turn."""
        return [int(status) for status in _STATUS.findall(self.received)]

    def header(self, name: str) -> str:
        """Return the value of a header of the first answer; empty where there is none."""
        head = self.received.partition(b"\r\n\r\n")[0].decode("latin-1")
        found = re.search(rf"(?im)^{re.escape(name)}: (.*?)\r?$", head)
        return found[1] if found else ""

    @property
    def body(self) -> bytes:
        """What follows the first head."""
        return self.received.partition(b"\r\n\r\n")[2]


def exchange(port: int, *parts: bytes, seconds: float = 3, ends: bool = False, source: str = "127.0.0.1") -> Exchange:
    """Send the parts one after another, and listen until the server closes the connection or for so many seconds.

    With `ends` the client says after the last that it has nothing more to send.
    """
    received, closed = b"", False
    with socket.create_connection(("127.0.0.1", port), timeout=10, source_address=(source, 0)) as connection:
        try:
            for part in parts:
                connection.sendall(part)
                time.sleep(0.05)
            if ends:
                connection.shutdown(socket.SHUT_WR)
        except ConnectionError:
            closed = True  # what it has said before can still be heard
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            connection.settimeout(left)
            try:
                part = connection.recv(65_536)
            except TimeoutError:
                break
            except ConnectionError:
                return Exchange(received, closed=True)
            if not part:
                return Exchange(received, closed=True)
            received += part
    return Exchange(received, closed)
