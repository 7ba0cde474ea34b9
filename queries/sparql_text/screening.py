"""What is refused before a query runs: updates, federation, and nesting that would only crash the parser.

The parser of pyoxigraph has no separate tokens: in `FILTER(?a<1+'x>')SERVICE…` it reads a comparison where tokens
would read the IRI `<1+'x>`, so that what looks like a string hides a SERVICE. Hence two looks. The first finds
whatever could be a SERVICE clause anywhere in the text, be it in a string: without a find there is none. The second
knows strings, comments and names, and lets a find within one of these pass, but only in a query without such doubtful
IRIs. A child process could not reach the network anyway; this is about saying so instead of answering wrongly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from queries.sparql_text.errors import FederationError, NestingError, UpdateError
from queries.sparql_text.position import Position

_NAME_START = (
    "A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = f"{_NAME_START}0-9\u00b7\u0300-\u036f\u203f-\u2040"
_LOCAL = rf"(?:[{_NAME}:.\-]++|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?#@%])*+"

TOKEN = re.compile(
    rf"""
      (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*+>)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*+'''
               | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+')
    | (?P<unclosed>["'].*+)
    | (?P<comment>\#[^\n\r]*+)
    | (?P<variable>[?$][{_NAME}]++)
    | (?P<label>_:[{_NAME}.\-]++ | @[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
    | (?P<name>(?:[{_NAME_START}][{_NAME}.\-]*+)?:{_LOCAL})
    | (?P<word>[{_NAME_START}][{_NAME}.\-]*+)
    | (?P<open>[{{(\[]) | (?P<close>[}})\]])
    """,
    re.VERBOSE | re.DOTALL,
)
"""The tokens of SPARQL 1.1 (section 19.8) as far as they matter here.

Quantifiers are possessive: whatever the text, the time is linear in its length.
"""

_SPACE = r"(?:[\x20\t\r\n]++|\#[^\n\r]{0,300}+(?=[\r\n])){0,10}+"
_WHICH = r"(?:<[^>]{0,1000}+>|(?:[^\s{}<>#\\]|\\.){1,120}+)"
_FEDERATION = re.compile(
    rf"SERVICE{_SPACE}(?:SILENT{_SPACE})?+(?:{_WHICH}{_SPACE}[\{{\#\s]|<[^>]{{1000}}|[^\s{{}}<>]{{120}}|[\#\s])",
    re.IGNORECASE,
)
"""SERVICE, SILENT or not, what to ask, and a brace; or any of these too long to follow, to keep the time in bounds."""

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UNDOUBTED = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")

_UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"))
_CHANGING = frozenset(("NOW", "RAND", "UUID", "STRUUID", "BNODE"))
_NOTABLE = ("SERVICE", "\\U", *_UPDATES, *_CHANGING)
_DATASET = re.compile(r"FROM(?:\s|\#[^\n]*+\n)*+(?:NAMED|<|[\w.\-]*+:)")
"""What a dataset clause begins with, in capitals."""


@dataclass(frozen=True, slots=True)
class Screened:
    """What is known of a query that is not refused: whether it names a dataset, and has the same answer every time."""

    own_from: bool
    lasting: bool


def screen(text: str, nesting: int) -> Screened:
    """Look at a query before it runs.

    Raises:
        UpdateError: it changes the graph.
        FederationError: it uses SERVICE.
        NestingError: it is nested more than `nesting` levels deep.
    """
    if _is_plain(text, nesting):
        return Screened(own_from=False, lasting=True)
    tokens = list(TOKEN.finditer(text))
    _refuse_federation(text, tokens)
    words = {match["word"].upper(): match.start() for match in reversed(tokens) if match["word"]}
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
        if not any(token.start() <= find < token.end() and _holds_text(token) for token in tokens):
            return find
    return None


def _doubtful(token: re.Match[str]) -> bool:
    """Tell whether the parser may see something else here than this token."""
    return bool(token["unclosed"] or (token["iri"] and not _UNDOUBTED.match(token["iri"])))


def _holds_text(token: re.Match[str]) -> bool:
    return token.lastgroup in {"string", "comment", "variable", "label", "name"}


def _escaped_federation(text: str) -> int | None:
    """Do the same where escapes are undone before anything else, as some engines do (section 19.2)."""
    first = _ESCAPE.search(text)
    if first is None:
        return None
    plain = _ESCAPE.sub(lambda match: _character(match[1] or match[2]), text)
    return None if _federation(plain, list(TOKEN.finditer(plain))) is None else first.start()


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code <= 0x10FFFF else " "


def _refuse_depth(text: str, tokens: list[re.Match[str]], nesting: int) -> None:
    depth = 0
    for token in tokens:
        if token["open"]:
            depth += 1
        elif token["close"]:
            depth -= 1
        if depth > nesting:
            position = Position.at(text, token.start())
            raise NestingError(f"Brackets are nested more than {nesting} levels deep here.", position)
