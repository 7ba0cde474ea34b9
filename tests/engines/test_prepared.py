"""A site over a server asks it, before visitors come, for what is worked out once for its version."""

from __future__ import annotations

import logging
from contextlib import closing
from pathlib import Path
from urllib.request import Request

import pytest

from graph.build.snapshot import Snapshot
from graph.stores.http_client import Limits, Transport
from graph.stores.remote_store import RemoteStore
from graph.stores.store import StoreError
from graph.stores.vendor_endpoints import endpoints
from graph.version_digest import DIGEST
from ontology.namespaces import DESCRIPTION_GRAPH
from tests.engines.conftest import holding
from tests.engines.servers import Server, free_port, oxigraph
from webapp.app import create_app
from webapp.models import saved_answers
from webapp.models.query_client import QueryClient
from webapp.models.rows import PartnershipsListRow, PartnersListRow, SourcesListRow
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
        assert {client.get(path).status_code for path in ("/", "/explore", "/quality", "/people", "/sources")} == {200}
        assert made
        assert set(here.catalogue.results) == made


@pytest.fixture
def all_are_long(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A home in which each answer to a question about the whole graph is saved."""
    monkeypatch.setenv("OPG_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(saved_answers, "_LONG_OF_SERVER", -1.0)
    return tmp_path / "home"


def test_what_one_process_has_asked_another_one_reads(
    few_snapshot: Snapshot, tmp_path: Path, all_are_long: Path
) -> None:
    lists = PartnershipsListRow, SourcesListRow
    with holding(oxigraph(tmp_path), few_snapshot) as server, closing(RemoteStore(server.url)) as other:
        assert other.version == few_snapshot.version
        with closing(RemoteStore(server.url)) as store:
            asked = [ask_of(store).rows(row) for row in lists]
        server.kill()
        assert [ask_of(other).rows(row) for row in lists] == asked
        with pytest.raises(StoreError):
            ask_of(other).rows(PartnersListRow)
    ours = QueryClient(few_snapshot.store())
    assert asked == [ours.rows(row) for row in lists]
    assert len(list(all_are_long.glob("answers/*/*/*.zst"))) == len(lists)


def test_where_the_home_cannot_be_written_each_process_asks(
    few_snapshot: Snapshot, tmp_path: Path, all_are_long: Path
) -> None:
    all_are_long.write_bytes(b"a file in the place of the folder")
    with holding(oxigraph(tmp_path), few_snapshot) as server, closing(RemoteStore(server.url)) as store:
        assert ask_of(store).rows(PartnersListRow)


def test_an_answer_is_saved_for_the_version_that_the_server_still_has(
    few_snapshot: Snapshot, tmp_path: Path, all_are_long: Path
) -> None:
    with holding(oxigraph(tmp_path), few_snapshot) as server, closing(RemoteStore(server.url)) as store:
        ask_of(store).rows(PartnershipsListRow)
        (former,) = all_are_long.glob("answers/*/*")
        push_digest(server, "1" * 64)
        ask_of(store).rows(SourcesListRow)  # of the newer version, as the store will soon see
        assert len(list(former.glob("*.zst"))) == 1
        with closing(RemoteStore(server.url)) as later:
            ask_of(later).rows(SourcesListRow)
        (newer,) = all_are_long.glob("answers/*/*")
        assert newer != former
        assert len(list(newer.glob("*.zst"))) == 1


def ask_of(store: RemoteStore) -> QueryClient:
    """Return the client that the pages of a site over the server have."""
    return SiteData(store).ask


def push_digest(server: Server, digest: str) -> None:
    """Let the server say that it has another version."""
    former, newer = (f"GRAPH <{DESCRIPTION_GRAPH}> {{ ?s <{DIGEST}> {value} }}" for value in ("?o", f'"{digest}"'))
    update = f"DELETE {{ {former} }} INSERT {{ {newer} }} WHERE {{ {former} }}"
    Transport(None).send(
        Request(endpoints(server.url).update, update.encode(), {"Content-Type": "application/sparql-update"}),
        Limits(60),
    )


def test_a_server_that_does_not_answer_is_said_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with closing(RemoteStore(f"http://127.0.0.1:{free_port()}/sparql")) as store:
        app = create_app(store=store)
        with caplog.at_level(logging.WARNING):
            warm(app, app.extensions[SITES], app.extensions["opg"])
    assert "First visitors wait" in caplog.text
