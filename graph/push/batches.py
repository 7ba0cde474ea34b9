"""The batches of a push, and the record of those that arrived. A snapshot is sent in these parts, one by one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from graph.build.snapshot import Snapshot
from graph.version_digest import states_digest
from ontology.namespaces import GRAPHS


@dataclass(frozen=True, slots=True)
class Batch:
    """A part of a graph, as lines of N-Triples; the first of its graph takes the place of what was there."""

    graph: str
    first: bool
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines as a document."""
        return "".join(self.lines)


def batches(snapshot: Snapshot, size: int) -> list[Batch]:
    """Divide a snapshot into batches of about `size` statements, graph by graph.

    All statements with blank nodes are in the first batch of their graph: a blank node has no name beyond one document.
    The digest is in the last batch of all.
    """
    lines: dict[str, list[str]] = {graph: [] for graph in GRAPHS.values()}
    with snapshot.checked_nquads().open(encoding="utf-8", newline="\n") as file:
        for line in file:
            statement, _, graph = line.rstrip(" .\n").rpartition(" ")
            lines[graph[1:-1]].append(f"{statement} .\n")
    return [batch for graph, found in lines.items() for batch in _divide(graph, sorted(found, key=_place), size)]


def _place(line: str) -> int:
    return 0 if "_:" in line else 2 if states_digest(line.encode()) else 1


def _divide(graph: str, lines: list[str], size: int) -> list[Batch]:
    """Divide lines that begin with those that must stay together; without any there is one, which empties the graph."""
    together = sum(1 for line in lines if _place(line) == 0)
    ends = range(max(size, together), max(len(lines), 1) + size, size)
    starts = [0, *ends]
    return [Batch(graph, start == 0, tuple(lines[start:end])) for start, end in zip(starts, ends, strict=False)]


class Record:
    """How many batches a server has, in a file named after it; good for one division of one version only."""

    def __init__(self, folder: Path, server: str, division: str) -> None:
        self._path = folder / f"{sha256(server.encode()).hexdigest()[:16]}.json"
        self._division = division
        self.done = self._read()

    def _read(self) -> int:
        try:
            written = json.loads(self._path.read_text(encoding="utf-8"))
            return int(written["done"]) if written["division"] == self._division else 0
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def note(self, done: int) -> None:
        """Record that so many batches have arrived.

        Raises:
            OSError: the folder cannot be written.
        """
        self.done = done
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(".new")
        beside.write_text(json.dumps({"division": self._division, "done": done}), encoding="utf-8")
        beside.replace(self._path)

    def forget(self) -> None:
        """Remove the record of a push that is complete."""
        self._path.unlink(missing_ok=True)
