"""A sandbox over the real snapshot with limits that are soon reached, and the endpoint of an application."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.build.snapshot import Snapshot, current
from graph.stores.store import EmbeddedStore
from webapp.app import create_app
from webapp.config import Settings
from webapp.models.site import SiteData
from webapp.sparql.sandbox.client import Sandbox

TIGHT = Settings(query_seconds=20, query_memory_mb=128, result_rows=2_000, result_mb=1)
HASTY = Settings(query_seconds=0.5)


@pytest.fixture(scope="package", params=["in memory", "on disk"])
def sandbox(snapshot: Snapshot, request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """A sandbox with tight limits, over a graph in memory or on disk."""
    made = Sandbox(snapshot.index if request.param == "on disk" else snapshot.nquads, TIGHT)
    yield made
    made.close()


@pytest.fixture(scope="package")
def hasty(snapshot: Snapshot) -> Iterator[Sandbox]:
    """A sandbox with little time."""
    made = Sandbox(snapshot.nquads, HASTY)
    yield made
    made.close()


@pytest.fixture(scope="package")
def asking(store: EmbeddedStore, snapshot: Snapshot) -> Iterator[FlaskClient]:
    """A client of an application with the default limits."""
    app = create_app(store, snapshot)
    yield app.test_client(use_cookies=False)
    here: SiteData = app.extensions["opg"]
    here.close()


@pytest.fixture
def snapshot_path(few_built: Path) -> Path:
    """The statements of a part of the real tables, as N-Quads, which are soon loaded."""
    found = current(few_built)
    assert found is not None
    return found.nquads
