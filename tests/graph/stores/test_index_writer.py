"""An index that is loaded file by file, beside other work."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.stores.checksums import beside, verified
from graph.stores.index_writer import IndexWriter
from graph.stores.line_parts import line_parts
from graph.stores.store import Answer, EmbeddedStore

ALL = "SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o LIMIT 500"


@pytest.fixture
def nquads(few_built: Path, tmp_path: Path) -> Path:
    """A tenth of the statements of a part: enough for several parts and files."""
    lines = next(few_built.glob("snapshots/*/dataset.nq")).read_bytes().splitlines(keepends=True)
    file = tmp_path / "dataset.nq"
    file.write_bytes(b"".join(lines[::10]))
    return file


def answer(folder: Path, files: list[Path], **sizes: int) -> Answer:
    with IndexWriter(folder, **sizes) as index:
        for file in files:
            index.add(file)
        index.finish()
    assert verified(folder)
    assert json.loads(beside(folder).read_text(encoding="utf-8"))
    return EmbeddedStore.open(folder).query(ALL)


@given(st.lists(st.binary(max_size=9).map(lambda line: line.replace(b"\n", b"") + b"\n")), st.integers(1, 20))
def test_parts_have_whole_lines_and_are_the_file(lines: list[bytes], size: int) -> None:
    file = io.BytesIO(b"".join(lines))
    parts = list(line_parts(file, size))
    assert b"".join(parts) == file.getvalue()
    assert {part[-1:] for part in parts} <= {b"\n"}
    assert min(map(len, parts[:-1]), default=size) >= size


@pytest.mark.slow
@pytest.mark.parametrize("merged", [1, 1_000_000_000])
def test_an_index_from_several_files_and_parts_answers_the_same(nquads: Path, tmp_path: Path, merged: int) -> None:
    lines = nquads.read_bytes().splitlines(keepends=True)
    files = [tmp_path / f"{number}.nq" for number in range(3)]
    for number, file in enumerate(files):
        file.write_bytes(b"".join([*lines[number::3], lines[0]]))
    whole = answer(tmp_path / "whole", [nquads])
    assert answer(tmp_path / "parts", files, part=20_000, merged=merged) == whole


@pytest.mark.slow
def test_a_file_may_be_removed_as_soon_as_it_was_given(nquads: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.nq"
    own.write_bytes(nquads.read_bytes())
    with IndexWriter(tmp_path / "store") as index:
        index.add(own)
        own.unlink()
        index.finish()
    assert EmbeddedStore.open(tmp_path / "store").query("ASK { GRAPH ?g { ?s ?p ?o } }")


def test_a_file_that_is_no_nquads_is_told_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "no.nq").write_bytes(b"<x:s> <x:p\n")
    with pytest.raises(SyntaxError), IndexWriter(tmp_path / "store") as index:  # noqa: PT012 - it is told at the end
        index.add(tmp_path / "no.nq")
        index.finish()
    assert not beside(tmp_path / "store").exists()


def test_other_work_that_fails_ends_the_loading(nquads: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="other"), IndexWriter(tmp_path / "store") as index:  # noqa: PT012 - so it is
        for _ in range(50):
            index.add(nquads)
        index.finish()
        raise ValueError("other")
    assert not beside(tmp_path / "store").exists()
