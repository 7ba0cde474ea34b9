"""Asking the named queries from a page, and reading their rows by the names of the variables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from graph.stores.store import Rows, Store, Term, Triples, Truth
from ontology.namespaces import ID_BASE
from queries import registry
from queries.run import run
from webapp.text.english import ENGLISH, finite

_LABEL = "Label"
_WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_IDENTIFIER = re.compile(re.escape(ID_BASE) + "[a-z-]+/[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row of an answer. An unbound variable reads as an empty string; an unknown one raises KeyError."""

    places: dict[str, int]
    terms: Sequence[Term | None]

    def term(self, name: str) -> Term | None:
        """Return the term bound to the variable `name`."""
        return self.terms[self.places[name]]

    def __getitem__(self, name: str) -> str:
        """Return the lexical form of a literal, or the text of an IRI.

        A label that is empty or not in the graph reads as its thing does without one: `xLabel` is the label of `x`.
        """
        term = self.term(name)
        text = "" if term is None or isinstance(term, ox.Triple) else term.value
        if not text and name.endswith(_LABEL):
            return _unlabelled(self.term(name.removesuffix(_LABEL)))
        return text

    def language(self, name: str) -> str:
        """Return the language tag of a literal, or an empty string."""
        term = self.term(name)
        return (term.language or "") if isinstance(term, ox.Literal) else ""

    def whole(self, name: str) -> int:
        """Return a whole number, 0 where there is none."""
        return int(self[name]) if _WHOLE.fullmatch(self[name]) else 0

    def number(self, name: str) -> float | None:
        """Return a number, None where there is none, or one that is not finite."""
        return finite(self[name])


def _unlabelled(term: Term | None) -> str:
    """Return what a thing is called that has no label: the end of its IRI."""
    if isinstance(term, ox.NamedNode):
        return re.split("[/#]", term.value.rstrip("/#"))[-1]
    if isinstance(term, ox.Literal):
        return term.value
    return "" if term is None else "something without a name"


def one_each(rows: Iterable[ResultRow], name: str, label: str = "") -> list[ResultRow]:
    """Return one row for each value of a variable, in their order, where the graph says some things more than once.

    Of several values of `label` the English one is taken, or else the first.
    """
    found: dict[str, ResultRow] = {}
    for row in rows:
        known = found.setdefault(row[name], row)
        if label and known.language(label) not in ENGLISH and row.language(label) in ENGLISH:
            found[row[name]] = row
    return list(found.values())


@dataclass(frozen=True, slots=True)
class QueryClient:
    """The way from a page to the graph: only by the name of a query.

    Parameters are texts. An identifier of ours, be it a default or one that a page has from the graph, goes in as a
    term as it is: nobody is told that the graph does not know it, and there are no rows then.
    """

    store: Store

    def rows(self, query: str, **parameters: str) -> list[ResultRow]:
        """Return the rows of a SELECT."""
        answer = run(self.store, query, _terms(query, parameters))
        if not isinstance(answer, Rows):
            raise TypeError(f"the query {query} is expected to be a SELECT")
        places = {name: index for index, name in enumerate(answer.variables)}
        return [ResultRow(places, row) for row in answer.rows]

    def truth(self, query: str, **parameters: str) -> bool:
        """Return the answer of an ASK."""
        answer = run(self.store, query, _terms(query, parameters))
        if not isinstance(answer, Truth):
            raise TypeError(f"the query {query} is expected to be an ASK")
        return answer.value

    def triples(self, query: str, **parameters: str) -> Iterator[ox.Triple]:
        """Return the triples of a CONSTRUCT."""
        answer = run(self.store, query, _terms(query, parameters))
        if not isinstance(answer, Triples):
            raise TypeError(f"the query {query} is expected to be a CONSTRUCT")
        return iter(answer.triples)


def _terms(query: str, parameters: Mapping[str, str]) -> dict[str, str | Term]:
    defaults = {item.name: item.default for item in registry.get(query).parameters if item.default is not None}
    given = {**defaults, **parameters}
    return {name: ox.NamedNode(text) if _IDENTIFIER.fullmatch(text) else text for name, text in given.items()}
