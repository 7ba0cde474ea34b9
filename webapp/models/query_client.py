"""The client with which pages run named queries.

It reads the rows of answers by the names of the variables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import pyoxigraph as ox

from graph.stores.store import Rows, Store, Term, Triples, Truth
from ontology.namespaces import ID_BASE
from queries import registry
from queries.run import run
from webapp.models.cells import cells, label_columns, language_of
from webapp.models.grouping import grouped_by
from webapp.models.rows import QUERIES
from webapp.text.english import ENGLISH

A = TypeVar("A", Rows, Truth, Triples)
R = TypeVar("R", bound=tuple[str, ...])
"""A class of rows in `webapp.models.rows`."""

_IDENTIFIER = re.compile(re.escape(ID_BASE) + "[a-z-]+/[a-z0-9-]+")


def one_each(rows: Iterable[R]) -> list[R]:
    """Return one row for each value of a variable, in their order.

    The graph says some things more than once. Of several values of `label` the English one is taken, or else the first.
    """
    found: dict[str, R] = {}
    for row in rows:
        known = found.setdefault(row[0], row)
        if language_of(known[1]) not in ENGLISH and language_of(row[1]) in ENGLISH:
            found[row[0]] = row
    return list(found.values())


def grouped(rows: Iterable[R]) -> dict[str, list[R]]:
    """Return the rows of each value of the first column, all in their order."""
    return grouped_by(rows, lambda row: row[0])


@dataclass(frozen=True, slots=True)
class QueryClient:
    """A client that reaches the graph only by the names of queries.

    Parameters are texts. An identifier of ours, a default or one from the graph, is bound as a term without any check.
    If the graph does not know it, there are no rows, and no error.
    """

    store: Store

    def rows(self, row: type[R], **parameters: str) -> list[R]:
        """Return the rows of a SELECT, by their class in `webapp.models.rows`."""
        answer = self._answer(Rows, QUERIES[row], parameters)
        labels = label_columns(answer.variables)
        # what `_make` of a named tuple does, which the type of any such tuple does not have
        return [tuple.__new__(row, cells(terms, labels)) for terms in answer.rows]

    def truth(self, query: str, **parameters: str) -> bool:
        """Return the answer of an ASK."""
        return self._answer(Truth, query, parameters).value

    def triples(self, query: str, **parameters: str) -> Iterator[ox.Triple]:
        """Return the triples of a CONSTRUCT."""
        return iter(self._answer(Triples, query, parameters).triples)

    def _answer(self, kind: type[A], query: str, parameters: Mapping[str, str]) -> A:
        """Run a query.

        Raises:
            TypeError: the query has another kind of answer.
        """
        defaults = {item.name: item.default for item in registry.get(query).parameters if item.default is not None}
        given = {**defaults, **parameters}
        terms: dict[str, str | Term] = {
            name: ox.NamedNode(text) if _IDENTIFIER.fullmatch(text) else text for name, text in given.items()
        }
        answer = run(self.store, query, terms)
        if not isinstance(answer, kind):
            raise TypeError(f"the answer of the query {query} is expected to be of the class {kind.__name__}")
        return answer
