"""Clients that never finish: requests that are not sent to their end, and answers that are taken a byte a second.

Loopback has many addresses: the attackers have one, and the others another.
"""

from __future__ import annotations

import socket
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

ATTACKER = "127.0.0.2"
_BYTE_EVERY = 1.0
_SMALL_BUFFER = 4_096
"""Bytes that a slow reader lets the kernel take for it, so that the server soon notices."""


@dataclass(frozen=True, slots=True)
class Slow:
    """A slow client: what it sends at once, whether a byte a second follows, or whether it takes one a second."""

    first: bytes
    drips: bool = False
    reads: bool = False


@dataclass(slots=True)
class _Connection:
    client: Slow
    connection: socket.socket
    answer: bytes = b""


@dataclass
class Crowd:
    """Slow clients at work from one address; each comes back when it is sent away. `ends` counts how that was."""

    port: int
    clients: Sequence[Slow]
    ends: Counter[str] = field(default_factory=Counter)
    _stop: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def at_work(self) -> Iterator[Crowd]:
        """Keep all of them connected while the body runs."""
        connections = [self._connect(client) for client in self.clients]
        thread = threading.Thread(target=self._work, args=(connections,))
        thread.start()
        try:
            yield self
        finally:
            self._stop.set()
            thread.join()
            for slow in connections:
                slow.connection.close()

    def _connect(self, client: Slow) -> _Connection:
        connection = socket.socket()
        if client.reads:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _SMALL_BUFFER)
        connection.bind((ATTACKER, 0))
        connection.settimeout(10)
        connection.connect(("127.0.0.1", self.port))
        connection.sendall(client.first)
        connection.setblocking(False)
        return _Connection(client, connection)

    def _work(self, connections: list[_Connection]) -> None:
        while not self._stop.wait(_BYTE_EVERY):
            for place, slow in enumerate(connections):
                if self._is_over(slow):
                    self.ends[_status(slow.answer)] += 1
                    slow.connection.close()
                    connections[place] = self._connect(slow.client)

    @staticmethod
    def _is_over(slow: _Connection) -> bool:
        """Do what the client does in a second; tell whether the server has ended the connection."""
        try:
            if slow.client.drips:
                slow.connection.send(b"x")
            part = slow.connection.recv(1 if slow.client.reads else 65_536)
        except BlockingIOError:
            return False
        except OSError:
            return True
        slow.answer += part[:100]
        return not part


def _status(answer: bytes) -> str:
    words = answer.split(maxsplit=2)
    return words[1].decode() if len(words) > 1 else "closed"
