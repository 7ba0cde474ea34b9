"""The interface to query the graph, whichever engine answers.

Pages, queries and the command line rely on `Store`. `EmbeddedStore` answers with pyoxigraph inside this process, from a
folder on disk or from memory. There is nothing to install or to start. Terms are pyoxigraph's in every engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

import pyoxigraph as ox

from graph.locks import Lock
from graph.stores import checksums
from graph.stores.query_form import names_graphs

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Rows:
    """Answer of a SELECT: `rows` hold one term, or None where unbound, for each of `variables`, in that order."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Truth:
    """Answer of an ASK."""

    value: bool


@dataclass(frozen=True, slots=True)
class Triples:
    """Answer of a CONSTRUCT or DESCRIBE, each triple once, in the order of their N-Triples form."""

    triples: tuple[ox.Triple, ...]

    def __len__(self) -> int:
        """Count the triples."""
        return len(self.triples)


Answer: TypeAlias = Rows | Truth | Triples


class Store(Protocol):
    """Something that answers SPARQL 1.1 queries over the union of its named graphs."""

    @property
    def version(self) -> str:
        """The version of the data behind the store: the snapshot's digest in hexadecimal."""

    def query(self, text: str, *, chooses_graphs: bool | None = None) -> Answer:
        """Answer `text`.

        Who knows whether the query has a dataset clause says so in `chooses_graphs`; else the text is read for it.

        Raises:
            QuerySyntaxError: `text` is no SPARQL 1.1 query.
            StoreError: the engine behind the store cannot answer.
        """

    def raw(self, text: str, media_type: str) -> bytes:
        """Answer a SELECT or an ASK as a document in a SPARQL results format; `query` and writing take longer.

        Raises:
            QuerySyntaxError: `text` is no SPARQL 1.1 query.
            ValueError: there is no such format for the form of the query.
            StoreError: the engine behind the store cannot answer.
        """


class QuerySyntaxError(ValueError):
    """A query that does not parse; the message is the parser's, with line and column."""


class StoreError(RuntimeError):
    """The engine behind a store did not answer as it should; the message says which, and what may help."""


class StoreUnavailableError(StoreError):
    """The engine cannot be reached, or refuses; it may be back in a while."""


class StoreTimeoutError(StoreError):
    """The engine did not answer within the time allowed."""


class StoreAnswerError(StoreError):
    """What the engine sent is no answer, or not a whole one."""


class AnswerTooLargeError(StoreError):
    """The answer is larger than allowed; none of it is passed on."""


class EmbeddedStore:
    """A pyoxigraph store that is only read; safe to share between threads.

    With `union` the default graph is the union of all graphs. Without it, that is the store's unnamed graph. What a
    query with a dataset clause (FROM, FROM NAMED) sees, it says itself. A `lock` is held as long as the store exists.
    """

    def __init__(
        self,
        store: ox.Store,
        version: str = "",
        *,
        union: bool = True,
        lock: Lock | None = None,
        folder: Path | None = None,
    ) -> None:
        self._store = store
        self._version = version
        self._lock = lock
        self.union = union
        self.folder = folder
        """The folder of a snapshot from which statements are read as needed; None for those in memory."""

    @classmethod
    def load(cls, nquads: Path, version: str = "") -> EmbeddedStore:
        """Read an N-Quads file into memory: slower to begin with than `open`, and several times faster to query.

        Raises:
            OSError: the file cannot be read.
            SyntaxError: the file is not N-Quads.
        """
        store = ox.Store()
        store.bulk_load(path=str(nquads), format=ox.RdfFormat.N_QUADS)
        return cls(store, version)

    @classmethod
    def open(cls, folder: Path, version: str = "", lock: Lock | None = None) -> EmbeddedStore:
        """Open a folder that an `IndexWriter` made, for reading; many processes may do so at once.

        The engine opens the folder's files when it needs them; the lock keeps them there.

        Raises:
            OSError: no such folder, or it holds no store.
            RuntimeError: a file is damaged.
        """
        checksums.check(folder)
        return cls(ox.Store.read_only(str(folder)), version, lock=lock, folder=folder)

    @classmethod
    def of(cls, quads: Iterable[ox.Quad], version: str = "") -> EmbeddedStore:
        """Hold `quads` in memory."""
        store = ox.Store()
        store.bulk_extend(quads)
        return cls(store, version)

    @property
    def on_disk(self) -> bool:
        """Whether the statements are read from disk, and are not in memory."""
        return self.folder is not None

    @property
    def version(self) -> str:
        """The digest of the snapshot that was loaded, or an empty string for loose quads."""
        return self._version

    def dump(self, nquads: Path) -> None:
        """Write all statements to a file as N-Quads.

        Raises:
            OSError: the file cannot be written.
        """
        self._store.dump(str(nquads), format=ox.RdfFormat.N_QUADS)

    def query(self, text: str, *, chooses_graphs: bool | None = None) -> Answer:
        """Answer `text`; see `Store.query`."""
        answer = self._evaluated(text, chooses_graphs)
        if isinstance(answer, ox.QueryBoolean):
            return Truth(bool(answer))
        if isinstance(answer, ox.QueryTriples):
            return Triples(tuple(sorted(set(answer), key=str)))
        return Rows(tuple(v.value for v in answer.variables), tuple(tuple(solution) for solution in answer))

    def matching(
        self, subject: ox.NamedNode | None, predicate: ox.NamedNode | None, object_: ox.NamedNode | None
    ) -> Iterator[ox.Quad]:
        """Yield the statements with this subject, predicate and object, as far as they are given.

        It takes a fraction of the time of a query. A statement of several graphs comes once for each.
        """
        return self._store.quads_for_pattern(subject, predicate, object_, None if self.union else ox.DefaultGraph())

    def raw(self, text: str, media_type: str) -> bytes:
        """Answer `text` as a document; see `Store.raw`."""
        answer, known = self._evaluated(text), ox.QueryResultsFormat.from_media_type(media_type)
        if known is None or isinstance(answer, ox.QueryTriples):
            raise ValueError(f"{media_type} is no format for the answer to this query.")
        return answer.serialize(format=known) or b""

    def _evaluated(
        self, text: str, chooses_graphs: bool | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        union = self.union and not (names_graphs(text) if chooses_graphs is None else chooses_graphs)
        try:
            return self._store.query(text, use_default_graph_as_union=union)
        except SyntaxError as error:
            raise QuerySyntaxError(str(error)) from error
