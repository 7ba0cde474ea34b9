"""The client with which pages run named queries and read answers.

It reads rows by the names of the variables. Pages read nearly every cell that they ask for, many of them again and
again. So each cell becomes a text when it arrives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import pyoxigraph as ox

from graph.stores.store import Answer, Rows, Store, Term, Triples, Truth
from ontology.namespaces import ID_BASE
from queries import registry
from queries.run import prepare, run
from webapp.http.cache import SizedLRUCache
from webapp.models.grouping import grouped_by
from webapp.models.rows import QUERIES
from webapp.models.saved_answers import SavedAnswers
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


def values_by_thing(rows: Iterable[tuple[str, str, str]]) -> Iterable[tuple[str, dict[str, list[str]]]]:
    """Gather rows of things, properties and values: the values of each thing by the local names of its properties."""
    found: dict[str, dict[str, list[str]]] = {}
    for thing, property_, value in rows:
        found.setdefault(thing, {}).setdefault(property_.rpartition("#")[2], []).append(str(value))
    return found.items()


def compact(rows: Iterable[R]) -> list[R]:
    """Return rows in which equal texts are one object and have no language, as long lists stay in memory."""
    shared: dict[str, str] = {}
    return [tuple.__new__(type(row), (shared.setdefault(text, str(text)) for text in row)) for row in rows]


_SHARE = 8
"""Rows are stored up to this part of the largest entry: those of the whole graph would push out the rest."""

_CELL = 250
"""Bytes that a cell takes in memory beside its text, roughly."""


@dataclass(frozen=True, slots=True)
class CachedRows:
    """The rows of an answer, as the cache of the site holds them; `size` in bytes of memory, roughly."""

    rows: tuple[tuple[str, ...], ...]
    size: int

    @classmethod
    def of(cls, rows: Iterable[tuple[str, ...]]) -> CachedRows:
        """Return the rows with their size, which the cache asks for twice."""
        whole = tuple(rows)
        return cls(whole, sum(_CELL * len(row) + sum(map(len, row)) for row in whole))


Asked = tuple[object, ...]
"""What tells a query for rows apart: their class and the parameters."""

AHEAD: ContextVar[Mapping[Asked, Future[Any]] | None] = ContextVar("queries that were asked ahead", default=None)
"""The queries whose rows are on their way for the page that is made; see `webapp.models.asked_ahead`."""


def asked_for(row: type[tuple[str, ...]], parameters: Mapping[str, str]) -> Asked:
    """Return what tells a query for rows apart."""
    return row, *sorted(parameters.items())


@dataclass(frozen=True, slots=True)
class QueryClient:
    """A client that reaches the graph only by the names of queries.

    Parameters are texts. An identifier of ours, a default or one from the graph, is bound as a term without any check.
    If the graph does not know it, there are no rows, and no error.

    Pages ask many of the same things. Rows of a store that never changes stay in `cache`. Queries without
    parameters are about the whole graph; their answers may be `saved`.
    """

    store: Store
    cache: SizedLRUCache | None = None
    saved: SavedAnswers | None = None

    def rows(self, row: type[R], **parameters: str) -> list[R]:
        """Return the rows of a SELECT, by their class in `webapp.models.rows`."""
        if (ahead := AHEAD.get()) and (future := ahead.get(asked_for(row, parameters))):
            return list(cast(list[R], future.result()))
        if self.cache is None:
            return self.rows_anew(row, parameters)
        key = (self.store.version, row, *sorted(parameters.items()))
        if found := self.cache.get(key, CachedRows):
            return list(cast(tuple[R, ...], found.rows))
        rows = self.rows_anew(row, parameters)
        kept = CachedRows.of(rows)
        if kept.size <= self.cache.largest // _SHARE:
            self.cache.put(key, kept)
        return rows

    def rows_anew(self, row: type[R], parameters: Mapping[str, str]) -> list[R]:
        """Return the rows of a SELECT from the store, whatever is known already."""
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
        if self.saved and kind is Rows and not parameters:
            answer: Answer = self.saved.rows(prepare(self.store, query, terms))
        else:
            answer = run(self.store, query, terms)
        if not isinstance(answer, kind):
            raise TypeError(f"the answer of the query {query} is expected to be of the class {kind.__name__}")
        return answer


_LABEL = "Label"


class LiteralText(str):
    """The lexical form of a literal; as in rdflib, it knows its language and datatype."""

    __slots__ = ("literal",)
    literal: ox.Literal


def language_of(cell: str) -> str:
    """Return the language tag of a literal, or an empty string."""
    return (cell.literal.language or "") if isinstance(cell, LiteralText) else ""


def stated(label: str) -> str:
    """Return a label that the graph states, or an empty string for one that only names its thing."""
    return label if isinstance(label, LiteralText) else ""


def datatype_of(cell: str) -> str:
    """Return the IRI of a literal's datatype, or an empty string for anything else."""
    return cell.literal.datatype.value if isinstance(cell, LiteralText) else ""


def label_columns(variables: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of labels and of what they name: `xLabel` is the label of `x`.

    >>> label_columns(["games", "partner", "partnerLabel"])
    [(2, 1)]
    """
    places = {name: place for place, name in enumerate(variables)}
    return [(places[name], places[name.removesuffix(_LABEL)]) for name in variables if name.endswith(_LABEL)]


def cells(terms: Sequence[Term | None], labels: Sequence[tuple[int, int]]) -> list[str]:
    """Return the texts of a row's terms; what is unbound is an empty text.

    `labels` has the places of labels and of their things. A label that is empty or unbound becomes the thing's name.
    """
    texts = [cell(term) for term in terms]
    for label, thing in labels:
        if not texts[label]:
            texts[label] = _unlabelled(terms[thing])
    return texts


def cell(term: Term | None) -> str:
    """Return the lexical form of a literal, or the text of an identifier."""
    if isinstance(term, ox.Literal):
        text = LiteralText(term.value)
        text.literal = term
        return text
    return "" if term is None or isinstance(term, ox.Triple) else term.value


def _unlabelled(term: Term | None) -> str:
    """Return what a thing is called that has no label: the end of its IRI."""
    if isinstance(term, ox.NamedNode):
        return re.split("[/#]", term.value.rstrip("/#"))[-1]
    if isinstance(term, ox.Literal):
        return term.value
    return "" if term is None else "something without a name"
