"""Results of the whole graph beside a large snapshot.

Pages are the same with and without them.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.build.snapshot import Snapshot, current
from graph.build.swap import holds_same
from graph.progress import silent
from graph.stores import checksums
from tests.abuse.lengths import FULL, sample
from tests.few_tables import PROGRAMME
from tests.some import some
from webapp.app import create_app
from webapp.cli.commands import group
from webapp.models.partnership import hold_all
from webapp.models.results_beside import PARTNERSHIPS, PARTS, file_of, opened
from webapp.models.site import SITES, SiteData, Sites
from webapp.server import results
from webapp.server.warming import warm
from webapp.sharing.sitemap import addresses

pytestmark = pytest.mark.slow  # processes of their own work results out

FURTHER = (
    "/quality",
    "/partners.json",
    "/sources.csv",
    "/partners?sort=-games",
    "/search?q=omega",
    "/explore/view.json",
)


EACH = 4 if FULL else 16
"""Of the pages of a kind, one in so many is compared: they are made by the same code."""


def built_by_command(few_built: Path, home: Path, megabytes: str) -> Path:
    """Build a snapshot of a part of the tables as people do, where so much is held in memory; return its home."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPG_IN_MEMORY_MB", megabytes)
        build = ["build", "--home", str(home), "--tables", str(few_built.with_name("tables")), "--no-files"]
        assert CliRunner().invoke(group, build).exit_code == 0
    return home


@pytest.fixture(scope="module")
def with_results(few_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose snapshot has results; to be copied, not to be changed."""
    return built_by_command(few_built, tmp_path_factory.mktemp("results") / "home", "0")


@pytest.fixture
def home(with_results: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose snapshot has results, and is taken for a large one."""
    monkeypatch.setenv("OPG_IN_MEMORY_MB", "0")
    return Path(shutil.copytree(with_results, tmp_path / "home"))


def snapshot_of(home: Path) -> Snapshot:
    found = current(home)
    assert found is not None
    return found


def some_of_each_kind(paths: list[str]) -> list[str]:
    """Return the first address of each kind, and one in so many of the others."""
    kinds: dict[str, list[str]] = {}
    for path in paths:
        kinds.setdefault(path.split("/")[1], []).append(path)
    return [path for kind in kinds.values() for path in kind[::EACH]]


def pages(snapshot: Snapshot) -> tuple[bool, dict[str, bytes]]:
    """Return whether a site has results, and its pages."""
    app = create_app(snapshot=snapshot)
    sites: Sites = app.extensions[SITES]
    with sites.answering() as here, app.app_context():
        hold_all(here.catalogue)
        paths = [*some_of_each_kind(addresses(here.catalogue)), *FURTHER]
    client = app.test_client(use_cookies=False)
    found = {path: client.get(path) for path in paths}
    assert {path for path, answer in found.items() if answer.status_code != 200} == set()
    return here.catalogue.file is not None, {path: answer.data for path, answer in found.items()}


def test_pages_are_the_same_with_results(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    has_results, found = pages(snapshot_of(home))
    monkeypatch.delenv("OPG_IN_MEMORY_MB")
    held, expected = pages(snapshot_of(home))
    assert (has_results, held) == (True, False)
    different = {path for path, page in found.items() if page != expected[path]}
    assert different <= {"/data"}  # which says how far the files for download are


def test_a_build_writes_them_for_a_large_snapshot_alone(with_results: Path, few_built: Path, tmp_path: Path) -> None:
    for home, has in ((with_results, True), (built_by_command(few_built, tmp_path / "home", "300"), False)):
        found = snapshot_of(home)
        assert (opened(found.folder, found.version) is not None) is has
        assert not (found.folder / "names" / "names.sqlite").exists()  # whose size is not that of the setting


@pytest.mark.parametrize("harm", ["none", "shorter", "another version"])
def test_results_that_are_not_whole_are_not_used(home: Path, harm: str) -> None:
    snapshot = snapshot_of(home)
    damage(snapshot, harm)
    assert opened(snapshot.folder, snapshot.version) is None
    app = create_app(snapshot=snapshot)
    here: SiteData = app.extensions["opg"]
    assert here.catalogue.file is None
    assert app.test_client().get(f"/programme/{PROGRAMME}").status_code == 200


def damage(snapshot: Snapshot, harm: str) -> None:
    """Take a file of results away, cut it, or say that other data or code made it."""
    file = file_of(snapshot.folder, PARTNERSHIPS)
    if harm == "none":
        shutil.rmtree(file.parent)
    elif harm == "shorter":
        file.write_bytes(file.read_bytes()[:-4096])
    else:
        with closing(sqlite3.connect(file, isolation_level=None)) as database:
            database.execute("UPDATE about SET made_from = 'something else'")
        checksums.note(file.parent)


def test_a_site_makes_what_first_pages_need_before_they_are_asked_for(home: Path) -> None:
    app = create_app(snapshot=snapshot_of(home))
    here: SiteData = app.extensions["opg"]
    warm(app, app.extensions[SITES], here)
    made = set(here.catalogue.results)
    client = app.test_client(use_cookies=False)
    for path in ("/explore", "/people?q=b", "/events?q=b", "/sources?q=b"):
        assert client.get(path).status_code == 200
    assert set(here.catalogue.results) == made


def test_a_search_of_a_large_graph_does_not_answer_questions(home: Path) -> None:
    client = create_app(snapshot=snapshot_of(home)).test_client(use_cookies=False)
    assert 'href="/ask?q=who%20left%20TOP"' in client.get("/search?q=who+left+TOP").text
    assert "As a question" not in client.get("/search?q=who+left+TOP").text


@pytest.mark.parametrize("harm", sample(["none", "another version"]))
def test_a_site_writes_the_bytes_of_a_build(home: Path, with_results: Path, harm: str) -> None:
    snapshot, expected = snapshot_of(home), snapshot_of(with_results)
    damage(snapshot, harm)
    app = create_app(snapshot=snapshot)
    here: SiteData = app.extensions["opg"]
    warm(app, app.extensions[SITES], here)
    assert here.catalogue.file is not None
    for part in some(PARTS):
        assert file_of(snapshot.folder, part).read_bytes() == file_of(expected.folder, part).read_bytes()
    assert holds_same(snapshot.folder, expected.folder)


def test_a_site_works_out_in_memory_what_cannot_be_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no room")

    snapshot = snapshot_of(home)
    shutil.rmtree(snapshot.folder / "results")
    monkeypatch.setattr(results, "_run", refuse)
    app = create_app(snapshot=snapshot)
    here: SiteData = app.extensions["opg"]
    warm(app, app.extensions[SITES], here)
    assert here.catalogue.file is None
    assert app.test_client().get("/partners").status_code == 200


def test_a_build_goes_on_where_results_cannot_be_worked_out(
    home: Path, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    made = Path(shutil.copytree(snapshot_of(home).folder, tmp_path / "made"))
    shutil.rmtree(made / "results")
    shutil.rmtree(made / "store")
    results.make_files(made, "version", silent)
    assert "could not be worked out" in caplog.text
    assert opened(made, "version") is None
