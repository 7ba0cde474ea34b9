"""A graph that is too large for memory is served from disk, with the same answers, and that is said."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from graph.build.snapshot import current
from graph.stores.store import EmbeddedStore
from tests.few_tables import PROGRAMME
from webapp.app import create_app
from webapp.cli.commands import group
from webapp.cli.options import DataSource
from webapp.cli.serve import prepared
from webapp.models.site import SiteData

COUNT = quote("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
PATHS = ("/", "/partners", f"/programme/{PROGRAMME}", "/search?q=omega", f"/sparql?query={COUNT}")


@pytest.fixture(params=["in memory", "on disk"])
def few_home(few_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """A home with a small graph, which OPG_HOME names, and a setting by which it is small or large."""
    home = Path(shutil.copytree(few_built, tmp_path / "home"))
    monkeypatch.setenv("OPG_HOME", str(home))
    if request.param == "on disk":
        monkeypatch.setenv("OPG_IN_MEMORY_MB", "0")
    return home


def answers(home: Path) -> tuple[bool, list[bytes]]:
    """Return whether the site of a home reads from disk, and what it answers."""
    snapshot = current(home)
    assert snapshot is not None
    app = create_app(snapshot=snapshot)
    site: SiteData = app.extensions["opg"]
    client = app.test_client(use_cookies=False)
    try:
        found = [client.get(path, headers={"Accept": "text/csv, text/html;q=0.9"}) for path in PATHS]
    finally:
        site.close()
    assert {answer.status_code for answer in found} == {200}
    assert isinstance(site.store, EmbeddedStore)
    return site.store.on_disk, [answer.data for answer in found]


def test_answers_are_the_same_on_disk(few_built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_memory, expected = answers(few_built)
    monkeypatch.setenv("OPG_IN_MEMORY_MB", "0")
    on_disk, found = answers(few_built)
    assert (in_memory, on_disk) == (False, True)
    assert found == expected


def test_it_is_said_where_the_graph_is_read_from(few_home: Path, request: pytest.FixtureRequest) -> None:
    on_disk = "on disk" in request.node.name
    assert prepared(DataSource(few_home)).endswith(", read from disk") == on_disk
    stats = CliRunner().invoke(group, ["stats", "--home", str(few_home), "--format", "csv"])
    assert f"snapshot,served,from {'disk' if on_disk else 'memory'}\n" in stats.stdout
