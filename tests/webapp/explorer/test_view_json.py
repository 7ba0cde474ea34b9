"""The explorer's JSON: what is in a view, what is cut, and that its address stands for it."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

TOP_2017 = {
    "atos", "bridgestone", "coca-cola", "dow", "general-electric", "mcdonalds", "omega", "panasonic",
    "procter-gamble", "samsung", "toyota",
    "visa",
}  # fmt: skip


def look(client: FlaskClient, query: str) -> dict[str, Any]:
    """Return a view; each of its lines joins two of its nodes."""
    response = client.get(f"/explore/view.json?{query}")
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.get_json()
    ids = [node["id"] for node in found["nodes"]]
    assert len(ids) == len(set(ids))
    assert len({edge["id"] for edge in found["edges"]}) == len(found["edges"])
    assert {end for edge in found["edges"] for end in (edge["source"], edge["target"])} <= set(ids)
    return found


def kind(view: dict[str, Any], kind: str) -> set[str]:
    """Return the slugs of the nodes of a kind."""
    return {node["id"].partition("/")[2] for node in view["nodes"] if node["kind"] == kind}


def test_the_whole_network_is_whole(client: FlaskClient) -> None:
    found = look(client, "")
    assert found["counts"]["nodes"] == found["whole"]
    assert found["whole"]["partner"] == 615
    assert found["counts"]["edges"]["partnership"] == 941
    assert found["cuts"] == []
    assert found["state"] == ""
    assert found["dates"] == {"first": "1896-04-06", "last": "2034-12-31"}


@pytest.mark.parametrize(
    "query",
    [
        "tier=top&date=2017-01-18",
        "from=programme/top&open=programme/top.partner&date=2017-01-18",
        "open=programme/top.partner&date=2017-01-18",
    ],
)
def test_twelve_top_partners_the_day_before_alibaba(client: FlaskClient, query: str) -> None:
    assert kind(look(client, query), "partner") == TOP_2017
    assert "alibaba" in kind(look(client, query.replace("01-18", "01-19")), "partner")
