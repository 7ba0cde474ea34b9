"""What a build does with more than memory holds gives the same as in memory."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from graph.build import build_dataset, quad_builder
from graph.build.build_snapshot import build
from graph.build.external_sort import Sorter
from graph.build.line_index import LineIndex
from graph.build.snapshot import current
from graph.build.sorted_file import SortedFile
from tests.some import some

LINES = [f"<x:{number * 7 % 397}> <x:p> <x:{number % 9}> .\n".encode() for number in range(4_000)]
"""More than one block of an index has, and many twice."""


@pytest.mark.parametrize("most", [1, 5_000, 10_000_000])
def test_lines_are_sorted_and_each_is_there_once(tmp_path: Path, most: int) -> None:
    files: list[Path] = []
    sorter = Sorter(tmp_path, "lines", most, files.append)
    few = LINES[:300]
    sorter.add(few[:100])
    sorter.add(few[100:])
    assert list(sorter.merged()) == sorted(set(few))
    assert bool(files) == sorter.is_in_files == (most < 10_000_000)
    assert list(tmp_path.iterdir()) == []


def test_lines_are_found_by_their_first_term(tmp_path: Path) -> None:
    lines = sorted(set(LINES))
    index = LineIndex(tmp_path / "lines", lines)
    for number in some(range(-1, 401)):
        term = f"<x:{number}>".encode()
        assert index.find(term) == [line for line in lines if line.startswith(term + b" ")]
    assert [line for _, found in index.all() for line in found] == lines
    assert (index.size, index.count) == (len(lines), len({line.split()[0] for line in lines}))
    index.close()


def test_an_index_of_nothing_finds_nothing(tmp_path: Path) -> None:
    index = LineIndex(tmp_path / "lines", ())
    assert (index.find(b"<x:1>"), list(index.all())) == ([], [])
    index.close()


@pytest.mark.parametrize("places", [[0], [-1], [0, 1, 2], [500, 501, 1_000, -2], range(0, 1_500, 7), []])
def test_lines_come_between_those_of_a_file(tmp_path: Path, places: list[int]) -> None:
    lines = sorted(set(LINES))
    between = {lines[place] for place in places}
    file = SortedFile.write(tmp_path / "file", [line for line in lines if line not in between])
    file.write_with(between, tmp_path / "all")
    assert (tmp_path / "all").read_bytes() == b"".join(lines)
    assert file.digest(between) == sha256(b"".join(lines)).hexdigest()


@pytest.mark.slow
def test_a_build_in_many_parts_gives_the_same_bytes(
    few_built: Path, few_tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = current(few_built)
    assert snapshot is not None
    monkeypatch.setattr(quad_builder, "_MOST", 1)
    monkeypatch.setattr(build_dataset, "Sorter", partial(Sorter, most=100_000))
    built = build(tmp_path / "home", few_tables)
    assert built.nquads.read_bytes() == snapshot.nquads.read_bytes()
    count = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert built.store().query(count) == snapshot.in_memory().query(count)
