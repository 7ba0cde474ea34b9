"""Queries of a page to a server, asked at the same time.

Each takes milliseconds on its way, whatever it asks. A page knows most of its queries when it knows its thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from typing import Final

from webapp.models.query_client import AHEAD, QueryClient, asked_for

_AT_ONCE: Final = 8
"""Queries of all pages that are asked ahead at the same time; the others wait for their turn."""


@contextmanager
def asked_ahead(ask: QueryClient, wanted: Iterable[tuple[type[tuple[str, ...]], str]], thing: str) -> Iterator[None]:
    """Ask for rows about a thing before a page needs them; each has the name of the parameter that takes the thing."""
    asked = {
        asked_for(row, {name: thing}): _threads().submit(ask.rows_anew, row, {name: thing}) for row, name in wanted
    }
    token = AHEAD.set(asked)
    try:
        yield
    finally:
        AHEAD.reset(token)
        for future in asked.values():
            future.cancel()


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_AT_ONCE, "ahead")
