"""The others: clients that ask for pages and queries while somebody abuses the service, each answer an uncached one."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count

_ADDRESS = "127.0.0.3"
_PATIENCE = 20.0
_PAUSE = 0.02
_NUMBERS = count()
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_DIRECT = {"Content-Type": "application/sparql-query"}


@dataclass
class Others:
    """What they met: the seconds of each answer, and failures."""

    port: int
    times: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def ask(self, seconds: float) -> None:
        """Ask for one thing after another for so long."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            number = next(_NUMBERS)
            self._send("GET", "/health")
            self._send("GET", f"/partner/alibaba?other={number}")
            self._send("GET", f"/games/2020-summer?other={number}")
            self._send("GET", f"/sparql?query=ASK%20%7B%7D%23{number}")
            self._send("POST", "/sparql", _DIRECT, f"ASK {{}} # {number}".encode())
            self._send("POST", "/sparql", _FORM, f"query=ASK%20%7B%7D%23form{number}".encode())

    def _send(self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes | None = None) -> None:
        start = time.perf_counter()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE, source_address=(_ADDRESS, 0))
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                self.failures.append(f"{method} {path}: {response.status}")
        except (OSError, HTTPException) as error:
            self.failures.append(f"{method} {path}: {error!r}")
        finally:
            connection.close()
        self.times.append(time.perf_counter() - start)
        time.sleep(_PAUSE)
