"""Both engines, each started once a session and loaded with the snapshot by the product's own push."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.build.snapshot import Snapshot, current
from graph.push.push import Push
from graph.stores.remote_store import RemoteStore
from graph.stores.vendor_endpoints import endpoints
from tests.engines.servers import Server, oxigraph, virtuoso

ENGINES: dict[str, Callable[[Path], Server]] = {"oxigraph": oxigraph, "virtuoso": virtuoso}


@contextmanager
def holding(server: Server, snapshot: Snapshot) -> Iterator[Server]:
    """Run a server, which holds the snapshot, until the end of the block."""
    server.start()
    try:
        Push(endpoints(server.url), server.folder / "records", server.login).run(snapshot)
        yield server
    finally:
        server.kill()


@pytest.fixture(scope="session", params=list(ENGINES))
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, snapshot: Snapshot
) -> Iterator[Server]:
    """A server that holds the snapshot; Virtuoso has started again since, as the documentation advises."""
    with holding(ENGINES[request.param](tmp_path_factory.mktemp(request.param)), snapshot) as started:
        if started.settling:
            started.restart()
        yield started


@pytest.fixture(scope="session")
def remote(server: Server) -> Iterator[RemoteStore]:
    """A store over the server."""
    store = RemoteStore(server.url)
    yield store
    store.close()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An Oxigraph server that holds nothing to begin with, for tests that write."""
    started = oxigraph(tmp_path_factory.mktemp("empty"))
    started.start()
    yield started
    started.kill()


@pytest.fixture(scope="session")
def few_snapshot(few_built: Path) -> Snapshot:
    """The snapshot of a part of the real tables: some 11,000 statements, which are soon pushed."""
    found = current(few_built)
    assert found is not None
    return found
