"""The dataset of a query, named alike for every server.

Its meaning is that of SPARQL 1.1 Protocol, section 2.1.4. A dataset has two halves, the default graph and the named
ones. When only one half is named, the other should be empty, but Virtuoso takes it for all graphs. Virtuoso also
prefers the clauses of a query to what the protocol says. So both halves are always named, and clauses that do not count
go.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graph.stores.sparql_tokens import tokens
from ontology.namespaces import BASE

NOTHING: Final = f"{BASE}graph/nothing"
"""A graph that is always empty: no dataset of ours has it."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The graphs of a query's dataset: the default graph is the union of `default`, GRAPH sees those in `named`."""

    default: Sequence[str] = ()
    named: Sequence[str] = ()

    def explicit(self) -> Chosen:
        """Return the same with both halves named, if either is."""
        if not (self.default or self.named):
            return self
        return Chosen(self.default or (NOTHING,), self.named or (NOTHING,))


def without_clauses(query: str) -> str:
    """Leave out the clauses FROM and FROM NAMED.

    >>> without_clauses("PREFIX x: <x:> ASK FROM x:g from named <x:h> { ?s ?p 'FROM' }")
    "PREFIX x: <x:> ASK   { ?s ?p 'FROM' }"
    """
    for _, start, end in reversed(list(_clauses(query))):
        query = query[:start] + query[end:]
    return query


def with_both_clauses(query: str) -> str:
    """Add the clause that is missing to a query that has only FROM, or only FROM NAMED.

    >>> with_both_clauses("ASK FROM NAMED <x:g> {}")
    'ASK FROM NAMED <x:g> FROM <https://w3id.org/olympic-partnerships/graph/nothing> {}'
    """
    clauses = list(_clauses(query))
    kinds = {named for named, _, _ in clauses}
    if len(kinds) != 1:
        return query
    end = clauses[-1][2]
    other = "FROM" if True in kinds else "FROM NAMED"
    return f"{query[:end]} {other} <{NOTHING}>{query[end:]}"


def _clauses(query: str) -> Iterator[tuple[bool, int, int]]:
    """Find the clauses: whether each is of a named graph, and where it begins and ends."""
    found = list(tokens(query, "word", "iri", "name"))
    for place, token in enumerate(found):
        if token[0].upper() == "FROM":
            following = found[place + 1 : place + 3]
            graph = next((item for item in following if item.lastgroup != "word"), token)
            yield graph not in following[:1], token.start(), graph.end()
