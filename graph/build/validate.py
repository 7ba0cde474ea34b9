"""The validation of a dataset by SHACL shapes, part by part.

The engine is pyshifty (Rust). It gives the same findings as pySHACL, which takes minutes where it takes seconds.
tests/ontology/test_shapes.py holds the two together, and the parts to the whole.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from graph.build.memory import give_back
from graph.build.neighbourhoods import Neighbourhoods, Part
from graph.build.report import Finding, Report, Severity
from graph.build.shape_engine import Engine, Result, results_of, write_part
from graph.build.shape_targets import Targets
from graph.progress import Progress, silent
from ontology.files import SHAPES
from ontology.namespaces import PREFIXES

_MOST: Final = 10_000
"""Statements of things that the engine gets at a time. It takes some 50 MB for them and what is beside them."""

_HERE: Final = 50_000
"""Statements up to which this process checks all parts."""

_IN_A_PROCESS: Final = 12
"""Parts that a process of its own checks at most before it ends; one takes a tenth of a second to begin."""

_PROCESSES: Final = 4
"""Processes that check at the same time, if there are as many processors."""


def validate(nquads: Path, progress: Progress = silent, *, most: int = _MOST, here: int = _HERE) -> Report:
    """Return what the shapes find in the union of the named graphs of a file of sorted N-Quads.

    The engine takes some 3 kB of memory for each statement. So it gets at most so many of things at a time. Where there
    are more statements than `here`, other processes check the parts.

    Raises:
        IncompleteValidationError: the engine skipped a shape.
    """
    targets = Targets.read(SHAPES.read_text(encoding="utf-8"))
    with TemporaryDirectory(prefix=".checking-", dir=nquads.parent) as folder:
        statements = Neighbourhoods(nquads, Path(folder), targets.terms)
        with statements:
            work = _Work(statements, targets, Path(folder), progress)
            results = work.here(most) if statements.size <= here else work.elsewhere(most)
            return Report.of([_finding(result, statements.sources) for result in results])


@dataclass(frozen=True, slots=True)
class _Task:
    """Some parts that are checked by one process: the things of each, their files, and what is found in each."""

    things: list[frozenset[bytes]]
    files: list[Path]
    results: Future[list[list[Result]]]


@dataclass(slots=True)
class _Work:
    """The check of all parts of a dataset."""

    statements: Neighbourhoods
    targets: Targets
    folder: Path
    progress: Progress
    begun: int = 0
    checked: int = 0

    def here(self, most: int) -> Iterator[Result]:
        """Yield what an engine in this process finds."""
        engine = Engine()
        for part in self.statements.parts(most):
            file = self._written(part)
            yield from self._about(part.things, engine.results(file))
            file.unlink()
            give_back()

    def elsewhere(self, most: int) -> Iterator[Result]:
        """Yield what other processes find, which get as many parts as they can take."""
        parts, processes = self.statements.parts(most), min(os.cpu_count() or 1, _PROCESSES)
        each = min(_IN_A_PROCESS, 1 + self.statements.size // (most * processes))
        tasks: deque[_Task] = deque()
        with ThreadPoolExecutor(processes) as pool:
            while (some := list(islice(parts, each))) or tasks:
                if some:
                    tasks.append(self._begun(some, pool))
                if len(tasks) > processes or not some:
                    task = tasks.popleft()
                    for things, results in zip(task.things, task.results.result(), strict=True):
                        yield from self._about(things, results)
                    for file in task.files:
                        file.unlink()

    def _begun(self, parts: list[Part], pool: ThreadPoolExecutor) -> _Task:
        files = list(map(self._written, parts))
        return _Task([part.things for part in parts], files, pool.submit(results_of, files))

    def _written(self, part: Part) -> Path:
        """Write a part to a file, with the shapes that look at its things."""
        self.begun += 1
        file = self.folder / f"part-{self.begun}.nt"
        write_part(file, part.triples, self.targets.shapes(part.classes | self.statements.classes, part.properties))
        return file

    def _about(self, things: frozenset[bytes], results: Iterable[Result]) -> Iterator[Result]:
        """Yield the results about things of a part, not about what stands beside them."""
        yield from (result for result in results if result.focus.encode() in things)
        self.checked += len(things)
        self.progress(f"Checking shapes and rules: {self.checked:,} of {self.statements.count:,} things")


def _finding(result: Result, sources: Callable[[str], list[str]]) -> Finding:
    focus, value = _plain(result.focus), _plain(result.value)
    rests_on = {*sources(result.focus), *(sources(result.value) if result.value else ())}
    return Finding(
        severity=Severity(result.severity),
        message=result.message,
        focus=focus,
        path=_expanded(result.path),
        value="" if value == focus else value,
        shape=result.shape,
        sources=tuple(sorted(rests_on)),
    )


def _plain(term: str) -> str:
    return term[1:-1] if term.startswith("<") else term


def _expanded(path: str) -> str:
    """Return the IRI of a path that is one prefixed name; longer paths stay as they are."""
    prefix, colon, name = path.partition(":")
    return PREFIXES[prefix] + name if colon and prefix in PREFIXES and name.isalnum() else path
