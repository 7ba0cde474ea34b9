"""The problems of tables that a test has broken."""

from __future__ import annotations

from pathlib import Path

from graph.build.load_tables import examine
from graph.build.problems import Problem
from graph.paths import TABLES


def lines_of(file: str) -> list[str]:
    """Return the lines of a real table."""
    return (TABLES / file).read_text(encoding="utf-8").splitlines()


def problems_of(tables: Path) -> tuple[Problem, ...]:
    """Return the problems of the tables, which cannot be read unless all are harmless."""
    read, problems = examine(tables)
    wrong = [problem for problem in problems if not problem.harmless]
    assert (read is None) == bool(wrong)
    return problems


def only(tables: Path) -> Problem:
    """Return the one problem that the tables have."""
    problems = problems_of(tables)
    assert len(problems) == 1, list(map(str, problems[:12]))
    return problems[0]
