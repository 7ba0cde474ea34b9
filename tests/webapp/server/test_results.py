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

FURTHER = (
    "/quality",
    "/partners.json",
    "/sources.csv",
    "/partners?sort=-games",
    "/search?q=omega",
    "/explore/view.json",
)


@pytest.fixture(scope="module")
def with_results(few_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose snapshot has results; to be copied, not to be changed."""
    home = Path(shutil.copytree(few_built, tmp_path_factory.mktemp("results") / "home"))
    found = snapshot_of(home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPG_IN_MEMORY_MB", "0")
        results.make_files(found.folder, found.version, silent)
    return home


@pytest.fixture
def home(with_results: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose snapshot has results, and is taken for a large one."""
    monkeypatch.setenv("OPG_IN_MEMORY_MB", "0")
    return Path(shutil.copytree(with_results, tmp_path / "home"))


def snapshot_of(home: Path) -> Snapshot:
    found = current(home)
    assert found is not None
    return found


def pages(snapshot: Snapshot) -> tuple[bool, dict[str, bytes]]:
    """Return whether a site has results, and its pages."""
    app = create_app(snapshot=snapshot)
    sites: Sites = app.extensions[SITES]
    with sites.answering() as here, app.app_context():
        hold_all(here.catalogue)
        paths = [*addresses(here.catalogue), *FURTHER]
    client = app.test_client(use_cookies=False)
    found = {path: client.get(path) for path in paths}
    assert {path for path, answer in found.items() if answer.status_code != 200} == set()
    return here.catalogue.file is not None, {path: answer.data for path, answer in found.items()}


def test_pages_are_the_same_with_results(few_built: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    has_results, found = pages(snapshot_of(home))
    monkeypatch.delenv("OPG_IN_MEMORY_MB")
    held, expected = pages(snapshot_of(few_built))
    assert (has_results, held) == (True, False)
    assert {path for path, page in found.items() if page != expected[path]} == set()


def test_the_process_of_a_build_writes_the_same_bytes(home: Path, tmp_path: Path) -> None:
    made = Path(shutil.copytree(snapshot_of(home).folder, tmp_path / "made"))
    shutil.rmtree(made / "results")
    results.make_files(made, snapshot_of(home).version, silent)
    for part in some(PARTS):
        assert file_of(made, part).read_bytes() == file_of(snapshot_of(home).folder, part).read_bytes()
    assert (made / "names" / "names.sqlite").exists() is False  # whose size is not that of the setting
    assert holds_same(snapshot_of(home).folder, made)


def test_a_build_writes_them_for_a_large_snapshot_alone(
    few_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = str(few_built.with_name("tables"))
    for megabytes, name in (("300", "small"), ("0", "large")):
        monkeypatch.setenv("OPG_IN_MEMORY_MB", megabytes)
        build = ["build", "--home", str(tmp_path / name), "--tables", tables, "--no-files"]
        assert CliRunner().invoke(group, build).exit_code == 0
        found = snapshot_of(tmp_path / name)
        assert (opened(found.folder, found.version) is not None) is (name == "large")


@pytest.mark.parametrize("harm", ["none", "shorter", "another version"])
def test_a_site_has_results_written_that_are_not_there(home: Path, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = snapshot_of(home)
    file = file_of(snapshot.folder, PARTNERSHIPS)
    content = file.read_bytes()
    if harm == "none":
        shutil.rmtree(file.parent)
    elif harm == "shorter":
        file.write_bytes(content[:-4096])
    else:
        with closing(sqlite3.connect(file, isolation_level=None)) as database:
            database.execute("UPDATE about SET made_from = 'something else'")
        checksums.note(file.parent)
    assert opened(snapshot.folder, snapshot.version) is None
    app = create_app(snapshot=snapshot)
    here: SiteData = app.extensions["opg"]
    assert here.catalogue.file is None
    assert app.test_client().get(f"/programme/{PROGRAMME}").status_code == 200
    warm(app, app.extensions[SITES], here)
    assert here.catalogue.file is not None
    assert file.exists()


def test_a_site_works_out_in_memory_what_cannot_be_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no room")

    snapshot = snapshot_of(home)
    shutil.rmtree(snapshot.folder / "results")
    monkeypatch.setattr(results, "_start", refuse)
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
