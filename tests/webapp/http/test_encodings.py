"""Which content coding a client gets (RFC 9110, section 12.5.3)."""

from __future__ import annotations

import pytest

from webapp.http.encodings import best_coding

OFFERS = ("zstd", "gzip")


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        (None, "identity"),
        ("", "identity"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("x-gzip", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, zstd;q=0.9", "gzip"),
        ("gzip;q=0.001", "gzip"),
        ("br", "identity"),
        ("*", "zstd"),
        ("zstd;q=0, *", "gzip"),
        ("gzip;q=0", "identity"),
        ("gzip;q=0.5, identity", "identity"),
        ("gzip;q=0.5, identity;q=0.4", "gzip"),
        ("*;q=0, identity", "identity"),
        ("*;q=0, gzip", "gzip"),
        ("identity;q=0, *", "zstd"),
        ("identity;q=0", None),
        ("*;q=0", None),
        ("br, identity;q=0", None),
        ("gzip;q=nonsense", "identity"),
        (";;, ,", "identity"),
    ],
)
def test_the_client_gets_what_it_prefers_and_never_what_it_excludes(accepted: str | None, coding: str | None) -> None:
    assert best_coding(accepted, OFFERS) == coding


def test_nothing_on_offer_is_no_coding() -> None:
    assert best_coding("gzip", ()) == "identity"
