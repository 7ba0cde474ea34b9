"""The difference between two sets of statements, as lines of N-Quads.

No store is needed: lines that both have are taken away as they are, and only what is left is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.version_digest import states_digest


class Line(NamedTuple):
    """A line of N-Quads in its parts, each as N-Quads has it."""

    subject: bytes
    property: bytes
    value: bytes
    graph: bytes

    @classmethod
    def read(cls, line: bytes) -> Line:
        """Take a line apart that pyoxigraph wrote: one space between parts, and a named graph."""
        subject, property_, rest = line.split(b" ", 2)
        value, graph = rest[:-3].rsplit(b" ", 1)
        return cls(subject, property_, value, graph)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two sets of statements, and what only one of them has; all as sorted lines of N-Quads."""

    before: Sequence[bytes]
    after: Sequence[bytes]
    removed: Sequence[bytes]
    added: Sequence[bytes]

    def __bool__(self) -> bool:
        """Tell whether they differ in more than the digest that each states of itself."""
        return any(not states_digest(line) for line in (*self.removed, *self.added))

    def patch(self) -> bytes:
        """Return an RDF Patch (https://afs.github.io/rdf-patch/) that makes the second set from the first.

        It is one transaction. Lines with D are to be deleted, then those with A added. Apache Jena reads it.
        """
        deleted, added = (b"D " + line for line in self.removed), (b"A " + line for line in self.added)
        return b"".join((b"TX .\n", *deleted, *added, b"TC .\n"))


def difference(before: Iterable[bytes], after: Iterable[bytes]) -> Difference:
    """Compare two sets of statements, each as lines of N-Quads in the order of their bytes."""
    one, other = list(before), list(after)
    in_one, in_other = set(one), set(other)
    removed = [line for line in one if line not in in_other]
    added = [line for line in other if line not in in_one]
    return Difference(one, other, removed, added)
