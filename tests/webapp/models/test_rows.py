"""Rows as objects: their classes are those of the queries."""

from __future__ import annotations

from webapp.models.generate_rows import ROWS, module


def test_the_classes_are_those_of_the_queries() -> None:
    assert ROWS.read_text(encoding="utf-8") == module(), "run: make rows"
