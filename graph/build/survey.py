"""Numbers about sorted lines of N-Quads.

Two readings give them, and memory holds the classes of each thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from rdflib import RDF

Classes: TypeAlias = tuple[str, ...]
Shape: TypeAlias = tuple[Classes, bytes, bytes | Classes]

_TYPE: Final = f"<{RDF.type}>".encode()
_NONE: Final[Classes] = ()


@dataclass(slots=True)
class Survey:
    """How often what occurs in a dataset, of which no statement stands in two graphs."""

    graphs: Counter[bytes] = field(default_factory=Counter)
    """Statements of each graph."""

    subjects: int = 0
    entities: Counter[str] = field(default_factory=Counter)
    """Things of each class."""

    shapes: Counter[Shape] = field(default_factory=Counter)
    """Statements by the classes of their subject, their property, and the classes or the datatype of their value."""

    linked: Counter[tuple[bytes, bytes]] = field(default_factory=Counter)
    """Statements by property and value, for the properties of links to other registers."""

    @classmethod
    def of(cls, lines: Iterable[bytes], links: Collection[bytes]) -> Survey:
        """Count lines, which can be read several times; `links` are properties whose values are counted."""
        found = cls()
        for (graph, shape), count in Counter(found._statements(lines, links)).items():
            found.graphs[graph] += count
            found.shapes[shape] += count
        return found

    def _statements(self, lines: Iterable[bytes], links: Collection[bytes]) -> Iterator[tuple[bytes, Shape]]:
        """Yield what is counted of each statement, and count its links."""
        classes = self._classes(lines)
        before, own = b"", _NONE
        for line in lines:
            subject, predicate, rest = line.split(b" ", 2)
            value, graph, _ = rest.rsplit(b" ", 2)
            if subject != before:
                before, own = subject, classes.get(subject, _NONE)
                self.subjects += 1
            if predicate in links:
                self.linked[predicate, value] += 1
            kind = _suffix(value) if value.startswith(b'"') else classes.get(value, _NONE)
            yield graph, (own, predicate, kind)

    def _classes(self, lines: Iterable[bytes]) -> dict[bytes, Classes]:
        """Return the classes of each thing that has any, in the order of the lines."""
        found: dict[bytes, Classes] = {}
        known: dict[Classes, Classes] = {}
        for line in lines:
            if _TYPE not in line:
                continue
            subject, predicate, rest = line.split(b" ", 2)
            if predicate == _TYPE and rest.startswith(b"<"):
                class_ = rest[1 : rest.index(b">")].decode()
                classes = (*found.get(subject, _NONE), class_)
                found[subject] = known.setdefault(classes, classes)
                self.entities[class_] += 1
        return found


def _suffix(literal: bytes) -> bytes:
    """Return what stands behind the text of a literal: its datatype, or an @ for a language, or nothing."""
    suffix = literal[literal.rindex(b'"') + 1 :]
    return b"@" if suffix.startswith(b"@") else suffix
