"""The graph by one word: a release, a file, compressed or not, an endpoint."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import zstandard

from graph.releases.frozen import ReleaseError, release
from graph.stores.store import EmbeddedStore, StoreError
from queries.frames import frame
from queries.open_graph import open_graph

TURTLE = b"<https://example.org/a> <https://example.org/b> <https://example.org/c> ."


def test_a_release_is_named_by_its_number() -> None:
    assert open_graph("1.1").version == open_graph("v1.1").version == release("1.1").digest
    assert frame(open_graph("1.1"), "counts").attrs["version"] == "1.1"
    with pytest.raises(ReleaseError, match=r"There is no release 99\.9.* There are 1\.0, 1\.1"):
        open_graph("99.9")


@pytest.mark.parametrize(
    ("suffix", "content"),
    [(".ttl", TURTLE), (".nt.gz", gzip.compress(TURTLE)), (".nt.zst", zstandard.compress(TURTLE))],
)
def test_a_file_may_be_compressed(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"graph{suffix}"
    path.write_bytes(content)
    assert frame(open_graph(path), "classes-in-use").empty
    assert len(open_graph(str(path)).query("SELECT * { ?a ?b ?c }").rows) == 1  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("graph.nt.gz", TURTLE, "cannot be read: it is damaged, or no .gz file"),
        ("graph.nt.gz", gzip.compress(TURTLE)[:30], "cannot be read"),
        ("graph.nt.zst", TURTLE, "cannot be read"),
        ("graph.ttl", b"nonsense", "cannot be read"),
        ("partnerships.csv", b"a,b", "has none of the extensions"),
        ("graph.gz", gzip.compress(TURTLE), "has none of the extensions"),
    ],
)
def test_a_file_that_is_no_graph_is_said(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(StoreError, match=said):
        open_graph(path)


def test_a_place_with_nothing_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is nothing at"):
        open_graph(tmp_path / "nowhere.nq")
    with pytest.raises(StoreError, match="cannot be reached"):
        open_graph("http://127.0.0.1:9/sparql")


def test_without_a_name_it_is_the_graph_of_the_tables(store: EmbeddedStore) -> None:
    assert open_graph().version == store.version
