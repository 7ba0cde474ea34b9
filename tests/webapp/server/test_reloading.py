"""The exchange of a site for one over a newer snapshot, between two requests; with a real server in `tests/engines`."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph import locks
from graph.build.build_snapshot import build
from graph.build.snapshot import Snapshot, current
from tests.abuse.lengths import sample
from tests.changes import COUNTRY, rename_country, version_name
from tests.few_tables import write_few
from webapp.app import create_app
from webapp.config import Settings
from webapp.http.cache import SizedLRUCache
from webapp.models.site import SITES, SiteData, Sites, current_site
from webapp.server.reloading import Reloader
from webapp.server.warming import Preparation
from webapp.sparql.admission import AdmissionControl
from webapp.sparql.service import SparqlService

pytestmark = pytest.mark.slow

COUNTRY_PAGE = f"/country/{COUNTRY}"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
NAME = {"query": f"SELECT ?n {{ <https://w3id.org/olympic-partnerships/id/country/{COUNTRY}> {LABEL} ?n }}"}


@dataclass
class Home:
    """A home with two snapshots, of which each can be put into use."""

    folder: Path
    pointers: dict[str, bytes]

    def use(self, name: str) -> None:
        """Put a snapshot into use, as a build does."""
        beside = self.folder / "beside.json"
        beside.write_bytes(self.pointers[name])
        beside.replace(self.folder / "current.json")

    def nquads(self, name: str) -> Path:
        """The statements of a snapshot."""
        pointer = json.loads(self.pointers[name])
        return self.folder / "snapshots" / f"{pointer['version'][:16]}-{pointer['inputs'][:16]}" / "dataset.nq"

    def version(self, name: str) -> str:
        """The version of a snapshot."""
        return str(json.loads(self.pointers[name])["version"])


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with the snapshots of a part of the real tables and of changed ones; to be copied, not to be changed."""
    folder = tmp_path_factory.mktemp("two")
    home, tables = folder / "home", write_few(folder / "tables")
    build(home, tables)
    pointers = {"old": (home / "current.json").read_bytes()}
    build(home, rename_country(tables, "Zubrowka"))
    return Home(home, pointers | {"new": (home / "current.json").read_bytes()})


@pytest.fixture
def home(two: Home, tmp_path: Path) -> Home:
    """Such a home of one's own, in which the old snapshot is in use."""
    mine = Home(Path(shutil.copytree(two.folder, tmp_path / "home")), two.pointers)
    mine.use("old")
    return mine


@dataclass
class Running:
    """An application over the home, with the reloader in the hands of the test."""

    app: Flask
    sites: Sites
    reloader: Reloader
    preparation: Preparation

    @property
    def client(self) -> FlaskClient:
        """A client of the application."""
        return self.app.test_client(use_cookies=False)

    @property
    def version(self) -> str:
        """The version that the site says it has."""
        return str(json.loads(self.client.get("/health").data)["version"])


@pytest.fixture
def running(home: Home) -> Iterator[Running]:
    """An application that shows the old snapshot."""
    settings = Settings()
    app = create_app(snapshot=current(home.folder))
    sites: Sites = app.extensions[SITES]

    def make(newer: Snapshot) -> SiteData:
        store = newer.in_memory()
        return SiteData(
            store, newer, SparqlService(store, newer, settings, SizedLRUCache(1_000_000), AdmissionControl(settings))
        )

    preparation = Preparation(app, sites)
    yield Running(app, sites, Reloader(app, home.folder, sites, make, preparation), preparation)
    sites.let_go()
    sites.current.close()


def test_a_newer_snapshot_is_taken_over_with_everything_that_is_derived_from_it(running: Running, home: Home) -> None:
    client = running.client
    before = client.get(COUNTRY_PAGE)
    assert "Zubrowka" not in before.text
    assert "Zubrowka" not in client.get("/sparql", query_string=NAME, headers={"Accept": "text/csv"}).text
    assert client.get("/search/suggest?q=zubrowka").json == []
    home.use("new")
    running.reloader.look()
    after = client.get(COUNTRY_PAGE, headers={"If-None-Match": before.headers["ETag"]})
    assert (after.status_code, after.headers["ETag"] != before.headers["ETag"]) == (200, True)
    assert "Zubrowka" in after.text
    assert "Zubrowka" in client.get("/sparql", query_string=NAME, headers={"Accept": "text/csv"}).text
    assert json.loads(client.get("/search/suggest?q=zubrowka").data)[0]["label"] == "Zubrowka"
    assert running.version == home.version("new")
    assert version_name(home.nquads("new")) in client.get("/data").text
    with client.get("/data/olympic-partnerships.nq") as file:
        assert file.headers["ETag"].startswith(f'"{home.version("new")}-')
        assert b"Zubrowka" in file.data


