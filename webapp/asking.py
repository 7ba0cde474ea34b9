"""Asking the named queries from a page, and reading their rows by the names of the variables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from graph.store import Rows, Store, Term, Triples
from ontology.namespaces import ID_BASE
from queries.run import run

_IDENTIFIER = re.compile(re.escape(ID_BASE) + "[a-z-]+/[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an answer. An unbound variable reads as an empty string; an unknown one raises KeyError."""

    places: dict[str, int]
    terms: Sequence[Term | None]

    def term(self, name: str) -> Term | None:
        """Return the term bound to the variable `name`."""
        return self.terms[self.places[name]]

    def __getitem__(self, name: str) -> str:
        """Return the lexical form of a literal, or the text of an IRI."""
        term = self.term(name)
        return "" if term is None or isinstance(term, ox.Triple) else term.value

    def language(self, name: str) -> str:
        """Return the language tag of a literal, or an empty string."""
        term = self.term(name)
        return (term.language or "") if isinstance(term, ox.Literal) else ""

    def whole(self, name: str) -> int:
        """Return a whole number, 0 where unbound."""
        return int(self[name] or 0)


@dataclass(frozen=True, slots=True)
class Asker:
    """The way from a page to the graph: only by the name of a query.

    Parameters are texts. An identifier of ours, which a page has from the graph, goes in as a term as it is, without
    the query that would find out whether the graph knows it.
    """

    store: Store

    def rows(self, query: str, **parameters: str) -> list[Row]:
        """Return the rows of a SELECT."""
        answer = run(self.store, query, _terms(parameters))
        if not isinstance(answer, Rows):
            raise TypeError(f"the query {query} is expected to be a SELECT")
        places = {name: index for index, name in enumerate(answer.variables)}
        return [Row(places, row) for row in answer.rows]

    def triples(self, query: str, **parameters: str) -> Iterator[ox.Triple]:
        """Return the triples of a CONSTRUCT."""
        answer = run(self.store, query, _terms(parameters))
        if not isinstance(answer, Triples):
            raise TypeError(f"the query {query} is expected to be a CONSTRUCT")
        return iter(answer.triples)


def _terms(parameters: Mapping[str, str]) -> dict[str, str | Term]:
    return {name: ox.NamedNode(text) if _IDENTIFIER.fullmatch(text) else text for name, text in parameters.items()}
