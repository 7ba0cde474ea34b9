"""The parser's messages, put so that a person who writes queries can use them."""

from __future__ import annotations

import re

from ontology.namespaces import ALIGNMENT_PREFIXES, PREFIXES
from webapp.sparql.problems import MALFORMED, QueryProblem
from webapp.sparql.spots import Spot

_PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): expected (?:one of )?(?P<rest>.*)", re.DOTALL)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\b[A-Za-z]{2,}\b')
_CLASS = re.compile(r"\[.*?\](?=,|$)", re.DOTALL)
_SENTENCE = re.compile(r"(?:^|, )([A-Z\\][a-z]*(?: [^,\[\]\"]+)+)")
_PREFIX = re.compile(r"(?P<prefix>[\w.-]*):[^\s:]*$")
_SHOWN = 8


def syntax_problem(query: str, message: str) -> QueryProblem:
    """Return the problem for a query that the parser has refused with `message`.

    The parser (of pyoxigraph) says where it could not go on, and what could have stood there.
    """
    found = _PLACE.match(message)
    if not found:
        return QueryProblem(MALFORMED, f"The parser says: {message}")
    spot = Spot.of(query, int(found["line"]), int(found["column"]))
    said = " ".join(filter(None, (_reason(found["rest"]), _hint(query, spot, found["rest"]))))
    return QueryProblem(MALFORMED, f"At line {spot.line}, column {spot.column}: {said}", spot)


def _reason(expected: str) -> str:
    sentence = _SENTENCE.search(expected)
    if sentence:
        return f"{sentence[1].strip()}."
    tokens = _TOKEN.findall(_CLASS.sub("", expected))
    if not tokens:
        return "the query cannot go on, or end, like this."
    shown = ", ".join(token.strip('"').replace('\\"', '"') for token in tokens[:_SHOWN])
    return f"here could stand {shown}{' and others' if len(tokens) > _SHOWN else ''}."


def _hint(query: str, spot: Spot, expected: str) -> str:
    """Help with the prefix that nobody has declared."""
    if "Prefix not found" not in expected:
        return ""
    line = query.splitlines()[spot.line - 1][: spot.column - 1]
    found = _PREFIX.search(line)
    namespace = (PREFIXES | ALIGNMENT_PREFIXES).get(found["prefix"]) if found else None
    return f"Declare it first: PREFIX {found['prefix']}: <{namespace}>" if found and namespace else ""
