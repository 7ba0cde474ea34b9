"""Put terms in the place of variables in the text of a query.

SPARQL has no way to say what a variable stands for throughout a query: VALUES does not reach into sub-selects and
filters of inner groups, and pyoxigraph's `substitutions` (RDF-dev SEP-0007) reaches neither those nor BIND, and refuses
a variable that is not projected. What holds everywhere, on every engine, is a query in which the term is written. So
this replaces variables by terms on the level of SPARQL's tokens, and each term is written by the RDF library, which
escapes what needs it: the text of a visitor is the value of a literal by then, and cannot become a part of the query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.store import Term

_TOKEN = re.compile(
    r"""
      <[^<>"{}|^`\\\x00-\x20]*>                  # an IRI
    | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"        # strings, long and short
    | '''(?:[^'\\]|\\.|'(?!''))*'''
    | "(?:[^"\\\n\r]|\\.)*"
    | '(?:[^'\\\n\r]|\\.)*'
    | \#[^\n]*                                   # a comment
    | [?$](?P<variable>\w+)
    """,
    re.VERBOSE | re.DOTALL,
)
"""The tokens of SPARQL 1.1 (section 19.8) that can hold a `?` or `$`; whatever lies between them can not."""


def bind(text: str, terms: Mapping[str, Term]) -> str:
    """Return the query with each variable that `terms` names (without `?`) replaced by its term, everywhere."""

    def put(match: re.Match[str]) -> str:
        term = terms.get(match["variable"]) if match["variable"] else None
        return match[0] if term is None else str(term)

    return _TOKEN.sub(put, text)


def variables(text: str) -> Iterator[tuple[str, int]]:
    """Give each use of a variable in a query: its name without `?`, and the line, counted from 1."""
    for match in _TOKEN.finditer(text):
        if match["variable"]:
            yield match["variable"], text.count("\n", 0, match.start()) + 1
