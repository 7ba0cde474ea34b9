"""The sixty hard names and questions, and the traps, by the ways in that the site has; all give the same."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.some import any_number, some
from tests.webapp.html import parse
from tests.webapp.search.hard_names import NAMES, TRAPS


def suggested(client: FlaskClient, text: str) -> list[str]:
    """Return the ids that the suggestions have, which the explorer shows, too."""
    return [item["id"] for item in client.get("/search/suggest", query_string={"q": text}).get_json()]


@pytest.mark.parametrize(("text", "expected"), NAMES.items())
def test_the_right_thing_comes_first(client: FlaskClient, text: str, expected: tuple[str, ...]) -> None:
    assert suggested(client, text)[0] in expected


@pytest.mark.parametrize(("text", "wrong"), TRAPS.items())
def test_no_trap_is_fallen_into(client: FlaskClient, text: str, wrong: tuple[str, ...]) -> None:
    found = client.get("/api/search", query_string={"q": text, "limit": 200}).get_json()["results"]
    assert not {item["id"] for item in found} & set(wrong)


def test_site_suggestions_and_api_agree(client: FlaskClient) -> None:
    for text in some([*NAMES, *TRAPS]):
        ids = suggested(client, text)
        found = client.get("/api/search", query_string={"q": text}).get_json()["results"]
        assert [item["id"] for item in found][: len(ids)] == ids, text
        page = parse(client.get(f"/search?q={quote(text)}").text)
        links = [link.attributes["href"] for part in page.all("ol", class_="hits") for link in part.all("a")]
        assert links[:1] == [f"/{id_}" for id_ in ids[:1]], text
        assert {f"/{item['id']}" for item in any_number(found)} <= set(links) or len(found) > 10, text
