"""Somebody who asks cheap queries and reads pages while others abuse the service, from an address of his own."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import count
from urllib.parse import quote

from tests.abuse.readers import PAGES

JSON = "application/sparql-results+json"
HTML = "text/html"
_PAUSE = 0.05
_NUMBERS = count()


@dataclass
class Visitor:
    """Somebody who asks cheap queries and reads pages, none of which anybody has asked for before."""

    port: int
    source: str = "127.0.0.1"
    host: str = "127.0.0.1"
    forwarded: str = ""
    accept: str = JSON
    query_times: list[float] = field(default_factory=list)
    page_times: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def visiting(self) -> Iterator[None]:
        """Ask and read while the body runs."""
        threads = [threading.Thread(target=work) for work in (self._ask, self._read)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.stop.set()
            for thread in threads:
                thread.join()

    def _ask(self) -> None:
        while not self.stop.wait(_PAUSE):
            query = f"SELECT ?s ?p ?o {{ ?s ?p ?o }} LIMIT 50 #{next(_NUMBERS)}"
            self._get(f"/sparql?query={quote(query)}", self.accept, self.query_times, self._is_whole)

    def _read(self) -> None:
        while not self.stop.is_set():
            for page in PAGES:
                fresh = f"{page}{'&' if '?' in page else '?'}visitor={next(_NUMBERS)}"
                self._get(fresh, HTML, self.page_times, lambda body: b"</html>" in body)
                self.stop.wait(_PAUSE)

    def _is_whole(self, body: bytes) -> bool:
        return b"50 rows" in body if self.accept == HTML else len(json.loads(body)["results"]["bindings"]) == 50

    def _get(self, path: str, accept: str, times: list[float], is_whole: Callable[[bytes], bool]) -> None:
        headers = {"Accept": accept, **({"X-Forwarded-For": self.forwarded} if self.forwarded else {})}
        start = time.perf_counter()
        connection = HTTPConnection(self.host, self.port, timeout=60, source_address=(self.source, 0))
        try:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            body = response.read()
            if response.status != 200 or not is_whole(body):
                self.failures.append(f"{path}: {response.status} {body[:300]!r}")
        except OSError as error:
            self.failures.append(f"{path}: {error}")
        finally:
            connection.close()
        times.append(time.perf_counter() - start)
