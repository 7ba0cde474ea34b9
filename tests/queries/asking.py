"""Ask a query, and have its rows as dictionaries of texts, identifiers cut down to `kind/slug`."""

from __future__ import annotations

import pyoxigraph as ox

from graph.stores.store import Rows, Store
from ontology.namespaces import ID_BASE
from queries.run import run

Row = dict[str, str]


def ask(store: Store, query: str, **arguments: str) -> list[Row]:
    """Return the rows of a SELECT; what is unbound is missing."""
    answer = run(store, query, arguments)
    assert isinstance(answer, Rows)
    return [
        {name: text(term) for name, term in zip(answer.variables, row, strict=True) if term is not None}
        for row in answer.rows
    ]


def text(term: object) -> str:
    """Return a literal's value, or an identifier without what all of ours begin with."""
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term.value.removeprefix(ID_BASE)


def slugs(rows: list[Row], column: str) -> list[str]:
    """Return the slugs in a column."""
    return [row[column].rpartition("/")[2] for row in rows]
