"""What the tests share.

Strategy: the real tables are small, so nearly every test uses them. They are built once for all processes of a run
(`built`) and copied into a home folder of each one's own (`home`, `snapshot`, `store`). A test of broken input copies
the tables (`tables`) and breaks the copy. Nothing is mocked; servers and browsers are real and live on loopback.
What is asked or read again is kept (`tests.kept`).
"""

from __future__ import annotations

import gc
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache

from graph.build.snapshot import Snapshot, current
from graph.paths import TABLES
from graph.stores.store import EmbeddedStore
from tests import homes
from tests.abuse.lengths import FULL, covering
from tests.few_tables import write_few
from tests.homes import copy_home
from tests.kept import hold, keep
from webapp.models.downloads import Downloads

signal.signal(signal.SIGINT, signal.default_int_handler)  # tests press Ctrl+C, which a background job ignores
gc.set_threshold(200_000, 20, 100)  # a sixth of the time went to the collector, which found next to nothing
settings.register_profile("repeatable", deadline=None, derandomize=not FULL, max_examples=100 if FULL else 50)
settings.load_profile("repeatable")
# How long an example takes is for benchmarks to say. `make abuse` looks for further examples; other runs take the same.
keep()
Flask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache()}  # tests make an application a hundred times

_HERE = Path(__file__).parent

_TIERS = {"browser": "browser", "engines": "engine", "researchers": "engine", "conformance": "engine", "abuse": "abuse"}
"""The marker of all tests in a folder; elsewhere a test carries its own."""

_SHARED = "server"
"""The fixture of servers that take seconds to start and that several files share: one of each engine."""

_SHARED_FOLDER = "OPG_TESTS_FOLDER"
"""The variable that names the folder for what several runs share."""


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Return a name for bytes: theirs may hold the time of packing, and each process must find the same tests."""
    return argname if isinstance(val, bytes) else None


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by what they need, and group those that share something that takes long, for one process to run.

    What takes longest comes first, so that no process is left with it at the end.
    """
    _thin_out(items)
    for item in items:
        folder = item.path.relative_to(_HERE).parts[0] if item.path.is_relative_to(_HERE) else ""
        if folder in _TIERS:
            item.add_marker(_TIERS[folder])
        if group := _group(item):
            _keep_together(item, group)
    items.sort(key=lambda item: (not item.get_closest_marker("engine"), not item.get_closest_marker("slow")))


def _thin_out(items: list[pytest.Item]) -> None:
    """Leave cases of sweeps out that are alike (see `tests.abuse.lengths.covering`).

    Each test of a file is still there, with each value of its parameters. Fixtures that the marker names have each of
    their values somewhere in the file, not in each test.
    """
    sweeps: dict[Path, list[tuple[pytest.Item, dict[str, object]]]] = {}
    for item in items:
        if (mark := item.get_closest_marker("sweep")) and isinstance(item, pytest.Function):
            test = item.originalname
            values: dict[str, object] = {"": test}
            for name, value in item.callspec.params.items():
                values[name if name in mark.args else f"{test}.{name}"] = id(value)  # not every value can be hashed
            sweeps.setdefault(item.path, []).append((item, values))
    left_out: set[pytest.Item] = set()
    for cases in sweeps.values():
        tried = covering([values for _, values in cases])
        left_out.update(item for number, (item, _) in enumerate(cases) if number not in tried)
    if left_out:
        items[0].config.hook.pytest_deselected(items=[item for item in items if item in left_out])
        items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish(session: pytest.Session) -> None:
    """Spare the collector what imports and collection have made: it stays to the end, and pytest collects often.

    Quick tests alone have no files for download. No page of theirs needs to have them written, which takes 11 s.
    """
    gc.freeze()
    if not any(map(_may_serve, session.items)):
        Downloads.request = lambda downloads: None  # type: ignore[assignment,method-assign]


def _group(item: pytest.Item) -> str:
    """Return what a test shares with others: the browser, the servers of several files, or what its own file makes.

    Tests of a file ask for the same pages, which are then read once. Those that need a server wait for it, and are
    shared out where they share nothing.
    """
    if item.get_closest_marker("browser"):
        return "browser"
    file = item.location[0]
    if not item.get_closest_marker("engine"):
        return file
    fixtures = item._fixtureinfo.name2fixturedefs if isinstance(item, pytest.Function) else {}
    engine = item.callspec.params.get(_SHARED) if hasattr(item, "callspec") else None
    if engine:
        return str(engine)
    shares = any(found[-1].scope in {"module", "package"} for found in fixtures.values())
    return file if shares else ""


def _keep_together(item: pytest.Item, group: str) -> None:
    """Give a test to the process that runs the others of its group.

    pytest-xdist 3.8 reads a group at the end of a test's identifier. It writes it where pytest 9.2 no longer looks.
    """
    if getattr(item.config.option, "loadgroup", False):
        item._id = type(item.id).parse(f"{item.nodeid}@{group}")


@pytest.fixture(scope="session")
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with the snapshot of the real tables; to be copied, not to be changed.

    Its files for download are there where a test of the run may serve it, so that no server has to write them. `make
    test` names a folder for its several runs, in which it has made them beforehand.
    """
    served = any(map(_may_serve, request.session.items))
    return homes.whole(_shared(tmp_path_factory), files=served)


@pytest.fixture(scope="session")
def few_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with the snapshot of a part of the real tables, and its files; to be copied, not to be changed."""
    return homes.part(_shared(tmp_path_factory))


@pytest.fixture(scope="session")
def few_home(few_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder of this process with that part, to be served: a site over it is ready soon."""
    return copy_home(few_built, tmp_path_factory.mktemp("few") / "home")


def _may_serve(item: pytest.Item) -> bool:
    """Tell whether a test is none of the quick ones."""
    return any(map(item.get_closest_marker, ("engine", "browser", "abuse", "slow")))


def _shared(factory: pytest.TempPathFactory) -> Path:
    """Return the folder for what the processes of a run share, or several runs."""
    own = factory.getbasetemp()
    return Path(os.environ.get(_SHARED_FOLDER) or (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own))


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home folder of this process, in which the snapshot of the real tables will be; `OPG_HOME` names it."""
    folder = tmp_path_factory.mktemp("home")
    before = os.environ.get("OPG_HOME")
    os.environ["OPG_HOME"] = str(folder)
    yield folder
    if before is None:
        del os.environ["OPG_HOME"]
    else:
        os.environ["OPG_HOME"] = before


@pytest.fixture(scope="session")
def snapshot(home: Path, built: Path) -> Snapshot:
    """The snapshot of the real tables."""
    copy_home(built, home)
    found = current(home)
    assert found is not None
    hold(found)
    return found


@pytest.fixture(scope="session")
def store(snapshot: Snapshot) -> EmbeddedStore:
    """The statements of the snapshot of the real tables, in memory, as the site has them."""
    return snapshot.in_memory()


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that every user can reach, unlike pytest's own, which are for nobody else."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the real tables, to be broken."""
    return Path(shutil.copytree(TABLES, tmp_path / "tables"))


@pytest.fixture
def light_tables(tables: Path) -> Path:
    """A copy of the real tables without the rows of two long ones that no other leads to, to be broken elsewhere."""
    for name in ("identifiers", "statistics"):
        file = tables / f"{name}.csv"
        file.write_text(file.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    return tables


@pytest.fixture
def few_tables(tmp_path: Path) -> Path:
    """A part of the real tables, to be broken where it does not matter how much is in them."""
    return write_few(tmp_path / "few")
