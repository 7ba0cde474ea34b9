"""A service with a short deadline, and the people who read its pages."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count

import psutil

from tests.serving import Served
from webapp.config import Settings

LIMITS = Settings(
    query_seconds=1.0,
    query_memory_mb=128,
    query_workers=2,
    query_queue=4,
    queue_seconds=2.0,
    result_rows=20_000,
    result_mb=4,
    client_seconds=1_000_000,
)
ENVIRONMENT = {
    f"OPG_{name.upper()}": f"{getattr(LIMITS, name):g}"
    for name in (
        "query_seconds",
        "query_memory_mb",
        "query_workers",
        "query_queue",
        "queue_seconds",
        "result_rows",
        "result_mb",
        "client_seconds",
    )
}
PAGES = ("/", "/partner/alibaba", "/games/2020-summer", "/category/timekeeping", "/search?q=visa")
_NUMBERS = count()


@dataclass
class Readers:
    """People who read pages, one after another, without end; what they met."""

    site: Served
    times: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    memory: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    def read(self) -> None:
        """Read pages until told to stop."""
        while not self.stop.is_set():
            for page in PAGES:
                self.look(page)
                self.stop.wait(0.1)

    def look(self, page: str) -> None:
        """Read one page; an address that nobody has asked for yet, since one that is kept would take no time."""
        page += f"{'&' if '?' in page else '?'}reader={next(_NUMBERS)}"
        start = time.perf_counter()
        try:
            reply = self.site.send("GET", page, {"Accept": "text/html"}, timeout=10)
        except OSError as error:
            self.failures.append(f"{page}: {error}")
        else:
            self.times.append(time.perf_counter() - start)
            if reply.status != 200:
                self.failures.append(f"{page}: {reply.status}")

    def watch(self) -> None:
        """Note the most memory that the service has at any time."""
        while not self.stop.wait(0.25):
            with suppress(psutil.Error):
                self.memory = max(self.memory, _memory(self.site))


def _memory(site: Served) -> int:
    total = 0
    for process in site.processes():
        with suppress(psutil.NoSuchProcess):
            total += process.memory_info().rss
    return total
