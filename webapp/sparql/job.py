"""A query for the sandbox, and its result."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QueryJob:
    """A query, with all that its answer depends on.

    `default_graphs` and `named_graphs` are the dataset that the protocol names, or None where it names none. `own_from`
    says that the query names one itself. `solutions` and `graph` are the media types for the two families of answers
    (SELECT and ASK; CONSTRUCT and DESCRIBE). They are None where the client accepts no format of that family.
    """

    query: str
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None
    own_from: bool
    solutions: str | None
    graph: str | None


@dataclass(frozen=True, slots=True)
class QueryResult:
    """A complete answer: its media type, its bytes, and the seconds that it took.

    `processor` are the seconds of the processor among these. `rows` counts solutions or triples; None where nobody has.
    """

    media_type: str
    body: bytes
    seconds: float
    processor: float = 0.0
    rows: int | None = None

    @property
    def size(self) -> int:
        """Bytes that it takes in memory, roughly."""
        return len(self.body)
