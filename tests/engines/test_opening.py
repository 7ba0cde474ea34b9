"""What a store can be named by, what is asked of it first, and what is said when it will not do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.build.snapshot import Snapshot
from graph.stores.open_store import NotReadyError, check_ready, open_checked, open_named
from graph.stores.remote_store import RemoteStore
from graph.stores.store import EmbeddedStore, Rows, StoreUnavailableError, Truth
from tests.engines.servers import Server, free_port

OPG = Path(sys.executable).with_name("opg")

FOREIGN = """\
@prefix : <http://example.org/> .
:a :p 1 .
:g { :b :p 2 . <c> :p 3 }
"""


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    path = tmp_path / "foreign.trig"
    path.write_text(FOREIGN, encoding="utf-8")
    return path


def numbers(store: object, query: str) -> list[str]:
    assert isinstance(store, EmbeddedStore | RemoteStore)
    answer = store.query(query)
    assert isinstance(answer, Rows)
    return sorted(term.value for row in answer.rows for term in row if isinstance(term, ox.Literal))


def test_a_file_of_other_data_keeps_its_own_default_graph(foreign: Path) -> None:
    store = open_checked(str(foreign))
    assert numbers(store, "SELECT ?n { ?s ?p ?n }") == ["1"]
    assert numbers(store, "SELECT ?n { GRAPH ?g { ?s ?p ?n } }") == ["2", "3"]
    assert store.query(f"ASK {{ GRAPH ?g {{ <{(foreign.parent / 'c').as_uri()}> ?p 3 }} }}") == Truth(value=True)


def test_its_version_changes_with_its_content(foreign: Path) -> None:
    before = open_named(str(foreign)).version
    assert open_named(str(foreign)).version == before
    foreign.write_text(FOREIGN.replace("1", "4"), encoding="utf-8")
    assert before != open_named(str(foreign)).version != ""


def test_a_folder_of_other_data(tmp_path: Path) -> None:
    made = ox.Store(str(tmp_path / "data"))
    made.load(FOREIGN, format=ox.RdfFormat.TRIG, base_iri="http://example.org/")
    made.flush()
    del made
    store = open_named(str(tmp_path / "data"))
    assert numbers(store, "SELECT ?n { ?s ?p ?n }") == ["1"]
    assert store.version


def test_our_own_data_is_recognised_in_any_form(snapshot: Snapshot) -> None:
    for place in (snapshot.nquads, snapshot.folder / "store"):
        store = open_checked(str(place))
        assert isinstance(store, EmbeddedStore)
        assert (store.version, store.union) == (snapshot.version, True)
        assert store.query("ASK { ?s ?p ?o }") == Truth(value=True)


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("<a> <b>", encoding="utf-8")
    (tmp_path / "table.csv").write_text("a,b", encoding="utf-8")
    for name, message in (
        ("broken.ttl", "cannot be read"),
        ("table.csv", "has none of the extensions .ttl"),
        ("nothing.ttl", "There is nothing at"),
        ("", "is no folder of an Oxigraph store"),
    ):
        with pytest.raises(NotReadyError, match=message):
            open_named(str(tmp_path / name))


def test_a_server_must_be_there_and_hold_the_dataset(empty: Server, server: Server, snapshot: Snapshot) -> None:
    with pytest.raises(StoreUnavailableError, match="connection refused"):
        open_checked(f"http://127.0.0.1:{free_port()}/query")
    with pytest.raises(NotReadyError, match=f"holds no statement of the dataset. Load it with: opg push {empty.url}"):
        open_checked(empty.url)
    store = open_checked(server.url)
    assert store.version == snapshot.version
    check_ready(store, snapshot.version)
    with pytest.raises(NotReadyError, match=f"holds version {snapshot.version[:12]}, not 0123456789ab"):
        check_ready(store, "0123456789abcdef")


def test_a_server_of_other_data_is_asked_as_it_is_where_that_is_wanted(empty: Server) -> None:
    answer = open_checked(empty.url, foreign=True).query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert isinstance(answer, Rows)


@pytest.mark.sweep("server")
@pytest.mark.parametrize(
    ("command", "ways"),
    [
        (["stats"], ["option"]),  # which takes seconds over a server
        (["query", "partners-per-term"], ["option", "variable"]),
        (["show", "alibaba"], ["option", "variable"]),
    ],
)
def test_commands_take_the_store_from_option_and_environment(
    server: Server, snapshot: Snapshot, home: Path, command: list[str], ways: list[str]
) -> None:
    outputs = []
    for way in ("neither", *ways):
        options = ["--store", server.url] if way == "option" else []
        variable = server.url if way == "variable" else ""
        environment = {**os.environ, "OPG_HOME": str(home), "OPG_STORE": variable}
        done = subprocess.run(
            [str(OPG), *command, *options],
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        outputs.append([line for line in done.stdout.splitlines() if not line.startswith(("snapshot,", "store,"))])
    assert outputs[1:] == outputs[:1] * len(ways)


@pytest.mark.parametrize("arguments", [["push", "nowhere"], ["push", "http://x/query", "--update", "y"]])
def test_addresses_are_looked_at_before_anything_is_done(arguments: list[str]) -> None:
    done = subprocess.run([str(OPG), *arguments], capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 2
    assert "it begins with neither http:// nor https://" in done.stderr
