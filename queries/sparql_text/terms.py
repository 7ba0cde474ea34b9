"""The IRIs that a query uses, with the part that each plays. Strings, comments and templates have none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import urljoin

from graph.stores.sparql_tokens import tokens
from ontology.namespaces import ALL_PREFIXES, BASE, PREFIXES

Role = Literal["namespace", "class", "property", "datatype", "other"]
"""What an IRI stands for. `namespace` is that of a prefix, and `other` a thing, a graph, or what cannot be told."""

_TYPE: Final = PREFIXES["rdf"] + "type"
_TERMS: Final = frozenset(("variable", "iri", "name", "label", "string"))
_ESCAPE: Final = re.compile(r"\\(.)")
_NUMBER: Final = re.compile(r"[+-]?[0-9.]")
_ABSOLUTE: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:")
_PATH_BEFORE: Final = tuple("/|^!")
_PATH_AFTER: Final = tuple("/|*+?")


@dataclass(frozen=True, slots=True)
class UsedTerm:
    """An IRI in a query: as it is written there, in full, what it stands for, and where it begins."""

    written: str
    iri: str
    role: Role
    offset: int


@dataclass(frozen=True, slots=True)
class _Token:
    """A token, with the signs before it: those between two tokens that are none, such as `;` and `/`."""

    text: str
    kind: str
    offset: int
    signs: str


def used_terms(query: str) -> Iterator[UsedTerm]:
    """Yield the IRIs of a query in their order; names whose prefix nobody knows are left out.

    >>> [(term.written, term.role) for term in used_terms("SELECT ?x { ?x a op:Games ; op:opening 'op:x' }")]
    [('op:Games', 'class'), ('op:opening', 'property')]
    """
    found = _tokens(query)
    prefixes, base = dict(ALL_PREFIXES), BASE
    apart = _apart(found)
    role: Role = "other"
    for place, token in enumerate(found):
        before = found[place - 1] if place else None
        if token.kind not in {"iri", "name"} or place in apart.templates:
            continue
        declares = _declares(found, place)
        if declares == "prefix name":
            continue
        iri = _resolved(token, prefixes, base)
        if declares == "prefix":
            prefixes[found[place - 1].text[:-1]] = iri
            yield UsedTerm(token.text, iri, "namespace", token.offset)
        elif declares == "base":
            base = iri
        elif iri:
            lists = role == "class" and token.signs == "," and before is not None and before.kind in {"iri", "name"}
            role = "class" if lists else _role(found, place, apart.lists, prefixes)
            yield UsedTerm(token.text, iri, role, token.offset)


def _tokens(query: str) -> list[_Token]:
    found, end, signs = [], 0, ""
    for token in tokens(query):
        signs += query[end : token.start()].strip()
        if token.lastgroup == "comment":
            end = token.end()
            continue
        text = token[0].rstrip(".") if token.lastgroup == "name" else token[0]  # a full stop ends no name
        found.append(_Token(text, token.lastgroup or "", token.start(), signs))
        signs, end = "", token.start() + len(text)
    return found


@dataclass(frozen=True, slots=True)
class _Apart:
    """The places of tokens in which terms play no part of a pattern: templates of answers, and lists of terms."""

    templates: frozenset[int]
    lists: frozenset[int]


def _apart(found: list[_Token]) -> _Apart:
    templates: set[int] = set()
    lists: set[int] = set()
    for place, token in enumerate(found):
        word = token.text.upper() if token.kind == "word" else ""
        following = found[place + 1].text if place + 1 < len(found) else ""
        if word == "CONSTRUCT" and following == "{":
            templates.update(_braced(found, place + 1))
        elif word == "VALUES":
            first = next((later for later in range(place, len(found)) if found[later].text == "{"), len(found))
            lists.update(_braced(found, first))
        elif word == "DESCRIBE":
            lists.update(_until_brace(found, place))
    return _Apart(frozenset(templates), frozenset(lists))


def _braced(found: list[_Token], first: int) -> Iterator[int]:
    depth = 0
    for place in range(first, len(found)):
        depth += {"{": 1, "}": -1}.get(found[place].text, 0)
        yield place
        if depth == 0:
            return


def _until_brace(found: list[_Token], first: int) -> Iterator[int]:
    for place in range(first, len(found)):
        if found[place].text == "{":
            return
        yield place


def _declares(found: list[_Token], place: int) -> str:
    """Tell whether a token is the name or the IRI of a PREFIX, or the IRI of a BASE."""
    words = [token.text.upper() if token.kind == "word" else "" for token in found[max(0, place - 2) : place]]
    if words[-1:] == ["PREFIX"]:
        return "prefix name"
    if words[-1:] == ["BASE"]:
        return "base"
    return "prefix" if words[:1] == ["PREFIX"] and len(words) == 2 else ""


def _resolved(token: _Token, prefixes: dict[str, str], base: str) -> str:
    """Return the IRI of a token in full; nothing for a name without a known prefix."""
    if token.kind == "iri":
        if _ABSOLUTE.match(token.text):
            return token.text[1:-1]
        if base == BASE:
            return ""  # it may be a comparison, as in FILTER(?a<?b&&?c>?d)
        try:
            return urljoin(base, token.text[1:-1])
        except ValueError:  # brackets of an IPv6 address that are none
            return ""
    prefix, _, local = token.text.partition(":")
    return prefixes[prefix] + _ESCAPE.sub(r"\1", local) if prefix in prefixes else ""


def _role(found: list[_Token], place: int, lists: frozenset[int], prefixes: dict[str, str]) -> Role:
    token, before = found[place], found[place - 1] if place else None
    after = found[place + 1] if place + 1 < len(found) else None
    if token.signs.endswith("^^"):
        return "datatype"
    if place in lists or before is None or after is None:
        return "other"
    if not token.signs and _is_type(before, prefixes):
        return "class"
    return "property" if _is_verb(before, token, after) else "other"


def _is_type(token: _Token, prefixes: dict[str, str]) -> bool:
    if token.kind == "word":
        return token.text == "a"
    return token.kind in {"iri", "name"} and _resolved(token, prefixes, BASE) == _TYPE


def _is_verb(before: _Token, token: _Token, after: _Token) -> bool:
    """Tell whether a term stands where a property does: in a path, after a semicolon, or between two terms."""
    sign = token.signs[-2:]
    if (sign[-1:] in _PATH_BEFORE and sign != "||") or (after.signs[:1] in _PATH_AFTER and after.signs[:2] != "||"):
        return True
    follows = after.kind in _TERMS or after.text in {"[", "("} or after.text in {"true", "false"}
    adjacent = after.text == "(" and after.offset == token.offset + len(token.text)  # the call of a function
    begins = not after.signs and follows and not adjacent
    if not (begins or _NUMBER.match(after.signs)):
        return False
    if token.signs.endswith(";"):
        return True
    return not token.signs and (before.kind in _TERMS or before.text in {"]", ")", "["})
