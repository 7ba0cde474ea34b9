"""What the tests share.

Strategy: the real tables are small, so nearly every test uses them. They are built once a session into a home folder
of the session's own (`home`, `snapshot`, `store`). A test of broken input copies the tables (`tables`) and breaks the
copy. Nothing is mocked; servers and browsers are real and live on loopback.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.home import TABLES
from graph.snapshot import Snapshot, build
from graph.store import EmbeddedStore


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home folder of the session, in which the snapshot of the real tables is built; `OPG_HOME` names it."""
    folder = tmp_path_factory.mktemp("home")
    before = os.environ.get("OPG_HOME")
    os.environ["OPG_HOME"] = str(folder)
    yield folder
    if before is None:
        del os.environ["OPG_HOME"]
    else:
        os.environ["OPG_HOME"] = before


@pytest.fixture(scope="session")
def snapshot(home: Path) -> Snapshot:
    """The snapshot of the real tables."""
    return build(home)


@pytest.fixture(scope="session")
def store(snapshot: Snapshot) -> EmbeddedStore:
    """The store of the snapshot of the real tables."""
    return snapshot.store()


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the real tables, to be broken."""
    return Path(shutil.copytree(TABLES, tmp_path / "tables"))
