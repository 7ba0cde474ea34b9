"""What a query is, as far as one must know before sending it: its form, and whether it chooses its own graphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_TOKEN: Final = re.compile(
    r"""
      <[^<>"{}|^`\\\x00-\x20]*>                                 # an IRI
    | \"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\"                       # strings, long and short
    | '''(?:[^'\\]|\\.|'(?!''))*+'''
    | "(?:[^"\\\n\r]|\\.)*+"
    | '(?:[^'\\\n\r]|\\.)*+'
    | \#[^\n\r]*                                                # a comment
    | [?$@]\w+                                                  # a variable or a language
    | [\w.-]*+:[\w.:%-]*                                        # a prefixed name
    | (?P<word>[A-Za-z]\w*+)
    """,
    re.VERBOSE | re.DOTALL,
)
"""The tokens of SPARQL 1.1 (section 19.8) that can hold a word that is no keyword, and the words that may be one."""

_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


def form(query: str) -> str:
    r"""Return SELECT, ASK, CONSTRUCT or DESCRIBE; an empty string for what is no query.

    >>> form("PREFIX select: <http://example.org/ask> # describe\nCONSTRUCT WHERE { ?select select:it 'ASK' }")
    'CONSTRUCT'
    """
    return next((word for word in _keywords(query) if word in _FORMS), "")


def names_graphs(query: str) -> bool:
    """Tell whether the query has a dataset clause, which says what its default graph is.

    >>> names_graphs("SELECT * FROM <http://example.org/g> { ?s ?p ?o }"), names_graphs("ASK { ?from :from 'FROM' }")
    (True, False)
    """
    return "FROM" in _keywords(query)


def _keywords(query: str) -> Iterator[str]:
    for match in _TOKEN.finditer(query):
        if match["word"]:
            yield match["word"].upper()
