"""The characters of copied text that SPARQL has no use for."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from graph.stores.sparql_tokens import tokens

_MARK = "\ufeff"
_FOREIGN = re.compile(r"[^\t\n\r\x20-\x7e]")
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
"""Characters without any ink, some of which names may have."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A character that is neither ASCII nor part of a name: its offset in the query, its code point and name."""

    offset: int
    name: str


def without_mark(query: str) -> str:
    """Return a query without the byte order mark that some editors put before a text."""
    return query.removeprefix(_MARK)


def foreign(query: str) -> Foreign | None:
    """Return the first character outside strings, comments, IRIs and names that cannot stand there.

    >>> foreign("ASK {\u00a0}")
    Foreign(offset=5, name='U+00A0 NO-BREAK SPACE')
    """
    start = 0
    for token in tokens(query):
        if found := _FOREIGN.search(query, start, token.start()) or _within(token):
            return _named(found)
        start = token.end()
    found = _FOREIGN.search(query, start)
    return _named(found) if found else None


def _within(token: re.Match[str]) -> re.Match[str] | None:
    """Find an invisible character in a word, none of which has one, or at the beginning of a name."""
    if token.lastgroup == "word":
        return _INVISIBLE.search(token.string, token.start(), token.end())
    return _INVISIBLE.match(token.string, token.start()) if token.lastgroup == "name" else None


def _named(found: re.Match[str]) -> Foreign:
    return Foreign(found.start(), f"U+{ord(found[0]):04X} {unicodedata.name(found[0], '')}".rstrip())
