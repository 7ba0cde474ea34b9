"""Counting the queries that a page asks of the store, whichever way they get there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient

from graph.stores.store import Answer, EmbeddedStore
from tests.webapp.html import parse

_NOT_KEPT = {"If-Unmodified-Since": "Fri, 31 Dec 9999 23:59:59 GMT"}
"""A request that `webapp.http.response_cache` passes on to the application, even if it keeps the answer."""


def asked(client: FlaskClient, address: str, monkeypatch: pytest.MonkeyPatch, before: str = "") -> list[str]:
    """Return the text of each query that a page needs, once another page or itself has been made.

    Raises:
        AssertionError: there is no such page.
    """
    fresh(client, before or address)
    with recording(monkeypatch) as queries:
        fresh(client, address)
    return queries


@contextmanager
def recording(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Give a list to which the text of each query within the block is added."""
    queries: list[str] = []
    query = EmbeddedStore.query

    def counted(self: EmbeddedStore, text: str, *, chooses_graphs: bool | None = None) -> Answer:
        queries.append(text)
        return query(self, text, chooses_graphs=chooses_graphs)

    with monkeypatch.context() as patch:
        patch.setattr(EmbeddedStore, "query", counted)
        yield queries


def fresh(client: FlaskClient, address: str) -> None:
    """Have a page made anew."""
    response = client.get(address, headers=_NOT_KEPT)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    if response.mimetype == "text/html":
        assert parse(response.text)
