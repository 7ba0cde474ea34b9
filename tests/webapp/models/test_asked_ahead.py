"""The queries that a page over a server asks at the same time. It gets the same rows, and needs all of them."""

from __future__ import annotations

import pytest
from flask import Flask

from graph.stores.store import StoreTimeoutError
from tests.webapp.sites import like
from webapp.entities.queries_ahead import QUERIES
from webapp.models import asked_ahead, partnership
from webapp.models.query_client import AHEAD, QueryClient
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import EventsAboutRow, IdentifiersOfRow
from webapp.models.site import site_of

VISA = "https://w3id.org/olympic-partnerships/id/organization/visa"
PAGES = {
    "partner": "/partner/alibaba",
    "organization": "/organization/ioc",
    "games": "/games/2012-summer",
    "programme": "/programme/top-09",
    "person": "/person/thomas-bach",
    "event": "/event/2017-01-19-alibaba",
}


def test_rows_are_those_that_were_asked_ahead(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = site_of(app).ask
    events, codes = ask.rows(EventsAboutRow, thing=VISA), ask.rows(IdentifiersOfRow, thing=VISA)
    with asked_ahead.asked_ahead(ask, ((EventsAboutRow, "thing"), (IdentifiersOfRow, "thing")), VISA):
        monkeypatch.setattr(QueryClient, "rows_anew", None)  # nothing more is asked
        assert ask.rows(EventsAboutRow, thing=VISA) == events != []
        assert ask.rows(IdentifiersOfRow, thing=VISA) == codes != []
    assert AHEAD.get() is None


def test_a_failure_is_told_where_the_rows_are_needed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = site_of(app).ask

    def late(*_: object) -> None:
        raise StoreTimeoutError

    monkeypatch.setattr(QueryClient, "rows_anew", late)
    with (
        asked_ahead.asked_ahead(ask, ((EventsAboutRow, "thing"),), VISA),
        pytest.raises(StoreTimeoutError),
    ):
        ask.rows(EventsAboutRow, thing=VISA)


@pytest.mark.parametrize("kind", list(QUERIES))
def test_a_page_needs_all_that_is_asked_ahead(app: Flask, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    plain = app.test_client().get(PAGES[kind]).data
    monkeypatch.setattr(ReferenceData, "is_remote", True)
    needed: set[type] = set()
    rows = QueryClient.rows

    def noted(self: QueryClient, row: type, **parameters: str) -> list[tuple[str, ...]]:
        needed.add(row)
        return rows(self, row, **parameters)

    monkeypatch.setattr(QueryClient, "rows", noted)
    assert like(app).test_client().get(PAGES[kind]).data == plain
    assert {row for row, _ in QUERIES[kind]} <= needed


def test_partnerships_of_a_server_are_looked_up_or_asked_for(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a server has too many, or gives not all of them, each page asks for its own."""
    monkeypatch.setattr(ReferenceData, "is_remote", True)
    seen = []
    for most in (0, 20_000):
        monkeypatch.setattr(partnership, "_MOST_READ", most)
        catalogue = site_of(like(app)).catalogue
        about = partnership.partnerships_about(catalogue, VISA)
        beside = partnership.partnerships_beside(catalogue, VISA)
        same = dict(partnership.partners_at_same_games(catalogue, VISA))
        seen.append((about, beside, same, partnership.is_explorable(catalogue, VISA)))
    assert seen[0] == seen[1]
    assert len(seen[0][0]) > 10
