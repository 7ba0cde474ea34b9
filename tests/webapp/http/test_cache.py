"""The cache of the site: what it holds is bounded in bytes, and the oldest goes first."""

from __future__ import annotations

from webapp.http.cache import Kept
from webapp.http.response_cache import Reply
from webapp.sparql.job import Result


def test_the_size_is_bounded() -> None:
    kept = Kept(15_000)
    for number in range(100):
        kept.put(number, Result("text/csv", b"x" * 500, 0))
    assert [number for number in range(100) if kept.get(number, Result)] == list(range(90, 100))


def test_what_takes_too_much_room_is_not_kept() -> None:
    kept = Kept(15_000)
    kept.put("large", Result("text/csv", b"x" * 5_000, 0))
    assert kept.get("large", Result) is None


def test_headers_take_room_too() -> None:
    kept = Kept(15_000)
    kept.put("large", Reply((("Link", "x" * 5_000),), b"", "", 0))
    assert kept.get("large", Reply) is None


def test_nothing_is_kept_where_there_is_no_room() -> None:
    kept = Kept(0)
    kept.put("any", Result("text/csv", b"", 0))
    assert kept.get("any", Result) is None


def test_one_kind_is_not_taken_for_another() -> None:
    kept = Kept(15_000)
    kept.put("same", Result("text/csv", b"", 0))
    assert kept.get("same", Reply) is None
