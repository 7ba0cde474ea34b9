"""Statements in the order of a file.

They are those of things whose IRIs begin alike.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.stores.statements_in_order import statements_about

THINGS = ["x:a/1", "x:b/1", "x:b/1-2", "x:b/2", "x:ba/1", "x:c/1"]


@pytest.mark.parametrize("start", ["x:a/", "x:b/", "x:b", "x:c/", "x:", "x:0", "x:bb/", "x:d/"])
@pytest.mark.parametrize("each", [1, 3, 40])
def test_those_are_found_that_begin_so(tmp_path: Path, start: str, each: int) -> None:
    lines = sorted(f'<{thing}> <x:p> "{"é" * number}" .' for thing in THINGS for number in range(each))
    (tmp_path / "file").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    found = {iri: {str(quad.object) for quad in quads} for iri, quads in statements_about(tmp_path / "file", start)}
    expected = {str(ox.Literal("é" * number)) for number in range(each)}
    assert found == {iri: expected for iri in THINGS if iri.startswith(start)}


def test_nothing_is_in_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert list(statements_about(tmp_path / "file", "x:")) == []
