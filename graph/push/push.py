"""The push of a snapshot into a server, in recorded batches.

A push that was killed goes on where it was. The digest is the mark that all is there: the description graph, which
holds it, is emptied first and filled last. Until then a reader finds no digest, and says so. A batch may be sent
twice.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from graph.build.snapshot import Snapshot
from graph.progress import Progress, silent
from graph.push.batches import Batch, Record, batches
from graph.push.graph_store_client import PushError, Way, Writer
from graph.stores.http_client import Login, shown
from graph.stores.vendor_endpoints import Endpoints
from graph.version_digest import content_version
from ontology.namespaces import DESCRIPTION_GRAPH, GRAPHS

_SIZE: Final[dict[Way, int]] = {"graph-store": 5_000, "update": 1_000}
"""Statements in a request: a document may be long, but an update is compiled as a program."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did: the version and the number of statements that the server holds, how many were sent now, how."""

    version: str
    statements: int
    sent: int
    way: Way


@dataclass(frozen=True, slots=True)
class Push:
    """A push to the server at `target`; in which way, unless one is given, the server says.

    `records` is the folder in which it is recorded how far a push has come.
    """

    target: Endpoints
    records: Path
    login: Login | None = None
    way: Way | None = None

    def run(self, snapshot: Snapshot, progress: Progress = silent, *, anew: bool = False) -> Pushed:
        """Load the snapshot into the server, going on with an earlier push of it unless `anew`.

        Raises:
            PushError: the server refused, or holds something else afterwards.
            StoreError: the server cannot be reached, or does not answer.
            OSError: the record cannot be written.
        """
        writer = Writer(self.target, self.login, self.way)
        try:
            way = writer.way(DESCRIPTION_GRAPH)
            parts = batches(snapshot, _SIZE[way])
            record = Record(self.records, self.target.query, f"{snapshot.version} {way}")
            sent = _send(writer, parts, record, progress, done=0 if anew else _arrived(writer, parts, record.done))
            progress("Comparing what the server holds with the snapshot")
            _compare(writer, parts, snapshot.version, shown(self.target.query))
            record.forget()
        finally:
            writer.close()
        return Pushed(snapshot.version, sum(_sizes(parts).values()), sent, way)


def _sizes(parts: list[Batch]) -> Counter[str]:
    """Count the statements by graph."""
    sizes: Counter[str] = Counter()
    for part in parts:
        sizes[part.graph] += len(part.lines)
    return sizes


def _arrived(writer: Writer, parts: list[Batch], recorded: int) -> int:
    """Return how many batches need not be sent again.

    They are those recorded, if the server, maybe a new one, still has as many statements in each graph.
    """
    expected = _sizes(parts[:recorded])
    return recorded if all(writer.count(graph) >= size for graph, size in expected.items()) else 0


def _send(writer: Writer, parts: list[Batch], record: Record, progress: Progress, *, done: int) -> int:
    """Send all batches but the first `done`, and return how many statements that were."""
    total = sum(len(part.lines) for part in parts)
    before = sum(len(part.lines) for part in parts[:done])
    sent = 0
    if done == 0:
        writer.replace(DESCRIPTION_GRAPH, "")
    for number, part in enumerate(parts[done:], start=done + 1):
        progress(f"Sent {before + sent:,} of {total:,} statements")
        if part.first:
            writer.replace(part.graph, part.text)
        else:
            writer.add(part.graph, part.text)
        sent += len(part.lines)
        record.note(number)
    return sent


def _compare(writer: Writer, parts: list[Batch], version: str, where: str) -> None:
    """Compare the counts first, which tell which graph is wrong, and then the digest of everything."""
    held = {graph: writer.held(graph) for graph in GRAPHS.values()}
    for graph, size in _sizes(parts).items():
        if len(held[graph]) != size:
            raise PushError(
                f"{where} holds {len(held[graph]):,} statements in <{graph}> instead of {size:,}. "
                "Push with --anew, while nobody else writes there."
            )
    if (found := content_version(chain.from_iterable(held.values()))) != version:
        raise PushError(
            f"{where} does not give the statements back as they were: their digest is {found[:12]} instead of "
            f"{version[:12]}."
        )
