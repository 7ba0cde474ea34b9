"""Where the nodes of the whole network stand: told with the view, if the bundle was made from the same data."""

from __future__ import annotations

import json
from pathlib import Path

from flask.testing import FlaskClient

from graph.build.snapshot import Snapshot
from tests import needs
from webapp.explorer.layout_cache import places


def test_the_whole_network_comes_with_the_places_of_all(client: FlaskClient, snapshot: Snapshot) -> None:
    needs.bundle("explore")
    nodes = client.get("/explore/view.json?show=network").get_json()["nodes"]
    if not places(snapshot.version):
        needs.missing("the places are those of other tables: make bundle")
    assert {node["id"]: tuple(node["at"]) for node in nodes} == places(snapshot.version)
    spread = [max(node["at"][side] for node in nodes) - min(node["at"][side] for node in nodes) for side in (0, 1)]
    assert 900 < max(spread) <= 1_100, "a picture of about a thousand units"
    assert len({tuple(node["at"]) for node in nodes}) == len(nodes), "no two in the same place"


def test_a_part_of_it_is_arranged_in_the_browser(client: FlaskClient) -> None:
    nodes = client.get("/explore/view.json?tier=top&date=2017-01-18").get_json()["nodes"]
    assert nodes
    assert not any("at" in node for node in nodes)


def test_places_are_those_of_one_version(tmp_path: Path) -> None:
    assert places("1", tmp_path) == {}
    (tmp_path / "places.json").write_text(json.dumps({"version": "1", "places": {"partner/visa": [1, -2.5]}}))
    assert places("1", tmp_path) == {"partner/visa": (1, -2.5)}
    assert places("2", tmp_path) == {}
