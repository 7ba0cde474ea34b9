"""Clients that send hostile queries without end, in a process of their own, so that they slow down no reader's clock.

`python -m tests.abuse.flood HOST PORT CLIENTS ACCEPT ADDRESS…` runs so many clients for each address, until its
standard input is closed. Then it prints JSON: how many answers there were of each status, and those that were not
whole. An address that begins with a slash is one that a proxy would tell: it goes into X-Forwarded-For.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count

from tests.abuse.hostile import QUERIES

_DIRECT = {"Content-Type": "application/sparql-query"}
_PATIENCE = 60
_ENDS = {"application/sparql-results+json": b"}", "application/problem+json": b"}", "text/html": b"</html>"}


@dataclass
class Flood:
    """What came of a flood: answers by status, connections that failed, and answers that were not whole."""

    statuses: Counter[str] = field(default_factory=Counter)
    failed: int = 0
    broken: list[str] = field(default_factory=list)


@contextmanager
def flooding(
    port: int, addresses: Sequence[str], clients: int, accept: str = "*/*", host: str = "127.0.0.1"
) -> Iterator[Flood]:
    """Flood while the body runs; what came of it is known afterwards."""
    command = [sys.executable, "-m", "tests.abuse.flood", host, str(port), str(clients), accept, *addresses]
    flood = Flood()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        try:
            assert process.stdout.readline() == b"begun\n"
            yield flood
        finally:
            process.stdin.close()
            told = json.loads(process.stdout.read() or b"{}")
    flood.statuses, flood.failed, flood.broken = Counter(told["statuses"]), told["failed"], told["broken"]


@dataclass
class _Attackers:
    host: str
    port: int
    accept: str
    found: Flood = field(default_factory=Flood)
    stop: threading.Event = field(default_factory=threading.Event)
    numbers: count[int] = field(default_factory=count)

    def attack(self, address: str) -> None:
        """Send one query after another, whatever the answers say."""
        while not self.stop.is_set():
            number = next(self.numbers)
            query = f"{QUERIES[number % len(QUERIES)].query}\n#{number}"  # a new one: the same would run only once
            try:
                self.ask(address, query.replace("{port}", "9").encode())
            except (OSError, HTTPException):
                self.found.failed += 1

    def ask(self, address: str, query: bytes) -> None:
        """Send a query and look at the answer."""
        proxied = address.startswith("/")
        headers = {**_DIRECT, "Accept": self.accept, **({"X-Forwarded-For": address[1:]} if proxied else {})}
        source = None if proxied else (address, 0)
        connection = HTTPConnection(self.host, self.port, timeout=_PATIENCE, source_address=source)
        try:
            connection.request("POST", "/sparql", query, headers)
            response = connection.getresponse()
            body = response.read()
            self.found.statuses[str(response.status)] += 1
            end = _ENDS.get(str(response.getheader("Content-Type")).partition(";")[0])
            if end and not body.rstrip().endswith(end):
                self.found.broken.append(f"{response.status}: {body[-100:]!r}")
        finally:
            connection.close()


def _main(host: str, port: str, clients: str, accept: str, *addresses: str) -> None:
    attackers = _Attackers(host, int(port), accept)
    threads = [
        threading.Thread(target=attackers.attack, args=(address,), daemon=True)
        for address in addresses
        for _ in range(int(clients))
    ]
    for thread in threads:
        thread.start()
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    sys.stdin.read()
    attackers.stop.set()
    found = attackers.found
    told = {"statuses": dict(found.statuses), "failed": found.failed, "broken": found.broken}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    _main(*sys.argv[1:])
