"""A named query, run over a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.stores.query_form import asking
from graph.stores.store import Answer, Store, Term, Truth
from queries import registry
from queries.binding import bind
from queries.errors import QueryError
from queries.parameters import terms, typed_default
from queries.registry import Query


@dataclass(frozen=True, slots=True)
class Question:
    """A query with a term for each of its parameters, by the parameter's name; `text` has them filled in.

    An optional parameter that was left out has none. `defaults` are the values that were filled in where nobody gave
    any. They stand by the parameter's name, as one would type them.
    """

    query: Query
    terms: Mapping[str, Term]
    text: str
    defaults: Mapping[str, str]


def run(store: Store, name: str, arguments: Mapping[str, str | Term] | None = None) -> Answer:
    """Answer the query of this name; `arguments` are texts by parameter name, as somebody typed them, or terms.

    Raises:
        QueryError: there is no such query or parameter, or a text does not fit; the message says what would be right.
    """
    query = registry.get(name)
    text = bind(query.text, terms(query, arguments or {}, store))
    return store.query(text, chooses_graphs=query.chooses_graphs)


def has_rows(store: Store, name: str, arguments: Mapping[str, str | Term] | None = None, *, known: str = "") -> bool:
    """Tell whether a SELECT has any row, with a value of the variable `known` if one is named.

    That takes less time than all rows.

    Raises:
        QueryError: as `run` does.
    """
    query = registry.get(name)
    answer = store.query(asking(bind(query.text, terms(query, arguments or {}, store)), known))
    return isinstance(answer, Truth) and answer.value


def prepare(store: Store, name: str, arguments: Mapping[str, str | Term] | None = None) -> str:
    """Return the query with its parameters filled in: what `run` sends, and what a reader can take along and edit.

    Raises:
        QueryError: as `run` does.
    """
    return question(store, name, arguments).text


def answerable(store: Store, query: Query) -> bool:
    """Tell whether a query can run without any argument: the graph knows everything that its defaults name."""
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
    arguments = arguments or {}
    values = terms(query, arguments, store)
    given = {item.name: values[item.variable] for item in query.parameters if item.variable in values}
    left_out = [item for item in query.parameters if item.name not in arguments]
    defaults = {item.name: text for item in left_out if (text := typed_default(item)) is not None}
    return Question(query, given, bind(query.text, values), defaults)
