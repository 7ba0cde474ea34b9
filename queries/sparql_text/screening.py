"""The screening of queries before they run.

It refuses updates, federation, and nesting that would only crash the parser. The parser of pyoxigraph has no separate
tokens. In `FILTER(?a<1+'x>')SERVICE…` it reads a comparison where tokens would read the IRI `<1+'x>`. So what looks
like a string hides a SERVICE. Hence there are two looks. The first finds whatever could be a SERVICE clause anywhere in
the text, even in a string. Without a find there is none. The second knows strings, comments and names, and passes a
find within one of these. It does so only in a query without such doubtful IRIs. A child process could not reach the
network anyway. This is about saying so instead of answering wrongly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from graph.stores import sparql_tokens
from queries.sparql_text.errors import FederationError, NestingError, UpdateError
from queries.sparql_text.position import Position

_SPACE = r"(?:[\x20\t\r\n]++|\#[^\n\r]{0,300}+(?=[\r\n])){0,10}+"
_WHICH = r"(?:<[^>]{0,1000}+>|(?:[^\s{}<>#\\]|\\.){1,120}+)"
_FEDERATION = re.compile(
    rf"SERVICE{_SPACE}(?:SILENT{_SPACE})?+(?:{_WHICH}{_SPACE}[\{{\#\s]|<[^>]{{1000}}|[^\s{{}}<>]{{120}}|[\#\s])",
    re.IGNORECASE,
)
"""SERVICE, SILENT or not, what to ask, and a brace. Any of these may be too long to follow, to bound the time."""

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UNDOUBTED = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")

_TEXTS = frozenset(("string", "comment", "variable", "label", "name"))
"""Tokens in which a keyword is plain text."""

_UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"))
_CHANGING = frozenset(("NOW", "RAND", "UUID", "STRUUID", "BNODE"))
_NOTABLE = ("SERVICE", "\\U", *_UPDATES, *_CHANGING)
_DATASET = re.compile(r"FROM\s*+(?:NAMED|[<#]|[\w.\-]{0,60}+[:\w.\-])")
"""What a dataset clause may begin with, in capitals. Comments and long words are not followed: the time is linear."""


@dataclass(frozen=True, slots=True)
class Screened:
    """A query that is not refused: whether it names a dataset, and has the same answer every time."""

    own_from: bool
    lasting: bool


DEEPEST: Final = 100
"""Levels of brackets that a query may have, unless a site is set up otherwise."""


def screen(text: str, nesting: int) -> Screened:
    """Look at a query before it runs.

    Raises:
        UpdateError: it changes the graph.
        FederationError: it uses SERVICE.
        NestingError: it is nested more than `nesting` levels deep.
    """
    if _is_plain(text, nesting):
        return Screened(own_from=False, lasting=True)
    tokens = list(sparql_tokens.tokens(text))
    _refuse_federation(text, tokens)
    words = {token[0].upper(): token.start() for token in reversed(tokens) if token.lastgroup == "word"}
    update = min((words[word] for word in _UPDATES & words.keys()), default=None)
    if update is not None:
        position = Position.at(text, update)
        word = text[update:].split(None, 1)[0][:10].upper()
        message = f"{word} at line {position.line}, column {position.column} belongs to an update."
        raise UpdateError(message, position)
    _refuse_depth(text, tokens, nesting)
    return Screened("FROM" in words, not _CHANGING & words.keys())


def _is_plain(text: str, nesting: int) -> bool:
    """Tell whether a query needs no closer look, which can take as long as half of a simple query.

    Such a one holds nothing that matters, not even in a string, and no more brackets than may be nested.
    """
    upper = text.upper()
    notable = any(map(upper.__contains__, _NOTABLE)) or _DATASET.search(upper)
    return text.isascii() and not notable and sum(map(upper.count, "({[")) <= nesting


def _refuse_federation(text: str, tokens: list[re.Match[str]]) -> None:
    offset = _federation(text, tokens)
    if offset is None:
        offset = _escaped_federation(text)
    if offset is not None:
        position = Position.at(text, offset)
        detail = (
            f"SERVICE at line {position.line}, column {position.column} would ask another service; this one never does."
        )
        raise FederationError(detail, position)


def _federation(text: str, tokens: list[re.Match[str]]) -> int | None:
    """Return where a SERVICE clause stands, or may stand."""
    finds = [match.start() for match in _FEDERATION.finditer(text)]
    if not finds:
        return None
    if any(_doubtful(token) for token in tokens):
        return finds[0]
    for find in finds:
        if not any(token.start() <= find < token.end() and token.lastgroup in _TEXTS for token in tokens):
            return find
    return None


def _doubtful(token: re.Match[str]) -> bool:
    """Tell whether the parser may see something else here than this token."""
    return token.lastgroup == "unclosed" or (token.lastgroup == "iri" and not _UNDOUBTED.match(token[0]))


def _escaped_federation(text: str) -> int | None:
    """Do the same where escapes are undone before anything else, as some engines do (section 19.2)."""
    first = _ESCAPE.search(text)
    if first is None:
        return None
    plain = _ESCAPE.sub(lambda match: _character(match[1] or match[2]), text)
    return None if _federation(plain, list(sparql_tokens.tokens(plain))) is None else first.start()


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code <= 0x10FFFF else " "


def _refuse_depth(text: str, tokens: list[re.Match[str]], nesting: int) -> None:
    depth = 0
    for token in tokens:
        if token.lastgroup == "open":
            depth += 1
        elif token.lastgroup == "close":
            depth -= 1
        if depth > nesting:
            position = Position.at(text, token.start())
            raise NestingError(f"Brackets are nested more than {nesting} levels deep here.", position)
