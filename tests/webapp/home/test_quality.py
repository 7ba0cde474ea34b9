"""The numbers on `/quality`, against counts made straight from the tables."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.queries.test_more_competency import GAPS
from tests.some import some
from tests.tables import listed, public_rows, rows
from tests.webapp.html import Element, parse

EVIDENCED = (
    "identifiers", "partnerships", "statistics", "organizations", "reported_values", "people", "events",
    "contributions", "games", "games_covered", "organization_relations",
)  # fmt: skip
"""The tables whose rows name sources."""


@pytest.fixture(scope="module")
def page(client: FlaskClient) -> Element:
    return parse(client.get("/quality").text)


def evidenced() -> list[list[str]]:
    """Return the sources of every published row that names any."""
    found = [listed(row.get("sources") or row.get("source") or "") for table in EVIDENCED for row in public_rows(table)]
    return some(sources for sources in found if sources)


def figures(page: Element) -> dict[str, str]:
    """Return the figures at the head of the page by what they count."""
    lists = [element for element in page.all("ul") if "figures" in element.attributes.get("class", "").split()]
    return {item.all("span")[0].text: item.all("b")[0].text for item in some(lists)[0].all("li")}


def test_the_figures_at_its_head(page: Element) -> None:
    statements = evidenced()
    several = sum(len(sources) > 1 for sources in statements)
    assert figures(page) == {
        "statements with evidence": f"{len(statements):,}",
        "on two sources or more": f"{round(100 * several / len(statements))} %",
        "sources": f"{len(rows('sources')):,}",
        "publishers": str(len({row["publisher"] for row in rows("sources")} - {""})),
        "languages": str(len({row["language"] for row in rows("sources")} - {""})),
    }


@pytest.mark.slow
def test_what_is_missing(page: Element) -> None:
    tables = [element for element in page.all("table") if "gaps" in element.attributes.get("class", "").split()]
    shown = {
        line.all("th")[0].text: line.all("td")[0].text.replace(",", "")
        for line in some(tables)[0].all("tr")
        if line.all("td")
    }
    assert set(GAPS) <= set(shown)
    for what, count in some(GAPS.items()):
        assert shown[what] == str(len(count())), what
