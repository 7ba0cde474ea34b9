"""Ask a named query of a store."""

from __future__ import annotations

from collections.abc import Mapping

from graph.store import Answer, Store
from queries import registry
from queries.binding import bind
from queries.parameters import terms


def run(store: Store, name: str, arguments: Mapping[str, str] | None = None) -> Answer:
    """Answer the query of this name; `arguments` are texts by parameter name, as somebody typed them.

    Raises:
        QueryError: there is no such query or parameter, or a text does not fit; the message says what would be right.
    """
    return store.query(prepare(store, name, arguments))


def prepare(store: Store, name: str, arguments: Mapping[str, str] | None = None) -> str:
    """Return the query with its parameters filled in: what `run` asks, and what a reader can take along and edit.

    Raises:
        QueryError: as `run` does.
    """
    query = registry.get(name)
    return bind(query.text, terms(query, arguments or {}, store))
