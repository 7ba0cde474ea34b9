"""The binding of a query's variables to terms, in its text.

SPARQL has no way to say what a variable stands for throughout a query. VALUES does not reach into sub-selects and
filters of inner groups. pyoxigraph's `substitutions` (RDF-dev SEP-0007) reach neither those nor BIND, and refuse a
variable that is not projected. What holds everywhere, on every engine, is a query in which the term is written. So this
replaces variables by terms on the level of SPARQL's tokens. The RDF library writes each term, and escapes what needs
it. By then a visitor's text is the value of a literal, and cannot become a part of the query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.stores.sparql_tokens import tokens

if TYPE_CHECKING:
    from graph.stores.store import Term


def bind(text: str, terms: Mapping[str, Term]) -> str:
    """Return the query with each variable that `terms` names (without `?`) replaced by its term, everywhere."""
    parts = list(_split(text))
    for position in range(1, len(parts), 2):
        term = terms.get(parts[position][1:])
        if term is not None:
            parts[position] = _written(term)
    return "".join(parts)


@lru_cache(500)
def _split(text: str) -> tuple[str, ...]:
    """Return the text in parts, of which every second one is a variable."""
    parts, end = [], 0
    for variable in tokens(text, "variable"):
        parts += [text[end : variable.start()], variable[0]]
        end = variable.end()
    return (*parts, text[end:])


def _written(term: Term) -> str:
    r"""Write a term so that it means the same to an engine that expands codepoint escapes before it reads strings.

    SPARQL 1.1 (section 19.2) lets an engine do so. For such an engine a backslash and `u0022`, written `\\u0022`, would
    be an escaped quote. With the letter escaped instead, both kinds of engine read the same text.
    """
    return _ESCAPE.sub(lambda escape: _LETTERS.get(escape[0], escape[0]), str(term))


_ESCAPE = re.compile(r"\\\\[uU]|\\.")
_LETTERS = {r"\\u": r"\\\u0075", r"\\U": r"\\\u0055"}


def variables(text: str) -> Iterator[tuple[str, int]]:
    """Give each use of a variable in a query: its name without `?`, and the line, counted from 1."""
    for variable in tokens(text, "variable"):
        yield variable[0][1:], text.count("\n", 0, variable.start()) + 1


def without_header(text: str) -> str:
    """Return a query without the decorators that stand before it."""
    lines = text.split("\n")
    return "\n".join(line for line in lines if not line.startswith("#+")).strip() + "\n"