def made(running: Running) -> set[object]:
    """Return what has been worked out for the site that is there."""
    return {function for function, *_ in running.sites.current.catalogue.results}


def test_a_newer_snapshot_is_prepared_where_the_former_was(running: Running, home: Home) -> None:
    """One that takes over before the first preparation waits for that, which is then its own."""
    home.use("new")
    running.reloader.look()
    waiting = made(running)
    running.preparation.start(0)
    deadline = time.monotonic() + 60
    while any(isinstance(thread, threading.Timer) for thread in threading.enumerate()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    prepared = made(running)
    assert prepared > waiting
    home.use("old")
    running.reloader.look()
    assert made(running) == prepared


def test_nothing_happens_while_nothing_changes(running: Running, home: Home) -> None:
    here = running.sites.current
    running.reloader.look()
    home.use("old")  # written again by a build of the same
    running.reloader.look()
    assert running.sites.current is here


def test_the_former_snapshot_is_let_go_when_it_has_no_requests(running: Running, home: Home) -> None:
    assert locks.exclusive(home.nquads("old")) is None
    home.use("new")
    running.reloader.look()
    assert locks.exclusive(home.nquads("old")) is not None
    assert locks.exclusive(home.nquads("new")) is None


def test_a_request_that_lasts_is_answered_from_one_snapshot_from_beginning_to_end(running: Running, home: Home) -> None:
    begun, goes_on = threading.Event(), threading.Event()

    def lasting() -> list[str]:
        versions = [current_site().store.version]
        begun.set()
        assert goes_on.wait(60)
        names = current_site().catalogue.names.entries
        return [*versions, current_site().store.version, str(sum(name.text == "Zubrowka" for name in names))]

    running.app.add_url_rule("/lasting", view_func=lasting)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(running.client.get, "/lasting")
        assert begun.wait(60)
        home.use("new")
        running.reloader.look()
        assert running.version == home.version("new"), "others get the newer one at once"
        assert locks.exclusive(home.nquads("old")) is None
        assert running.sites.let_go() == 1
        goes_on.set()
        assert answer.result().json == [home.version("old"), home.version("old"), "0"]
    assert running.sites.let_go() == 0
    assert locks.exclusive(home.nquads("old")) is not None


DAMAGES: dict[str, Callable[[Path], object]] = {
    "truncated within a line": lambda path: path.write_bytes(path.read_bytes()[:-20]),
    "truncated between lines": lambda path: path.write_bytes(b"".join(path.read_bytes().splitlines(True)[:-9])),
    "empty": lambda path: path.write_bytes(b""),
    "not N-Quads": lambda path: path.write_bytes(b"\0" * 100),
    "without its statements": lambda path: path.unlink(),
    "without its index": lambda path: shutil.rmtree(path.parent / "store"),
    "removed": lambda path: shutil.rmtree(path.parent),
}


@pytest.mark.parametrize("damage", sample(DAMAGES, every=3))
def test_a_snapshot_that_cannot_be_loaded_leaves_the_old_one_and_is_tried_again(
    running: Running, home: Home, two: Home, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    DAMAGES[damage](home.nquads("new"))
    home.use("new")
    for _ in range(3):
        running.reloader.look()
    assert running.version == home.version("old")
    assert running.client.get("/sparql", query_string=NAME).status_code == 200
    assert len(caplog.messages) == 1, "said once"
    assert f"The site goes on with version {home.version('old')[:12]}." in caplog.text
    shutil.rmtree(home.nquads("new").parent, ignore_errors=True)
    shutil.copytree(two.nquads("new").parent, home.nquads("new").parent)
    until_taken_over(running, home.version("new"))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"version": 1}', None])
def test_a_pointer_that_is_damaged_or_gone_leaves_the_old_one(
    running: Running, home: Home, content: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    pointer = home.folder / "current.json"
    if content is None:
        pointer.unlink()
    else:
        pointer.write_bytes(content)
    running.reloader.look()
    assert running.version == home.version("old")
    assert str(pointer) in caplog.text
    if not content:
        home.use("new")
        until_taken_over(running, home.version("new"))


def until_taken_over(running: Running, version: str) -> None:
    deadline = time.monotonic() + 60
    while running.version != version:
        assert time.monotonic() < deadline
        running.reloader.look()
        time.sleep(0.1)


def test_a_snapshot_that_came_while_the_application_started_is_taken_over(running: Running, home: Home) -> None:
    home.use("new")
    Reloader(running.app, home.folder, running.sites, running.reloader._make, running.preparation).look()
    assert running.version == home.version("new")
