"""Loading a snapshot into servers: both ways, going on after a kill, and what is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from graph.build.snapshot import Snapshot
from graph.progress import Progress
from graph.push.batches import batches
from graph.push.graph_store_client import PushError, Way, Writer
from graph.push.push import Push
from graph.stores.http_client import Login
from graph.stores.remote_store import RemoteStore
from graph.stores.store import StoreUnavailableError
from graph.stores.vendor_endpoints import endpoints
from graph.version_digest import content_version
from ontology.namespaces import DESCRIPTION_GRAPH, ONTOLOGY_GRAPH
from tests.engines.conftest import ENGINES, holding
from tests.engines.servers import Server, free_port, oxigraph

OPG = Path(sys.executable).with_name("opg")


class Killed(BaseException):
    """What stands for the end of the process."""


def listener(reports: int) -> Progress:
    """Return a listener that ends the push at a report."""
    left = iter(range(reports - 1))

    def listen(step: str) -> None:
        if next(left, None) is None:
            raise Killed

    return listen


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, snapshot: Snapshot) -> Snapshot:
    """The ontology and the description alone, as a dataset of its own."""
    folder = tmp_path_factory.mktemp("small")
    lines = [line for line in snapshot.nquads.read_bytes().splitlines(keepends=True) if _kept(line)]
    version = content_version(lines)
    lines = [line.replace(snapshot.version.encode(), version.encode()) for line in lines]
    (folder / "dataset.nq").write_bytes(b"".join(lines))
    return Snapshot(version, "", folder)


def _kept(line: bytes) -> bool:
    return line.endswith((f"<{ONTOLOGY_GRAPH}> .\n".encode(), f"<{DESCRIPTION_GRAPH}> .\n".encode()))


@pytest.fixture(scope="module", params=list(ENGINES))
def writable(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, few_snapshot: Snapshot
) -> Iterator[Server]:
    """A server for tests that write to it; at first it holds the snapshot of a part of the real tables."""
    with holding(ENGINES[request.param](tmp_path_factory.mktemp(request.param)), few_snapshot) as started:
        yield started


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.push.push._SIZE", {"graph-store": 300, "update": 300})


def push(server: Server, records: Path, way: Way | None = None) -> Push:
    return Push(endpoints(server.url), records, server.login, way)


@pytest.mark.sweep("writable")
@pytest.mark.parametrize("way", ["graph-store", "update"])
def test_both_ways_put_the_same_there_whatever_was_there(
    writable: Server, small: Snapshot, tmp_path: Path, way: Way
) -> None:
    pushed = push(writable, tmp_path, way).run(small)
    assert (pushed.version, pushed.way) == (small.version, way)
    assert pushed.statements == pushed.sent == len(small.nquads.read_bytes().splitlines())
    assert RemoteStore(writable.url).held_version() == small.version
    assert list(tmp_path.iterdir()) == []


@pytest.mark.sweep("writable")
@pytest.mark.parametrize("way", ["graph-store", "update"])
def test_a_push_that_was_killed_goes_on(writable: Server, small: Snapshot, tmp_path: Path, way: Way) -> None:
    with pytest.raises(Killed):
        push(writable, tmp_path, way).run(small, listener(6))
    assert RemoteStore(writable.url).held_version() == "", "a reader must see that it is not complete"
    pushed = push(writable, tmp_path, way).run(small)
    assert 0 < pushed.sent < pushed.statements
    assert RemoteStore(writable.url).held_version() == small.version


def test_a_record_is_worth_nothing_when_the_server_lost_the_data(
    empty: Server, small: Snapshot, tmp_path: Path
) -> None:
    with pytest.raises(Killed):
        push(empty, tmp_path).run(small, listener(8))
    other = oxigraph(tmp_path)
    other.start()
    try:
        record = next(tmp_path.glob("*.json"))
        moved = Push(endpoints(other.url), tmp_path)
        record.rename(_record_of(moved, tmp_path))
        pushed = moved.run(small)
    finally:
        other.kill()
    assert pushed.sent == pushed.statements


def _record_of(push: Push, folder: Path) -> Path:
    return folder / f"{sha256(push.target.query.encode()).hexdigest()[:16]}.json"


@pytest.mark.sweep("writable")
def test_what_else_writes_there_is_noticed(writable: Server, small: Snapshot, tmp_path: Path) -> None:
    writer = Writer(endpoints(writable.url), writable.login, "update")

    def disturb(step: str) -> None:
        if step.startswith("Comparing"):
            writer.add(ONTOLOGY_GRAPH, "<x:a> <x:a> <x:a> .\n")

    with pytest.raises(PushError, match=r"holds [\d,]+ statements in <.*ontology> instead of [\d,]+"):
        push(writable, tmp_path).run(small, disturb)
    assert push(writable, tmp_path).run(small, anew=True).version == small.version


def test_without_a_password_virtuoso_refuses(writable: Server, small: Snapshot, tmp_path: Path) -> None:
    if writable.login is None:
        pytest.skip("Oxigraph knows no passwords")
    for login in (None, Login("dba", "wrong")):
        with pytest.raises(PushError, match="OPG_STORE_PASSWORD"):
            Push(endpoints(writable.url), tmp_path, login).run(small)


def test_addresses_that_take_no_data(empty: Server, small: Snapshot, tmp_path: Path) -> None:
    target = endpoints(empty.url, graph_store=empty.url + "/none", update=empty.url + "/neither")
    with pytest.raises(PushError, match="--graph-store or --update"):
        Push(target, tmp_path).run(small)
    with pytest.raises(StoreUnavailableError, match="cannot be reached"):
        Push(endpoints(f"http://127.0.0.1:{free_port()}/query"), tmp_path).run(small)


def test_a_server_without_graph_store_is_written_to_by_updates(empty: Server, small: Snapshot, tmp_path: Path) -> None:
    target = endpoints(empty.url, graph_store=empty.url + "/none")
    assert Push(target, tmp_path).run(small).way == "update"


@pytest.mark.sweep("writable")
def test_push_and_sparql_at_the_command_line(writable: Server, few_snapshot: Snapshot) -> None:
    environment = {**os.environ, "OPG_HOME": str(few_snapshot.home)}
    if writable.login:
        environment |= {"OPG_STORE_USER": writable.login.user, "OPG_STORE_PASSWORD": writable.login.password}
    command = [str(OPG), "push", writable.url]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    amount = len(few_snapshot.nquads.read_bytes().splitlines())
    assert done.stdout.startswith(f"{writable.url} holds snapshot {few_snapshot.version[:12]}: {amount:,} statements")
    asked = subprocess.run(
        [str(OPG), "sparql", "-", "--store", writable.url], input="ASK { ?s a op:Games }", env=environment,
        capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert (asked.stdout, asked.stderr, asked.returncode) == ("true\n", "", 0)


def test_batches_hold_every_statement_once_and_blank_nodes_together(snapshot: Snapshot) -> None:
    parts = batches(snapshot, 1_000)
    lines = [line for part in parts for line in part.lines]
    assert len(lines) == len(set(lines)) == len(snapshot.nquads.read_bytes().splitlines())
    with_nodes = [part for part in parts if "_:" in part.text]
    assert [(part.graph, part.first) for part in with_nodes] == [(ONTOLOGY_GRAPH, True)]
    assert parts[-1].graph == DESCRIPTION_GRAPH
    assert f'digest> "{snapshot.version}"' in parts[-1].lines[-1]
    assert max(len(part.lines) for part in parts) == 1_000
