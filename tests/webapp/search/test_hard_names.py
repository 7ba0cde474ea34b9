"""The hard names and questions, and the traps, by the ways in that the site has; all give the same."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from graph.stores.store import EmbeddedStore
from tests.abuse.lengths import sample
from tests.each import each
from tests.some import any_number, some
from tests.webapp.html import parse
from tests.webapp.search.hard_names import NAMES, TRAPS
from webapp.cli.commands import group
from webapp.cli.options import DataSource
from webapp.models import reference_data
from webapp.models.query_client import QueryClient
from webapp.models.reference_data import ReferenceData


def suggested(client: FlaskClient, text: str) -> list[str]:
    """Return the ids that the suggestions have, which the explorer shows, too."""
    return [item["id"] for item in client.get("/search/suggest", query_string={"q": text}).get_json()]


@each(("text", "expected"), NAMES.items())
def test_the_right_thing_comes_first(client: FlaskClient, text: str, expected: tuple[str, ...]) -> None:
    assert suggested(client, text)[0] in expected


@each(("text", "wrong"), TRAPS.items())
def test_no_trap_is_fallen_into(client: FlaskClient, text: str, wrong: tuple[str, ...]) -> None:
    found = client.get("/api/search", query_string={"q": text, "limit": 200}).get_json()["results"]
    assert not {item["id"] for item in found} & set(wrong)


@pytest.mark.slow
def test_site_suggestions_and_api_agree(client: FlaskClient) -> None:
    for text in some([*NAMES, *TRAPS]):
        ids = suggested(client, text)
        found = client.get("/api/search", query_string={"q": text}).get_json()["results"]
        assert [item["id"] for item in found][: len(ids)] == ids, text
        page = parse(client.get(f"/search?q={quote(text)}").text)
        links = [link.attributes["href"] for part in page.all("ol", class_="hits") for link in part.all("a")]
        assert links[:1] == [f"/{id_}" for id_ in ids[:1]], text
        assert {f"/{item['id']}" for item in any_number(found)} <= set(links) or len(found) > 10, text


def test_the_command_line_agrees(client: FlaskClient, store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = ReferenceData(QueryClient(store))
    monkeypatch.setattr(DataSource, "open", lambda _: store)
    monkeypatch.setattr(reference_data, "ReferenceData", lambda _: catalogue)  # made once, and not for each command
    for text in some(sample([*NAMES, *TRAPS], every=6)):
        done = CliRunner().invoke(group, ["search", "--format", "json", "--limit", "8", "--", text])
        shown = [f"/id/{id_}".replace("/partner/", "/organization/") for id_ in suggested(client, text)]
        if not shown:
            assert done.exit_code == 1, text
            continue
        found = json.loads(done.stdout)["results"]["bindings"]
        assert [row["thing"]["value"][-len(id_) :] for row, id_ in zip(found, shown, strict=True)] == shown, text
