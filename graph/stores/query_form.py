"""The form of a query, and whether it chooses its own graphs.

This is what one must know of a query before sending it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from graph.stores.sparql_tokens import tokens

_REMEMBERED: Final = 500
"""Queries of which form and choice of graphs are remembered: named ones are asked over and over."""

_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_OF_SOLUTIONS: Final = frozenset({"CONSTRUCT", "DESCRIBE"})
_COUNTING: Final = "SELECT (1 AS ?_solution) "


@lru_cache(_REMEMBERED)
def form(query: str) -> str:
    r"""Return SELECT, ASK, CONSTRUCT or DESCRIBE; an empty string for what is no query.

    >>> form("PREFIX select: <http://example.org/ask> # describe\nCONSTRUCT WHERE { ?select select:it 'ASK' }")
    'CONSTRUCT'
    """
    return next((word for word in _keywords(query) if word in _FORMS), "")


@lru_cache(_REMEMBERED)
def names_graphs(query: str) -> bool:
    """Tell whether the query has a dataset clause, which says what its default graph is.

    >>> names_graphs("SELECT * FROM <http://example.org/g> { ?s ?p ?o }"), names_graphs("ASK { ?from :from 'FROM' }")
    (True, False)
    """
    return "FROM" in _keywords(query)


def counting(query: str) -> str:
    """Return a SELECT query with a row for each solution that a CONSTRUCT or DESCRIBE query is answered from.

    It is empty for other forms, and where things are described that the query names itself.

    >>> counting("CONSTRUCT { ?s a '}' } WHERE { ?s ?p ?o } LIMIT 3")
    'SELECT (1 AS ?_solution) WHERE { ?s ?p ?o } LIMIT 3'
    >>> counting("DESCRIBE ?s <a:b> FROM <a:g> { ?s ?p ?o }"), counting("DESCRIBE <a:b>"), counting("ASK {}")
    ('SELECT (1 AS ?_solution) FROM <a:g> { ?s ?p ?o }', '', '')
    """
    found = list(tokens(query, "word", "open", "close"))
    first = next((place for place, token in enumerate(found) if token[0].upper() in _FORMS), len(found))
    head, rest = found[first : first + 1], found[first + 1 :]
    if not head or head[0][0].upper() not in _OF_SOLUTIONS or not any(token[0] == "{" for token in rest):
        return ""
    end = _end_of_template(rest) if head[0][0].upper() == "CONSTRUCT" else rest[0].start()
    return f"{query[: head[0].start()]}{_COUNTING}{query[end or head[0].end() :].lstrip()}"


def asking(query: str, known: str = "") -> str:
    """Return an ASK query: has a SELECT query any row, with a value of the variable `known` if one is named?

    An engine may stop at the first row, as its order does not count.

    >>> asking("PREFIX a: <b:c> SELECT ?s { ?s ?p ?o } ORDER BY STR(?s)", "s")
    'PREFIX a: <b:c> ASK { { SELECT ?s { ?s ?p ?o }  } FILTER(BOUND(?s)) }'
    """
    found = list(tokens(query, "word", "open", "close"))
    start = next(token.start() for token in found if token[0].upper() == "SELECT")
    last = max(place for place, token in enumerate(found) if token[0] == "}")
    order = next((token.start() for token in found[last:] if token[0].upper() == "ORDER"), len(query))
    bound = f"FILTER(BOUND(?{known})) " if known else ""
    return f"{query[:start]}ASK {{ {{ {query[start:order]} }} {bound}}}"


def _end_of_template(found: list[re.Match[str]]) -> int:
    """Return where the template ends that the tokens begin with, or 0 if they begin with none."""
    depth = 0
    for token in found:
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth == 0:
            return token.end() if token[0] == "}" else 0
    return 0


def _keywords(query: str) -> Iterator[str]:
    return (token[0].upper() for token in tokens(query, "word"))
