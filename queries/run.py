"""Ask a named query of a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.store import Answer, Store, Term
from queries import registry
from queries.binding import bind
from queries.errors import QueryError
from queries.parameters import terms
from queries.registry import Query


@dataclass(frozen=True, slots=True)
class Question:
    """A query with a term for each of its parameters, by the parameter's name; `text` has them filled in.

    An optional parameter that was left out has none.
    """

    query: Query
    terms: Mapping[str, Term]
    text: str


def run(store: Store, name: str, arguments: Mapping[str, str | Term] | None = None) -> Answer:
    """Answer the query of this name; `arguments` are texts by parameter name, as somebody typed them, or terms.

    Raises:
        QueryError: there is no such query or parameter, or a text does not fit; the message says what would be right.
    """
    return store.query(prepare(store, name, arguments))


def prepare(store: Store, name: str, arguments: Mapping[str, str | Term] | None = None) -> str:
    """Return the query with its parameters filled in: what `run` asks, and what a reader can take along and edit.

    Raises:
        QueryError: as `run` does.
    """
    return question(store, name, arguments).text


def answerable(store: Store, query: Query) -> bool:
    """Tell whether a query can be asked without any argument: the graph knows everything that its defaults name."""
    try:
        terms(query, {}, store)
    except QueryError:
        return False
    return True


def question(store: Store, name: str, arguments: Mapping[str, str | Term] | None = None) -> Question:
    """Return the query with the terms that `arguments` and defaults give it.

    Raises:
        QueryError: as `run` does.
    """
    query = registry.get(name)
    values = terms(query, arguments or {}, store)
    given = {item.name: values[item.variable] for item in query.parameters if item.variable in values}
    return Question(query, given, bind(query.text, values))
