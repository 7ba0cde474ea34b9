"""No page asks more than ten queries, and each of them is one of the named ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from queries import registry
from tests.some import any_number
from tests.webapp.counting import asked

MOST = 10

PAGES = (
    "/", "/explore", "/explore?from=partner/visa&open=partner/visa", "/explore/embed", "/explore/view.json",
    "/explore/view.csv?tier=top", "/explore/view.ttl?tier=top", "/explore/facts?node=partner/coca-cola",
    "/explore/facts?partnership=top-09--alibaba", "/path", "/path?from=partner/alibaba&to=partner/kodak",
    "/partners", "/games", "/programmes", "/categories", "/countries", "/sources", "/people", "/events",
    "/partner/alibaba", "/partner/coca-cola", "/games/2020-summer", "/games/1940-summer", "/programme/top",
    "/programme/top-09", "/programme/2024-summer-domestic", "/category/timekeeping", "/category/technology",
    "/country/japan", "/person/thomas-bach", "/organization/ioc", "/source/sina-2017-01-19-alibaba",
    "/event/2017-01-19-alibaba", "/partnership/top-09--alibaba", "/search?q=omega", "/queries",
    "/queries/partners-on-date", "/sparql", "/data", "/ontology", "/quality", "/api", "/about", "/errors",
    "/dataset", "/dataset/statistics", "/graph/curated", "/search",
)  # fmt: skip
"""Every page of the site, by an example or two of each kind."""


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_at_most_ten_named_queries(
    client: FlaskClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = asked(client, address, monkeypatch)
    assert len(queries) <= MOST, [first_line(text) for text in queries]
    assert all(any(shape.search(text) for shape in SHAPES) for text in any_number(queries)), [
        first_line(text) for text in queries
    ]


def test_what_is_counted_is_asked_anew(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is kept would ask nothing, and so keep within any number."""
    assert (
        len(asked(client, "/partner/alibaba", monkeypatch)) == len(asked(client, "/partner/alibaba", monkeypatch)) > 1
    )


def first_line(text: str) -> str:
    """Return the line of a query that tells it apart."""
    return next((line for line in text.splitlines() if line.startswith("#+ summary")), text[:80])


def shapes() -> Iterator[re.Pattern[str]]:
    """Give each named query as a pattern: anything may stand where its parameters are."""
    for query in registry.load().values():
        names = "|".join(re.escape(parameter.variable) for parameter in query.parameters)
        parts = re.split(rf"[?$](?:{names})\b" if names else r"(?!)", query.text.strip())
        yield re.compile(r"(?s:.*?)".join(map(re.escape, parts)) + r"\s*\Z")


SHAPES = list(shapes())
