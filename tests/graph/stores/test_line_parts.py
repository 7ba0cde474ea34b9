"""Parts of a file of lines, and an index that is loaded from them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.stores import store as stores
from graph.stores.line_parts import line_parts
from graph.stores.store import EmbeddedStore

ALL = "SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o LIMIT 500"


@given(st.lists(st.binary(max_size=9).map(lambda line: line.replace(b"\n", b"") + b"\n")), st.integers(1, 20))
def test_parts_have_whole_lines_and_are_the_file(lines: list[bytes], size: int) -> None:
    file = io.BytesIO(b"".join(lines))
    parts = [part.read() for part in line_parts(file, size)]
    assert b"".join(parts) == file.getvalue()
    assert {part[-1:] for part in parts} <= {b"\n"}
    assert min(map(len, parts[:-1]), default=size) >= size


@pytest.mark.slow
def test_an_index_from_several_parts_answers_the_same(
    few_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nquads = next(few_built.glob("snapshots/*/dataset.nq"))
    EmbeddedStore.create(tmp_path / "whole", nquads)
    monkeypatch.setattr(stores, "_LOADED", 200_000)
    EmbeddedStore.create(tmp_path / "parts", nquads)
    assert EmbeddedStore.open(tmp_path / "parts").query(ALL) == EmbeddedStore.open(tmp_path / "whole").query(ALL)
