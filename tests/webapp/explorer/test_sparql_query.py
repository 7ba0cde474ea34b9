"""The query behind a view gives the partnerships of the view, whatever was chosen."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.queries.asking import ask
from tests.webapp.explorer.test_exports import VIEWS
from webapp.explorer.request import requested_view
from webapp.explorer.sparql_query import arguments
from webapp.models.site import current_site


@pytest.mark.parametrize(
    "query",
    [
        *VIEWS,
        "date=2000-09-20",
        "date=2016-06-07&basis=announced",
        "basis=stated&season=winter",
        "tier=1&tier=2&date=1998-02-10",
        "category=food-and-drink&season=winter",
        "category=timekeeping&tier=unstated",
        "country=japan&country=france",
        "from=country/japan&open=country/japan&kind=partner",
        "hide=programme/top-09&kind=partner&kind=games",
        "tier=worldwide&season=summer&season=winter-youth",
    ],
)
def test_it_gives_the_partnerships_of_the_view(app: Flask, query: str) -> None:
    with app.test_request_context(f"/explore?{query}"):
        view = requested_view()
        rows = ask(current_site().store, "explorer-view", **arguments(view))
    assert [row["partnership"] for row in rows] == [deal.id for deal in view.deals]


def test_it_can_be_read_and_edited(client: FlaskClient) -> None:
    text = client.get("/explore/query.rq?tier=top&date=2017-01-18")
    assert text.content_type == "application/sparql-query; charset=utf-8"
    answer = client.get("/sparql", query_string={"query": text.text}, headers={"Accept": "text/csv"})
    assert answer.text.count("/id/partnership/") == 12
