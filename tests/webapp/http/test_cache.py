"""The cache of the site: what it holds is bounded in bytes, and the oldest goes first."""

from __future__ import annotations

from webapp.http.cache import SizedLRUCache
from webapp.http.response_cache import CachedResponse
from webapp.sparql.job import QueryResult


def test_the_size_is_bounded() -> None:
    kept = SizedLRUCache(15_000)
    for number in range(100):
        kept.put(number, QueryResult("text/csv", b"x" * 500, 0))
    assert [number for number in range(100) if kept.get(number, QueryResult)] == list(range(90, 100))


def test_what_takes_too_much_room_is_not_kept() -> None:
    kept = SizedLRUCache(15_000)
    kept.put("large", QueryResult("text/csv", b"x" * 5_000, 0))
    assert kept.get("large", QueryResult) is None


def test_headers_take_room_too() -> None:
    kept = SizedLRUCache(15_000)
    kept.put("large", CachedResponse((("Link", "x" * 5_000),), b"", "", 0))
    assert kept.get("large", CachedResponse) is None


def test_nothing_is_kept_where_there_is_no_room() -> None:
    kept = SizedLRUCache(0)
    kept.put("any", QueryResult("text/csv", b"", 0))
    assert kept.get("any", QueryResult) is None


def test_one_kind_is_not_taken_for_another() -> None:
    kept = SizedLRUCache(15_000)
    kept.put("same", QueryResult("text/csv", b"", 0))
    assert kept.get("same", CachedResponse) is None
