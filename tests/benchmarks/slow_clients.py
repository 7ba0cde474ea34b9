"""What a running server does with slow clients: `python -m tests.benchmarks.slow_clients PORT PID` prints it.

It was made to choose the HTTP server (docs/decisions/http-server.md), and asks of any that serves the site on loopback.
`PID` is the server's main process.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median

import psutil

from tests.abuse.others import Others
from tests.abuse.raw import exchange
from tests.abuse.slow import Crowd, Slow
from tests.benchmarks.figure import p95

_LONGEST = 30.0
_SECONDS = 12.0
_POST = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 1000\r\n\r\n"
_HALF = b"GET / HTTP/1.1\r\nHost: x\r\nX-Header: "
ENDS = {
    "nothing sent": (b"",),
    "half-sent headers": (_HALF,),
    "dripping headers": (_HALF, *[b"x"] * 500),
    "silent body": (_POST,),
    "dripping body": (_POST, *[b"x"] * 500),
    "idle after an answer": (b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n",),
}
CROWDS = {
    "nobody": (),
    "40 unfinished bodies": (Slow(_POST),) * 30 + (Slow(_POST, drips=True),) * 10,
    "200 half-sent headers": (Slow(_HALF),) * 200,
    "100 slow readers of a page": (Slow(b"GET /partners HTTP/1.1\r\nHost: x\r\n\r\n", reads=True),) * 100,
    "100 slow readers of 14 MB": (Slow(b"GET /data/olympic-partnerships.nq HTTP/1.1\r\nHost: x\r\n\r\n", reads=True),)
    * 100,
}


def _end(port: int, parts: tuple[bytes, ...]) -> str:
    start = time.monotonic()
    found = exchange(port, *parts, seconds=_LONGEST)
    passed = time.monotonic() - start
    after = f"{passed:.0f} s" if found.closed else "never"
    return f"{after} {found.statuses or ''}"


def _processes(pid: int) -> list[psutil.Process]:
    main = psutil.Process(pid)
    return [main, *main.children()]


def beside(port: int, pid: int, clients: tuple[Slow, ...]) -> str:
    """Return what others met while slow clients were connected: failures, times, memory and threads of the server."""
    others = Others(port)
    with Crowd(port, clients).at_work():
        others.ask(_SECONDS)
        memory = sum(process.memory_info().rss for process in _processes(pid)) / 1e6
        threads = sum(process.num_threads() for process in _processes(pid))
    times = f"median {median(others.times) * 1000:.0f} ms, p95 {p95(others.times) * 1000:.0f} ms"
    return f"{len(others.failures)} of {len(others.times)} failed, {times}, {memory:.0f} MB, {threads} threads"


def main() -> None:
    """Print the figures."""
    port, pid = int(sys.argv[1]), int(sys.argv[2])
    with ThreadPoolExecutor(len(ENDS)) as pool:
        for name, end in zip(ENDS, pool.map(lambda parts: _end(port, parts), ENDS.values()), strict=True):
            sys.stdout.write(f"{name}: {end}\n")
    for name, clients in CROWDS.items():
        sys.stdout.write(f"beside {name}: {beside(port, pid, clients)}\n")


if __name__ == "__main__":
    main()
