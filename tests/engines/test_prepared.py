"""A site over a server asks it, before visitors come, for what is worked out once for its version."""

from __future__ import annotations

import logging
from contextlib import closing
from pathlib import Path

import pytest

from graph.build.snapshot import Snapshot
from graph.stores.remote_store import RemoteStore
from tests.engines.conftest import holding
from tests.engines.servers import free_port, oxigraph
from webapp.app import create_app
from webapp.models.site import SITES, SiteData
from webapp.server.warming import warm

pytestmark = pytest.mark.engine


def test_first_visitors_wait_for_nothing_that_is_worked_out_once(few_snapshot: Snapshot, tmp_path: Path) -> None:
    with holding(oxigraph(tmp_path), few_snapshot) as server, closing(RemoteStore(server.url)) as store:
        app = create_app(store=store)
        here: SiteData = app.extensions["opg"]
        warm(app, app.extensions[SITES], here)
        made = set(here.catalogue.results)
        client = app.test_client(use_cookies=False)
        assert {client.get(path).status_code for path in ("/", "/explore", "/quality")} == {200}
        assert made
        assert set(here.catalogue.results) == made


def test_a_server_that_does_not_answer_is_said_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with closing(RemoteStore(f"http://127.0.0.1:{free_port()}/sparql")) as store:
        app = create_app(store=store)
        with caplog.at_level(logging.WARNING):
            warm(app, app.extensions[SITES], app.extensions["opg"])
    assert "First visitors wait" in caplog.text
